/** Repair by hand against the record of July 2024: over 97% of the machines back by day 6, about 99% by day 10. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import { compile, type Plan } from '../../src/engine/index.ts';
import { valueAt } from '../../src/engine/steps.ts';
import { TICKS_PER_DAY, tickOf } from '../../src/scenario/calendar.ts';
import { formatIssue } from '../../src/scenario/issue.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const TEXT = readFileSync(new URL('../../scenarios/device-recovery-2024-07.yaml', import.meta.url), 'utf8');
const STRIKES = tickOf('2024-07-15', '2024-07-19 05:09');
const COMPONENTS = ['office-machines', 'far-machines'];
const RUNS = 40;

function planOf(text = TEXT): Plan {
  const { model, issues } = parseScenario(text, builtInTemplates);
  expect(issues.map(formatIssue)).toEqual([]);
  return compile(model!);
}

/** Share of the machines hit that work so many days after the strike, in one run. */
function backAfter(plan: Plan, days: readonly number[], run: number): number[] {
  const { sites } = incidentOf(plan, plan.model.scenario.seed, run);
  const hit = sites.flatMap(({ levels }, s) =>
    COMPONENTS.map((key) => ({ level: levels.of(key), devices: plan.model.sites[s]!.devices })).filter(({ level }) =>
      level.values.some((value) => value < 1),
    ),
  );
  const all = hit.reduce((sum, { devices }) => sum + devices, 0);
  return days.map((day) => {
    const tick = STRIKES + Math.round(day * TICKS_PER_DAY);
    return hit.reduce((sum, { level, devices }) => sum + valueAt(level, tick) * devices, 0) / all;
  });
}

/** 5th percentile, mean and 95th percentile over runs, for each day. */
function intervals(plan: Plan, days: readonly number[]): { low: number; mean: number; high: number }[] {
  const runs = Array.from({ length: RUNS }, (_, run) => backAfter(plan, days, run));
  return days.map((_, k) => {
    const sorted = runs.map((run) => run[k]!).sort((a, b) => a - b);
    return {
      low: sorted[Math.floor(0.05 * RUNS)]!,
      mean: sorted.reduce((sum, value) => sum + value, 0) / RUNS,
      high: sorted[Math.ceil(0.95 * RUNS) - 1]!,
    };
  });
}

describe('the machines of July 2024', () => {
  const [day6, day10, night29] = intervals(planOf(), [6, 10, 10.8]);

  test('are back as on record: 97% on day 6 and 99% on day 10, each within the 90% interval of the runs', () => {
    // Found: 96.3% to 97.4% on day 6, 98.8% to 99.2% on day 10, 99.4% to 99.6% in the night of 29 July.
    expect(day6!.low).toBeGreaterThan(0.96);
    expect(day6!.low).toBeLessThanOrEqual(0.97);
    expect(day6!.high).toBeGreaterThanOrEqual(0.97);
    expect(day6!.high).toBeLessThan(0.98);
    expect(day10!.low).toBeGreaterThan(0.985);
    expect(day10!.low).toBeLessThanOrEqual(0.99);
    expect(day10!.high).toBeGreaterThanOrEqual(0.99);
    expect(day10!.high).toBeLessThan(0.995);
    expect(day6!.mean).toBeCloseTo(0.97, 2);
    expect(day10!.mean).toBeCloseTo(0.99, 2);
    expect(night29!.mean).toBeGreaterThan(day10!.mean);
  });

  test('come back in two parts: a rate that gives the first six days cannot give the four after them', () => {
    const fast = -Math.log(1 - day6!.mean) / 6;
    const slow = -Math.log((1 - day10!.mean) / (1 - day6!.mean)) / 4;
    expect(fast).toBeGreaterThan(0.5);
    expect(slow).toBeLessThan(0.65 * fast);
  });

  test.each([
    ['twice the technicians for the last machines', 'technicians: 1,', 'technicians: 2,', 1],
    ['half the technicians in the offices', 'technicians: 10,', 'technicians: 5,', 0],
  ])('would miss the record with %s', (_, from, to, day) => {
    const found = intervals(planOf(TEXT.replace(from, to)), [6, 10])[day]!;
    const recorded = [0.97, 0.99][day]!;
    expect(found.low > recorded || found.high < recorded).toBe(true);
  });
});
