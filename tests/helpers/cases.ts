/** Scenarios for properties that always hold: the one about Bolton cut down to a few small sites, and generated ones. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import type { ItemRecord, WorldOutcome } from '../../src/catalog/types.ts';
import { compile, itemsOf, simulateRun, type Plan } from '../../src/engine/index.ts';
import { toModel } from '../../src/scenario/model.ts';
import { scenario } from '../../src/scenario/schema.ts';
import { generate, type ScenarioInput, type Wanted } from './generate.ts';

export interface Case {
  readonly name: string;
  readonly input: ScenarioInput;
}

export const freshPlanOf = (input: ScenarioInput): Plan => compile(toModel(scenario.parse(input), builtInTemplates));
const plans = new WeakMap<ScenarioInput, Plan>();
/** The plan of a scenario, made once: scenarios of cases are never changed, only copies of them. */
export function planOf(input: ScenarioInput): Plan {
  const plan = plans.get(input) ?? freshPlanOf(input);
  plans.set(input, plan);
  return plan;
}
export const SEED = 'properties';

/** Four practices of two networks, one of them on the other system, with pharmacy, day unit and hub, all much smaller. */
export function smallBolton(): ScenarioInput {
  const file = parse(
    readFileSync(new URL('../../scenarios/bolton-2024-07-19.yaml', import.meta.url), 'utf8'),
  ) as ScenarioInput;
  const kept = ['practice-1', 'practice-2', 'practice-5', 'practice-12', 'pharmacy-1', 'day-unit', 'urgent-care'];
  return {
    ...file,
    start: '2024-07-16',
    warmUpDays: 1,
    days: 10,
    evidence: [],
    sites: file.sites
      .filter(({ id }) => kept.includes(id))
      .map((site) => ({
        ...site,
        ...(site.patients === undefined
          ? {}
          : { patients: Math.round(site.patients / (site.id === 'urgent-care' ? 80 : 16)) }),
      })),
  };
}

/** Generated scenarios from a number on, with the cut-down Bolton before them; SWEEP=10 takes ten times as many. */
export function cases(from: number, usual: number, wanted: Wanted = {}): Case[] {
  const count = usual * Number(process.env['SWEEP'] ?? 1);
  return [
    { name: 'Bolton', input: smallBolton() },
    ...Array.from({ length: count }, (_, k) => ({ name: `generated ${from + k}`, input: generate(from + k, wanted) })),
  ];
}

type Action = NonNullable<ScenarioInput['actions']>[number];
type Backup = NonNullable<ScenarioInput['backups']>[number];

/** The strategy that `withMore` adds to: the one that uses everything in generated scenarios. */
export const baseOf = (input: ScenarioInput): string => input.strategies[Math.min(1, input.strategies.length - 1)]!.id;

/** The same with more actions and backups, and for each list of their ids a strategy `more-0`, `more-1` ... that uses these on top of the base. */
export function withMore(
  input: ScenarioInput,
  more: { actions?: Action[]; backups?: Backup[] },
  lists: readonly (readonly string[])[],
): ScenarioInput {
  return changed(input, (copy) => {
    const base = copy.strategies.find(({ id }) => id === baseOf(input))!;
    copy.actions = [...(copy.actions ?? []), ...(more.actions ?? [])];
    copy.backups = [...(copy.backups ?? []), ...(more.backups ?? [])];
    copy.strategies = [
      ...copy.strategies,
      ...lists.map((ids, k) => ({ id: `more-${k}`, title: 'More', uses: [...(base.uses ?? []), ...ids] })),
    ];
  });
}

/** A copy that may be changed. */
export function changed(input: ScenarioInput, change: (copy: ScenarioInput) => void): ScenarioInput {
  const copy = structuredClone(input);
  change(copy);
  return copy;
}

/** Every strategy of a plan, and null for the twin. */
export const worldsOf = (plan: Plan): (string | null)[] => [
  null,
  ...plan.model.scenario.strategies.map(({ id }) => id),
];

export const storyOf = (plan: Plan, strategy: string | null, run = 0): ItemRecord[] =>
  itemsOf(plan, SEED, run, strategy);

/** The first place in which two lists of items differ, in words, or null. */
export function firstDifference<T extends object>(a: readonly T[], b: readonly T[]): string | null {
  for (let k = 0; k < Math.max(a.length, b.length); k++) {
    const [x, y] = [a[k], b[k]];
    if (!x || !y || (Object.keys(x) as (keyof T)[]).some((field) => x[field] !== y[field]))
      return `item ${k}: ${JSON.stringify(x)} | ${JSON.stringify(y)}`;
  }
  return null;
}

/** The first item that fares differently in any world of two plans that have the same strategies. */
export function retold(
  a: Plan,
  b: Plan,
  told: (story: ItemRecord[]) => ItemRecord[] = (story) => story,
): string | null {
  for (const world of worldsOf(a)) {
    const difference = firstDifference(told(storyOf(a, world)), told(storyOf(b, world)));
    if (difference) return `${world ?? 'twin'}, ${difference}`;
  }
  return null;
}

/** Names of the fields in which two outcomes differ by as much as a bit. */
export function differences(a: WorldOutcome, b: WorldOutcome, but: readonly (keyof WorldOutcome)[] = []): string[] {
  return (Object.keys(a) as (keyof WorldOutcome)[]).filter(
    (field) => !but.includes(field) && !isSame(a[field], b[field]),
  );
}

function isSame(a: WorldOutcome[keyof WorldOutcome], b: WorldOutcome[keyof WorldOutcome]): boolean {
  if (typeof a === 'number' || typeof b === 'number') return Object.is(a, b);
  return a.length === b.length && Array.prototype.every.call(a, (value, k) => Object.is(value, b[k]));
}

/** What is wrong in which case; nothing, if the property holds. */
export function broken(
  list: readonly Case[],
  wrong: (input: ScenarioInput, plan: Plan) => string | null | readonly string[],
): string[] {
  return list.flatMap(({ name, input }) => {
    const found = wrong(input, planOf(input));
    return (typeof found === 'string' ? [found] : (found ?? [])).map((what) => `${name}: ${what}`);
  });
}

/** Outcomes of all strategies of a run by id, the twin under `twin`. */
export function outcomesOf(
  plan: Plan,
  run = 0,
  ids = plan.model.scenario.strategies.map(({ id }) => id),
): Record<string, WorldOutcome> {
  const { twin, strategies } = simulateRun(plan, SEED, run, ids);
  return { twin, ...Object.fromEntries(ids.map((id, k) => [id, strategies[k]!])) };
}

/** What had happened to every item before a tick. */
export function before(items: readonly ItemRecord[], tick: number): object[] {
  return items
    .filter((item) => item.firstDue >= 0 && item.firstDue < tick)
    .map(
      ({ site, service, originSite, originService, index, lineage, firstDue, start, end, left, degraded, record }) => {
        const started = start >= 0 && start < tick;
        return {
          site,
          service,
          originSite,
          originService,
          index,
          lineage,
          firstDue,
          ...(started ? { start, end, degraded, record } : {}),
          left: left < tick ? left : -1,
        };
      },
    );
}
