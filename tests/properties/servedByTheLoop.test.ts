/** Re-entry teams, forms, services switched off and partner sites: what the event loop promises of them. */
import { expect, test, vi } from 'vitest';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { compile, itemsOf, simulateRun, type Plan } from '../../src/engine/index.ts';
import { formatIssue } from '../../src/scenario/issue.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { outcomeAlone } from '../helpers/alone.ts';
import { differences, SEED } from '../helpers/cases.ts';

vi.setConfig({ testTimeout: 120_000 });

interface Part {
  readonly backups?: readonly object[];
  readonly actions?: readonly object[];
  readonly component?: string;
  readonly repair?: string;
  /** The system next door. */
  readonly nextDoor?: string;
}

/** Two practices on systems of their own, of which ours fails on a Tuesday at nine; with what is tried and without. */
function planWith({
  backups = [],
  actions = [],
  component = 'ours',
  repair = '30 h',
  nextDoor = 'theirs',
}: Part): Plan {
  const functions = ['read', 'write', 'appointments', 'prescribing', 'interfaces'];
  const { model, issues } = parseScenario(
    JSON.stringify({
      format: 1,
      id: 'loop',
      title: 'Loop',
      start: '2024-07-01',
      warmUpDays: 7,
      days: 21,
      groups: [{ id: 'network', title: 'Network', kind: 'pcn' }],
      components: [
        { id: 'ours', title: 'Ours', functions },
        { id: 'theirs', title: 'Theirs', functions },
      ],
      sites: [
        ['our-practice', 'ours'],
        ['next-door', nextDoor],
      ].map(([id, records]) => ({
        id,
        title: id,
        template: 'gp-practice',
        patients: 6000,
        groups: ['network'],
        uses: { records },
      })),
      incident: {
        title: 'Stop',
        faults: [{ kind: 'outage', id: 'stop', component, at: '2024-07-09 09:00', repair: { central: repair } }],
      },
      backups,
      actions,
      strategies: [
        { id: 'without', title: 'Without', baseline: true },
        { id: 'with', title: 'With', uses: [...backups, ...actions].map((one) => (one as { id: string }).id) },
      ],
    }),
    { ...builtInTemplates, 'gp-practice': withoutHubs() },
  );
  if (!model) throw new Error(issues.map(formatIssue).join('\n'));
  return compile(model);
}

/** The practice of the catalogue, sending nobody to a hub: there is none here. */
function withoutHubs(): (typeof builtInTemplates)['gp-practice'] {
  const template = structuredClone(builtInTemplates['gp-practice']!) as {
    services: Record<string, { patience?: { hubs: unknown[] }; atClose?: { hubs: unknown[] } }>;
  };
  for (const service of Object.values(template.services)) {
    if (service.patience) service.patience.hubs = [];
    if (service.atClose) service.atClose.hubs = [];
  }
  return template as unknown as (typeof builtInTemplates)['gp-practice'];
}

const items = (plan: Plan, strategy: string | null): ItemRecord[] => itemsOf(plan, SEED, 0, strategy);
const name = (item: ItemRecord): string =>
  [item.site, item.service, item.originSite, item.originService, item.index, item.lineage].join(' ');

/** Shared beginnings and ends change nothing, and neither does what nobody uses. */
function expectExact(plan: Plan, without: Plan): void {
  const run = simulateRun(plan, SEED, 0);
  expect(differences(run.strategies[1]!, outcomeAlone(plan, 'with', 0), ['lastDifference'])).toEqual([]);
  const plain = simulateRun(without, SEED, 0);
  expect(differences(run.twin, plain.twin)).toEqual([]);
  expect(differences(run.strategies[0]!, plain.strategies[0]!)).toEqual([]);
}

test('a re-entry team types up more at first, and takes nobody else’s time', () => {
  const plan = planWith({ actions: [{ id: 'typists', kind: 're-entry-team', pool: 'office', staff: 2 }] });
  expectExact(plan, planWith({}));
  const reentry = (strategy: string): ItemRecord[] =>
    items(plan, strategy).filter((item) => item.service === 're-entry' && item.start >= 0);
  const typedUp = (strategy: string): number => reentry(strategy).reduce((sum, item) => sum + item.start, 0);
  expect(reentry('with').length).toBe(reentry('without').length);
  expect(reentry('with').length).toBeGreaterThan(100);
  expect(typedUp('with')).toBeLessThan(typedUp('without'));
  // Everything else starts no later on average: the pool's own people have less to type up.
  const others = (strategy: string): number =>
    items(plan, strategy)
      .filter((item) => item.service !== 're-entry' && item.start >= 0)
      .reduce((sum, item) => sum + item.start - item.firstDue, 0);
  expect(others('with')).toBeLessThanOrEqual(others('without'));
});

