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

interface Small {
  readonly sites: readonly object[];
  readonly templates: object;
  readonly fault?: object;
  readonly backups?: readonly object[];
  readonly actions?: readonly object[];
}

/** Sites of a group with a computer each, which fails on Tuesday from nine to five unless another fault is given. */
function small({ sites, templates, fault, backups = [], actions = [] }: Small): Plan {
  const { model, issues } = parseScenario(
    JSON.stringify({
      format: 1,
      id: 'small',
      title: 'Small',
      start: '2024-07-01',
      warmUpDays: 1,
      days: 6,
      groups: [{ id: 'network', title: 'Network' }],
      components: [{ id: 'pc', title: 'PC', scope: 'per-site' }],
      templates,
      sites: sites.map((site) => ({ title: 'Site', patients: 1000, groups: ['network'], ...site })),
      incident: {
        title: 'Stop',
        faults: [
          {
            kind: 'outage',
            ...fault,
            id: 'stop',
            component: 'pc',
            at: '2024-07-02 09:00',
            repair: { central: '8 h' },
          },
        ],
      },
      backups,
      actions,
      strategies: [
        { id: 'without', title: 'Without', baseline: true },
        { id: 'with', title: 'With', uses: [...backups, ...actions].map((one) => (one as { id: string }).id) },
      ],
    }),
    builtInTemplates,
  );
  if (!model) throw new Error(issues.map(formatIssue).join('\n'));
  return compile(model);
}

const profile = Array.from({ length: 7 }, (_, day) =>
  Array.from({ length: 24 }, (_, hour) => +(day < 5 && hour > 8 && hour < 17)),
);
const asks = {
  title: 'Asks',
  pool: 'people',
  priority: 1,
  minutes: { fixed: 5 },
  target: '1 h',
  arrivals: { poisson: { perWeek: 200, profile } },
  needs: [{ component: 'pc', share: 0 }],
};
const template = (services: object): object => ({
  title: 'Template',
  kind: 'practice',
  pools: { people: { title: 'People', shifts: [{ days: 'mon-sun', from: '08:00', to: '18:00' }], staff: 3 } },
  services,
});

test('a ring of partners passes a hub by, which is simulated after those that send it people', () => {
  const leaves = { ...asks, patience: { mean: '30 min', hubs: [{ site: 'hub', service: 'asks', share: 1 }] } };
  const ring = {
    id: 'ring',
    kind: 'buddy',
    service: 'asks',
    component: 'pc',
    share: 1,
    sites: 'all',
    when: { from: '2024-07-04 09:00', to: '2024-07-05 17:00' },
    partners: { ring: 'network' },
  };
  const templates = { practice: template({ asks: leaves }), hub: template({ asks }) };
  const plan = small({
    sites: [
      { id: 'first', template: 'practice' },
      { id: 'hub', template: 'hub' },
      { id: 'second', template: 'practice' },
    ],
    templates,
    actions: [ring],
  });
  const moved = (from: string): string[] => [
    ...new Set(
      items(plan, 'with')
        .filter((item) => item.originSite === from && item.site !== from && item.firstDue > 3 * 8_640_000)
        .map((item) => item.site),
    ),
  ];
  expect(moved('first')).toEqual(['second']);
  expect(moved('second')).toEqual(['first']);
  expect(moved('hub')).toEqual([]);
});

