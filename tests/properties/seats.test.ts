/** Seats: a backup that so many people can use at once, and people who come on top. */
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../src/engine/index.ts';
import { tickOf } from '../../src/scenario/calendar.ts';
import { scriptAlone } from '../helpers/alone.ts';
import { stationOf, type ScenarioInput } from '../helpers/queues.ts';

type Action = NonNullable<ScenarioInput['actions']>[number];

/** Three people from 9 to 17, a copy of the record with two seats, and a day and a half without the record. */
function station(actions: Action[] = []): Plan {
  return stationOf({
    warmUpDays: 0,
    days: 4,
    servers: 3,
    shifts: [{ days: 'mon-fri', from: '09:00', to: '17:00' }],
    components: [{ id: 'record', title: 'Record' }],
    services: { work: { minutes: { fixed: 10 }, needs: [{ component: 'record', share: 0.1 }] } },
    faults: [{ kind: 'outage', id: 'down', component: 'record', at: '2024-07-02 09:00', repair: { central: '36 h' } }],
    backups: [
      {
        kind: 'hub-view',
        id: 'copy',
        covers: [{ services: ['work'], component: 'record', share: 0.9 }],
        seats: 2,
        activation: { decision: '0 min', setUp: '0 min', failsToStart: 0 },
      },
    ],
    actions,
    strategies: [{ id: 'with', title: 'With', baseline: true, uses: ['copy', ...actions.map(({ id }) => id)] }],
  });
}

function possible(plan: Plan, dateTime: string): number {
  const segments = scriptAlone(plan, 'with', 0).segments[0]!;
  const tick = tickOf('2024-07-01', dateTime);
  return segments.filter((segment) => segment.tick <= tick).at(-1)!.theta;
}

const extra = (staff: number, from: string, to: string): Action => ({
  kind: 'extra-staff',
  id: 'more',
  when: { on: 'failure', lasts: '3 days' },
  pool: 'staff',
  staff,
  shifts: [{ days: 'mon-fri', from, to }],
});

describe('two seats', () => {
  test('for three people carry two thirds of the share', () =>
    expect(possible(station(), '2024-07-02 10:00')).toBeCloseTo(0.6, 10));
  test('carry no less when people come on top', () =>
    expect(possible(station([extra(3, '09:00', '17:00')]), '2024-07-02 12:00')).toBeCloseTo(0.6, 10));
  test('are enough for one person in the evening', () =>
    expect(possible(station([extra(1, '17:00', '20:00')]), '2024-07-02 18:00')).toBeCloseTo(0.9, 10));
  test('carry half the share for four people in the evening', () =>
    expect(possible(station([extra(4, '17:00', '20:00')]), '2024-07-02 18:00')).toBeCloseTo(0.45, 10));
});
