/** A study that goes on from an earlier one is byte for byte the longer study, in any order of work and on real worker threads. */
import { describe, expect, it, vi } from 'vitest';
import type { Frame } from '../../src/catalog/types.ts';
import { ENGINE_VERSION } from '../../src/engine/version.ts';
import { toJson } from '../../src/exports/toJson.ts';
import { studyHash } from '../../src/results/hash.ts';
import { measureRun } from '../../src/results/measure.ts';
import type { MeasuredRun, ResultSet } from '../../src/results/resultSet.ts';
import { summarise } from '../../src/results/summarise.ts';
import type { FromWorker, ToWorker } from '../../src/runner/messages.ts';
import { createNodeRunner } from '../../src/runner/nodeRunner.ts';
import { createPool, type Port } from '../../src/runner/pool.ts';
import type { Runner, StudyRequest } from '../../src/runner/runner.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Dice } from '../helpers/dice.ts';
import { block, made, outcome } from '../results/handMade.ts';
import { built, SMALL } from '../scenario/small.ts';

vi.setConfig({ testTimeout: 60_000 });

const from = made();
const { hours } = from.frame;
const asked: number[] = [];
/** Run `run` of a hand-made study: the same whenever and wherever it is measured. */
function madeRun(run: number): MeasuredRun {
  const dice = new Dice(run);
  const visits = (): number[][] =>
    [0, 1, 2].map(() => block(hours, 8, 24 * dice.whole(1, 12) + dice.whole(0, 23), dice.whole(1, 60)));
  return measureRun(
    from.frame,
    from.model,
    outcome(from, run, { strategies: [{ visits: visits() }, { visits: visits() }] }),
  );
}

/** A port that answers later, at its own pace, so that runs end out of order. */
function fakePort(slow: (run: number) => number): Port {
  let listener: (message: FromWorker) => void = () => {};
  const answer = (message: FromWorker, after: number): void => void setTimeout(() => listener(message), after);
  return {
    post: (message: ToWorker) => {
      if (message.kind === 'study')
        answer({ kind: 'prepared', study: message.study, frame: { ...from.frame } satisfies Frame }, 0);
      else if (message.kind === 'part')
        answer({ kind: 'part', study: message.study, part: message.part, counted: undefined }, slow(message.part));
      else if (message.kind !== 'stop') {
        asked.push(message.run);
        answer({ kind: 'measured', study: message.study, run: madeRun(message.run) }, slow(message.run));
      }
    },
    onMessage: (to) => (listener = to),
    onError: () => {},
    close: () => {},
  };
}
const fakeRunner = (ports = 3): Runner => {
  let opened = 0;
  return createPool(ports, () => {
    const k = opened++;
    return fakePort((run) => ((run * 7 + k) % 5) * 2);
  });
};

const request = (runs: number, earlier?: ResultSet): StudyRequest => ({
  model: from.model,
  seed: 'go on',
  runs,
  ...(earlier && { from: earlier }),
});
/** Everything of a set that could differ. */
const bytes = (set: ResultSet): string => `${studyHash(set)} ${toJson(summarise(set), set)}`;

