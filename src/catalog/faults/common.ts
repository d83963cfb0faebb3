/** What faults of several kinds are described with: when they begin, at which sites, and which messages they hold back. */
import { z } from 'zod';
import { componentRef, dateTime, delayDistribution, duration, id, share } from '../fields.ts';

/** A moment, a window within which it is not known when, or so long after another fault. */
export const begins = z
  .union([
    dateTime,
    z.strictObject({
      between: z
        .tuple([dateTime, dateTime])
        .refine(([earliest, latest]) => latest > earliest, 'an earliest moment and a later one')
        .meta({ label: 'Earliest and latest moment; every moment between is as likely' }),
    }),
    z.strictObject({
      after: id.meta({ label: 'The fault that sets it off' }),
      delay: delayDistribution.prefault('0 min').meta({ label: 'So long afterwards' }),
      from: z
        .enum(['strike', 'end'])
        .default('strike')
        .meta({ label: 'Counted from the first moment at which the other fault has struck a site, or from its end' }),
      sameSites: z.boolean().default(false).meta({ label: 'Only at sites that the other fault has struck' }),
    }),
  ])
  .meta({ label: 'Begins: a moment, a window, or after another fault' });
export type Begins = z.infer<typeof begins>;

/** The earliest moment a fault can begin by itself; undefined for one that another sets off. */
export function earliestOf(at: Begins): string | undefined {
  if (typeof at === 'string') return at;
  return 'between' in at ? at.between[0] : undefined;
}

export const sitesShare = share.default(1).meta({ label: 'Share of the sites that depend on it' });

/** A share drawn once per run, or the sites by name. */
export const sitesShareOrList = z
  .union([share, z.array(id).min(1).max(10_000)])
  .default(1)
  .meta({ label: 'Share of the sites at risk, or their ids' });

export const onlyGroup = id.optional().meta({ label: 'Only sites of this group' });

/** Messages that an interface keeps while it is down and hands over in a burst. */
export const holds = z
  .array(
    z.strictObject({
      component: componentRef.meta({ label: 'What the messages come through' }),
      services: z.array(id).min(1).max(50).meta({ label: 'Work that comes as messages: results, letters, requests' }),
      share: share.default(1).meta({ label: 'Share of the messages that is kept and handed over later', unit: 'of 1' }),
      spread: duration.prefault('0 min').meta({ label: 'Handed over within so long of restoration', unit: 'minutes' }),
    }),
  )
  .max(20)
  .default([])
  .meta({ label: 'Messages held while it is down, which come in a burst on restoration' });
export type Holds = z.infer<typeof holds>;
