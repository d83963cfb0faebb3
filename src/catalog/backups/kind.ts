/** What the catalogue says of every kind of backup, and the fields that all of them have. */
import { z } from 'zod';
import {
  componentRef,
  cost,
  delayDistribution,
  duration,
  id,
  note,
  owner,
  share,
  siteScope,
  source,
  title,
  type Owner,
} from '../fields.ts';

/** Read by the reference page; the example is a fragment of a scenario file that a test runs. */
export interface BackupKind {
  readonly kind: string;
  readonly title: string;
  readonly meaning: string;
  /** What is known of it and from where, or that it is an assumption. */
  readonly evidence: string;
  readonly owner: Owner;
  /** Usual time to buy, install and enrol. */
  readonly leadTime: string;
  /** Cost in words, with its source or the word assumption. */
  readonly costs: string;
  readonly example: string;
}

type CostInput = z.input<typeof cost>;

/** Fields of every backup. `usual` is what holds when the file says nothing. */
export function commonFields(usual: { readonly title: string; readonly owner: Owner; readonly cost?: CostInput }) {
  return {
    id,
    title: title.default(usual.title).meta({ label: 'Title' }),
    owner: owner.default(usual.owner).meta({ label: 'Owner and payer' }),
    leadTime: duration.optional().meta({ label: 'Time to buy and install' }),
    cost: usual.cost === undefined ? cost : cost.unwrap().prefault(usual.cost).meta({ label: 'Cost', unit: '£' }),
    source: source.optional(),
  };
}

export interface UsualStart {
  readonly decision?: string;
  readonly setUp?: string;
  readonly failsToStart?: number;
}

/** Fields of everything that somebody must start at a site when something has failed. */
export function startingFields(usual: UsualStart = {}) {
  const { decision = '0 min', setUp = '0 min', failsToStart = 0 } = usual;
  return {
    sites: siteScope.default('all').meta({ label: 'Sites that have it' }),
    requires: z.array(componentRef).default([]).meta({ label: 'What it needs itself' }),
    activation: z
      .strictObject({
        decision: delayDistribution.prefault(decision).meta({ label: 'From noticing to deciding' }),
        setUp: delayDistribution.prefault(setUp).meta({ label: 'From deciding to working' }),
        failsToStart: share.default(failsToStart).meta({ label: 'Chance that it fails to start when drilled' }),
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
          .union([
            z.literal('unavailable'),
            z.strictObject({ delay: duration.meta({ label: 'Ready this much later' }) }),
          ])
          .default('unavailable')
          .meta({ label: 'At the others' }),
      })
      .optional()
      .meta({ label: 'Preparation that may be missing' }),
    endurance: duration.optional().meta({ label: 'Hours it can be in force, in all' }),
  };
}
