/** Divert: a share of arrivals is sent to a hub, which has a queue of its own. */
import { z } from 'zod';
import { id, share } from '../fields.ts';
import type { ActionContext, DivertEffect } from '../effects.ts';
import { actionFields, type ActionKind } from './kind.ts';
import { returnsLater } from './returns.ts';

export const divert = {
  kind: 'divert',
  title: 'Divert to a hub',
  meaning:
    'A share of the people arriving is told to use a hub; a share of these comes back after a delay, whatever the hub did.',
  evidence:
    'On 19 July 2024 practices in Bolton sent people to 111, while Kent and Medway asked its practices not to: others were full; in August 2022 GPs were asked to take calls that 111 could not. Shares of 0.1 to 0.3 of urgent requests, of which 0.4 to 0.6 come back, are assumptions.',
  decidedBy: 'site',
  agreement: ['icb'],
  leadTime: 'None to half an hour: assumption.',
  costs: 'None counted for the practice; the hub’s work is in its own queue.',
  example: `actions:
  - id: to-111
    kind: divert
    when: { on: notice, lead: 30 min, until: restoration }
    service: same-day
    share: 0.2
    to: { site: urgent-care, service: contacts }
    returns: { share: 0.5, after: 20 h }
`,
  fields: z.strictObject({
    kind: z.literal('divert'),
    ...actionFields({ title: 'Divert to a hub', agreement: ['icb'] }),
    service: id.meta({ label: 'Service' }),
    share: share.meta({ label: 'Share of the people arriving who are sent', unit: 'of 1' }),
    to: z
      .strictObject({ site: id.meta({ label: 'Hub' }), service: id.meta({ label: 'Service of the hub' }) })
      .meta({ label: 'Where they are sent' }),
    returns: returnsLater,
  }),
} as const satisfies ActionKind & { fields: z.ZodType };
export type Divert = z.infer<typeof divert.fields>;

export function compileDivert(action: Divert, context: ActionContext): DivertEffect[] {
  return [
    {
      kind: 'divert',
      service: action.service,
      share: action.share,
      hub: action.to,
      returns: action.returns,
      ...context.window,
    },
  ];
}
