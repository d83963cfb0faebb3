import { describe, expect, it } from 'vitest';
import {
  measureOf,
  MEASURE_AT,
  MEASURE_IDS,
  measures,
  recoveryMeasures,
  RECOVERY_IDS,
  type MeasureId,
} from '../../src/catalog/measures/index.ts';
import { QUEUE_COUNTS } from '../../src/catalog/types.ts';
import { layoutOf } from '../../src/results/layout.ts';
import { measureRun } from '../../src/results/measure.ts';
import { transferables } from '../../src/results/resultSet.ts';
import { TICKS_PER_HOUR } from '../../src/scenario/calendar.ts';
import { block, dice, made, outcome, setOf, VISITS, type Extras } from './handMade.ts';

const from = made();
const { frame } = from;
const { hours } = frame;
const tick = (hour: number) => frame.warmUpTick + hour * TICKS_PER_HOUR;
const NOT_BACK = frame.horizonTick + 1;
const measured = (extras: Extras, failed?: number | number[], restored?: number | number[]) =>
  setOf(from, [
    { strategies: [extras, {}], ...(failed !== undefined && { failed }), ...(restored !== undefined && { restored }) },
  ]).runs[0]!;
const bad = (extras: Extras) => measured(extras).strategies[0]!;

describe('a site', () => {
  // 40 visits a day: failure level 4, recovery level 2; 100 letters a day: 10 and 5.
  it('is back when its last service is', () => {
    const world = bad({ visits: [block(hours, 9, 30, 20)], letters: [block(hours, 9, 60, 50)] });
    expect(world.siteBackTick[0]).toBe(tick(60));
    expect([...world.queueBackTick.slice(0, 3)]).toEqual([tick(30), tick(60), 0]);
  });
  it('does not wait for re-entry, which is reported by itself', () => {
    const world = bad({ visits: [block(hours, 9, 30, 20)], reentry: [block(hours, 20, 70, 4)] });
    expect(world.siteBackTick[0]).toBe(tick(30));
    expect(world.siteRecordsTick[0]).toBe(tick(70));
  });
  it('has records up to date only when re-entry stays at 0 to the horizon', () => {
    const again = block(hours, 20, 30, 4).map((value, hour) => value + (hour >= 100 && hour < 110 ? 1 : 0));
    expect(bad({ reentry: [again] }).siteRecordsTick[0]).toBe(tick(110));
    expect(bad({ reentry: [block(hours, 20, hours, 1)] }).siteRecordsTick[0]).toBe(NOT_BACK);
  });
  it('that never differs from its twin has no trace, no disruption, nothing extra', () => {
    const world = bad({ visits: [block(hours, 9, 30, 20)] });
    expect([world.siteBackTick[1], world.siteNoTraceTick[1], world.siteRecordsTick[1]]).toEqual([0, 0, 0]);
  });
  it('has no trace left from the tick after the last difference', () =>
    expect(bad({ visits: [block(hours, 9, 30, 1)] }).siteNoTraceTick[0]).toBe(tick(29) + 1));
  it('that still differs at the horizon has a trace left', () => {
    const run = outcome(from, 0, { strategies: [{ visits: [block(hours, 9, 30, 1)] }, {}] });
    run.strategies[0]!.lastDifference[0] = frame.horizonTick;
    expect(measureRun(frame, from.model, run).strategies[0]!.siteNoTraceTick[0]).toBe(NOT_BACK);
  });
  it('tells how often it was disrupted again', () => {
    const twice = block(hours, 9, 20, 20).map((value, hour) => value + (hour >= 100 && hour < 110 ? 30 : 0));
    expect(bad({ visits: [twice] }).siteRelapses[0]).toBe(1);
  });
  it('keeps the worst hour of each day in staff-hours', () => {
    const world = bad({
      visits: [block(hours, 9, 12, 20).map((value, hour) => (hour === 10 ? 35 : value))],
      letters: [block(hours, 9, 12, 10)],
    });
    expect(world.siteDayHours[0]).toBeCloseTo((35 * 12 + 10 * 3) / 60, 5);
    expect(world.siteDayHours[1]).toBe(0);
  });
});

