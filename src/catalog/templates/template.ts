/** What a kind of site is made of: staff pools, services, what they need, and where every figure comes from. */
import { z } from 'zod';
import { componentRef, delayDistribution, duration, id, minutesDistribution, modeFields, note, share, shift, source, title, workingDays } from '../fields.ts';

/** How a figure is known. `assumption` is said on screen wherever the figure matters. */
export const basis = z.enum(['published', 'derived', 'fitted', 'assumption']).meta({ label: 'How it is known' });
export type Basis = z.infer<typeof basis>;

export const figureSource = z
  .strictObject({ figure: z.string().max(200), basis, source: source, note: note.optional() })
  .meta({ label: 'Source of a figure' });
export type FigureSource = z.infer<typeof figureSource>;

/** 24 hourly weights for each day of the week, Monday first; only proportions matter. */
export const profile = z
  .array(z.array(z.number().min(0).max(1e6)).length(24))
  .length(7)
  .refine((week) => week.flat().some((weight) => weight > 0), 'at least one weight above 0')
  .meta({ label: 'Weekly profile' });

export const pool = z
  .strictObject({
    title,
    utilisation: z.number().min(0.05).max(1.5).optional().meta({ label: 'Planned utilisation' }),
    staff: z.number().min(0).max(10_000).optional().meta({ label: 'People in every shift, instead of planning from utilisation' }),
    shifts: z.array(shift).min(1).max(20),
    shared: z.literal('group').optional().meta({ label: 'Shared by the sites of a group' }),
  })
  .refine((value) => (value.utilisation === undefined) !== (value.staff === undefined), 'either utilisation or staff, not both')
  .meta({ label: 'Staff pool' });
export type Pool = z.infer<typeof pool>;

const hubRoute = z.strictObject({ site: id, service: id, share });

export const need = z
  .strictObject({ component: componentRef, ...modeFields })
  .meta({ label: 'Need' });
export type Need = z.infer<typeof need>;

const perThousandPerWeek = z.number().min(0).max(1e5).optional();
const perWeek = z.number().min(0).max(1e7).optional();
const oneVolume = (value: { perThousandPerWeek?: number | undefined; perWeek?: number | undefined }): boolean =>
  (value.perThousandPerWeek === undefined) !== (value.perWeek === undefined);
const oneVolumeExpected = 'either perThousandPerWeek or perWeek, not both';

export const arrivals = z
  .union([
    z.strictObject({
      poisson: z
        .strictObject({ perThousandPerWeek, perWeek, profile, dateFactors: z.record(z.string(), z.number().min(0).max(100)).default({}) })
        .refine(oneVolume, oneVolumeExpected),
    }),
    z.strictObject({
      scheduled: z.strictObject({ perThousandPerWeek, perWeek, noShow: share.default(0) }).refine(oneVolume, oneVolumeExpected),
    }),
  ])
  .meta({ label: 'Arrivals' });
export type Arrivals = z.infer<typeof arrivals>;

export const service = z
  .strictObject({
    title,
    counts: z.enum(['people', 'items']).default('items').meta({ label: 'Counted as' }),
    pool: id,
    priority: z.number().int().min(1).max(9),
    minutes: minutesDistribution,
    target: z.union([duration, workingDays]).meta({ label: 'Late after' }),
    timeCritical: z.union([duration, workingDays]).optional().meta({ label: 'Time-critical: missed when not started within' }),
    arrivals: arrivals.optional(),
    follows: z
      .strictObject({ component: componentRef, group: id, share, after: delayDistribution.prefault('0 min') })
      .optional()
      .meta({ label: 'Demand that stops while the sites of a group are without a component, and comes back afterwards' }),
    patience: z
      .strictObject({
        mean: duration.refine((minutes) => minutes > 0, 'more than 0'),
        fixed: z.boolean().default(false),
        hubs: z.array(hubRoute).default([]),
        returns: z.strictObject({ share, after: delayDistribution }).default({ share: 0, after: { fixed: 0 } }),
      })
      .refine((value) => value.hubs.reduce((sum, hub) => sum + hub.share, value.returns.share) <= 1.000001, 'shares that add up to at most 1; the rest gives up')
      .optional()
      .meta({ label: 'Patience' }),
    atClose: z
      .strictObject({ hubs: z.array(hubRoute).default([]), nextDay: share.default(0) })
      .refine((value) => value.hubs.reduce((sum, hub) => sum + hub.share, value.nextDay) <= 1.000001, 'shares that add up to at most 1; the rest is not seen')
      .optional()
      .meta({ label: 'What happens to those waiting at closing time' }),
    missedSlot: z
      .strictObject({
        wait: duration.default(60),
        noticeWorkingDays: z.number().int().min(0).max(60).default(1),
        priority: z.number().int().min(1).max(9),
        contact: id.optional().meta({ label: 'Service that rings people to rebook them' }),
      })
      .optional()
      .meta({ label: 'A missed slot' }),
    followOn: z
      .array(z.strictObject({ service: id, share, after: z.union([workingDays, delayDistribution]).default({ fixed: 0 }) }))
      .max(20)
      .default([])
      .meta({ label: 'Work that follows' }),
    needs: z.array(need).max(20).default([]),
  })
  .refine((value) => !(value.missedSlot && value.patience), 'either patience or missedSlot, not both')
  .refine((value) => !(value.follows && !(value.arrivals && 'poisson' in value.arrivals)), 'follows only with poisson arrivals')
  .meta({ label: 'Service' });
export type Service = z.infer<typeof service>;

export const reentry = z
  .strictObject({ title: title.default('Re-entry'), pool: id, priority: z.number().int().min(1).max(9), needs: z.array(need).max(20).default([]) })
  .meta({ label: 'Re-entry: typing up what was done without the system' });
export type Reentry = z.infer<typeof reentry>;

export const siteKind = z.enum(['gp-practice', 'pharmacy', 'hospital-unit', 'hub', 'other']).meta({ label: 'Kind of site' });

export const template = z
  .strictObject({
    title,
    kind: siteKind,
    pools: z.record(id, pool),
    services: z.record(id, service),
    reentry: reentry.optional(),
    sources: z.array(figureSource).default([]),
  })
  .meta({ label: 'Template' });
export type Template = z.infer<typeof template>;
export type TemplateInput = z.input<typeof template>;
