/** Some of the sites looked at alone: the same worlds, of which less is counted. */
import { describe, expect, test, vi } from 'vitest';
import { MEASURE_AT, MEASURE_IDS, measures } from '../../src/catalog/measures/index.ts';
import type { Focus } from '../../src/results/focus.ts';
import type { MeasuredRun, MeasuredWorld } from '../../src/results/resultSet.ts';
import { summarise } from '../../src/results/summarise.ts';
import { answering, type FromWorker } from '../../src/runner/messages.ts';
import { createPool } from '../../src/runner/pool.ts';
import { remembered, sameStudy } from '../../src/runner/reuse.ts';
import { StudyThread } from '../../src/runner/study.ts';
import type { Model } from '../../src/scenario/model.ts';
import { generate, modelOf } from '../helpers/generate.ts';
import { readModel, textOf } from '../helpers/study.ts';

vi.setConfig({ testTimeout: 120_000 });

const SEED = 'focus';
const SUMMED = measures.filter(({ id, perSite }) => perSite && !/Hours$|longestWait/.test(id)).map(({ id }) => id);

const runOf = (model: Model, run: number, focus?: Focus): MeasuredRun => new StudyThread(model, SEED, focus).run(run);
const worlds = ({ twin, strategies }: MeasuredRun): readonly MeasuredWorld[] => [twin, ...strategies];

describe('one site alone', () => {
  test('is measured as it is among all the others, in 12 generated scenarios', () => {
    let disturbed = 0;
    for (let number = 8100; number < 8112; number++) {
      const model = modelOf(generate(number));
      const all = runOf(model, 1);
      model.sites.forEach(({ id }, site) => {
        const alone = runOf(model, 1, { kind: 'site', id });
        expect([alone.incidentTick[0], alone.restoredTick[0]]).toEqual([
          all.incidentTick[site],
          all.restoredTick[site],
        ]);
        worlds(alone).forEach((world, k) => {
          const among = worlds(all)[k]!;
          const row = (values: Float32Array): number[] => [
            ...values.subarray(site * MEASURE_IDS.length, (site + 1) * MEASURE_IDS.length),
          ];
          expect([...world.siteMeasures], `${number} ${id}`).toEqual(row(among.siteMeasures));
          expect(world.siteBackTick[0]).toBe(among.siteBackTick[site]);
          expect(world.siteNoTraceTick[0]).toBe(among.siteNoTraceTick[site]);
          expect(world.siteRecordsTick[0]).toBe(among.siteRecordsTick[site]);
          if (world.siteBackTick[0]! > 0) disturbed++;
        });
      });
    }
    expect(disturbed).toBeGreaterThan(30);
  });

  test('is part of the whole: what sites come to one by one adds up to what they come to together', () => {
    let retyped = 0;
    for (let number = 8100; number < 8112; number++) {
      const model = modelOf(generate(number));
      const all = runOf(model, 0);
      const alone = model.sites.map(({ id }) => worlds(runOf(model, 0, { kind: 'site', id })));
      worlds(all).forEach((world, k) => {
        for (const id of SUMMED) {
          const sum = alone.reduce((total, one) => total + one[k]!.whole[MEASURE_AT[id]]!, 0);
          expect(sum, `${number} ${id}`).toBeCloseTo(world.whole[MEASURE_AT[id]]!, 6);
        }
        for (const line of ['backlogHours', 'outstandingHours', 'reentryMinutes'] as const) {
          const sums = world[line].map((_, hour) => alone.reduce((total, one) => total + one[k]![line][hour]!, 0));
          expect([...sums.map((value, hour) => Math.abs(value - world[line][hour]!))].every((gap) => gap < 1e-6)).toBe(
            true,
          );
        }
        retyped += Math.max(...world.reentryMinutes);
      });
    }
    expect(retyped).toBeGreaterThan(0);
  });
});

const { model: airport } = readModel(textOf('airport-2024-07-19.yaml'));
const group: Focus = { kind: 'group', id: 'terminal' };
const ticketDesk: Focus = { kind: 'site', id: 'ticket-desk' };

function pool() {
  return createPool(1, () => {
    let listener: (message: FromWorker) => void = () => {};
    const answer = answering((message, transfer) => {
      const copy = structuredClone(message, { transfer });
      queueMicrotask(() => listener(copy));
    });
    return {
      post: (message) => void setTimeout(() => answer(structuredClone(message))),
      onMessage: (to) => (listener = to),
      onError: () => {},
      close: () => {},
    };
  });
}

describe('a study of some sites', () => {
  test('has answers of these sites alone, and says what it is part of', async () => {
    const runner = pool();
    const set = await runner.run({ model: airport, seed: SEED, runs: 3, focus: group }, {}).done;
    const result = summarise(set);
    expect(set.frame.sites.map(({ id }) => id)).toEqual(['area-a', 'area-b', 'area-c', 'area-d', 'area-e', 'area-f']);
    expect(result.siteCount).toBe(6);
    expect(result.services.every(({ template }) => template === 'check-in-area')).toBe(true);
    expect(set.focus).toEqual({ ...group, of: airport });
    expect(result.evidence).toEqual([]);
    // Money is not split between sites.
    expect(result.strategies.every(({ measures: { cost } }) => cost.mean === null)).toBe(true);
    const whole = summarise(await runner.run({ model: airport, seed: SEED, runs: 3 }, {}).done);
    expect(result.scenario.hash).toBe(whole.scenario.hash);
    expect(result.strategies.map(({ typicalSite }) => typicalSite.fromRestoration.median)).toEqual(
      whole.strategies.map(({ typicalSite }) => typicalSite.fromRestoration.median),
    );
    runner.dispose();
  });

  test('is never taken for one of others, nor forgotten for it', async () => {
    const runner = pool();
    const request = { model: airport, seed: SEED, runs: 2 };
    const all = await runner.run(request, {}).done;
    const some = await runner.run({ ...request, focus: group, earlier: [all] }, {}).done;
    expect(some.frame.sites).toHaveLength(6);
    const again = await runner.run({ ...request, focus: group, earlier: [all, some] }, {}).done;
    expect(again.runs.map(({ run }) => run)).toEqual([0, 1]);
    expect(sameStudy({ ...request, focus: group, earlier: [all, some] })).toBe(some);
    expect(sameStudy({ ...request, earlier: [all, some] })).toBe(all);
    expect(sameStudy({ ...request, focus: ticketDesk, earlier: [all, some] })).toBeUndefined();
    expect(remembered([all], some, 4)).toEqual([some, all]);
    expect(remembered([some, all], again, 4)).toEqual([again, all]);
    runner.dispose();
  });

  test('of a site that the scenario does not have is refused in a sentence', () => {
    expect(() => new StudyThread(airport, SEED, { kind: 'site', id: 'area-z' })).toThrow(
      'there is no site area-z to look at',
    );
  });
});
