/** In time to the tick: who counts as late, and what counts as missed. */
import { describe, expect, test } from 'vitest';
import { QUEUE_COUNTS, type QueueCount } from '../../src/catalog/types.ts';
import { compile, simulateRun } from '../../src/engine/index.ts';
import { modelOf } from '../helpers/generate.ts';
import { booked, needsRecords, outage, surgery } from '../helpers/handDays.ts';

/** Booked for 10:30 on Tuesday with an hour to be seen in, and the record is back so many minutes after ten. */
function counted(minutes: number, name: QueueCount): number {
  const model = modelOf(
    surgery({
      services: { booked: booked(40, 10, { ...needsRecords(0), target: '1 h', timeCritical: '1 h' }) },
      faults: [{ ...outage('Tue 10:00', 1), repair: { central: `${minutes} min` } }],
    }),
  );
  return simulateRun(compile(model), 'hand', 0).strategies[0]!.counts[QUEUE_COUNTS.indexOf(name)]!;
}

describe('somebody who may wait an hour', () => {
  test('is in time when seen after an hour to the tick, and late a minute after that', () => {
    expect([counted(90, 'late'), counted(91, 'late')]).toEqual([0, 1]);
  });
  test('is not missed after an hour to the tick, but a minute after that, when the hour is critical', () => {
    expect([counted(90, 'missed'), counted(91, 'missed')]).toEqual([0, 1]);
  });
  test('is told by the longest wait', () => {
    expect([counted(90, 'longestWaitTicks'), counted(91, 'longestWaitTicks')]).toEqual([60 * 6000, 61 * 6000]);
  });
});
