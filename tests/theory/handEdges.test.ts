/** Moments at which two things happen at once, and rules that only show there: worked out by hand, asked of the engine and of the oracle. */
import { describe, test } from 'vitest';
import { Purpose, streamKey, uniformAt } from '../../src/engine/streams.ts';
import { modelOf, type ScenarioInput } from '../helpers/generate.ts';
import { booked, check, moment, needsRecords, outage, surgery, WORLDS, type Row } from '../helpers/handDays.ts';

const HOURLY = { service: 'booked' };

type Backup = Extract<NonNullable<ScenarioInput['backups']>[number], { kind: 'paper-pack' }>;
const paper = (more: Partial<Backup> = {}, slowdown = 1): Backup => ({
  kind: 'paper-pack',
  id: 'paper',
  title: 'Paper',
  owner: 'practice',
  covers: [{ services: ['booked'], component: 'records', share: 1, slowdown }],
  ...more,
});
/** Eighty people a week for ten minutes, at a quarter past and a quarter to every hour; index 16 is the first on Tuesday. */
const HALF_HOURLY = { booked: booked(80, 10, needsRecords(0)) };
/** The luck of Tuesday's second in a service for forty a week. */
const LUCK = uniformAt(streamKey('hand', 0, 'item', 'surgery', 'booked'), 9, Purpose.luck);

