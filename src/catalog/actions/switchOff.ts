/** Switch online requests off: while they are off some people telephone instead, some come back later, the rest go elsewhere. */
import { z } from 'zod';
import type { ActionContext, SwitchEffect } from '../effects.ts';
import { id, share } from '../fields.ts';
import { actionFields, type ActionKind } from './kind.ts';
import { returnsOfOthers } from './returns.ts';

export const switchOff = {
  kind: 'switch-off',
  title: 'Switch online requests off',
  meaning:
    'Nobody gets in by the service while it is off. A share telephones instead, at once; of the others a share comes back after a delay, and the rest is lost. It is on again when the window ends.',
  evidence:
    'On 19 July 2024 Kent and Medway’s board switched online consultation off for all its practices. How many telephone instead and come back is an assumption.',
  decidedBy: 'site',
  agreement: ['icb'],
  leadTime: 'One hour: assumption.',
  costs: 'None.',
  example: `actions:
  - id: online-off
    kind: switch-off
    when: { on: notice, lead: 1 h, until: restoration }
    service: online-requests
    instead: { service: calls, share: 0.5 }
    returns: { share: 0.6, after: next-working-day }
`,
  fields: z.strictObject({
    kind: z.literal('switch-off'),
    ...actionFields({ title: 'Switch online requests off', agreement: ['icb'] }),
    service: id.meta({ label: 'Service that is switched off' }),
    instead: z
      .strictObject({
        service: id.meta({ label: 'Service of the same site' }),
        share: share.meta({ label: 'Share of the people who use it instead', unit: 'of 1' }),
      })
      .meta({ label: 'Where they come instead' }),
    returns: returnsOfOthers,
  }),
} as const satisfies ActionKind & { fields: z.ZodType };
export type SwitchOff = z.infer<typeof switchOff.fields>;

export function compileSwitchOff(action: SwitchOff, context: Pick<ActionContext, 'window'>): SwitchEffect[] {
  const { service, instead, returns } = action;
  return [{ kind: 'switch', service, instead, returns, ...context.window }];
}