describe('services over all sites', () => {
  it('are summed before they are judged, by levels of the sum', () => {
    // Three sites: failure level 12, recovery level 6. Five extra visits at each of two are 10: no disruption of the sum.
    const series = [block(hours, 9, 30, 5), block(hours, 9, 30, 5)];
    const world = bad({ visits: series });
    expect(world.backTick[0]).toBe(0);
    expect(world.siteBackTick[0]).toBe(tick(30));
    expect(bad({ visits: [...series, block(hours, 9, 26, 3)] }).backTick[0]).toBe(tick(30));
  });
  it('have their peak in items and staff-hours and their area', () => {
    const world = bad({ visits: [block(hours, 9, 19, 20), block(hours, 12, 14, 10)] });
    const at = MEASURE_IDS.length * 0;
    expect(world.peakItems[0]).toBe(30);
    expect(world.measures[at + MEASURE_AT.peakHours]).toBe((30 * VISITS.minutes) / 60);
    expect(world.measures[at + MEASURE_AT.areaHours]).toBe(((20 * 10 + 10 * 2) * VISITS.minutes) / 60);
  });
  it('below their twin all the time have a peak of 0 and an area below 0', () => {
    const world = bad({ visits: [block(hours, 9, 19, -3)] });
    expect(world.peakItems[0]).toBe(0);
    expect(world.whole[MEASURE_AT.areaHours]).toBeCloseTo((-30 * VISITS.minutes) / 60, 9);
  });
});

describe('single sites and groups of them', () => {
  const at = (place: number, id: MeasureId): number => place * MEASURE_IDS.length + MEASURE_AT[id];
  it('have every measure of their own, but for cost', () => {
    const world = bad({
      visits: [block(hours, 9, 19, 20), block(hours, 12, 14, 10), block(hours, 30, 40, 8)],
      letters: [block(hours, 9, 11, 10)],
      counts: { late: [10, 2, 1], withoutRecord: [7, 0, 3], missed: [0, 3, 0] },
      overtimeHours: 6,
      cost: 120,
    });
    const of = (id: MeasureId): number[] => [0, 1, 2].map((site) => world.siteMeasures[at(site, id)]!);
    expect(of('peakHours')).toEqual([4.5, 2, Math.fround(1.6)]);
    expect(of('areaHours')).toEqual([41, 4, 16]);
    expect([of('late'), of('withoutRecord'), of('missed'), of('overtimeHours'), of('cost')]).toEqual([
      [10, 2, 1],
      [7, 0, 3],
      [0, 3, 0],
      [2, 2, 2],
      [0, 0, 0],
    ]);
    const groups = (id: MeasureId): number[] => [0, 1].map((group) => world.groupMeasures[at(group, id)]!);
    expect([groups('late'), groups('missed'), groups('overtimeHours')]).toEqual([
      [12, 1],
      [3, 0],
      [4, 2],
    ]);
    expect(groups('peakHours')[0]).toBeCloseTo((30 * 12) / 60, 9); // both sites at once, letters gone
    expect(groups('areaHours')[0]).toBeCloseTo(45, 9);
  });
  it('add up to the whole', () => {
    const roll = dice(11);
    const some = () => [0, 1, 2].map(() => Math.floor(roll() * 40));
    const world = bad({
      counts: { late: some(), missed: some(), lost: some(), closed: some(), withoutRecord: some(), shed: some() },
      stayLateHours: 12,
    });
    for (const id of MEASURE_IDS) {
      if (!measureOf(id).perSite || ['peakHours', 'longestWait'].includes(id)) continue;
      expect(world.siteMeasures[at(0, id)]! + world.siteMeasures[at(1, id)]! + world.siteMeasures[at(2, id)]!, id).toBe(
        world.whole[MEASURE_AT[id]],
      );
      expect(world.groupMeasures[at(0, id)]! + world.groupMeasures[at(1, id)]!, id).toBe(world.whole[MEASURE_AT[id]]);
    }
  });
  it('are back by the levels of the group’s own work, on its extra summed over its sites', () => {
    // Two sites: failure level 8 visits, recovery level 4. One of them with 7 extra is disrupted, the two together are not.
    expect(bad({ visits: [block(hours, 9, 30, 7)] }).groupBackTick[0]).toBe(0);
    expect(bad({ visits: [block(hours, 9, 30, 7)] }).siteBackTick[0]).toBe(tick(30));
    const world = bad({
      visits: [block(hours, 9, 30, 7), block(hours, 9, 28, 7), block(hours, 9, 80, 30)],
      letters: [block(hours, 9, 50, 40)],
    });
    expect([...world.groupBackTick]).toEqual([tick(50), tick(80)]);
  });
  it('forget a rise at one site that another makes up for', () => {
    const world = bad({ visits: [block(hours, 9, 30, 20), block(hours, 9, 30, -20)] });
    expect([world.groupBackTick[0], world.groupMeasures[at(0, 'peakHours')]]).toEqual([0, 0]);
  });
  it('tell how often they were disrupted again', () => {
    const twice = block(hours, 9, 20, 20).map((value, hour) => value + (hour >= 100 && hour < 110 ? 30 : 0));
    expect([...bad({ visits: [twice, [], twice] }).groupRelapses]).toEqual([1, 1]);
  });
});

