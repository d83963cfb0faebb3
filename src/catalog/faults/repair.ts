/** How a failed component comes back: at once for everybody, in stages, or device by device by hand. */
import { z } from 'zod';
import { clock, componentRef, days, delayDistribution, duration, share } from '../fields.ts';

export const centralRepair = z
  .strictObject({ central: delayDistribution.meta({ label: 'Everybody is back after' }) })
  .meta({ label: 'Central repair: everybody is back after one delay, drawn once per run' });

/** Functions, or shares of the sites hit, that come back one after another. */
export const stages = z
  .strictObject({
    functions: z
      .record(componentRef, delayDistribution)
      .optional()
      .meta({ label: 'Functions by component/function, each with its delay' }),
    sites: z
      .array(
        z.strictObject({
          share: share.meta({ label: 'Share of the sites hit that are back by then, the last 1', unit: 'of 1' }),
          after: delayDistribution.meta({ label: 'Delay' }),
        }),
      )
      .min(1)
      .max(20)
      .refine(
        (list) => list.every((stage, k) => k === 0 || stage.share > list[k - 1]!.share),
        'shares that rise from stage to stage',
      )
      .refine((list) => list.length === 0 || list[list.length - 1]!.share === 1, 'a last stage with share 1')
      .optional()
      .meta({ label: 'Shares of the sites hit, one after another' }),
  })
  .refine(
    (value) => (value.functions === undefined) !== (value.sites === undefined),
    'either functions or sites, not both',
  )
  .meta({ label: 'In stages' });
export type Stages = z.infer<typeof stages>;

export const stagedRepair = z
  .strictObject({ staged: stages.meta({ label: 'In stages, delays counted from the strike' }) })
  .meta({ label: 'Staged repair: functions, or shares of the sites hit, come back one after another' });

export const handsOnRepair = z
  .strictObject({
    handsOn: z
      .strictObject({
        minutesEach: z.number().positive().max(2880).meta({ label: 'Work on one device', unit: 'minutes' }),
        technicians: z.number().int().min(1).max(500).meta({ label: 'Technicians in each group' }),
        days: days.default([0, 1, 2, 3, 4]).meta({ label: 'Days on which technicians work' }),
        from: clock.default(480).meta({ label: 'From' }),
        to: clock.default(1110).meta({ label: 'Until' }),
        order: z
          .union([z.enum(['random', 'largest-first']), z.array(z.string()).min(1)])
          .default('random')
          .meta({ label: 'Order of sites' }),
        starts: duration.default(0).meta({ label: 'Wait before the first visit', unit: 'minutes' }),
      })
      .refine((value) => value.to > value.from, 'hours that end after they start')
      .meta({ label: 'Device by device' }),
  })
  .meta({ label: 'Hands-on repair: technicians visit every device' });

export const repair = z.union([centralRepair, stagedRepair, handsOnRepair]).meta({ label: 'Repair' });
export type Repair = z.infer<typeof repair>;

/** What nobody has to visit. */
export const remoteRepair = z
  .union([centralRepair, stagedRepair])
  .meta({ label: 'Restoration: for everybody at once, or in stages' });
