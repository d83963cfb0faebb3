/** Networks for tests: small ones written out, and the built-in scenarios. */
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { networkOf, type Network } from '../../src/results/network/network.ts';
import type { Model } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { textOf } from './study.ts';

export const builtIn = (file: string, change: (text: string) => string = (text) => text): Network =>
  networkFrom(change(textOf(`${file}.yaml`)));

export function networkFrom(text: string): Network {
  return networkOf(modelFrom(text), builtInTemplates);
}

export function modelFrom(text: string): Model {
  const { model, issues } = parseScenario(text, builtInTemplates);
  if (!model) throw new Error(issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return model;
}

export interface Small {
  readonly components: string;
  /** `[service, minutes a week, needs]`. */
  readonly services?: readonly (readonly [id: string, needs: string, extra?: string])[];
  readonly sites?: string;
  readonly backups?: string;
  readonly actions?: string;
  readonly uses?: string;
  readonly fault?: string;
  readonly groups?: string;
}

/** One or more offices that work around the clock; each service takes 10 hours of work a week. */
export function small({
  components,
  services = [['cases', '[{ component: records, share: 0 }]']],
  sites = '- { id: office, title: Office, template: office }',
  backups = '',
  actions = '',
  uses = '',
  fault = 'records',
  groups = '',
}: Small): string {
  return `format: 1
id: small
title: Small
start: 2024-07-01
warmUpDays: 1
days: 7
groups: [${groups}]
templates:
  office:
    title: Office
    kind: office
    pools: { staff: { title: Staff, utilisation: 0.5, shifts: [{ days: mon-sun, from: "00:00", to: "24:00" }] } }
    services:
${services
  .map(
    ([id, needs, extra = '']) =>
      `      ${id}: { title: ${id}, pool: staff, priority: 1, minutes: { fixed: 6 }, target: 1 h, arrivals: { scheduled: { perWeek: 100 } }, needs: ${needs}${extra} }`,
  )
  .join('\n')}
components:
${components}
sites:
${sites}
incident:
  title: Down
  faults: [{ id: down, kind: outage, component: ${fault}, at: 2024-07-03 09:00, repair: { central: 8 h } }]
backups: [${backups}]
actions: [${actions}]
strategies:
  - { id: today, title: Today, baseline: true, uses: [${uses}] }
  - { id: bare, title: Nothing, uses: [] }
`;
}
