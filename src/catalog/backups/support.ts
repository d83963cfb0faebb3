/** The family of backups that keep a component up: which component, and the level they lift it to while they are in force. */
import { z } from 'zod';
import { componentRef, duration, share, type Owner } from '../fields.ts';
import { commonFields, startingFields, type UsualStart } from './kind.ts';

/** `endurance` when it usually runs out. */
interface Usual {
  readonly title: string;
  readonly owner: Owner;
  readonly cost: Parameters<typeof commonFields>[0]['cost'];
  readonly start: UsualStart;
  readonly component: string;
  readonly automatic: boolean;
  readonly level?: number;
  readonly endurance?: string;
}

function startedFields(usual: Usual) {
  return {
    ...commonFields(usual),
    ...startingFields(usual.start),
    automatic: z
      .boolean()
      .default(usual.automatic)
      .meta({ label: 'Starts by itself when the component fails, whether or not anybody notices' }),
    ...(usual.endurance !== undefined && {
      endurance: duration.optional().prefault(usual.endurance).meta({ label: 'Hours it can be in force, in all' }),
    }),
  };
}

const supportedComponent = componentRef.meta({ label: 'Component it keeps up' });

/** Fields of a support that lifts components to a stated level. */
export function support(usual: Usual) {
  return {
    ...startedFields(usual),
    supports: z
      .array(
        z.strictObject({
          component: supportedComponent,
          level: share.default(usual.level ?? 1).meta({ label: 'Level it lifts the component to', unit: 'of 1' }),
        }),
      )
      .min(1)
      .prefault([{ component: usual.component }])
      .meta({ label: 'What it keeps up' }),
  };
}

/** Fields of a support by things that are counted: the level is how many there are for each device of the site. */
export function countedSupport(usual: Usual & { readonly spare: number }) {
  return {
    ...startedFields(usual),
    spare: z.number().int().min(1).max(100_000).default(usual.spare).meta({
      label: 'Spare devices at each site; the level is spare / devices of the site, at most 1',
      unit: 'devices',
    }),
    supports: z
      .array(z.strictObject({ component: supportedComponent }))
      .min(1)
      .prefault([{ component: usual.component }])
      .meta({ label: 'What they stand in for' }),
  };
}
