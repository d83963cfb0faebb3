/** The scenario file, format 1: every field once, with its type, bounds, unit and label. */
import { z } from 'zod';
import { action } from '../catalog/actions/index.ts';
import { backup } from '../catalog/backups/index.ts';
import { fault } from '../catalog/faults/index.ts';
import { componentRef, cost, date, id, note, source, title, workingDays } from '../catalog/fields.ts';
import { basis, figureSource, pool, service, template } from '../catalog/templates/template.ts';

/** What must work for a component to work: everything, anything, or k of several; may nest. */
export type Requirement =
  | string
  | { all: Requirement[] }
  | { any: Requirement[] }
  | { atLeast: { k: number; of: Requirement[] } };
export const requirement: z.ZodType<Requirement> = z.lazy(() =>
  z.union([
    componentRef,
    z.strictObject({ all: z.array(requirement).min(1).max(50) }),
    z.strictObject({ any: z.array(requirement).min(1).max(50) }),
    z.strictObject({ atLeast: z.strictObject({ k: z.number().int().min(1).max(50), of: z.array(requirement).min(1).max(50) }) }),
  ]),
);

export const component = z
  .strictObject({
    id,
    title,
    supplier: title.optional(),
    scope: z.enum(['shared', 'per-site']).default('shared').meta({ label: 'One for all sites, or one at each' }),
    functions: z.array(id).max(30).default([]),
    requires: requirement.optional(),
    source: source.optional(),
  })
  .meta({ label: 'Component' });
export type Component = z.infer<typeof component>;

export const group = z.strictObject({ id, title, kind: z.enum(['pcn', 'icb', 'place', 'other']).default('other') }).meta({ label: 'Group' });

export const site = z
  .strictObject({
    id,
    title,
    template: id,
    patients: z.number().int().min(0).max(5_000_000).default(0),
    groups: z.array(id).max(10).default([]),
    uses: z.record(id, id).default({}).meta({ label: 'Which component stands behind each alias' }),
    devices: z.number().int().min(0).max(100_000).default(0).meta({ label: 'Devices' }),
    closedDates: z.array(date).optional().meta({ label: 'Closed dates, instead of the scenario’s' }),
    pools: z.record(id, pool).default({}).meta({ label: 'Pools that replace the template’s' }),
    services: z.record(id, service).default({}).meta({ label: 'Services that replace the template’s' }),
  })
  .meta({ label: 'Site' });

export const strategy = z
  .strictObject({ id, title, short: title.optional(), baseline: z.boolean().default(false), uses: z.array(id).default([]), note: note.optional() })
  .meta({ label: 'Strategy' });
export type Strategy = z.infer<typeof strategy>;

export const evidence = z
  .strictObject({
    id,
    claim: note,
    measure: z.enum(['back-to-normal', 'not-back', 'utilisation', 'deferred', 'nothing-extra-by', 'weekend-sessions-used']),
    from: z.enum(['incident', 'restoration']).optional(),
    sites: z.union([z.strictObject({ template: id }), z.strictObject({ ids: z.array(id).min(1) })]),
    service: id.optional(),
    pool: id.optional(),
    strategy: id.optional(),
    on: date.optional(),
    by: date.optional(),
    between: z.tuple([z.number(), z.number()]).meta({ label: 'Bounds: working days, shares or utilisation' }),
    atLeastRuns: z.number().min(0).max(1).optional().meta({ label: 'Share of runs in which it must hold' }),
    fitted: z.boolean().meta({ label: 'Parameters were chosen to meet this' }),
    fittedParameters: z.array(z.string().max(200)).default([]),
    source,
  })
  .meta({ label: 'Evidence' });
export type Evidence = z.infer<typeof evidence>;

export const scenario = z
  .strictObject({
    format: z.literal(1).meta({ label: 'Format' }),
    id,
    title,
    story: z.string().max(5000).default(''),
    start: date,
    warmUpDays: z.number().int().min(0).max(60).default(14),
    days: z.number().int().min(1).max(180).default(28),
    seed: z.string().min(1).max(60).default('standby'),
    runs: z.number().int().min(1).max(100_000).default(100),
    closedDates: z.array(date).default([]),
    groups: z.array(group).default([]),
    templates: z.record(id, template).default({}),
    components: z.array(component).default([]),
    sites: z.array(site).min(1).max(10_000),
    incident: z.strictObject({ title, faults: z.array(fault).max(50) }),
    backups: z.array(backup).default([]),
    actions: z.array(action).default([]),
    strategies: z.array(strategy).min(1).max(20),
    evidence: z.array(evidence).default([]),
    sources: z.array(figureSource).default([]),
  })
  .meta({ label: 'Scenario' });
export type Scenario = z.infer<typeof scenario>;
export type Site = z.infer<typeof site>;
export { basis, cost, workingDays };
