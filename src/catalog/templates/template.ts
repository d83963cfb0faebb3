/** What a kind of site is made of: staff pools, services, what they need, and where every figure comes from. */
import { z } from 'zod';
import {
  componentRef,
  delayDistribution,
  duration,
  id,
  minutesDistribution,
  modeFields,
  note,
  share,
  shift,
  source,
  title,
  workingDays,
} from '../fields.ts';
import { words } from '../words.ts';

/** How a figure is known. `assumption` is said on screen wherever the figure matters. */
export const basis = z.enum(['published', 'derived', 'fitted', 'assumption']).meta({ label: 'How it is known' });
export type Basis = z.infer<typeof basis>;

export const figureSource = z
  .strictObject({
    figure: z.string().max(200).meta({ label: 'Path of the figure' }),
    basis,
    source: source,
    note: note.optional(),
  })
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
    staff: z
      .number()
      .min(0)
      .max(10_000)
      .optional()
      .meta({ label: 'People in every shift, instead of planning from utilisation' }),
    shifts: z.array(shift).min(1).max(20).meta({ label: 'Weekly pattern of hours; overlapping shifts add up' }),
    shared: z.literal('group').optional().meta({ label: 'Shared by the sites of a group' }),
  })
  .refine(
    (value) => (value.utilisation === undefined) !== (value.staff === undefined),
    'either utilisation or staff, not both',
  )
  .meta({ label: 'Staff pool' });
export type Pool = z.infer<typeof pool>;

const hubRoute = z.strictObject({
  site: id.meta({ label: 'Hub' }),
  service: id.meta({ label: 'Service of the hub' }),
  share: share.meta({ label: 'Share of those who leave', unit: 'of 1' }),
});

export const need = z.strictObject({ component: componentRef, ...modeFields }).meta({ label: 'Need' });
export type Need = z.infer<typeof need>;

const perThousandPerWeek = z
  .number()
  .min(0)
  .max(1e5)
  .optional()
  .meta({ label: 'Volume by list size, or people served', unit: 'a week for 1,000 people' });
const perWeek = z.number().min(0).max(1e7).optional().meta({ label: 'Volume whatever the list size', unit: 'a week' });
const oneVolume = (value: { perThousandPerWeek?: number | undefined; perWeek?: number | undefined }): boolean =>
  (value.perThousandPerWeek === undefined) !== (value.perWeek === undefined);
const oneVolumeExpected = 'either perThousandPerWeek or perWeek, not both';

export const arrivals = z
  .union([
    z.strictObject({
      poisson: z
        .strictObject({
          perThousandPerWeek,
          perWeek,
          profile,
          dateFactors: z
            .record(z.string(), z.number().min(0).max(100))
            .default({})
            .meta({ label: 'Volume of single dates multiplied by' }),
        })
        .refine(oneVolume, oneVolumeExpected)
        .meta({ label: 'People come by chance, by hour of the week' }),
    }),
    z.strictObject({
      scheduled: z
        .strictObject({
          perThousandPerWeek,
          perWeek,
          noShow: share.default(0).meta({ label: 'Share of people who do not come', unit: 'of 1' }),
        })
        .refine(oneVolume, oneVolumeExpected)
        .meta({ label: 'Slots spread over the staffed hours of its pool' }),
    }),
  ])
  .meta({ label: 'Arrivals' });
export type Arrivals = z.infer<typeof arrivals>;

