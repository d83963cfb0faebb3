/** One kind of work looked at alone: cut out of what was measured, it is what measuring it alone gives. */
import { describe, expect, test, vi } from 'vitest';
import { MEASURE_AT, MEASURE_IDS } from '../../src/catalog/measures/index.ts';
import { QUEUE_COUNTS, type RunOutcome, type WorldOutcome } from '../../src/catalog/types.ts';
import { compile, ENGINE_VERSION, simulateRun } from '../../src/engine/index.ts';
import { curveOf } from '../../src/results/curves.ts';
import { focusedModel, focusSites } from '../../src/results/focus.ts';
import { groupSummaries } from '../../src/results/groups.ts';
import { KeptRuns } from '../../src/results/keep.ts';
import { layoutOf } from '../../src/results/layout.ts';
import { measureRun } from '../../src/results/measure.ts';
import type { MeasuredRun, MeasuredWorld, ResultSet } from '../../src/results/resultSet.ts';
import { serviceSet } from '../../src/results/serviceSet.ts';
import { siteRows } from '../../src/results/siteByDay.ts';
import { summarise } from '../../src/results/summarise.ts';
import { StudyThread } from '../../src/runner/study.ts';
import type { Model } from '../../src/scenario/model.ts';
import { generate, modelOf } from '../helpers/generate.ts';
import { readModel, studyOf, textOf } from '../helpers/study.ts';

vi.setConfig({ testTimeout: 120_000 });

/** The outcome of the only queues of one kind of work, as if there were no others; written anew, without the code under test. */
function only(outcome: RunOutcome, queues: readonly number[], sites: readonly number[], hours: number): RunOutcome {
  const take = <A extends Int32Array | Float64Array>(values: A, rows: readonly number[], width: number): A => {
    const list = rows.flatMap((row) => [...values.slice(row * width, (row + 1) * width)]);
    return (values instanceof Int32Array ? Int32Array.from(list) : Float64Array.from(list)) as A;
  };
  const world = (one: WorldOutcome): WorldOutcome => {
    const days = one.dayDue.length / (one.counts.length / QUEUE_COUNTS.length);
    return {
      ...one,
      backlog: take(one.backlog, queues, hours),
      outstanding: take(one.outstanding, queues, hours),
      counts: take(one.counts, queues, QUEUE_COUNTS.length),
      dayDue: take(one.dayDue, queues, days),
      dayStartedSameDay: take(one.dayStartedSameDay, queues, days),
      dayStarts: take(one.dayStarts, queues, days),
      lastDifference: take(one.lastDifference, sites, 1),
      reentryMinutes: new Float64Array(hours),
      overtimeTicks: new Float64Array(sites.length),
      stayLateTicks: new Float64Array(sites.length),
      extraStaffTicks: new Float64Array(sites.length),
      poolBusyTicks: new Float64Array(0),
      cost: 0,
    };
  };
  const twin = world(outcome.twin);
  return {
    run: outcome.run,
    twin,
    strategies: outcome.strategies.map(world),
    incidentTick: take(outcome.incidentTick, sites, 1),
    restoredTick: take(outcome.restoredTick, sites, 1),
  };
}

const worlds = ({ twin, strategies }: MeasuredRun): readonly MeasuredWorld[] => [twin, ...strategies];
/** Within what a number of 32 bits can hold, and zero is zero. */
const near = (a: ArrayLike<number>, b: ArrayLike<number>): boolean =>
  a.length === b.length &&
  Array.from(a).every((value, k) => Math.abs(value - b[k]!) <= 1e-6 * Math.max(1, Math.abs(b[k]!)));
const SAME = [
  'outstanding',
  'backlog',
  'dayDue',
  'dayStarts',
  'dayStartedSameDay',
  'backTick',
  'relapses',
  'peakItems',
  'queueBackTick',
  'siteBackTick',
  'siteRelapses',
] as const satisfies readonly (keyof MeasuredWorld)[];
const NEAR = [
  'outstandingHours',
  'backlogHours',
  'siteDayHours',
  'siteMeasures',
  'measures',
] as const satisfies readonly (keyof MeasuredWorld)[];

