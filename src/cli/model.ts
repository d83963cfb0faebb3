/** The model that is run: that of the file, with the strategies and the runs a world that were asked for. */
import { serviceKeys, type Model } from '../scenario/model.ts';
import type { Scenario } from '../scenario/schema.ts';

/** `strategies` of none means all; the file's own replicates stand when none are stated. */
export function chosenModel(model: Model, strategies: readonly string[], replicates: number | undefined): Model {
  return inWorldsOf(only(model, strategies), replicates);
}

/** The scenario with the strategies asked for and today's arrangement; leaving others out changes no number of these. */
function only(model: Model, ids: readonly string[]): Model {
  if (ids.length === 0) return model;
  const { scenario } = model;
  const hasBaseline = scenario.strategies.some((strategy) => strategy.baseline);
  const strategies = scenario.strategies.filter(
    (strategy, k) => ids.includes(strategy.id) || strategy.baseline || (!hasBaseline && k === 0),
  );
  const evidence = scenario.evidence.filter(
    (one) => one.strategy === undefined || strategies.some((strategy) => strategy.id === one.strategy),
  );
  return { ...model, scenario: { ...scenario, strategies, evidence } };
}

/** The same with so many runs in each world, when that is asked for. */
export function inWorldsOf(model: Model, replicates: number | undefined): Model {
  return replicates === undefined ? model : { ...model, scenario: { ...model.scenario, replicates } };
}

/** A line for each strategy that is asked for and not in the scenario. */
export function unknownStrategies(ids: readonly string[], { strategies }: Scenario): string[] {
  const all = strategies.map(({ id }) => id);
  return ids
    .filter((id) => !all.includes(id))
    .map((id) => `--strategy: there is no strategy "${id}"; there are ${all.join(', ')}.`);
}

/** A line when a kind of work is asked for that no site does. */
export function unknownService(key: string | undefined, { sites }: Model): string | undefined {
  const all = new Set(sites.flatMap((site) => serviceKeys(site)));
  if (key === undefined || all.has(key)) return undefined;
  return `--only: there is no service "${key}"; there are ${[...all].join(', ')}.`;
}
