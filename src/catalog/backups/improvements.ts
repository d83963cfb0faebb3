/** Backups that make other backups and actions better: drills and enrolment as yearly work, and a standing call-off for locums. */
import { z } from 'zod';
import { duration, id, share, siteScope } from '../fields.ts';
import { commonFields, type BackupKind } from './kind.ts';

export const drillsAndEnrolment = {
  kind: 'drills-and-enrolment',
  title: 'Drills and enrolment',
  meaning:
    'Every year the named backups are drilled, and more sites prepare for them; a strategy that uses it has them drilled and prepared that far.',
  evidence:
    'Undrilled starts two to four times as slow, failing in 20 to 40% against 5% drilled: assumptions after BT’s 77 lost minutes in 2023 and unrehearsed practices in 2017 and 2018. NHS guidance asks for a tabletop exercise every year and a live one every three.',
  owner: 'practice',
  leadTime: '90 days',
  costs: '£600 a year for each site of its scope, for half a day of a small team: an assumption.',
  example: `backups:
  - { id: paper, kind: paper-pack, drilled: false, activation: { decision: 20 min } }
  - { id: drills, kind: drills-and-enrolment, backups: [ paper ] }
`,
  fields: z.strictObject({
    kind: z.literal('drills-and-enrolment'),
    ...commonFields({ title: 'Drills and enrolment', owner: 'practice', cost: { perSitePerYear: 600 } }),
    sites: siteScope.default('all').meta({ label: 'Sites that pay for it' }),
    backups: z.array(id).min(1).meta({ label: 'Backups that are drilled' }),
    prepared: share
      .optional()
      .meta({ label: 'Share of the sites prepared for them, if that is more than they say', unit: 'of 1' }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };

export const locumCallOff = {
  kind: 'locum-call-off',
  title: 'Standing locum call-off',
  meaning: 'A contract by which extra people come sooner: the named actions have no longer lead time than stated.',
  evidence:
    'On 22 July 2024 locums were being booked for the Monday (Pulse, Management in Practice). Four hours are an assumption.',
  owner: 'icb',
  leadTime: '90 days',
  costs: '£400 a year for each site of its scope: an assumption.',
  example: `backups:
  - { id: call-off, kind: locum-call-off, actions: [ more-gps ], lead: 2 h }
actions:
  - { id: more-gps, kind: locums, pool: gps, staff: 1 }
`,
  fields: z.strictObject({
    kind: z.literal('locum-call-off'),
    ...commonFields({ title: 'Standing locum call-off', owner: 'icb', cost: { perSitePerYear: 400 } }),
    sites: siteScope.default('all').meta({ label: 'Sites that pay for it' }),
    actions: z.array(id).min(1).meta({ label: 'Extra staff or locums that come sooner' }),
    lead: duration.prefault('4 h').meta({ label: 'Lead time, at most', unit: 'minutes' }),
  }),
} as const satisfies BackupKind & { fields: z.ZodType };