describe('the whole', () => {
  it('adds services in staff-hours, re-entry by its own minutes', () => {
    const world = bad({
      visits: [block(hours, 9, 10, 10)],
      letters: [block(hours, 9, 10, 20)],
      reentry: [block(hours, 9, 10, 3)],
    });
    expect(world.whole[MEASURE_AT.peakHours]).toBeCloseTo((10 * 12 + 20 * 3 + 3 * 4) / 60, 12);
  });
  it('counts against the twin', () => {
    const run = outcome(from, 0, {
      strategies: [{ counts: { late: [10, 2, 0], lost: [4, 4, 4], withoutRecord: [7, 0, 0], missed: [0, 3, 0] } }, {}],
    });
    run.twin.counts.set([100], 2); // `late` of the first queue
    const world = measureRun(frame, from.model, run).strategies[0]!;
    expect(world.whole[MEASURE_AT.late]).toBe(12 - 100);
    expect(world.whole[MEASURE_AT.gaveUp]).toBe(12);
    expect(world.whole[MEASURE_AT.withoutRecord]).toBe(7);
    expect(world.whole[MEASURE_AT.missed]).toBe(3);
    expect(world.measures[MEASURE_IDS.length + MEASURE_AT.missed]).toBe(3);
  });
  it('says “people seen without the record” only of services that count people', () => {
    const run = outcome(from, 0, { strategies: [{}, {}] });
    run.strategies[0]!.counts.set([5], 1 * 17 + 10); // letters at the first site
    const world = measureRun(frame, from.model, run).strategies[0]!;
    expect(world.whole[MEASURE_AT.withoutRecord]).toBe(0);
    expect(world.measures[MEASURE_IDS.length + MEASURE_AT.withoutRecord]).toBe(5);
  });
  it('has a longest wait, less the longest without the incident: it is not added up over sites or services', () => {
    const hoursOf = (of: number): number => of * TICKS_PER_HOUR;
    const run = outcome(from, 0, {
      strategies: [{ counts: { longestWaitTicks: [hoursOf(30), hoursOf(50), hoursOf(4)] } }, {}],
    });
    run.twin.counts.set([hoursOf(3)], QUEUE_COUNTS.indexOf('longestWaitTicks')); // visits of the first site
    const world = measureRun(frame, from.model, run).strategies[0]!;
    expect(world.whole[MEASURE_AT.longestWait]).toBe(47);
    expect(world.measures[MEASURE_AT.longestWait]).toBe(47);
    expect([0, 1, 2].map((site) => world.siteMeasures[site * MEASURE_IDS.length + MEASURE_AT.longestWait])).toEqual([
      27, 50, 4,
    ]);
    expect(world.groupMeasures[MEASURE_AT.longestWait]).toBe(47);
  });
  it('has overtime, staying late, extra staff and cost', () => {
    const world = bad({ overtimeHours: 6, stayLateHours: 1.5, extraStaffHours: 9, cost: 120 });
    expect([
      world.whole[MEASURE_AT.overtimeHours],
      world.whole[MEASURE_AT.stayLateHours],
      world.whole[MEASURE_AT.extraHours],
      world.whole[MEASURE_AT.cost],
    ]).toEqual([6, 1.5, 9, 120]);
  });
});

