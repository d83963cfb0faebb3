/** Networks written out, for tests and the gallery: nothing here needs a file. */
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { networkOf, type Network } from '../../src/results/network/network.ts';
import type { Model } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

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

/** An integrated care board: 200 practices in 40 networks on two record systems, behind two lines each. */
export const board = (): Network =>
  networkFrom(
    small({
      components: `  - { id: agent, title: Security agent, supplier: A }
  - { id: emis, title: EMIS, supplier: B, requires: { all: [agent, lines] } }
  - { id: tpp, title: TPP, supplier: C, requires: lines }
  - { id: line-a, title: Line A, scope: per-site }
  - { id: line-b, title: Line B, scope: per-site }
  - { id: line-c, title: Line C, scope: per-site }
  - { id: lines, title: Lines, scope: per-site, requires: { atLeast: { k: 2, of: [line-a, line-b, { any: [line-c, agent] }] } } }`,
      services: Array.from({ length: 12 }, (_, k) => [
        `service-${k}`,
        '[{ component: records, share: 0.2 }]',
        k < 2 ? ', timeCritical: 4 h' : '',
      ]),
      groups: Array.from(
        { length: 40 },
        (_, k) => `{ id: pcn-${k}, title: Network ${k} with a rather long name indeed, kind: pcn }`,
      ).join(', '),
      sites: Array.from(
        { length: 200 },
        (_, k) =>
          `  - { id: practice-${k}, title: Practice ${k}, template: office, groups: [pcn-${k % 40}], uses: { records: ${k % 3 === 0 ? 'tpp' : 'emis'} } }`,
      ).join('\n'),
      fault: 'agent',
    }),
  );
