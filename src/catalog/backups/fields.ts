/** What every backup is described with, whatever its kind. */
import { z } from 'zod';
import {
  componentRef,
  cost,
  delayDistribution,
  duration,
  id,
  modeFields,
  note,
  owner,
  share,
  siteScope,
  source,
  title,
} from '../fields.ts';

export const backupFields = {
  id,
  title,
  owner,
  sites: siteScope.default('all').meta({ label: 'Sites that have it' }),
  covers: z
    .array(
      z.strictObject({
        services: z.array(id).min(1).meta({ label: 'Services' }),
        component: componentRef,
        ...modeFields,
      }),
    )
    .min(1)
    .meta({ label: 'What it carries on' }),
  requires: z.array(componentRef).default([]).meta({ label: 'What it needs itself' }),
  activation: z
    .strictObject({
      decision: delayDistribution.prefault('0 min').meta({ label: 'From noticing to deciding' }),
      setUp: delayDistribution.prefault('0 min').meta({ label: 'From deciding to working' }),
      failsToStart: share.default(0).meta({ label: 'Chance that it fails to start when drilled' }),
    })
    .prefault({})
    .meta({ label: 'How it starts' }),
  drilled: z.boolean().default(true).meta({ label: 'Drilled in the last year' }),
  undrilled: z
    .strictObject({
      delayFactor: z.number().min(1).max(20).default(3).meta({ label: 'Decision and set-up multiplied by' }),
      failsToStart: share.default(0.3).meta({ label: 'Chance that it fails to start when not drilled' }),
    })
    .prefault({})
    .meta({ label: 'How it starts when not drilled' }),
  preparation: z
    .strictObject({
      what: note.meta({ label: 'What must have been done beforehand' }),
      share: share.meta({ label: 'Share of the sites that have done it' }),
      otherwise: z
        .union([z.literal('unavailable'), z.strictObject({ delay: duration.meta({ label: 'Ready this much later' }) })])
        .default('unavailable')
        .meta({ label: 'At the others' }),
    })
    .optional()
    .meta({ label: 'Preparation that may be missing' }),
  endurance: duration.optional().meta({ label: 'Hours it can be in force, in all' }),
  seats: z.number().int().min(1).max(1000).optional().meta({ label: 'People who can use it at once at a site' }),
  leadTime: duration.optional().meta({ label: 'Time to buy and install' }),
  cost,
  source: source.optional(),
};
