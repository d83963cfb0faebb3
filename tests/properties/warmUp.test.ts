/** A week of warm-up is enough for Bolton: two weeks give the same ordinary fortnight, as far as can be measured. */
import { expect, test } from 'vitest';
import { compile, simulateRun } from '../../src/engine/index.ts';
import { boltonModel } from '../helpers/bolton.ts';

const RUNS = 6;

/** Mean outstanding staff-hours of the twin over the first week of results, run by run. */
function firstWeek(change: (text: string) => string): number[] {
  const plan = compile(boltonModel((text) => change(text).replace(/^days: \d+/m, 'days: 14')));
  const { hours, queues } = plan.frame;
  return Array.from({ length: RUNS }, (_, run) => {
    const { outstanding } = simulateRun(plan, 'warm-up', run, []).twin;
    let sum = 0;
    queues.forEach((queue, q) => {
      for (let hour = 0; hour < 168; hour++) sum += outstanding[q * hours + hour]! * queue.meanMinutes;
    });
    return sum / 168 / 60;
  });
}

test('the first week of results is as busy after one week of warm-up as after two', () => {
  const one = firstWeek((text) => text);
  const two = firstWeek((text) =>
    text.replace('start: 2024-07-08', 'start: 2024-07-01').replace(/^warmUpDays: 7/m, 'warmUpDays: 14'),
  );
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);
  const z = (mean(one) - mean(two)) / Math.sqrt((variance(one) + variance(two)) / RUNS);
  expect(Math.abs(z)).toBeLessThan(4);
  // Power: the means are known well enough to see a difference of a tenth.
  expect(Math.abs(mean(one) - mean(two)) / mean(two)).toBeLessThan(0.1);
}, 120_000);