describe('the first run, shared out among workers', () => {
  it('is put together once, by one worker, when every part is there', async () => {
    const runner = fakeRunner(8);
    const first = await runner.run(request(9), {}).done;
    asked.length = 0;
    const again = await runner.run(request(9), {}).done;
    expect([...asked].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(bytes(again)).toBe(bytes(first));
  });
});

describe('a share of a study', () => {
  it('holds its runs alone, in order, and counts its progress by them', async () => {
    const runner = fakeRunner(4);
    const long = await runner.run(request(17), {}).done;
    asked.length = 0;
    const progress: string[] = [];
    const share = await runner.run(
      { ...request(17), share: { from: 6, to: 11 } },
      { progress: ({ runsDone, runs }) => progress.push(`${runsDone} of ${runs}`) },
    ).done;
    expect([...asked].sort((a, b) => a - b)).toEqual([6, 7, 8, 9, 10]);
    expect(share.runs).toEqual(long.runs.slice(6, 11));
    expect(share.requestedRuns).toBe(17);
    expect(progress).toEqual(['1 of 5', '2 of 5', '3 of 5', '4 of 5', '5 of 5']);
  });
  it('is folded from its first run on when the whole study is', async () => {
    const share = { from: 12, to: 14 };
    const set = await fakeRunner(2).run({ ...request(17), share, wholeRuns: 16 }, {}).done;
    expect([set.folded?.lines[0]![0]!.runs, set.runs[0]!.twin.backlog.length]).toEqual([2, 0]);
    const kept = await fakeRunner(2).run({ ...request(17), share, wholeRuns: 17 }, {}).done;
    expect([kept.folded, kept.runs[0]!.twin.backlog.length > 0]).toEqual([undefined, true]);
  });
});

describe('a study that goes on from an earlier one', () => {
  it('gives what one longer study gives, and simulates only what is new', async () => {
    const runner = fakeRunner();
    const long = await runner.run(request(17), {}).done;
    const short = await runner.run(request(6), {}).done;
    const before = bytes(short);
    asked.length = 0;
    const longer = await runner.run(request(17, short), {}).done;
    expect([...asked].sort((a, b) => a - b)).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    expect(longer.runs).toEqual(long.runs);
    expect(bytes(longer)).toBe(bytes(long));
    expect(bytes(short)).toBe(before); // the earlier set is left as it was
  });
  it('may be cut up in any way, and on other numbers of workers', async () => {
    const long = await fakeRunner(1).run(request(13), {}).done;
    for (const counts of [
      [1, 2, 13],
      [12, 13],
      [5, 5, 9, 13],
    ]) {
      let set: ResultSet | undefined;
      for (const [k, runs] of counts.entries()) set = await fakeRunner(1 + k).run(request(runs, set), {}).done;
      expect(bytes(set!)).toBe(bytes(long));
    }
  });
  it('with no more runs than it has is done at once, with as many as are asked for', async () => {
    const runner = fakeRunner();
    const long = await runner.run(request(9), {}).done;
    asked.length = 0;
    expect(bytes(await runner.run(request(9, long), {}).done)).toBe(bytes(long));
    const four = await runner.run(request(4, long), {}).done;
    expect(asked).toEqual([]);
    expect(bytes(four)).toBe(bytes(await runner.run(request(4), {}).done));
  });
  it('can go on from what was done of a study that was cancelled', async () => {
    const runner = fakeRunner();
    let seen: ResultSet | undefined;
    const first = runner.run(request(40), {
      partial: (set) => {
        seen = set;
        if (set.runs.length === 6) first.cancel();
      },
    });
    await expect(first.done).rejects.toThrow(/cancelled after 6 of 40/);
    expect(bytes(await runner.run(request(10, seen), {}).done)).toBe(bytes(await runner.run(request(10), {}).done));
  });
  it('draws what there was and then at the same counts as ever, and counts its progress from what there was', async () => {
    const runner = fakeRunner();
    const earlier = await runner.run(request(8), {}).done;
    const pictures: number[] = [];
    const progress: number[] = [];
    await runner.run(request(14, earlier), {
      partial: (set) => pictures.push(set.runs.length),
      progress: ({ runsDone }) => progress.push(runsDone),
    }).done;
    expect(pictures).toEqual([8, 12, 14]);
    expect(progress).toEqual([9, 10, 11, 12, 13, 14]);
  });
  it('refuses an earlier one of another seed, scenario or engine', async () => {
    const runner = fakeRunner();
    const earlier = await runner.run(request(2), {}).done;
    const other = made({ days: 21 });
    await expect(runner.run({ ...request(4, earlier), seed: 'other' }, {}).done).rejects.toThrow(/another seed/);
    await expect(runner.run({ ...request(4, earlier), model: other.model }, {}).done).rejects.toThrow(
      /another scenario/,
    );
    await expect(runner.run(request(4, { ...earlier, engineVersion: `${ENGINE_VERSION}x` }), {}).done).rejects.toThrow(
      /another engine/,
    );
    await expect(runner.run(request(4, { ...earlier, runs: [...earlier.runs].reverse() }), {}).done).rejects.toThrow(
      /order of runs/,
    );
  });
  it('goes on from one whose hours have been folded, to more runs; fewer of them are simulated anew', async () => {
    const runner = fakeRunner();
    const folded = (runs: number, earlier?: ResultSet): StudyRequest => ({ ...request(runs, earlier), wholeRuns: 5 });
    const long = await runner.run(folded(17), {}).done;
    const short = await runner.run(folded(8), {}).done;
    expect([short.folded !== undefined, long.folded !== undefined]).toEqual([true, true]);
    asked.length = 0;
    expect(bytes(await runner.run(folded(17, short), {}).done)).toBe(bytes(long));
    expect([...asked].sort((a, b) => a - b)).toEqual([8, 9, 10, 11, 12, 13, 14, 15, 16]);
    asked.length = 0;
    expect(bytes(await runner.run(folded(8, long), {}).done)).toBe(bytes(short));
    expect(asked).toHaveLength(8);
    expect(bytes(await runner.run(folded(4, long), {}).done)).toBe(bytes(await runner.run(request(4), {}).done));
  });
  it('takes the same scenario read twice for the same', async () => {
    const runner = fakeRunner();
    const earlier = await runner.run(request(2), {}).done;
    expect((await runner.run({ ...request(4, earlier), model: made().model }, {}).done).runs).toHaveLength(4);
  });
});

describe('on real worker threads', () => {
  const { model } = parseScenario(SMALL, built);
  const study = { model: model!, seed: 'threads' };
  it('three runs and then four more, by one worker and then by two, are the seven of one study', async () => {
    const [one, two] = [createNodeRunner(1), createNodeRunner(2)];
    try {
      const long = await one.run({ ...study, runs: 7 }, {}).done;
      const short = await one.run({ ...study, runs: 3 }, {}).done;
      const longer = await two.run({ ...study, runs: 7, from: short }, {}).done;
      expect(bytes(longer)).toBe(bytes(long));
      expect(longer.runs).toEqual(long.runs);
      expect(studyHash(short)).not.toBe(studyHash(long));
    } finally {
      one.dispose();
      two.dispose();
    }
  });
});
