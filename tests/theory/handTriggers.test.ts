/** Days on which a backlog starts an action, worked out by hand: rule 23b to the tick. */
import { describe, expect, test } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { compile, itemsOf, simulateRun } from '../../src/engine/index.ts';
import { TICKS_PER_HOUR } from '../../src/scenario/calendar.ts';
import { modelOf, type ScenarioInput } from '../helpers/generate.ts';
import { at, booked, check, needsRecords, outage, surgery, type Row } from '../helpers/handDays.ts';

type Action = NonNullable<ScenarioInput['actions']>[number];
type When = NonNullable<Action['when']>;

/** Sixteen people a day, at a quarter past and a quarter to every hour, of whom nobody can be seen from Tuesday 09:50. */
const day = (hours: number, action: Action): ScenarioInput =>
  surgery({
    services: { booked: booked(80, 5, needsRecords(0)) },
    faults: [outage('Tue 09:50', hours)],
    more: { actions: [action] },
  });

const shed = (when: When): Action => ({
  kind: 'shed',
  id: 'shed',
  service: 'booked',
  share: 1,
  when,
  returns: { share: 1, after: 'next-working-day' },
});
const backlog = (more: object): When => ({ on: 'backlog', service: 'booked', above: 3, ...more });
const row = (index: number, more: Partial<Row>): Row => ({ service: 'booked', index, ...more });
const itemsIn = (scenario: ScenarioInput): ItemRecord[] => itemsOf(compile(modelOf(scenario)), 'hand', 0, 'today');

const CASES: readonly (readonly [string, ScenarioInput, readonly Row[]])[] = [
  [
    'four wait at 12:00 for the first time, so people are asked to come back from 13:00 to 15:00, and again from 16:00',
    day(24, shed(backlog({ lasts: '2 h' }))),
    [
      row(18, { firstDue: 'Tue 10:15', start: 'Wed 09:50', attempt: 0 }),
      row(23, { firstDue: 'Tue 12:45', due: 'Tue 12:45', attempt: 0 }),
      row(24, { firstDue: 'Tue 13:15', due: 'Wed 09:00', attempt: 1 }),
      row(27, { firstDue: 'Tue 14:45', due: 'Wed 09:00', attempt: 1 }),
      row(28, { firstDue: 'Tue 15:15', due: 'Tue 15:15', attempt: 0 }),
      row(29, { firstDue: 'Tue 15:45', due: 'Tue 15:45', attempt: 0 }),
      row(30, { firstDue: 'Tue 16:15', due: 'Wed 09:00', attempt: 1 }),
    ],
  ],
  [
    'a lead time of half an hour comes on top of the full hour',
    day(24, shed(backlog({ lead: '30 min', lasts: '1 h' }))),
    [
      row(24, { firstDue: 'Tue 13:15', attempt: 0 }),
      row(25, { firstDue: 'Tue 13:45', attempt: 1 }),
      row(26, { firstDue: 'Tue 14:15', attempt: 1 }),
      row(27, { firstDue: 'Tue 14:45', attempt: 0 }),
    ],
  ],
  [
    'until fewer than two wait: at 11:00 on Wednesday the last has been seen, so from 12:00 everybody stays',
    day(24, shed(backlog({ below: 2 }))),
    [
      row(31, { firstDue: 'Tue 16:45', due: 'Wed 09:00', attempt: 1, start: 'Wed 10:55' }),
      row(36, { firstDue: 'Wed 11:15', attempt: 1 }),
      row(37, { firstDue: 'Wed 11:45', attempt: 1 }),
      row(38, { firstDue: 'Wed 12:15', start: 'Wed 12:15', attempt: 0 }),
    ],
  ],
  [
    'exactly as many as the threshold start nothing',
    day(24, shed({ on: 'backlog', service: 'booked', above: 4, lasts: '1 h' })),
    [
      row(24, { firstDue: 'Tue 13:15', attempt: 0 }),
      row(25, { firstDue: 'Tue 13:45', attempt: 0 }),
      row(26, { firstDue: 'Tue 14:15', attempt: 1 }),
      row(27, { firstDue: 'Tue 14:45', attempt: 1 }),
      row(28, { firstDue: 'Tue 15:15', attempt: 0 }),
    ],
  ],
];

