/** A lean run tells how strategies differ from the twin, and nothing else: what it leaves out changes no difference. */
import { describe, expect, it, vi } from 'vitest';
import { COUNT_AT, QUEUE_COUNTS, type RunOutcome } from '../../src/catalog/types.ts';
import { atOnce, compile, simulatingRun, type Plan } from '../../src/engine/index.ts';
import { TICKS_PER_DAY } from '../../src/scenario/calendar.ts';
import { boltonModel } from '../helpers/bolton.ts';
import { modelOf, sortOf } from '../helpers/generate.ts';

vi.setConfig({ testTimeout: 120_000 });

const COUNTS = QUEUE_COUNTS.length;

function runOf(plan: Plan, isLean: boolean, run = 0): RunOutcome {
  const { seed, strategies } = plan.model.scenario;
  const ids = strategies.map(({ id }) => id);
  return atOnce(simulatingRun(plan, seed, run, ids, undefined, isLean));
}

/** Queues of sites that are hubs, or of those that are not. */
const queuesOf = (plan: Plan, isHub: boolean): number[] =>
  plan.queues.flatMap(({ site }, q) => (plan.isHub[site] === isHub ? [q] : []));

/** By queue: how every strategy differs from the twin, hour by hour and in all that is counted but the longest wait. */
function differences(plan: Plan, { twin, strategies }: RunOutcome): unknown[] {
  const { hours } = plan.frame;
  return strategies.map(({ counts, backlog, outstanding, reentryMinutes, lastDifference, overtimeTicks, cost }) => ({
    queues: queuesOf(plan, false).map((q) => [
      QUEUE_COUNTS.flatMap((name, c) =>
        name === 'longestWaitTicks' ? [] : [counts[q * COUNTS + c]! - twin.counts[q * COUNTS + c]!],
      ),
      Array.from({ length: hours }, (_, h) => backlog[q * hours + h]! - twin.backlog[q * hours + h]!),
      Array.from({ length: hours }, (_, h) => outstanding[q * hours + h]! - twin.outstanding[q * hours + h]!),
      lastDifference[plan.queues[q]!.site]!,
      overtimeTicks[plan.queues[q]!.site]! - twin.overtimeTicks[plan.queues[q]!.site]!,
    ]),
    // Known only of all sites together, hubs too.
    ofAll: plan.isHub.includes(true)
      ? []
      : [cost, ...reentryMinutes.map((minutes, h) => minutes - twin.reentryMinutes[h]!)],
  }));
}

/** What falls due in the twin at the sites that are no hubs, up to the end of the first working day of the incident at each site hit. */
function dueAtFirst(plan: Plan, { twin, incidentTick }: RunOutcome): number[] {
  const { count } = plan.days;
  const last = Math.max(
    ...plan.sites.flatMap(({ workingDays }, s) => {
      const day = Math.floor(incidentTick[s]! / TICKS_PER_DAY);
      return incidentTick[s]! < 0 ? [] : [workingDays.find((date) => date >= day) ?? count - 1];
    }),
  );
  return queuesOf(plan, false).flatMap((q) => [...twin.dayDue.slice(q * count, q * count + Math.min(count, last + 1))]);
}

const bolton = compile(boltonModel());

describe('a lean run', () => {
  const [whole, lean] = [runOf(bolton, false), runOf(bolton, true)];

  it('tells how strategies differ from the twin as a whole one does, and what fell due on the first day, in Bolton', () => {
    expect(differences(bolton, lean)).toEqual(differences(bolton, whole));
    expect(dueAtFirst(bolton, lean)).toEqual(dueAtFirst(bolton, whole));
    // It is worth it: two weeks after the outage the twins of practices are left.
    const arrived = ({ twin }: RunOutcome): number =>
      queuesOf(bolton, false).reduce((sum, q) => sum + twin.counts[q * COUNTS + COUNT_AT.arrived]!, 0);
    expect(arrived(lean)).toBeLessThan(0.8 * arrived(whole));
  });

  it('and in generated scenarios of every kind, run after run', () => {
    let [left, hit] = [0, 0];
    for (let number = 61_000; number < 61_060; number++) {
      const plan = compile(modelOf(number, sortOf(number)));
      for (const run of [0, 1]) {
        const [all, less] = [runOf(plan, false, run), runOf(plan, true, run)];
        expect(differences(plan, less), `${number}, run ${run}`).toEqual(differences(plan, all));
        if (all.incidentTick.every((tick) => tick < 0)) continue;
        hit++;
        expect(dueAtFirst(plan, less), `${number}, run ${run}`).toEqual(dueAtFirst(plan, all));
        if (less.twin.dayDue.join() !== all.twin.dayDue.join()) left++;
      }
    }
    expect(hit).toBeGreaterThan(60);
    expect(left).toBeGreaterThan(20);
  });

  it('knows nothing of hubs and has no hash', () => {
    const arrived = (counts: Float64Array): number =>
      queuesOf(bolton, true).reduce((sum, q) => sum + counts[q * COUNTS + COUNT_AT.arrived]!, 0);
    for (const [a, b] of [whole.twin, ...whole.strategies].map(
      (one, k) => [one, [lean.twin, ...lean.strategies][k]!] as const,
    )) {
      expect(arrived(a.counts)).toBeGreaterThan(1000);
      expect(arrived(b.counts)).toBe(0);
      expect([a.hash.every((word) => word !== 0), [...b.hash]]).toEqual([true, [0, 0]]);
    }
  });
});
