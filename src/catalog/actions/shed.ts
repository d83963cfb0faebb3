/** Shed: people are asked to come back later; some do, some do not. */
import { z } from 'zod';
import { id, share } from '../fields.ts';
import type { ActionContext, ShedEffect } from '../effects.ts';
import { actionFields, type ActionKind } from './kind.ts';
import { returns } from './returns.ts';

export const shed = {
  kind: 'shed',
  title: 'Ask people to come back later',
  meaning:
    'A share of the people arriving is asked to come back; a share of these does, after a delay or at the start of the next working day.',
  evidence:
    'On 19 July 2024 patients in Bolton were told to ring again on the Monday. 5.3% of people are told to call back on another day in ordinary times (ONS, early 2024). That 75 to 90% do come back is an assumption.',
  decidedBy: 'site',
  agreement: [],
  leadTime: 'None.',
  costs: 'None.',
  example: `actions:
  - id: ring-monday
    kind: shed
    when: { on: notice, until: restoration }
    service: same-day
    share: 0.3
    returns: { share: 0.8, after: next-working-day }
`,
  fields: z.strictObject({
    kind: z.literal('shed'),
    ...actionFields({ title: 'Ask people to come back later' }),
    service: id.meta({ label: 'Service' }),
    share: share.meta({ label: 'Share of the people arriving who are asked', unit: 'of 1' }),
    returns,
  }),
} as const satisfies ActionKind & { fields: z.ZodType };
export type Shed = z.infer<typeof shed.fields>;

export function compileShed(action: Shed, context: ActionContext): ShedEffect[] {
  return [{ kind: 'shed', service: action.service, share: action.share, returns: action.returns, ...context.window }];
}
