/** The scenario file, format 1: every field once, with its type, bounds, unit and label. */
import { z } from 'zod';
import { action } from '../catalog/actions/index.ts';
import { backup } from '../catalog/backups/index.ts';
import { fault } from '../catalog/faults/index.ts';
import { componentRef, date, days, id, note, source, title } from '../catalog/fields.ts';
import { figureSource, pool, service, template } from '../catalog/templates/template.ts';
import { MAX_UNCERTAIN, uncertain } from './uncertain/schema.ts';
import { words } from '../catalog/words.ts';

/** What must work for a component to work: everything, anything, or k of several; may nest. */
export type Requirement =
  string | { all: Requirement[] } | { any: Requirement[] } | { atLeast: { k: number; of: Requirement[] } };
export const requirement: z.ZodType<Requirement> = z.lazy(() =>
  z.union([
    componentRef,
    z.strictObject({
      all: z.array(requirement).min(1).max(50).meta({ label: 'Everything listed must work: the lowest level counts' }),
    }),
    z.strictObject({
      any: z
        .array(requirement)
        .min(1)
        .max(50)
        .meta({ label: 'One of those listed is enough: the highest level counts' }),
    }),
    z.strictObject({
      atLeast: z
        .strictObject({
          k: z.number().int().min(1).max(50).meta({ label: 'How many' }),
          of: z.array(requirement).min(1).max(50).meta({ label: 'Of these' }),
        })
        .meta({ label: 'So many of those listed must work' }),
    }),
  ]),
);

export const component = z
  .strictObject({
    id,
    title,
    supplier: title.optional().meta({ label: 'Who provides it' }),
    scope: z.enum(['shared', 'per-site']).default('shared').meta({ label: 'One for all sites, or one at each' }),
    functions: z
      .array(id)
      .max(30)
      .default([])
      .meta({ label: 'Functions that can fail one by one: named as component/function' }),
    requires: requirement.optional().meta({ label: 'What must work for it to work' }),
    source: source.optional(),
  })
  .meta({ label: 'Component' });
export type Component = z.infer<typeof component>;

export const group = z
  .strictObject({
    id,
    title,
    kind: id.default('other').meta({ label: 'Kind of group: pcn, icb, place, or any id' }),
  })
  .meta({ label: 'Group' });

export const site = z
  .strictObject({
    id,
    title,
    template: id.meta({ label: 'Kind of site: a template of this file, or one built in' }),
    patients: z.number().int().min(0).max(5_000_000).default(0).meta({ label: 'List size', unit: 'patients' }),
    people: z
      .number()
      .int()
      .min(0)
      .max(5_000_000)
      .optional()
      .meta({ label: 'People served, where there are no patients', unit: 'people' }),
    groups: z
      .array(id)
      .max(10)
      .default([])
      .meta({ label: 'Groups it belongs to; the first one shares pools and technicians' }),
    uses: z.record(id, id).default({}).meta({ label: 'Which component stands behind each alias' }),
    devices: z.number().int().min(0).max(100_000).default(0).meta({ label: 'Devices' }),
    closedDates: z.array(date).optional().meta({ label: 'Closed dates, instead of the scenario’s' }),
    pools: z.record(id, pool).default({}).meta({ label: 'Pools that replace the template’s' }),
    services: z.record(id, service).default({}).meta({ label: 'Services that replace the template’s' }),
  })
  .refine((value) => value.people === undefined || value.patients === 0, 'either patients or people, not both')
  .meta({ label: 'Site' });

/** People served by a site, whatever they are called. */
export function sizeOf(of: { readonly patients: number; readonly people?: number | undefined }): number {
  return of.people ?? of.patients;
}

export const ownerEntry = z.strictObject({ id, title }).meta({ label: 'Owner' });

export const strategy = z
  .strictObject({
    id,
    title,
    short: title.optional().meta({ label: 'Short title for charts' }),
    baseline: z.boolean().default(false).meta({ label: 'The one the others are compared with' }),
    uses: z.array(id).default([]).meta({ label: 'Backups and actions, in any order' }),
    note: note.optional(),
  })
  .meta({ label: 'Strategy' });
export type Strategy = z.infer<typeof strategy>;