test('what follows at a hub from people sent there goes elsewhere like any follow-on work', () => {
  const sends = { ...asks, patience: { mean: '20 min', hubs: [{ site: 'hub', service: 'asks', share: 1 }] } };
  const followed = { ...asks, followOn: [{ service: 'letters', share: 1, after: '5 min' }] };
  const { arrivals: _, ...letters } = { ...asks, title: 'Letters', needs: [] };
  const off = {
    id: 'off',
    kind: 'switch-off',
    service: 'letters',
    sites: 'all',
    when: { from: '2024-07-02 09:00', to: '2024-07-05 17:00' },
    instead: { service: 'calls', share: 0.5 },
    returns: { share: 0, after: 'next-working-day' },
  };
  const calls = { ...letters, title: 'Calls' };
  const plan = small({
    sites: [
      { id: 'practice', template: 'practice' },
      { id: 'hub', template: 'hub' },
    ],
    templates: { practice: template({ asks: sends }), hub: template({ asks: followed, letters, calls }) },
    actions: [off],
  });
  const sent = items(plan, 'with').filter((item) => item.site === 'hub' && item.originSite === 'practice');
  const of = (service: string, fate: string): number =>
    sent.filter((item) => item.service === service && item.fate === fate).length;
  const followOns = sent.filter((item) => item.service === 'letters').length;
  expect(followOns).toBeGreaterThan(20);
  // Those whose letter goes as a call, and nobody else, have a call.
  expect(of('letters', 'hub')).toBe(of('calls', 'done'));
  expect(of('letters', 'hub') / followOns).toBeGreaterThan(0.3);
  expect(of('letters', 'hub') / followOns).toBeLessThan(0.7);
  expect(of('letters', 'lost')).toBe(followOns - of('letters', 'hub'));
});

test('where a site has no other service to use instead, those who come back are a share of all', () => {
  const calls = { ...asks, title: 'Calls', needs: [] };
  const off = {
    id: 'off',
    kind: 'switch-off',
    service: 'asks',
    sites: 'all',
    when: { from: '2024-07-03 09:00', to: '2024-07-03 17:00' },
    instead: { service: 'calls', share: 1 },
    returns: { share: 1, after: 'next-working-day' },
  };
  const plan = small({
    sites: [
      { id: 'both', template: 'both' },
      { id: 'one', template: 'one' },
    ],
    templates: { both: template({ asks, calls }), one: template({ asks }) },
    actions: [off],
  });
  const switched = (site: string): string[] => [
    ...new Set(
      items(plan, 'with')
        .filter((item) => item.site === site && item.originService === 'asks' && item.service === 'asks')
        .filter((item) => item.attempt > 0 || item.fate === 'hub' || item.fate === 'lost')
        .map((item) => (item.attempt > 0 ? 'back' : item.fate)),
    ),
  ];
  expect(switched('both')).toEqual(['hub']);
  expect(switched('one')).toEqual(['back']);
});

test('pads that are quicker than a slow system use up their forms as well', () => {
  const plan = (forms: number): Plan =>
    small({
      sites: [{ id: 'practice', template: 'practice' }],
      templates: { practice: template({ asks }) },
      fault: { kind: 'slow', slowdown: 4 },
      backups: [
        {
          id: 'pads',
          kind: 'prescription-pads',
          forms,
          covers: [{ services: ['asks'], component: 'pc', share: 1, slowdown: 2, reentryMinutes: 0, record: 'full' }],
          activation: { decision: '0 min', setUp: '0 min', failsToStart: 0 },
        },
      ],
    });
  // Five minutes take twenty while it is slow, and ten by hand.
  const byHand = (forms: number): number =>
    items(plan(forms), 'with').filter(({ start, end }) => start >= 0 && end - start === 10 * 6000).length;
  expect(byHand(1000)).toBeGreaterThan(10);
  for (const forms of [1, 5]) expect(byHand(forms)).toBe(forms);
});

test('when two pools could use the last form at one moment, the pool that the file names first does', () => {
  const waits = (pool: string): object => ({ ...asks, pool });
  const shifts = [{ days: 'mon-sun', from: '08:00', to: '18:00' }];
  const pads = {
    id: 'pads',
    kind: 'prescription-pads',
    forms: 1,
    covers: [
      { services: ['later', 'sooner'], component: 'pc', share: 1, slowdown: 1, reentryMinutes: 0, record: 'read' },
    ],
    activation: { decision: '2 h', setUp: '0 min', failsToStart: 0 },
  };
  const plan = small({
    sites: [{ id: 'practice', template: 'practice' }],
    templates: {
      practice: {
        title: 'Practice',
        kind: 'practice',
        pools: { first: { title: 'First', shifts, staff: 1 }, second: { title: 'Second', shifts, staff: 1 } },
        services: { later: waits('second'), sooner: waits('first') },
      },
    },
    backups: [pads],
  });
  const byHand = items(plan, 'with').filter(({ degraded }) => degraded);
  expect(byHand.map(({ service }) => service)).toEqual(['sooner']);
});
