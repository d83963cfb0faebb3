/** The example of every kind of backup and action: read without an issue, run, and of some effect. */
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { actionKinds } from '../../src/catalog/actions/index.ts';
import { backupKinds } from '../../src/catalog/backups/index.ts';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { compile, simulateRun } from '../../src/engine/index.ts';
import { formatIssue } from '../../src/scenario/issue.ts';
import type { Model } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { differences } from '../helpers/cases.ts';

interface Fragment {
  readonly components?: readonly { readonly id: string }[];
  readonly backups?: readonly { readonly id: string; readonly kind: string }[];
  readonly actions?: readonly { readonly id: string; readonly kind: string }[];
}

/** Components that the record system of the practice rests on. */
const UNDER = ['internet', 'power', 'hosting', 'phones', 'computers'];

/** A practice that loses what the fault names at nine on a Tuesday, with the fragment added to its file. */
function fileWith(fragment: Fragment, fault: object): string {
  const given = new Map((fragment.components ?? []).map((component) => [component.id, component]));
  for (const id of UNDER) if (!given.has(id)) given.set(id, { id, title: id } as never);
  const ids = [...(fragment.backups ?? []), ...(fragment.actions ?? [])].map(({ id }) => id);
  return stringify({
    format: 1,
    id: 'example',
    title: 'Example',
    start: '2024-07-01',
    warmUpDays: 7,
    days: 14,
    components: [
      ...given.values(),
      {
        id: 'record-system',
        title: 'Record system',
        functions: ['read', 'write', 'appointments', 'prescribing', 'interfaces'],
        requires: { all: UNDER },
      },
    ],
    sites: [
      {
        id: 'our-practice',
        title: 'Our practice',
        template: 'gp-practice',
        patients: 9000,
        devices: 8,
        uses: { records: 'record-system' },
      },
      { id: 'urgent-care', title: 'Urgent care', template: 'urgent-care-hub', patients: 9000 },
    ],
    incident: { title: 'Incident', faults: [fault] },
    backups: fragment.backups ?? [],
    actions: fragment.actions ?? [],
    strategies: [
      { id: 'nothing', title: 'Nothing', baseline: true },
      // What only makes others better is compared with those others alone.
      { id: 'without', title: 'Without', uses: ids.slice(0, -1) },
      { id: 'with', title: 'With', uses: ids },
    ],
  });
}

const outage = (component: string): object => ({
  kind: 'outage',
  id: 'stop',
  component,
  at: '2024-07-09 09:00',
  repair: { central: '30 h' },
});

/** What fails so that the kind can show what it does. */
function faultFor(kind: string, fragment: Fragment): object {
  const backup = fragment.backups?.find((one) => one.kind === kind) as
    { supports?: { component: string }[] } | undefined;
  if (kind === 'staged-updates' || kind === 'engineers-on-site')
    return {
      kind: 'faulty-update',
      id: 'update',
      component: 'computers',
      at: '2024-07-09 09:00',
      halted: '2024-07-09 11:00',
      repair: { handsOn: { minutesEach: 40, technicians: 1, starts: '2 h' } },
    };
  const supported: Record<string, string> = {
    'power-supply': 'power',
    'mobile-data': 'internet',
    'spare-numbers': 'phones',
    'spare-devices': 'computers',
    'redundant-hosting': 'hosting',
  };
  return outage(backup?.supports?.[0]?.component ?? supported[kind] ?? 'record-system');
}

function read(text: string): { model: Model; issues: string[] } {
  const { model, issues } = parseScenario(text, builtInTemplates);
  if (!model) throw new Error(issues.map(formatIssue).join('\n'));
  return { model, issues: issues.map(formatIssue) };
}

/** Fields in which outcomes with and without the kind differ, in any of a few runs. */
function effect(model: Model, kind: string): string[] {
  const plan = compile(model);
  const { backups } = model.scenario;
  const own = backups.find((backup) => backup.kind === kind);
  const improves = own?.kind === 'drills-and-enrolment' || own?.kind === 'locum-call-off';
  return [0, 1, 2, 3].flatMap((run) => {
    const { strategies } = simulateRun(plan, 'examples', run);
    return differences(strategies[improves ? 1 : 0]!, strategies[2]!, ['cost']);
  });
}

describe.each([...backupKinds, ...actionKinds])('$kind', ({ kind, example, evidence, costs, leadTime }) => {
  const fragment = parse(example) as Fragment;
  const text = fileWith(fragment, faultFor(kind, fragment));

  test('has an example that is read without an issue', () => {
    expect(Object.keys(fragment).every((key) => ['components', 'backups', 'actions'].includes(key))).toBe(true);
    expect([...(fragment.backups ?? []), ...(fragment.actions ?? [])].map((one) => one.kind)).toContain(kind);
    expect(read(text).issues.filter((issue) => !/Nobody needs|warm-up/.test(issue))).toEqual([]);
  });

  test('does something when the example is run', () => {
    const { model } = read(kind === 'locum-call-off' ? reordered(text) : text);
    expect(effect(model, kind).length).toBeGreaterThan(0);
  });

  test('says what is known, what it costs and how long it takes', () => {
    for (const words of [evidence, costs, leadTime]) expect(words.length).toBeGreaterThan(3);
    expect(`${evidence} ${costs}`).toMatch(/assumption|published|\(.*\d{4}.*\)|NHS|Pulse/);
  });
});

/** With the strategy before the last using the actions alone. */
function reordered(text: string): string {
  const file = parse(text) as { actions: { id: string }[]; strategies: { id: string; uses?: string[] }[] };
  file.strategies[1]!.uses = file.actions.map(({ id }) => id);
  return stringify(file);
}