const pads = (forms: number): object => ({
  id: 'pads',
  kind: 'prescription-pads',
  forms,
  covers: [
    {
      services: ['same-day', 'booked-gp'],
      component: 'records/prescribing',
      share: 0.99,
      slowdown: 1,
      reentryMinutes: 0,
      record: 'none',
    },
  ],
  activation: { decision: '5 min', setUp: '5 min', failsToStart: 0 },
});

test('prescription pads last for as many items as there are forms at the site, and not one more', () => {
  const component = 'ours/prescribing';
  const plan = (forms: number): Plan => planWith({ backups: [pads(forms)], component });
  // Who is seen without the record when only prescribing is down is seen with a form: nothing else hides it.
  const used = (forms: number): number =>
    items(plan(forms), 'with').filter((item) => item.degraded && item.record === 'none' && item.service !== 're-entry')
      .length;
  const enough = used(1_000_000);
  expect(enough).toBeGreaterThan(20);
  for (const forms of [1, 2, 7, enough - 1, enough]) {
    expect(used(forms)).toBe(forms);
    expectExact(plan(forms), planWith({ component }));
  }
  const all = simulateRun(plan(enough + 1), SEED, 0).strategies[1]!;
  expect(differences(all, simulateRun(plan(1_000_000), SEED, 0).strategies[1]!)).toEqual([]);
});

test('while online requests are off nobody gets in by them: some telephone at once, some come back', () => {
  const off = {
    id: 'off',
    kind: 'switch-off',
    service: 'online-requests',
    when: { on: 'notice', until: 'restoration' },
    instead: { service: 'calls', share: 0.5 },
    returns: { share: 0.6, after: 'next-working-day' },
  };
  const plan = planWith({ actions: [off] });
  expectExact(plan, planWith({}));
  const ours = items(plan, 'with').filter((item) => item.site === 'our-practice');
  const online = ours.filter((item) => item.service === 'online-requests');
  const before = new Set(items(plan, null).map(name));
  const calls = ours.filter((item) => item.service === 'calls' && item.originService === 'online-requests');
  const gone = online.filter((item) => item.fate === 'hub');
  expect(gone.length).toBeGreaterThan(10);
  // Each of them telephones, at that moment, and nobody else does who did not before.
  expect(
    calls
      .filter((item) => !before.has(name(item)))
      .map((item) => item.firstDue)
      .sort(),
  ).toEqual(gone.map((item) => item.left).sort());
  expect(online.filter((item) => item.attempt > 0).length).toBeGreaterThan(5);
});

test('a buddy takes in whom its partner sends, and nobody once it has lost the same component', () => {
  const buddy = {
    id: 'buddy',
    kind: 'buddy',
    service: 'same-day',
    component: 'records/read',
    share: 0.4,
    when: { on: 'notice', until: 'restoration' },
    partners: { 'our-practice': 'next-door', 'next-door': 'our-practice' },
  };
  const plan = planWith({ actions: [buddy] });
  expectExact(plan, planWith({}));
  const all = items(plan, 'with');
  const taken = all.filter((item) => item.site === 'next-door' && item.originSite === 'our-practice');
  const sent = all.filter((item) => item.site === 'our-practice' && item.service === 'same-day' && item.fate === 'hub');
  expect(sent.length).toBeGreaterThan(5);
  expect(
    taken
      .filter((item) => item.service === 'same-day')
      .map((item) => item.firstDue)
      .sort(),
  ).toEqual(sent.map((item) => item.left).sort());
  // Nothing is wrong next door, so it sends nobody; and nobody is sent when both are down.
  expect(all.some((item) => item.site === 'our-practice' && item.originSite === 'next-door')).toBe(false);
  const bothDown = planWith({ actions: [buddy], nextDoor: 'ours' });
  expect(items(bothDown, 'with').filter((item) => item.site !== item.originSite)).toEqual([]);
});
