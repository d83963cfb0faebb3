import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { compile, simulateRun } from '../../src/engine/index.ts';
import { layoutOf } from '../../src/results/layout.ts';
import { measureRun } from '../../src/results/measure.ts';
import { levelsOf, recoveryOf } from '../../src/results/recovery.ts';
import { TICKS_PER_HOUR } from '../../src/scenario/calendar.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

describe('a run of the engine', () => {
  it('is measured the same by looking only where a site can differ as by looking everywhere', () => {
    const text = readFileSync(join(import.meta.dirname, '../../scenarios/bolton-2024-07-19.yaml'), 'utf8');
    const { model } = parseScenario(text, builtInTemplates);
    const plan = compile(model!);
    const { frame } = plan;
    const layout = layoutOf(frame, model!);
    const outcome = simulateRun(plan, 'measured', 0);
    const measured = measureRun(frame, model!, outcome);
    const { hours } = frame;
    outcome.strategies.forEach((world, s) => {
      const outstanding = new Int32Array(layout.keys.length * hours);
      const backlog = new Int32Array(layout.keys.length * hours);
      const queueBackTick = new Int32Array(frame.queues.length);
      const siteDayHours = new Float64Array(frame.sites.length * hours);
      frame.queues.forEach((queue, q) => {
        const extra = new Int32Array(hours);
        for (let hour = 0; hour < hours; hour++) {
          const at = q * hours + hour;
          outstanding[layout.keyOfQueue[q]! * hours + hour]! += world.outstanding[at]!;
          backlog[layout.keyOfQueue[q]! * hours + hour]! += world.backlog[at]!;
          extra[hour] = world.outstanding[at]! - outcome.twin.outstanding[at]!;
          if (!queue.isReentry) siteDayHours[queue.site * hours + hour]! += (extra[hour]! * queue.meanMinutes) / 60;
        }
        if (queue.isReentry) return;
        const recovery = recoveryOf(
          extra,
          levelsOf(queue.itemsPerWorkingDay),
          layout.calendars[layout.calendarOf[queue.site]!]!.fullDayEnd,
        );
        queueBackTick[q] =
          recovery.kind === 'not-disrupted'
            ? 0
            : recovery.kind === 'back'
              ? frame.warmUpTick + recovery.sample * TICKS_PER_HOUR
              : frame.horizonTick + 1;
      });
      const quick = measured.strategies[s]!;
      expect(Int32Array.from(quick.outstanding)).toEqual(outstanding);
      expect(Int32Array.from(quick.backlog)).toEqual(backlog);
      frame.queues.forEach((queue, q) => {
        if (!queue.isReentry)
          expect(quick.queueBackTick[q], `${queue.key} of ${frame.sites[queue.site]!.id}`).toBe(queueBackTick[q]);
      });
      const days = hours / 24;
      for (let at = 0; at < quick.siteDayHours.length; at++) {
        const from = Math.floor(at / days) * hours + (at % days) * 24;
        expect(quick.siteDayHours[at]).toBeCloseTo(Math.max(...siteDayHours.subarray(from, from + 24)), 3);
      }
    });
  }, 120_000);
});
