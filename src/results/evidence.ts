/** What the record says against what the model gives: every piece of evidence of a scenario, evaluated. */
import type { Evidence } from '../scenario/schema.ts';
import { simulateEvidence, type Simulated } from './evidenceMeasures.ts';
import { percent, runsOf } from './format.ts';
import { baselineIndex } from './perRun.ts';
import { quantile, wilson } from './quantiles.ts';
import type { MeasuredRun, ResultSet } from './resultSet.ts';
import type { EvidenceResult } from './types.ts';

/** Evaluates the scenario's evidence, in file order. */
export function evaluateEvidence(set: ResultSet): EvidenceResult[] {
  return set.model.scenario.evidence.map((evidence, e) => evaluate(set, evidence, e));
}

/** What one run gives for each piece of evidence, NaN for nothing: kept when its hours are not. */
export function evidenceOfRun(set: Omit<ResultSet, 'runs'>, run: MeasuredRun): Float64Array {
  return Float64Array.from(set.model.scenario.evidence, (evidence) => {
    const strategy = strategyOf(set, evidence);
    if (strategy < 0) return NaN;
    return simulateEvidence({ ...set, runs: [run] }, evidence, strategy, sitesOf(set, evidence)).values[0] ?? NaN;
  });
}

/** What the runs give, each its own number: of folded ones those that were noted. */
function simulated(set: ResultSet, evidence: Evidence, e: number, strategy: number): Simulated {
  const sites = sitesOf(set, evidence);
  if (!set.folded) return simulateEvidence(set, evidence, strategy, sites);
  return {
    ...simulateEvidence({ ...set, runs: [] }, evidence, strategy, sites),
    values: set.runs.map((run) => run.evidence![e]!).filter((value) => !Number.isNaN(value)),
  };
}

/** The place of the strategy that is meant, -1 when it was not run. */
function strategyOf(set: Pick<ResultSet, 'model'>, { strategy }: Evidence): number {
  if (strategy === undefined) return baselineIndex(set);
  return set.model.scenario.strategies.findIndex((one) => one.id === strategy);
}

function evaluate(set: ResultSet, evidence: Evidence, e: number): EvidenceResult {
  const { id, claim, source, fitted, fittedParameters, between } = evidence;
  const told = { id, claim, source, fitted, fittedParameters, between, onRecord: evidence.ofRecord ?? true };
  const nothing = { simulated: null, low: null, high: null, holds: false };
  const strategy = strategyOf(set, evidence);
  if (strategy < 0) return { ...told, ...nothing, unit: '', detail: `The strategy ${evidence.strategy} was not run.` };
  const { values, unit, by, detail } = simulated(set, evidence, e, strategy);
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

function sitesOf(set: Pick<ResultSet, 'frame'>, evidence: Evidence): number[] {
  const wanted = evidence.sites;
  return set.frame.sites.flatMap((site, i) =>
    ('template' in wanted ? site.template === wanted.template : wanted.ids.includes(site.id)) ? [i] : [],
  );
}
