/** Scenarios for properties that always hold: the one about Bolton cut down to a few small sites, and generated ones. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import type { ItemRecord, WorldOutcome } from '../../src/catalog/types.ts';
import { compile, itemsOf, simulateRun, type Plan } from '../../src/engine/index.ts';
import { toModel } from '../../src/scenario/model.ts';
import { scenario } from '../../src/scenario/schema.ts';
import { generate, type ScenarioInput } from './generate.ts';

export interface Case {
  readonly name: string;
  readonly input: ScenarioInput;
}

export const planOf = (input: ScenarioInput): Plan => compile(toModel(scenario.parse(input), builtInTemplates));
export const SEED = 'properties';

/** Four practices of two networks, one of them on the other system, with pharmacy, day unit and hub, all an eighth of their size. */
export function smallBolton(): ScenarioInput {
  const file = parse(readFileSync(new URL('../../scenarios/bolton-2024-07-19.yaml', import.meta.url), 'utf8')) as ScenarioInput;
  const kept = ['practice-1', 'practice-2', 'practice-5', 'practice-12', 'pharmacy-1', 'day-unit', 'urgent-care'];
  return {
    ...file,
    start: '2024-07-15',
    warmUpDays: 2,
    days: 14,
    evidence: [],
    sites: file.sites.filter(({ id }) => kept.includes(id)).map((site) => ({ ...site, ...(site.patients === undefined ? {} : { patients: Math.round(site.patients / (site.id === 'urgent-care' ? 40 : 8)) }) })),
  };
}

/** Generated scenarios from a number on, with the cut-down Bolton before them. */
export function cases(from: number, count: number): Case[] {
  return [{ name: 'Bolton', input: smallBolton() }, ...Array.from({ length: count }, (_, k) => ({ name: `generated ${from + k}`, input: generate(from + k) }))];
}

/** A copy that may be changed. */
export function changed(input: ScenarioInput, change: (copy: ScenarioInput) => void): ScenarioInput {
  const copy = structuredClone(input);
  change(copy);
  return copy;
}

/** Every strategy of a plan, and null for the twin. */
export const worldsOf = (plan: Plan): (string | null)[] => [null, ...plan.model.scenario.strategies.map(({ id }) => id)];

/** Every item of a world as one line of text, so that lists compare quickly and show where they differ. */
export const linesOf = (items: readonly ItemRecord[]): string[] => items.map((item) => Object.values(item).join(' '));
export const storyOf = (plan: Plan, strategy: string | null, run = 0): string[] => linesOf(itemsOf(plan, SEED, run, strategy));

/** The first line in which two stories differ, or null. */
export function firstDifference(a: readonly string[], b: readonly string[]): string | null {
  for (let k = 0; k < Math.max(a.length, b.length); k++) if (a[k] !== b[k]) return `line ${k}: ${a[k] ?? 'nothing'} | ${b[k] ?? 'nothing'}`;
  return null;
}

/** Names of the fields in which two outcomes differ by as much as a bit. */
export function differences(a: WorldOutcome, b: WorldOutcome, but: readonly (keyof WorldOutcome)[] = []): string[] {
  return (Object.keys(a) as (keyof WorldOutcome)[]).filter((field) => !but.includes(field) && !isSame(a[field], b[field]));
}

function isSame(a: WorldOutcome[keyof WorldOutcome], b: WorldOutcome[keyof WorldOutcome]): boolean {
  if (typeof a === 'number' || typeof b === 'number') return Object.is(a, b);
  return a.length === b.length && Array.prototype.every.call(a, (value, k) => Object.is(value, b[k]));
}

/** Outcomes of all strategies of a run by id, the twin under `twin`. */
export function outcomesOf(plan: Plan, run = 0, ids = plan.model.scenario.strategies.map(({ id }) => id)): Record<string, WorldOutcome> {
  const { twin, strategies } = simulateRun(plan, SEED, run, ids);
  return { twin, ...Object.fromEntries(ids.map((id, k) => [id, strategies[k]!])) };
}
