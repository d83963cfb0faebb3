/** What the record says against what the model gives: every piece of evidence of a scenario, evaluated. */
import type { Evidence } from '../scenario/schema.ts';
import { simulateEvidence } from './evidenceMeasures.ts';
import { percent, runsOf } from './format.ts';
import { baselineIndex } from './perRun.ts';
import { quantile, wilson } from './quantiles.ts';
import type { ResultSet } from './resultSet.ts';
import type { EvidenceResult } from './types.ts';

/** Evaluates the scenario's evidence, in file order. */
export function evaluateEvidence(set: ResultSet): EvidenceResult[] {
  return set.model.scenario.evidence.map((evidence) => evaluate(set, evidence));
}

function evaluate(set: ResultSet, evidence: Evidence): EvidenceResult {
  const { id, claim, source, fitted, fittedParameters, between } = evidence;
  const told = { id, claim, source, fitted, fittedParameters, between };
  const nothing = { simulated: null, low: null, high: null, holds: false };
  const { strategies } = set.model.scenario;
  const strategy =
    evidence.strategy === undefined ? baselineIndex(set) : strategies.findIndex((one) => one.id === evidence.strategy);
  if (strategy < 0) return { ...told, ...nothing, unit: '', detail: `The strategy ${evidence.strategy} was not run.` };
  const sites = sitesOf(set, evidence);
  const { values, unit, by, detail } = simulateEvidence(set, evidence, strategy, sites);
  if (values.length === 0)
    return { ...told, ...nothing, unit, detail: 'The incident hits none of these sites in any run.' };

  const sorted = Float64Array.from(values).sort();
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const inside = values.filter((value) => value >= between[0] && value <= between[1]).length;
  const middle =
    by === 'median' ? quantile(sorted, 0.5) : values.reduce((sum, value) => sum + value, 0) / values.length;
  const shareOfRuns = by === 'mean' && values.every((value) => value === 0 || value === 1);
  const range = shareOfRuns
    ? wilson(values.filter((value) => value === 1).length, values.length)
    : { low: quantile(sorted, 0.05), high: quantile(sorted, 0.95) };
  const asked = evidence.atLeastRuns;
  return {
    ...told,
    unit,
    simulated: finite(middle),
    low: finite(range.low),
    high: finite(range.high),
    holds: asked === undefined ? middle >= between[0] && middle <= between[1] : inside >= asked * values.length - 1e-9,
    detail: `${detail} Within the bounds in ${runsOf(inside, values.length)}${asked === undefined ? '' : `; at least ${percent(asked)} asked for`}.`,
  };
}

function sitesOf(set: ResultSet, evidence: Evidence): number[] {
  const wanted = evidence.sites;
  return set.frame.sites.flatMap((site, i) =>
    ('template' in wanted ? site.template === wanted.template : wanted.ids.includes(site.id)) ? [i] : [],
  );
}