describe('what is measured', () => {
  it('is nothing for the twin', () => {
    const { twin } = measured({ visits: [block(hours, 9, 30, 20)], cost: 3 });
    expect(
      [
        ...twin.whole,
        ...twin.measures,
        ...twin.backTick,
        ...twin.siteBackTick,
        ...twin.siteMeasures,
        ...twin.groupMeasures,
        ...twin.groupBackTick,
      ].every((value) => value === 0),
    ).toBe(true);
  });
  it('keeps the twin’s use of staff', () => expect(measured({}).utilisation[0]).toBeCloseTo(0.8, 12));
  it('fits in 16 bits when it can, and not when it cannot', () => {
    expect(bad({ visits: [block(hours, 9, 30, 20)] }).outstanding).toBeInstanceOf(Int16Array);
    const large = bad({ visits: [block(hours, 9, 30, 40_000)] });
    expect(large.outstanding).toBeInstanceOf(Int32Array);
    expect(large.outstanding[9]).toBe(40_015);
  });
  it('shares no memory with what the engine keeps, and can be moved', () => {
    const run = outcome(from, 0, { strategies: [{ visits: [block(hours, 9, 30, 20)] }, {}] });
    const engines = new Set([
      run.incidentTick.buffer,
      run.restoredTick.buffer,
      ...[run.twin, ...run.strategies].flatMap((world) =>
        Object.values(world).flatMap((value) => (ArrayBuffer.isView(value) ? [value.buffer] : [])),
      ),
    ]);
    const buffers = transferables(measureRun(frame, from.model, run));
    expect(buffers.length).toBeGreaterThan(20);
    expect(buffers.some((buffer) => engines.has(buffer))).toBe(false);
    expect(() => structuredClone(measureRun(frame, from.model, run), { transfer: [] })).not.toThrow();
  });
  it('is the same whether it looks at the hours that can differ or at all of them', () => {
    const roll = dice(3);
    const { keys } = layoutOf(frame, from.model);
    /** Plain sums over everything, without the twin’s help. */
    const sums = (series: Int32Array) => {
      const total = new Array<number>(keys.length * hours).fill(0);
      frame.queues.forEach((queue, q) => {
        const k = keys.findIndex((key) => key.key === queue.key);
        for (let hour = 0; hour < hours; hour++) total[k * hours + hour]! += series[q * hours + hour]!;
      });
      return total;
    };
    for (let n = 0; n < 50; n++) {
      const series = () =>
        Array.from({ length: 3 }, () =>
          block(hours, 9 + Math.floor(roll() * 100), Math.floor(roll() * hours), Math.floor(roll() * 40) - 5),
        );
      const run = outcome(from, n, {
        strategies: [
          {
            visits: series(),
            letters: series(),
            reentry: series().map((line) => line.map((value) => Math.abs(value))),
          },
          {},
        ],
      });
      const quick = measureRun(frame, from.model, run).strategies[0]!;
      expect(Array.from(quick.outstanding)).toEqual(sums(run.strategies[0]!.outstanding));
      expect(Array.from(quick.backlog)).toEqual(sums(run.strategies[0]!.backlog));
    }
  });
});

describe('the list of measures', () => {
  it('describes every measure once, in the order of the numbers', () => {
    expect(measures.map((measure) => measure.id)).toEqual([...MEASURE_IDS]);
    expect(recoveryMeasures.map((measure) => measure.id)).toEqual([...RECOVERY_IDS]);
    expect(new Set(measures.map((measure) => measure.label)).size).toBe(measures.length);
    for (const id of MEASURE_IDS) expect(measureOf(id).meaning).toMatch(/\.$/);
  });
  it('gives each a unit and says which way is better', () => {
    for (const measure of [...measures, ...recoveryMeasures]) {
      expect(measure.unit.length, measure.id).toBeGreaterThan(0);
      expect(measure.lowerIsBetter, measure.id).toBe(true); // every one counts disruption, effort or money
    }
  });
  it('uses the words of the screen', () => {
    const text = [...measures, ...recoveryMeasures].map((measure) => `${measure.label} ${measure.meaning}`).join(' ');
    expect(text).not.toMatch(/\b(excess|censored|reneged|shed|degraded|harm|twin)\b/i);
  });
});