function setOf(model: Model, runs: number): { set: ResultSet; outcomes: readonly RunOutcome[] } {
  const plan = compile(model);
  const outcomes = Array.from({ length: runs }, (_, run) => simulateRun(plan, 'service', run));
  const set = {
    model,
    frame: plan.frame,
    engineVersion: ENGINE_VERSION,
    seed: 'service',
    requestedRuns: runs,
    runs: outcomes.map((outcome) => measureRun(plan.frame, model, outcome)),
  };
  return { set, outcomes };
}

describe('one kind of work alone', () => {
  test('is what measuring it alone gives, in 40 generated scenarios', () => {
    let disturbed = 0;
    for (let number = 8200; number < 8240; number++) {
      const model = modelOf(generate(number));
      const { set, outcomes } = setOf(model, 2);
      for (const { key, isReentry, counts } of layoutOf(set.frame, model).keys) {
        if (isReentry) continue;
        const alone = serviceSet(set, key)!;
        const queues = set.frame.queues.flatMap((queue, q) => (queue.key === key ? [q] : []));
        const sites = queues.map((queue) => set.frame.queues[queue]!.site);
        outcomes.forEach((outcome, r) => {
          const measured = measureRun(alone.frame, alone.model, only(outcome, queues, sites, set.frame.hours), []);
          expect([...alone.runs[r]!.incidentTick]).toEqual([...measured.incidentTick]);
          worlds(measured).forEach((world, w) => {
            const cut = worlds(alone.runs[r]!)[w]!;
            const what = `${number} ${key}, run ${r}, world ${w}`;
            for (const name of SAME) expect([...cut[name]], `${what}: ${name}`).toEqual([...world[name]]);
            for (const name of NEAR) {
              // Of work that counts no people the whole says nothing of records not seen; alone it says how much.
              const isSaid = (_: number, k: number): boolean =>
                counts === 'people' || !/Measures$/.test(name) || k % MEASURE_IDS.length !== MEASURE_AT.withoutRecord;
              expect(near([...cut[name]].filter(isSaid), [...world[name]].filter(isSaid)), `${what}: ${name}`).toBe(
                true,
              );
            }
            if (world.siteBackTick.some((tick) => tick > 0)) disturbed++;
          });
        });
      }
    }
    expect(disturbed).toBeGreaterThan(60);
  });

  test('adds up: what all kinds of work come to at a site is what the site comes to', () => {
    const { model } = readModel(textOf('airport-2024-07-19.yaml'));
    const set = studyOf(model, 2);
    const { keys } = layoutOf(set.frame, model);
    const alone = keys.map(({ key }) => serviceSet(set, key)!);
    for (const id of ['missed', 'late', 'notDealtWith', 'gaveUp', 'reentryHours'] as const)
      set.frame.sites.forEach((site, s) => {
        const at = (world: MeasuredWorld, place: number): number =>
          world.siteMeasures[place * MEASURE_IDS.length + MEASURE_AT[id]]!;
        const sum = alone.reduce((total, one) => {
          const place = one.frame.sites.findIndex((other) => other.id === site.id);
          return place < 0 ? total : total + at(one.runs[1]!.strategies[0]!, place);
        }, 0);
        expect(sum, `${site.id} ${id}`).toBeCloseTo(at(set.runs[1]!.strategies[0]!, s), 3);
      });
    // A site is back to normal when the last of its kinds of work is.
    set.frame.sites.forEach((site, s) => {
      const ticks = alone.flatMap((one) => {
        const place = one.frame.sites.findIndex((other) => other.id === site.id);
        return place < 0 || one.service!.isReentry ? [] : [one.runs[1]!.strategies[0]!.siteBackTick[place]!];
      });
      expect(Math.max(...ticks)).toBe(set.runs[1]!.strategies[0]!.siteBackTick[s]);
    });
  });
});

