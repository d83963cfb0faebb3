/** The plain tables of a run say all that another simulator needs to find out when every item starts. */
import { describe, expect, it, test, vi } from 'vitest';
import { TABLES } from '../../src/catalog/tables.ts';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { itemsOf, type Plan } from '../../src/engine/index.ts';
import { plainTables } from '../../src/exports/tables/index.ts';
import { planOf, smallBolton } from '../helpers/cases.ts';
import { generate, type ScenarioInput } from '../helpers/generate.ts';
import { readCsv, type Tables } from '../helpers/plainTables.ts';
import { simulateTables } from '../helpers/tableSimulator.ts';

vi.setConfig({ testTimeout: 120_000 });

const SEED = 'tables';

function tablesOf(plan: Plan, run: number, strategy: string | null): Tables {
  // As many draws as the most persistent of them needs: some of the generated ones try a hundred times.
  const attempts = itemsOf(plan, SEED, run, strategy).reduce((most, item) => Math.max(most, item.attempt + 2), 2);
  return Object.fromEntries(
    plainTables(plan, { seed: SEED, run, strategy, attempts }).map(({ file, text }) => [
      file.replace('.csv', ''),
      readCsv(text),
    ]),
  );
}

/** Items by the name that the simulator gives them: what is typed up has the origin and lineage of its item. */
function startsOf(plan: Plan, tables: Tables, run: number, strategy: string | null): Map<string, number> {
  const nameOf = new Map(
    tables['items']!.map((row) => [
      `${row['queue']} ${row['origin_queue']} ${row['index']} ${row['lineage']}`,
      row['item']!,
    ]),
  );
  const queueOf = new Map(tables['queues']!.map((row) => [`${row['site']} ${row['service']}`, row]));
  const bySource = new Map<string, string>();
  for (const row of tables['items']!) {
    const reentry = tables['queues']![Number(row['queue'])]!['reentry_queue'];
    if (reentry)
      bySource.set(`${reentry} ${row['origin_queue']} ${row['index']} ${row['lineage']}`, `re-entry of ${row['item']}`);
  }
  const found = new Map<string, number>();
  const isHub = (item: ItemRecord): boolean => plan.isHub[plan.siteIndex.get(item.site)!]!;
  for (const item of itemsOf(plan, SEED, run, strategy)) {
    if (item.start < 0 || isHub(item)) continue;
    const queue = queueOf.get(`${item.site} ${item.service}`)!['queue'];
    const origin = queueOf.get(`${item.originSite} ${item.originService}`)!['queue'];
    const key = `${queue} ${origin} ${item.index} ${item.lineage}`;
    found.set((item.service === 're-entry' ? bySource : nameOf).get(key)!, item.start);
  }
  return found;
}

/** What the simulator of the tables finds for sites that are no hubs. */
function simulated(plan: Plan, tables: Tables): Map<string, number> {
  const hubs = new Set(plan.sites.flatMap((site, s) => (plan.isHub[s] ? [site.id] : [])));
  const queueOf = (name: string): number =>
    Number(tables['items']![Number(name.replace('re-entry of ', ''))]!['queue']);
  return new Map([...simulateTables(tables)].filter(([name]) => !hubs.has(tables['queues']![queueOf(name)]!['site']!)));
}

const sorted = (starts: Map<string, number>): [string, number][] => [...starts].sort(([a], [b]) => (a < b ? -1 : 1));

/** Without what the tables leave out: released slots, and decisions about follow-on work. */
function within(input: ScenarioInput): ScenarioInput {
  const followed = new Set(
    Object.values(input.templates ?? {}).flatMap((template) =>
      Object.values(template.services).flatMap((service) => (service.followOn ?? []).map((entry) => entry.service)),
    ),
  );
  const actions = (input.actions ?? []).filter(
    (action) => action.kind !== 'release-held-slots' && !('service' in action && followed.has(action.service)),
  );
  const ids = new Set([...actions, ...(input.backups ?? [])].map(({ id }) => id));
  return {
    ...input,
    actions,
    strategies: input.strategies.map((strategy) => ({
      ...strategy,
      uses: (strategy.uses ?? []).filter((id) => ids.has(id)),
    })),
  };
}

describe('another simulator, given the plain tables alone, starts every item at the same tick', () => {
  const inputs = Array.from({ length: 40 }, (_, k) => generate(7000 + k)).map(within);
  test.each(inputs.map((input) => [input.id, input] as const))('%s', (_, input) => {
    const plan = planOf(input);
    for (const strategy of [null, ...input.strategies.map(({ id }) => id)]) {
      const tables = tablesOf(plan, 1, strategy);
      expect(sorted(simulated(plan, tables))).toEqual(sorted(startsOf(plan, tables, 1, strategy)));
    }
  });

  it('in these cases items follow on, return, are rebooked, put off, typed up and close out', () => {
    const seen = { followed: 0, returned: 0, rebooked: 0, decided: 0, typed: 0, closed: 0 };
    for (const input of inputs) {
      const plan = planOf(input);
      const strategy = input.strategies.at(-1)!.id;
      const tables = tablesOf(plan, 1, strategy);
      seen.decided += tables['items']!.filter((row) => row['decision'] !== 'join').length;
      seen.closed += tables['queues']!.filter((row) => row['next_day_share'] !== '').length;
      for (const item of itemsOf(plan, SEED, 1, strategy)) {
        if (item.start < 0) continue;
        seen.followed += Number(item.lineage !== 0 && item.service !== 're-entry');
        seen.returned += Number(item.attempt > 0);
        seen.typed += Number(item.service === 're-entry');
      }
      seen.rebooked += tables['items']!.filter((row) => row['kind'] === 'contact').length;
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(20);
  });

  it('one person fewer in the tables is told apart', () => {
    const plan = planOf(inputs[0]!);
    const tables = tablesOf(plan, 1, null);
    const short = tables['staff']!.map((row) => ({ ...row, people: String(Math.max(0, Number(row['people']) - 1)) }));
    expect(sorted(simulated(plan, { ...tables, staff: short }))).not.toEqual(sorted(startsOf(plan, tables, 1, null)));
  });
});

describe('the tables of a run', () => {
  const plan = planOf(smallBolton());

  it('have the files and columns of the reference, and a number wherever one is due', () => {
    const files = plainTables(plan, { seed: SEED, run: 0, strategy: 'today' });
    expect(files.map(({ file }) => file)).toEqual(Object.values(TABLES).map(({ name }) => `${name}.csv`));
    for (const [name, rows] of Object.entries(tablesOf(plan, 0, 'today'))) {
      const { columns } = TABLES[name as keyof typeof TABLES];
      expect(rows.length, name).toBeGreaterThan(0);
      for (const row of rows) {
        expect(Object.keys(row)).toEqual(columns.map((column) => column.name));
        expect(Object.values(row).join()).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });

  it('of two strategies have the same people with the same luck', () => {
    const columns = ['item', 'queue', 'due', 'handling', 'luck', 'no_show'];
    const people = (strategy: string | null): unknown[] =>
      tablesOf(plan, 2, strategy)['items']!.map((row) => columns.map((column) => row[column]));
    expect(people('read-only')).toEqual(people('today'));
    expect(people(null)).toEqual(people('today'));
  });
});
