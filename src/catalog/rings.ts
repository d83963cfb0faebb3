/** Rings that an update reaches one after another: shares of the sites, each with the time that it takes to get there. */
import { z } from 'zod';
import { duration, share } from './fields.ts';

export const rings = z
  .array(
    z.strictObject({
      share: share.meta({ label: 'Share of the sites hit', unit: 'of 1' }),
      after: duration.meta({ label: 'Reached after', unit: 'minutes' }),
    }),
  )
  .min(1)
  .max(20)
  .refine((list) => list.every((ring, k) => k === 0 || ring.after >= list[k - 1]!.after), 'rings in order of time')
  .refine((list) => list.reduce((sum, ring) => sum + ring.share, 0) <= 1.000001, 'shares that add up to at most 1');

export const ringsLabel = { label: 'Rings it reaches one after another' };
