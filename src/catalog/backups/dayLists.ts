/** Day lists: who is booked, as it was when the list was last made; on paper, as an export, or encrypted on a local machine. */
import { z } from 'zod';
import { clock, duration, share, type Owner } from '../fields.ts';
import { BOOKED_BEFORE } from './bookingLead.ts';
import type { BackupKind } from './kind.ts';
import { cover, wayOfWorking } from './wayOfWorking.ts';

const RULE =
  'Only what was booked before the list was last made is on it: of a day’s appointments 54% are booked before that day, the rest evenly between 08:00 and 18:30 of the day; a list made n days earlier lacks what has been booked since.';
const LEADS =
  'Booking leads: England, January 2020 to June 2022, 742 million appointments (46.2% on the same day, 9.1% one day before, 20.7% two to seven).';

/** When it is made: every so long counted from midnight, or once a day. */
const madeAt = z
  .union([
    z.strictObject({
      every: duration
        .refine((minutes) => minutes >= 1 && minutes <= 1440, 'from 1 min to 1 day')
        .meta({ label: 'Every so long, counted from midnight' }),
    }),
    z.strictObject({ at: clock.meta({ label: 'Once a day, at' }) }),
  ])
  .meta({ label: 'When the list is made' });

function dayListFields(usual: {
  readonly title: string;
  readonly owner: Owner;
  readonly cost: { setUpPerSite: number; perSitePerYear: number };
  readonly setUp: string;
  readonly made: z.input<typeof madeAt>;
  readonly daysAhead: number;
  readonly byHand: boolean;
}) {
  return {
    ...wayOfWorking({
      ...usual,
      start: { decision: '5 min', setUp: usual.setUp, failsToStart: 0.05 },
      covers: [cover(['booked-gp', 'booked-nurse'], 'records/appointments', 0.95, 1.15, 2, 'none')],
    }),
    list: z
      .strictObject({
        made: madeAt.prefault(usual.made),
        daysAhead: z
          .number()
          .int()
          .min(0)
          .max(56)
          .default(usual.daysAhead)
          .meta({ label: 'Days after the day it is made that it shows', unit: 'days' }),
        byHand: z.boolean().default(usual.byHand).meta({ label: 'Made only while somebody is on shift at the site' }),
        bookedBefore: share
          .default(BOOKED_BEFORE)
          .meta({ label: 'Share of a day’s work that is booked before that day', unit: 'of 1' }),
      })
      .prefault({})
      .meta({ label: 'How fresh the list is' }),
  };
}

export const printedDayList = {
  kind: 'printed-day-list',
  title: 'Printed day list',
  meaning: `The appointments of the next days on paper, printed before everybody goes home. ${RULE}`,
  evidence: `${LEADS} That a share of 0.95 of the people on the list can be seen is an assumption.`,
  owner: 'practice',
  leadTime: '1 day',
  costs: 'Paper and five minutes a day: £60 a year for each site, an assumption.',
  example: `backups:
  - { id: printed-list, kind: printed-day-list, list: { made: { at: "18:00" } } }
`,
  fields: z.strictObject({
    kind: z.literal('printed-day-list'),
    ...dayListFields({
      title: 'Printed day list',
      owner: 'practice',
      cost: { setUpPerSite: 0, perSitePerYear: 60 },
      setUp: '5 min',
      made: { at: '18:00' },
      daysAhead: 4,
      byHand: true,
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const exportedDayList = {
  kind: 'exported-day-list',
  title: 'Exported day list',
  meaning: `The appointments of a week as a file on another machine, exported by a timer. ${RULE}`,
  evidence: `Vision writes a PDF and CSV of one week, today included, and its maker advises every 5 and 30 minutes (Cegedim knowledge base). ${LEADS} That a share of 0.95 of the people on the list can be seen is an assumption.`,
  owner: 'practice',
  leadTime: '7 days',
  costs: '£100 once and £120 a year for each site: an assumption.',
  example: `backups:
  - { id: day-list, kind: exported-day-list, list: { made: { every: 30 min } } }
`,
  fields: z.strictObject({
    kind: z.literal('exported-day-list'),
    ...dayListFields({
      title: 'Exported day list',
      owner: 'practice',
      cost: { setUpPerSite: 100, perSitePerYear: 120 },
      setUp: '10 min',
      made: { every: '30 min' },
      daysAhead: 6,
      byHand: false,
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const encryptedDayList = {
  kind: 'encrypted-day-list',
  title: 'Local encrypted day list',
  meaning: `A copy of the appointment book, encrypted on a machine at the site and refreshed all the time. ${RULE} Name the machine in requires: the fault that stops the system may stop it too.`,
  evidence: `Five minutes is the shortest interval that the maker of Vision advises. ${LEADS} That a share of 0.95 of the people on the list can be seen is an assumption.`,
  owner: 'supplier',
  leadTime: '90 days',
  costs: '£200 once and £200 a year for each site: an assumption.',
  example: `components:
  - { id: front-desk-pc, title: The machine with the copy, scope: per-site }
backups:
  - { id: local-list, kind: encrypted-day-list, requires: [ front-desk-pc ] }
`,
  fields: z.strictObject({
    kind: z.literal('encrypted-day-list'),
    ...dayListFields({
      title: 'Local encrypted day list',
      owner: 'supplier',
      cost: { setUpPerSite: 200, perSitePerYear: 200 },
      setUp: '5 min',
      made: { every: '5 min' },
      daysAhead: 6,
      byHand: false,
    }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };
