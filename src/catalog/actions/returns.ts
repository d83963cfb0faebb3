/** Those who come back after an action has sent them away: which share of them, and when. */
import { z } from 'zod';
import { delayDistribution, share } from '../fields.ts';

const NOBODY = { share: 0, after: { fixed: 0 } };
const LABEL = { label: 'Those who come back' };
const shareOf = (whom: string) => share.meta({ label: `Share of ${whom}`, unit: 'of 1' });
const after = z.union([z.literal('next-working-day'), delayDistribution]).meta({ label: 'After' });

/** From a hub or a partner, after a delay; nobody unless stated. */
export const returnsLater = z
  .strictObject({ share: shareOf('them'), after: delayDistribution.meta({ label: 'After' }) })
  .default(NOBODY)
  .meta(LABEL);

/** From wherever they went, after a delay or on the next working day. */
export const returns = z.strictObject({ share: shareOf('them'), after }).meta(LABEL);
/** The same of those who have nowhere else to go; nobody unless stated. */
export const returnsOfOthers = z
  .strictObject({ share: shareOf('the others'), after })
  .default(NOBODY)
  .meta(LABEL);