describe('worked out by hand, and so in the engine:', () => {
  test.each(CASES)('%s', (_claim, scenario, rows) => {
    const items = itemsIn(scenario);
    rows.forEach((one) => check(items, one));
  });
});

/** What the first strategy spends: ticks of people, and pounds. */
function spent(scenario: ScenarioInput): { extra: number; late: number; over: number; cost: number } {
  const { extraStaffTicks, stayLateTicks, overtimeTicks, cost } = simulateRun(compile(modelOf(scenario)), 'hand', 0)
    .strategies[0]!;
  return { extra: extraStaffTicks[0]!, late: stayLateTicks[0]!, over: overtimeTicks[0]!, cost };
}

const people = (when: When, until = '15:00'): Action => ({
  kind: 'extra-staff',
  id: 'more',
  pool: 'team',
  staff: 2,
  shifts: [{ days: 'mon-sun', from: '09:00', to: until }],
  cost: { perHour: 30 },
  when,
});

test('people called at 12:00 for 13:30 start work with the others, and are paid from then to the end of their hours', () => {
  // Back at 13:50: eight wait, three are there.
  const scenario = day(4, people(backlog({ lead: '30 min', lasts: '2 h' })));
  const items = itemsIn(scenario);
  [18, 19, 20].forEach((index) => check(items, row(index, { start: 'Tue 13:50' })));
  [21, 22, 23].forEach((index) => check(items, row(index, { start: 'Tue 13:55' })));
  check(items, row(25, { firstDue: 'Tue 13:45', start: 'Tue 14:00' }));
  // From 13:30 to 15:00, when their hours end although the window goes on to 15:30.
  expect(spent(scenario)).toEqual({ extra: 3 * TICKS_PER_HOUR, late: 0, over: 0, cost: 90 });
});

test('people who have not come by the time at which the backlog has gone stay away, and cost nothing', () => {
  // Four wait at 12:00, so two more are to come at 15:00. Back at 12:05: by 13:00 everybody has been seen.
  const scenario = (more: object): ScenarioInput => day(2.25, people(backlog({ lead: '2 h', ...more }), '17:00'));
  check(itemsIn(scenario({ below: 2 })), row(18, { start: 'Tue 12:05' }));
  expect(spent(scenario({ below: 2 }))).toEqual({ extra: 0, late: 0, over: 0, cost: 0 });
  // Nobody tells them when it has no end but a time.
  expect(spent(scenario({ lasts: '1 h' }))).toMatchObject({ extra: 2 * TICKS_PER_HOUR, cost: 60 });
});

test('who stays late because of a backlog is paid for the time worked, and counted as staying', () => {
  // Back at 16:50 with fourteen waiting; the window from 13:00 to 18:00 has the end of the day in it.
  const scenario = day(7, {
    kind: 'stay-late',
    id: 'late',
    pool: 'team',
    staff: 1,
    upTo: '2 h',
    cost: { perHour: 22 },
    when: backlog({ lasts: '5 h' }),
  });
  const items = itemsIn(scenario);
  check(items, row(20, { start: 'Tue 17:00' }));
  check(items, row(31, { start: 'Tue 17:55', end: 'Tue 18:00' }));
  expect(spent(scenario)).toEqual({ extra: 0, late: TICKS_PER_HOUR, over: 0, cost: 22 });
});

test('an ordinary day before the failure starts nothing, however long the queue', () => {
  // Ten hours of work a day for eight hours of one person: by Monday evening many wait.
  const busy = surgery({
    services: { booked: booked(80, 40), calls: booked(40, 1, { priority: 2, ...needsRecords(0) }) },
    faults: [outage('Tue 09:50', 1)],
    more: { actions: [shed(backlog({ lasts: '1 h' }))] },
  });
  const items = itemsIn(busy).filter((item) => item.service === 'booked');
  const asked = items.filter(({ attempt }) => attempt > 0).map(({ firstDue }) => firstDue);
  expect(asked.length).toBeGreaterThan(0);
  // The failure is at 09:50, so it is looked at 10:00, with effect from 11:00.
  expect(Math.min(...asked)).toBe(at('Tue 11:15'));
});
