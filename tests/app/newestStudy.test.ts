import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NewestStudy } from '../../src/app/newestStudy.ts';
import { StudyCancelled, type Runner, type StudyRequest } from '../../src/runner/runner.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';

const request = (seed: string): StudyRequest => ({ model: {} as never, seed, runs: 10 });

/** A runner that does nothing until told to. */
function idleRunner() {
  const started: {
    request: StudyRequest;
    cancelled: boolean;
    picture: (runs: number) => void;
    finish: () => Promise<void>;
    fail: (error: Error) => Promise<void>;
  }[] = [];
  const runner: Runner = {
    run(asked, on) {
      let resolve!: (set: ResultSet) => void;
      let reject!: (error: Error) => void;
      const done = new Promise<ResultSet>((yes, no) => {
        resolve = yes;
        reject = no;
      });
      const entry = {
        request: asked,
        cancelled: false,
        picture: (runs: number) =>
          on.partial?.({
            seed: asked.seed,
            requestedRuns: 10,
            runs: Array.from({ length: runs }),
          } as unknown as ResultSet),
        finish: async () => {
          resolve({} as ResultSet);
          await done;
        },
        fail: async (error: Error) => {
          reject(error);
          await done.catch(() => {});
        },
      };
      started.push(entry);
      return {
        done,
        cancel() {
          entry.cancelled = true;
          reject(new StudyCancelled());
        },
      };
    },
    dispose() {},
  };
  return { runner, started };
}

function setUp() {
  const { runner, started } = idleRunner();
  const log: string[] = [];
  const newest = new NewestStudy(runner, {
    picture: (asked, set) => log.push(`${asked.seed} picture ${set.runs.length}`),
    progress: () => {},
    finished: (asked) => log.push(`${asked.seed} finished`),
    failed: (asked, error) => log.push(`${asked.seed} failed ${(error as Error).message}`),
  });
  return { newest, started, log };
}

describe('the newest study', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('replaces at once one that has shown a picture', () => {
    const { newest, started } = setUp();
    newest.ask(request('a'));
    started[0]!.picture(2);
    newest.ask(request('b'));
    expect(started.map((study) => [study.request.seed, study.cancelled])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  it('lets one without a picture go on to its first, then runs only the newest of those asked for since', () => {
    const { newest, started, log } = setUp();
    newest.ask(request('a'));
    for (const seed of ['b', 'c', 'd']) newest.ask(request(seed));
    expect(started).toHaveLength(1);
    started[0]!.picture(2);
    expect(started.map((study) => study.request.seed)).toEqual(['a', 'd']);
    expect(log).toEqual(['a picture 2']);
  });

  it('does not wait for ever for a slow first picture', () => {
    const { newest, started } = setUp();
    newest.ask(request('a'));
    newest.ask(request('b'));
    vi.advanceTimersByTime(1000);
    expect(started.map((study) => [study.request.seed, study.cancelled])).toEqual([
      ['a', true],
      ['b', false],
    ]);
  });

  it('hears nothing more of one that was stopped', async () => {
    const { newest, started, log } = setUp();
    newest.ask(request('a'));
    started[0]!.picture(2);
    newest.stop();
    started[0]!.picture(6);
    await started[0]!.finish().catch(() => {});
    expect(log).toEqual(['a picture 2']);
    newest.ask(request('b'));
    expect(started).toHaveLength(2);
  });

  it('tells of an end and of a failure, and can run again after either', async () => {
    const { newest, started, log } = setUp();
    newest.ask(request('a'));
    await started[0]!.fail(new Error('run 3 passed its horizon'));
    newest.ask(request('b'));
    await started[1]!.finish();
    expect(log).toEqual(['a failed run 3 passed its horizon', 'b finished']);
  });
});