export const service = z
  .strictObject({
    title,
    counts: z.enum(['people', 'items']).default('items').meta({ label: 'Counted as' }),
    pool: id.meta({ label: 'Staff pool that does it' }),
    priority: z.number().int().min(1).max(9).meta({ label: 'Priority in its pool: 1 is served first' }),
    minutes: minutesDistribution,
    target: z.union([duration, workingDays]).meta({ label: 'Late after' }),
    timeCritical: z
      .union([duration, workingDays])
      .optional()
      .meta({ label: 'Time-critical: missed when not started within' }),
    arrivals: arrivals.optional(),
    follows: z
      .strictObject({
        component: componentRef,
        group: id.meta({ label: 'Group of sites it follows' }),
        share: share.meta({ label: 'Share of its demand that follows them', unit: 'of 1' }),
        after: delayDistribution.prefault('0 min').meta({ label: 'It comes back this long after the component' }),
      })
      .optional()
      .meta({
        label: 'Demand that stops while the sites of a group are without a component, and comes back afterwards',
      }),
    patience: z
      .strictObject({
        mean: duration
          .refine((minutes) => minutes > 0, 'more than 0')
          .meta({ label: 'Mean time until somebody gives up', unit: 'minutes' }),
        fixed: z.boolean().default(false).meta({ label: 'Everybody waits exactly that long' }),
        hubs: z.array(hubRoute).default([]).meta({ label: 'Where those go who give up' }),
        returns: z
          .strictObject({
            share: share.meta({ label: 'Share of those who give up', unit: 'of 1' }),
            after: delayDistribution.meta({ label: 'They try again after' }),
          })
          .default({ share: 0, after: { fixed: 0 } })
          .meta({ label: 'Those who try again' }),
      })
      .refine(
        (value) => value.hubs.reduce((sum, hub) => sum + hub.share, value.returns.share) <= 1.000001,
        'shares that add up to at most 1; the rest gives up',
      )
      .optional()
      .meta({ label: 'Patience' }),
    atClose: z
      .strictObject({
        hubs: z.array(hubRoute).default([]).meta({ label: 'Where they go' }),
        nextDay: share.default(0).meta({ label: 'Share that comes back on the next working day', unit: 'of 1' }),
      })
      .refine(
        (value) => value.hubs.reduce((sum, hub) => sum + hub.share, value.nextDay) <= 1.000001,
        'shares that add up to at most 1; the rest is not seen',
      )
      .optional()
      .meta({ label: 'What happens to those waiting at closing time' }),
    missedSlot: z
      .strictObject({
        wait: duration.default(60).meta({ label: 'Goes home after', unit: 'minutes' }),
        noticeWorkingDays: z
          .number()
          .int()
          .min(0)
          .max(60)
          .default(1)
          .meta({ label: 'Rebooked for so many working days later at the earliest', unit: 'working days' }),
        priority: z.number().int().min(1).max(9).meta({ label: 'Priority of rebooked people' }),
        contact: id.optional().meta({ label: 'Service that rings people to rebook them' }),
      })
      .optional()
      .meta({ label: 'A missed slot' }),
    followOn: z
      .array(
        z.strictObject({
          service: id.meta({ label: 'Service of the same site' }),
          share: share.meta({ label: 'Share of items that lead to one', unit: 'of 1' }),
          after: z.union([workingDays, delayDistribution]).default({ fixed: 0 }).meta({ label: 'It is due after' }),
        }),
      )
      .max(20)
      .default([])
      .meta({ label: 'Work that follows' }),
    needs: z.array(need).max(20).default([]).meta({ label: 'What it needs' }),
  })
  .refine((value) => !(value.missedSlot && value.patience), 'either patience or missedSlot, not both')
  .refine(
    (value) => !(value.follows && !(value.arrivals && 'poisson' in value.arrivals)),
    'follows only with poisson arrivals',
  )
  .meta({ label: 'Service' });
export type Service = z.infer<typeof service>;

export const reentry = z
  .strictObject({
    title: title.default('Re-entry'),
    pool: id.meta({ label: 'Staff pool that types up' }),
    priority: z.number().int().min(1).max(9).meta({ label: 'Priority in its pool' }),
    needs: z.array(need).max(20).default([]).meta({ label: 'What it needs' }),
  })
  .meta({ label: 'Re-entry: typing up what was done without the system' });
export type Reentry = z.infer<typeof reentry>;

/** What a planner can say how much time there is to spare in. */
export const mainPool = z
  .strictObject({
    pool: id.meta({ label: 'Staff pool' }),
    label: title.meta({ label: 'What its spare time is called: Desk time to spare' }),
  })
  .meta({ label: 'The pool whose time to spare decides recovery: it gets a control of its own' });

export const template = z
  .strictObject({
    title,
    kind: id.meta({
      label:
        'Kind of site: hub for one that only takes in what others send, gp-practice and others built in, or any id',
    }),
    words: words.optional().meta({ label: 'What sites of this kind and those they serve are called' }),
    headline: z
      .boolean()
      .optional()
      .meta({ label: 'The verdict speaks of sites of this kind; when no kind says so, of all but hubs' }),
    mainPool: mainPool.optional(),
    pools: z.record(id, pool).meta({ label: 'Staff pools by id' }),
    services: z.record(id, service).meta({ label: 'Services by id; their order breaks ties' }),
    reentry: reentry.optional(),
    sources: z.array(figureSource).default([]).meta({ label: 'Where figures come from' }),
  })
  .meta({ label: 'Template' });
export type Template = z.infer<typeof template>;
export type TemplateInput = z.input<typeof template>;
