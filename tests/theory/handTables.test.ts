/** Small days worked out by hand, minute by minute: what the rules say must happen, asked of the engine and of the oracle. */
import { describe, test } from 'vitest';
import { modelOf, type ScenarioInput } from '../helpers/generate.ts';
import {
  booked,
  check,
  moment,
  needsRecords,
  nineToFive,
  outage,
  surgery,
  WORLDS,
  type Row,
} from '../helpers/handDays.ts';

const HOURLY = { service: 'booked' };

const CASES: readonly { claim: string; scenario: ScenarioInput; strategy?: null; rows: readonly Row[] }[] = [
  {
    claim: 'forty booked people a week come at half past every hour and are seen at once',
    scenario: surgery({ services: { booked: booked(40, 20) } }),
    strategy: null,
    rows: [
      {
        ...HOURLY,
        index: 0,
        firstDue: 'Mon 09:30',
        start: 'Mon 09:30',
        end: 'Mon 09:50',
        fate: 'done',
        record: 'full',
      },
      { ...HOURLY, index: 7, start: 'Mon 16:30', end: 'Mon 16:50' },
      { ...HOURLY, index: 8, start: 'Tue 09:30', end: 'Tue 09:50' },
    ],
  },
  {
    claim: 'people finish what they began when the shift ends and begin nothing more',
    scenario: surgery({ services: { booked: booked(40, 100) } }),
    strategy: null,
    rows: [
      { ...HOURLY, index: 3, start: 'Mon 14:30', end: 'Mon 16:10' },
      { ...HOURLY, index: 4, due: 'Mon 13:30', start: 'Mon 16:10', end: 'Mon 17:50' },
      { ...HOURLY, index: 5, due: 'Mon 14:30', start: 'Tue 09:00', end: 'Tue 10:40' },
    ],
  },
  {
    claim: 'nobody is begun at the very moment at which the shift ends',
    scenario: surgery({ services: { booked: booked(40, 90) } }),
    strategy: null,
    rows: [
      { ...HOURLY, index: 4, start: 'Mon 15:30', end: 'Mon 17:00' },
      { ...HOURLY, index: 5, start: 'Tue 09:00' },
    ],
  },
  {
    claim: 'who runs over into the next shift counts within its staff',
    scenario: surgery({
      pools: {
        team: {
          title: 'Team',
          staff: 1,
          shifts: [
            { days: 'mon-fri', from: '09:00', to: '12:00' },
            { days: 'mon-fri', from: '12:30', to: '16:30' },
          ],
        },
      },
      services: { booked: booked(35, 100) },
    }),
    strategy: null,
    rows: [
      { ...HOURLY, index: 1, due: 'Mon 10:30', start: 'Mon 11:10', end: 'Mon 12:50' },
      { ...HOURLY, index: 2, due: 'Mon 11:30', start: 'Mon 12:50' },
      { ...HOURLY, index: 3, due: 'Mon 13:00' },
    ],
  },
  {
    claim: 'half a person is one person for the first half of the shift, and slots fall only then',
    scenario: surgery({ pools: { team: { ...nineToFive, staff: 0.5 } }, services: { booked: booked(20, 45) } }),
    strategy: null,
    rows: [
      { ...HOURLY, index: 3, start: 'Mon 12:30', end: 'Mon 13:15' },
      { ...HOURLY, index: 4, start: 'Tue 09:30' },
    ],
  },
  {
    claim: 'urgent work that came later goes before routine work that waits, but interrupts nobody',
    scenario: surgery({ services: { routine: booked(40, 90, { priority: 2 }), urgent: booked(5, 10) } }),
    strategy: null,
    rows: [
      { service: 'routine', index: 2, start: 'Mon 12:30', end: 'Mon 14:00' },
      { service: 'urgent', index: 0, due: 'Mon 13:00', start: 'Mon 14:00', end: 'Mon 14:10' },
      { service: 'routine', index: 3, due: 'Mon 12:30', start: 'Mon 14:10' },
    ],
  },
  {
    claim: 'what cannot be done in an outage waits in its place; what was in service is finished as it was',
    scenario: surgery({ services: { booked: booked(40, 40, needsRecords(0)) }, faults: [outage('Tue 10:00', 3)] }),
    rows: [
      { ...HOURLY, index: 8, start: 'Tue 09:30', end: 'Tue 10:10', degraded: false },
      { ...HOURLY, index: 9, due: 'Tue 10:30', start: 'Tue 13:00', end: 'Tue 13:40', degraded: false },
      { ...HOURLY, index: 10, start: 'Tue 13:40' },
      { ...HOURLY, index: 11, start: 'Tue 14:20' },
      { ...HOURLY, index: 12, due: 'Tue 13:30', start: 'Tue 15:00' },
      { ...HOURLY, index: 14, due: 'Tue 15:30', start: 'Tue 16:20', end: 'Tue 17:00' },
      { ...HOURLY, index: 15, due: 'Tue 16:30', start: 'Wed 09:00' },
    ],
  },
  {
    claim: 'the twin has no outage',
    scenario: surgery({ services: { booked: booked(40, 40, needsRecords(0)) }, faults: [outage('Tue 10:00', 3)] }),
    strategy: null,
    rows: [{ ...HOURLY, index: 9, start: 'Tue 10:30', end: 'Tue 11:10' }],
  },
  {
    claim: 'work without the record is slower, and is typed up in the order made once the record is back',
    scenario: surgery({
      pools: { typists: nineToFive },
      services: { booked: booked(40, 20, needsRecords(1, { slowdown: 1.5, reentryMinutes: 5, record: 'read' })) },
      reentry: { pool: 'typists', priority: 1 },
      faults: [outage('Tue 10:00', 3)],
    }),
    rows: [
      { ...HOURLY, index: 8, start: 'Tue 09:30', end: 'Tue 09:50', degraded: false, record: 'full' },
      { ...HOURLY, index: 9, start: 'Tue 10:30', end: 'Tue 11:00', degraded: true, record: 'read' },
      { ...HOURLY, index: 11, start: 'Tue 12:30', end: 'Tue 13:00', degraded: true },
      { ...HOURLY, index: 12, start: 'Tue 13:30', end: 'Tue 13:50', degraded: false },
      {
        service: 're-entry',
        index: 9,
        firstDue: 'Tue 13:00',
        due: 'Tue 13:00',
        start: 'Tue 13:00',
        end: 'Tue 13:05',
        degraded: false,
      },
      { service: 're-entry', index: 10, start: 'Tue 13:05', end: 'Tue 13:10' },
      { service: 're-entry', index: 11, due: 'Tue 13:00', start: 'Tue 13:10', end: 'Tue 13:15' },
    ],
  },
  {
    claim: 'a second outage does not take typing up out of the queue once it was due',
    scenario: surgery({
      pools: { typists: { title: 'Typists', staff: 1, shifts: [{ days: 'mon-fri', from: '15:00', to: '17:00' }] } },
      services: { booked: booked(40, 20, needsRecords(1, { reentryMinutes: 5 })) },
      reentry: { pool: 'typists', priority: 1 },
      faults: [outage('Tue 10:00', 1), { ...outage('Tue 14:45', 2), id: 'again' }],
    }),
    rows: [
      { service: 're-entry', index: 9, due: 'Tue 11:00', start: 'Tue 15:00', end: 'Tue 15:05' },
      { service: 're-entry', index: 14, due: 'Tue 16:45', start: 'Tue 16:45' },
    ],
  },
  {
    claim: 'who is kept waiting past the limit is rung at once and rebooked behind the newly booked',
    scenario: surgery({
      pools: { desk: nineToFive },
      services: {
        calls: { ...booked(0, 6), pool: 'desk', arrivals: undefined },
        booked: booked(40, 20, {
          ...needsRecords(0),
          missedSlot: { wait: '60 min', noticeWorkingDays: 1, priority: 2, contact: 'calls' },
        }),
      },
      faults: [outage('Tue 10:00', 4)],
    }),
    rows: [
      {
        service: 'calls',
        from: 'booked',
        index: 9,
        due: 'Tue 11:30',
        start: 'Tue 11:30',
        end: 'Tue 11:36',
        attempt: 0,
      },
      { service: 'calls', from: 'booked', index: 11, due: 'Tue 13:30', start: 'Tue 13:30' },
      { ...HOURLY, index: 12, due: 'Tue 13:30', start: 'Tue 14:00', attempt: 0 },
      {
        ...HOURLY,
        index: 9,
        firstDue: 'Tue 10:30',
        due: 'Wed 09:00',
        start: 'Wed 09:00',
        end: 'Wed 09:20',
        attempt: 1,
      },
      { ...HOURLY, index: 10, due: 'Wed 09:00', start: 'Wed 09:20', end: 'Wed 09:40', attempt: 1 },
      { ...HOURLY, index: 16, due: 'Wed 09:30', start: 'Wed 09:40', end: 'Wed 10:00', attempt: 0 },
      { ...HOURLY, index: 11, due: 'Wed 09:00', start: 'Wed 10:00', end: 'Wed 10:20', attempt: 1 },
    ],
  },
  {
    claim: 'who waits at closing time comes back first thing on the next working day',
    scenario: surgery({ services: { booked: booked(40, 100, { atClose: { nextDay: 1 } }) } }),
    strategy: null,
    rows: [
      { ...HOURLY, index: 4, start: 'Mon 16:10', end: 'Mon 17:50', attempt: 0 },
      { ...HOURLY, index: 5, firstDue: 'Mon 14:30', due: 'Tue 09:00', start: 'Tue 09:00', attempt: 1 },
      { ...HOURLY, index: 6, due: 'Tue 09:00', start: 'Tue 10:40' },
      { ...HOURLY, index: 7, due: 'Tue 09:00', start: 'Tue 12:20' },
      { ...HOURLY, index: 8, firstDue: 'Tue 09:30', start: 'Tue 14:00' },
    ],
  },
  {
    claim: 'who is sent to the hub at closing time waits there in a queue of its own',
    scenario: surgery({
      services: { booked: booked(40, 100, { atClose: { hubs: [{ site: 'hub', service: 'walk-in', share: 1 }] } }) },
      more: {
        templates: {
          surgery: {
            title: 'Surgery',
            kind: 'gp-practice',
            pools: { team: nineToFive },
            services: {
              booked: booked(40, 100, { atClose: { hubs: [{ site: 'hub', service: 'walk-in', share: 1 }] } }),
            },
          },
          hub: {
            title: 'Hub',
            kind: 'hub',
            pools: { team: { title: 'Team', staff: 1, shifts: [{ days: 'mon-sun', from: '16:00', to: '22:00' }] } },
            services: { 'walk-in': { ...booked(0, 10), arrivals: undefined } },
          },
        },
        sites: [
          { id: 'hub', title: 'Hub', template: 'hub' },
          { id: 'surgery', title: 'Surgery', template: 'surgery' },
        ],
      },
    }),
    strategy: null,
    rows: [
      { ...HOURLY, index: 5, due: 'Mon 14:30', left: 'Mon 17:00', start: undefined, fate: 'hub', attempt: 0 },
      {
        site: 'hub',
        service: 'walk-in',
        from: 'booked',
        index: 5,
        firstDue: 'Mon 17:00',
        start: 'Mon 17:00',
        end: 'Mon 17:10',
        fate: 'done',
        attempt: 0,
      },
      {
        site: 'hub',
        service: 'walk-in',
        from: 'booked',
        index: 7,
        due: 'Mon 17:00',
        start: 'Mon 17:20',
        end: 'Mon 17:30',
      },
    ],
  },
  {
    claim: 'who gives up at the very moment at which somebody gets free has gone',
    scenario: surgery({ services: { booked: booked(40, 90, { patience: { mean: '30 min', fixed: true } }) } }),
    strategy: null,
    rows: [
      { ...HOURLY, index: 0, start: 'Mon 09:30', end: 'Mon 11:00' },
      { ...HOURLY, index: 1, due: 'Mon 10:30', left: 'Mon 11:00', fate: 'lost' },
      { ...HOURLY, index: 2, start: 'Mon 11:30', end: 'Mon 13:00' },
      { ...HOURLY, index: 3, due: 'Mon 12:30', left: 'Mon 13:00', fate: 'lost' },
    ],
  },
  {
    claim: 'who gives up and comes back waits with new patience from the new moment',
    scenario: surgery({
      services: {
        booked: booked(40, 90, { patience: { mean: '30 min', fixed: true, returns: { share: 1, after: '45 min' } } }),
      },
    }),
    strategy: null,
    rows: [
      { ...HOURLY, index: 1, firstDue: 'Mon 10:30', due: 'Mon 13:00', start: 'Mon 13:00', attempt: 2, fate: 'done' },
    ],
  },
  {
    claim: 'patience runs while an item cannot be done at all',
    scenario: surgery({
      services: { booked: booked(40, 20, { ...needsRecords(0), patience: { mean: '45 min', fixed: true } }) },
      faults: [outage('Tue 10:00', 1)],
    }),
    rows: [
      { ...HOURLY, index: 9, start: 'Tue 11:00', fate: 'done' },
      { ...HOURLY, index: 10, start: 'Tue 11:30' },
    ],
  },
  {
    claim:
      'work that follows after two hours and after one working day skips the night, the weekend and a closed Monday as stated',
    scenario: surgery({
      pools: { signers: { title: 'Signers', staff: 1, shifts: [{ days: 'mon-sun', from: '08:00', to: '20:00' }] } },
      services: {
        booked: booked(5, 10, {
          followOn: [
            { service: 'letters', share: 1, after: '2 h' },
            { service: 'signing', share: 1, after: '1 workingDays' },
          ],
        }),
        letters: { ...booked(0, 5), pool: 'signers', arrivals: undefined },
        signing: { ...booked(0, 5), pool: 'signers', arrivals: undefined },
      },
      more: { closedDates: ['2024-07-08'] },
    }),
    strategy: null,
    rows: [
      { ...HOURLY, index: 4, start: 'Fri 13:00', end: 'Fri 13:10' },
      { service: 'letters', from: 'booked', index: 4, due: 'Fri 15:10', start: 'Fri 15:10', end: 'Fri 15:15' },
      { service: 'signing', from: 'booked', index: 3, due: 'Fri 13:10', start: 'Fri 13:10' },
      { service: 'signing', from: 'booked', index: 4, due: 'next Tue 13:10', start: 'next Tue 13:10' },
      { ...HOURLY, index: 5, start: 'next Tue 13:00' },
    ],
  },
  {
    claim: 'a backup is in force thirty minutes after somebody at work has noticed, not after the failure in the night',
    scenario: surgery({
      services: { booked: booked(80, 10, needsRecords(0)) },
      faults: [outage('Tue 05:00', 5)],
      more: {
        backups: [
          {
            kind: 'paper-pack',
            id: 'paper',
            title: 'Paper',
            owner: 'practice',
            covers: [{ services: ['booked'], component: 'records', share: 1, slowdown: 2 }],
            activation: { decision: '20 min', setUp: '10 min' },
          },
        ],
      },
    }),
    rows: [
      { ...HOURLY, index: 16, due: 'Tue 09:15', start: 'Tue 09:30', end: 'Tue 09:50', degraded: true, record: 'none' },
      { ...HOURLY, index: 17, due: 'Tue 09:45', start: 'Tue 09:50', end: 'Tue 10:10', degraded: true },
      { ...HOURLY, index: 18, due: 'Tue 10:15', start: 'Tue 10:15', end: 'Tue 10:25', degraded: false },
    ],
  },
  {
    claim: 'one technician repairs the listed site first, within working hours',
    scenario: surgery({
      services: { booked: booked(40, 10, needsRecords(0)) },
      faults: [
        {
          ...outage('Tue 05:00', 1),
          repair: { handsOn: { minutesEach: 90, technicians: 1, order: ['branch', 'surgery'] } },
        },
      ],
      more: {
        groups: [{ id: 'town', title: 'Town' }],
        sites: [
          { id: 'surgery', title: 'Surgery', template: 'surgery', groups: ['town'], devices: 1 },
          { id: 'branch', title: 'Branch', template: 'surgery', groups: ['town'], devices: 1 },
        ],
      },
    }),
    rows: [
      { ...HOURLY, site: 'branch', index: 8, due: 'Tue 09:30', start: 'Tue 09:30' },
      { ...HOURLY, site: 'surgery', index: 8, due: 'Tue 09:30', start: 'Tue 11:00' },
    ],
  },
  {
    claim: 'a Saturday clinic takes up what was left on Friday, earliest due first',
    scenario: surgery({
      services: { booked: booked(40, 60, needsRecords(0)) },
      faults: [outage('Fri 13:15', 4)],
      more: {
        actions: [
          {
            kind: 'extra-staff',
            id: 'clinic',
            title: 'Clinic',
            pool: 'team',
            staff: 2,
            shifts: [{ days: 'sat', from: '09:00', to: '12:00' }],
            when: { from: moment('Sat 10:00'), to: moment('Sat 23:00') },
          },
        ],
      },
    }),
    rows: [
      { ...HOURLY, index: 35, due: 'Fri 12:30', start: 'Fri 12:30', end: 'Fri 13:30' },
      { ...HOURLY, index: 36, due: 'Fri 13:30', start: 'Sat 10:00', end: 'Sat 11:00' },
      { ...HOURLY, index: 37, start: 'Sat 10:00' },
      { ...HOURLY, index: 38, start: 'Sat 11:00' },
      { ...HOURLY, index: 39, due: 'Fri 16:30', start: 'Sat 11:00', end: 'Sat 12:00' },
    ],
  },
  {
    claim: 'people who stay late begin more work after the last shift, and no more after that',
    scenario: surgery({
      services: { booked: booked(40, 60, needsRecords(0)) },
      faults: [outage('Tue 12:15', 4)],
      more: {
        actions: [
          {
            kind: 'stay-late',
            id: 'late',
            title: 'Late',
            pool: 'team',
            staff: 1,
            upTo: '2 h',
            when: { on: 'failure', lasts: '1 days' },
          },
        ],
      },
    }),
    rows: [
      { ...HOURLY, index: 11, due: 'Tue 12:30', start: 'Tue 16:15', end: 'Tue 17:15' },
      { ...HOURLY, index: 12, start: 'Tue 17:15', end: 'Tue 18:15' },
      { ...HOURLY, index: 13, start: 'Tue 18:15', end: 'Tue 19:15' },
      { ...HOURLY, index: 14, due: 'Tue 15:30', start: 'Wed 09:00' },
    ],
  },
  {
    claim: 'an action that waits for the failure begins at the next full hour, not at the failure',
    scenario: surgery({
      services: { booked: booked(80, 5, needsRecords(0)) },
      faults: [outage('Tue 09:50', 24)],
      more: {
        actions: [
          {
            kind: 'shed',
            id: 'shed',
            title: 'Shed',
            service: 'booked',
            share: 1,
            when: { on: 'failure', until: 'restoration' },
            returns: { share: 1, after: 'next-working-day' },
          },
        ],
      },
    }),
    rows: [
      { ...HOURLY, index: 17, due: 'Tue 09:45', start: 'Tue 09:45', attempt: 0 },
      { ...HOURLY, index: 18, firstDue: 'Tue 10:15', due: 'Wed 09:00', start: 'Wed 09:50', attempt: 1 },
    ],
  },
];

describe.each(WORLDS)('worked out by hand, and so in %s:', (_, itemsIn) => {
  // Claims in full: a name by `$claim` would be cut short.
  test.each(CASES.map((one) => [one.claim, one] as const))('%s', (_claim, { scenario, strategy, rows }) => {
    const items = itemsIn(modelOf(scenario), strategy === null ? null : 'today');
    rows.forEach((row) => check(items, row));
  });
});