describe('the answers of one kind of work', () => {
  const { model } = readModel(textOf('airport-2024-07-19.yaml'));
  const set = studyOf(model, 4);
  const { keys } = layoutOf(set.frame, model);
  const critical = keys.find(({ isReentry }) => !isReentry)!;
  const alone = serviceSet(set, critical.key)!;

  test('are of this kind alone, at the sites that do it, and say what they are part of', () => {
    const result = summarise(alone);
    expect(result.services.map(({ key }) => key)).toEqual([critical.key]);
    expect(alone.frame.sites.map(({ id }) => id)).toEqual(critical.sites.map((site) => set.frame.sites[site]!.id));
    expect(alone.service).toMatchObject({ key: critical.key, title: critical.title });
    // The same study, by its hashes.
    expect([result.hash, result.scenario.hash]).toEqual([summarise(set).hash, summarise(set).scenario.hash]);
  });

  test('do not tell what cannot be split: staff time, money, traces and typing up', () => {
    const [strategy] = summarise(alone).strategies;
    for (const id of ['cost', 'extraHours', 'overtimeHours', 'stayLateHours', 'reentryHours', 'recordDays'] as const)
      expect(strategy!.measures[id].mean, id).toBeNull();
    expect([strategy!.noTraceLeftHours.mean, strategy!.recordsUpToDateHours.mean]).toEqual([null, null]);
    expect(strategy!.measures.late.mean).not.toBeNull();
  });

  test('draw the line that the whole draws of it', () => {
    for (const quantity of ['extra', 'outstanding', 'backlog'] as const)
      for (const unit of ['hours', 'items', 'days'] as const) {
        const line = curveOf(alone, 'today', quantity, { unit });
        expect(near(line.p95, curveOf(set, 'today', quantity, { services: [critical.key], unit }).p95)).toBe(true);
      }
  });

  test('are told for no group together, since that is not kept, and of a group looked at alone like any', () => {
    expect(groupSummaries(alone, 'today')).toEqual([]);
    const focus = { kind: 'group', id: 'terminal' } as const;
    const thread = new StudyThread(model, set.seed, focus);
    const some = { ...set, frame: thread.frame, model: focusedModel(model, focusSites(model, focus)) };
    const own = { ...some, focus: { ...focus, of: model }, runs: set.runs.map(({ run }) => thread.run(run)) };
    const cut = summarise(serviceSet(own, layoutOf(own.frame, own.model).keys[0]!.key)!);
    expect([cut.siteCount, cut.services.length]).toEqual([6, 1]);
    expect(cut.strategies[0]!.whole.fromRestoration.median).not.toBeNull();
  });

  test('of one that nobody does are none', () => {
    expect(serviceSet(set, 'nowhere/nothing')).toBeUndefined();
  });

  test('are exact where runs are too many to be kept whole, but for hourly curves and means of sites', () => {
    const kept = (wholeRuns: number): ResultSet => {
      const { runs, ...head } = set;
      const all = new KeptRuns({ ...head, requestedRuns: 4, wholeRuns }, {});
      for (const run of runs) all.add(run);
      return all.set(true);
    };
    for (const { key } of keys) {
      const folded = serviceSet(kept(3), key)!;
      const whole = serviceSet(kept(4), key)!;
      expect(folded.folded, 'folded').toBeDefined();
      const { warnings: _, ...answers } = summarise(folded);
      const { warnings: __, ...expected } = summarise(whole);
      expect(answers).toEqual(expected);
      siteRows(folded, 'today').forEach((row, k) => {
        const exact = siteRows(whole, 'today')[k]!;
        expect(row.back).toEqual(exact.back);
        row.hours.forEach((value, day) => expect(Math.abs(value - exact.hours[day]!)).toBeLessThan(2e-3));
      });
      // Curves are those that the whole, folded, draws of it.
      for (const unit of ['hours', 'items'] as const)
        expect(curveOf(folded, 'today', 'extra', { unit }), key).toEqual(
          curveOf(kept(3), 'today', 'extra', { services: [key], unit }),
        );
    }
  });
});