const CASES: readonly { claim: string; scenario: ScenarioInput; strategy?: null; rows: readonly Row[] }[] = [
  {
    claim: 'a failure while people are at work is noticed at once',
    scenario: surgery({
      services: HALF_HOURLY,
      faults: [outage('Tue 10:00', 3)],
      more: { backups: [paper({ activation: { decision: '20 min', setUp: '10 min' } }, 2)] },
    }),
    rows: [
      { ...HOURLY, index: 18, due: 'Tue 10:15', start: 'Tue 10:30', end: 'Tue 10:50', degraded: true },
      { ...HOURLY, index: 19, due: 'Tue 10:45', start: 'Tue 10:50', end: 'Tue 11:10' },
    ],
  },
  {
    claim: 'a failure at the very moment at which the shift ends is noticed the next morning',
    scenario: surgery({
      services: HALF_HOURLY,
      faults: [outage('Tue 17:00', 20)],
      more: { backups: [paper({ activation: { decision: '20 min', setUp: '10 min' } })] },
    }),
    rows: [{ ...HOURLY, index: 32, due: 'Wed 09:15', start: 'Wed 09:30', degraded: true }],
  },
  {
    claim: 'who comes at the very moment at which the system fails is too late for it',
    scenario: surgery({
      services: { booked: booked(40, 20, needsRecords(0)) },
      faults: [outage('Tue 10:30', 2)],
    }),
    rows: [{ ...HOURLY, index: 9, due: 'Tue 10:30', start: 'Tue 12:30', degraded: false }],
  },
  {
    claim: 'what follows a day after delayed work comes that much later, although nobody waits overnight',
    scenario: surgery({
      pools: { signers: { title: 'Signers', staff: 1, shifts: [{ days: 'mon-sun', from: '08:00', to: '20:00' }] } },
      services: {
        booked: booked(40, 20, {
          ...needsRecords(0),
          followOn: [{ service: 'signing', share: 1, after: '1 workingDays' }],
        }),
        signing: { ...booked(0, 5), pool: 'signers', arrivals: undefined },
      },
      faults: [outage('Tue 10:00', 3)],
    }),
    rows: [
      { ...HOURLY, index: 9, due: 'Tue 10:30', start: 'Tue 13:00', end: 'Tue 13:20' },
      { service: 'signing', from: 'booked', index: 9, due: 'Wed 13:20', start: 'Wed 13:20' },
      { service: 'signing', from: 'booked', index: 16, due: 'Thu 09:50', start: 'Thu 09:50' },
    ],
  },
  {
    claim: 'people lose patience while nothing can be done for them',
    scenario: surgery({
      services: { booked: booked(40, 20, { ...needsRecords(0), patience: { mean: '45 min', fixed: true } }) },
      faults: [outage('Tue 10:00', 3)],
    }),
    rows: [
      { ...HOURLY, index: 9, due: 'Tue 10:30', left: 'Tue 11:15', fate: 'lost' },
      { ...HOURLY, index: 10, left: 'Tue 12:15', fate: 'lost' },
      { ...HOURLY, index: 11, due: 'Tue 12:30', start: 'Tue 13:00', fate: 'done' },
    ],
  },
  {
    claim: 'who gives up at the very moment of closing is not asked to come back tomorrow',
    scenario: surgery({
      services: {
        booked: booked(40, 90, { patience: { mean: '30 min', fixed: true }, atClose: { nextDay: 1 } }),
      },
    }),
    strategy: null,
    rows: [
      { ...HOURLY, index: 6, start: 'Mon 15:30', end: 'Mon 17:00' },
      { ...HOURLY, index: 7, due: 'Mon 16:30', left: 'Mon 17:00', fate: 'lost', attempt: 0 },
    ],
  },
  {
    claim: 'closing leaves people who were rebooked where they are',
    scenario: surgery({
      services: {
        booked: booked(40, 20, {
          ...needsRecords(0),
          missedSlot: { wait: '60 min', noticeWorkingDays: 0, priority: 2 },
          atClose: { nextDay: 0 },
        }),
      },
      faults: [outage('Tue 10:00', 25)],
    }),
    rows: [
      { ...HOURLY, index: 9, firstDue: 'Tue 10:30', due: 'Tue 11:30', start: 'Wed 11:20', attempt: 1 },
      { ...HOURLY, index: 15, due: 'Tue 16:30', left: 'Tue 17:00', fate: 'lost' },
      { ...HOURLY, index: 17, due: 'Wed 10:30', start: 'Wed 11:00', attempt: 0 },
    ],
  },
  {
    claim:
      'closing leaves rebooked people where they are although they were given slots held back, in turn with others',
    scenario: surgery({
      services: {
        booked: booked(40, 20, {
          ...needsRecords(0),
          missedSlot: { wait: '60 min', noticeWorkingDays: 0, priority: 2 },
          atClose: { nextDay: 0 },
        }),
      },
      faults: [outage('Tue 10:00', 25)],
      more: {
        actions: [
          {
            kind: 'release-held-slots',
            id: 'release',
            title: 'Release',
            service: 'booked',
            share: 1,
            when: { from: moment('Tue 00:00'), to: moment('Thu 00:00') },
          },
        ],
      },
    }),
    rows: [
      { ...HOURLY, index: 9, firstDue: 'Tue 10:30', due: 'Tue 11:30', start: 'Wed 11:00', attempt: 1 },
      { ...HOURLY, index: 10, due: 'Tue 12:30', start: 'Wed 11:20', attempt: 1 },
      { ...HOURLY, index: 15, due: 'Tue 16:30', left: 'Tue 17:00', fate: 'lost' },
    ],
  },
  {
    claim: 'a backup that lasts an hour and a half lasts so long in two outages together',
    scenario: surgery({
      services: HALF_HOURLY,
      faults: [outage('Tue 10:00', 1), { ...outage('Tue 14:00', 2), id: 'again' }],
      more: { backups: [paper({ endurance: '90 min' })] },
    }),
    rows: [
      { ...HOURLY, index: 19, due: 'Tue 10:45', start: 'Tue 10:45', degraded: true },
      { ...HOURLY, index: 26, due: 'Tue 14:15', start: 'Tue 14:15', degraded: true },
      { ...HOURLY, index: 27, due: 'Tue 14:45', start: 'Tue 16:00', degraded: false },
    ],
  },
  {
    claim: 'without a drill it takes twice as long to start, and half an hour more without preparation',
    scenario: surgery({
      services: HALF_HOURLY,
      faults: [outage('Tue 10:00', 3)],
      more: {
        backups: [
          paper({
            activation: { decision: '10 min', setUp: '5 min' },
            drilled: false,
            undrilled: { delayFactor: 2, failsToStart: 0 },
            preparation: { what: 'Printed in advance', share: 0, otherwise: { delay: '30 min' } },
          }),
        ],
      },
    }),
    rows: [{ ...HOURLY, index: 18, due: 'Tue 10:15', start: 'Tue 11:00', degraded: true }],
  },
  {
    claim: 'of two backups that reach as many the faster one is used',
    scenario: surgery({
      services: HALF_HOURLY,
      faults: [outage('Tue 10:00', 3)],
      more: { backups: [paper({}, 3), paper({ id: 'second' }, 2), paper({ id: 'third' }, 4)] },
    }),
    rows: [{ ...HOURLY, index: 18, start: 'Tue 10:15', end: 'Tue 10:35', degraded: true }],
  },
  {
    claim: 'whose luck is exactly the share that can be done without the system waits',
    scenario: surgery({
      services: { booked: booked(40, 20, needsRecords(LUCK)) },
      faults: [outage('Tue 10:00', 3)],
    }),
    rows: [{ ...HOURLY, index: 9, due: 'Tue 10:30', start: 'Tue 13:00', degraded: false }],
  },
  {
    claim: 'with a little more than that share it is done without the system',
    scenario: surgery({
      services: { booked: booked(40, 20, needsRecords(LUCK + 1e-9)) },
      faults: [outage('Tue 10:00', 3)],
    }),
    rows: [{ ...HOURLY, index: 9, start: 'Tue 10:30', degraded: true }],
  },
  {
    claim: 'whose luck is exactly what is left of the system goes without it',
    scenario: surgery({
      services: { booked: booked(40, 20, needsRecords(1, { slowdown: 2 })) },
      faults: [{ ...outage('Tue 10:00', 3), level: LUCK }],
    }),
    rows: [{ ...HOURLY, index: 9, start: 'Tue 10:30', end: 'Tue 11:10', degraded: true }],
  },
  {
    claim: 'a technician who is done at the end of the working hours goes on the next morning',
    scenario: surgery({
      services: { booked: booked(40, 10, needsRecords(0)) },
      faults: [
        {
          ...outage('Tue 05:00', 1),
          repair: {
            handsOn: { minutesEach: 90, technicians: 1, from: '09:00', to: '10:30', order: ['branch', 'surgery'] },
          },
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
      { ...HOURLY, site: 'branch', index: 8, start: 'Tue 10:30' },
      { ...HOURLY, site: 'surgery', index: 8, due: 'Tue 09:30', start: 'Wed 10:30' },
    ],
  },
  {
    claim: 'of two faults of one system the worse one counts, whichever came last',
    scenario: surgery({
      services: { booked: booked(40, 20, needsRecords(0)) },
      faults: [outage('Tue 09:00', 4), { ...outage('Tue 10:00', 1), id: 'milder', level: 1 - 1e-9 }],
    }),
    rows: [{ ...HOURLY, index: 9, due: 'Tue 10:30', start: 'Tue 13:20' }],
  },
];

describe.each(WORLDS)('at the edges, and so in %s:', (_, itemsIn) => {
  // Claims in full: a name by `$claim` would be cut short.
  test.each(CASES.map((one) => [one.claim, one] as const))('%s', (_claim, { scenario, strategy, rows }) => {
    const items = itemsIn(modelOf(scenario), strategy === null ? null : 'today');
    rows.forEach((row) => check(items, row));
  });
});