export const evidence = z
  .strictObject({
    id,
    claim: note.meta({ label: 'What is on record' }),
    measure: z
      .enum(['back-to-normal', 'not-back', 'utilisation', 'deferred', 'nothing-extra-by', 'weekend-sessions-used'])
      .meta({ label: 'What the model gives for it' }),
    from: z.enum(['incident', 'restoration']).optional().meta({ label: 'Counted from' }),
    sites: z
      .union([
        z.strictObject({ template: id.meta({ label: 'All sites of a template' }) }),
        z.strictObject({ ids: z.array(id).min(1).meta({ label: 'These sites' }) }),
      ])
      .meta({ label: 'Sites it is about' }),
    service: id.optional().meta({ label: 'Service it is about' }),
    pool: id.optional().meta({ label: 'Staff pool it is about' }),
    strategy: id.optional().meta({ label: 'Strategy that was followed' }),
    on: date.optional().meta({ label: 'On this date' }),
    by: date.optional().meta({ label: 'By the end of this date' }),
    between: z.tuple([z.number(), z.number()]).meta({ label: 'Bounds: working days, shares or utilisation' }),
    atLeastRuns: z.number().min(0).max(1).optional().meta({ label: 'Share of runs in which it must hold' }),
    fitted: z.boolean().meta({ label: 'Parameters were chosen to meet this' }),
    fittedParameters: z.array(z.string().max(200)).default([]).meta({ label: 'Which parameters' }),
    ofRecord: z
      .boolean()
      .optional()
      .meta({ label: 'False for what the method asks for and nobody recorded, such as weeks that are long enough' }),
    source,
  })
  .meta({ label: 'Evidence' });
export type Evidence = z.infer<typeof evidence>;

export const scenario = z
  .strictObject({
    format: z.literal(1).meta({ label: 'Format of the file' }),
    id,
    title,
    story: z.string().max(5000).default('').meta({ label: 'What happened, for the reader' }),
    start: date.meta({ label: 'First day of warm-up' }),
    warmUpDays: z
      .number()
      .int()
      .min(0)
      .max(60)
      .default(14)
      .meta({ label: 'Days of ordinary work before results begin', unit: 'days' }),
    days: z.number().int().min(1).max(180).default(28).meta({ label: 'Days of results', unit: 'days' }),
    seed: z
      .string()
      .min(1)
      .max(60)
      .default('standby')
      .meta({ label: 'Seed: any text; the same seed gives the same luck' }),
    runs: z.number().int().min(1).max(100_000).default(100).meta({ label: 'Runs' }),
    replicates: z
      .number()
      .int()
      .min(1)
      .max(1000)
      .optional()
      .meta({ label: 'Runs in each world that could be true; 1 when left out' }),
    workingWeek: days.default([0, 1, 2, 3, 4]).meta({ label: 'Days of the week that count as working days' }),
    closedDates: z.array(date).default([]).meta({ label: 'Bank holidays, on which base shifts do not run' }),
    words: words
      .optional()
      .meta({ label: 'What sites and those they serve are called, instead of the words of their kinds' }),
    owners: z
      .array(ownerEntry)
      .max(100)
      .default([])
      .meta({ label: 'Who owns backups and decides, besides those built in' }),
    groups: z.array(group).default([]).meta({ label: 'Groups of sites' }),
    templates: z
      .record(id, template)
      .default({})
      .meta({ label: 'Kinds of site; one of the same id replaces one built in' }),
    components: z.array(component).default([]).meta({ label: 'What can fail' }),
    sites: z.array(site).min(1).max(10_000).meta({ label: 'Sites' }),
    incident: z
      .strictObject({ title, faults: z.array(fault).max(50).meta({ label: 'Faults of the incident' }) })
      .meta({ label: 'Incident' }),
    backups: z.array(backup).default([]).meta({ label: 'Backups' }),
    actions: z.array(action).default([]).meta({ label: 'Recovery actions' }),
    strategies: z.array(strategy).min(1).max(20).meta({ label: 'Strategies, exactly one of them the baseline' }),
    evidence: z.array(evidence).default([]).meta({ label: 'What is on record, and what the model gives' }),
    sources: z.array(figureSource).default([]).meta({ label: 'Where figures come from' }),
    uncertain: z
      .array(uncertain)
      .max(MAX_UNCERTAIN)
      .optional()
      .meta({ label: 'Numbers that are not known, by their place' }),
  })
  .meta({ label: 'Scenario' });
export type Scenario = z.infer<typeof scenario>;
export type Site = z.infer<typeof site>;
