/** A whole study in this thread, from the text of a scenario to its answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { compile, ENGINE_VERSION, simulateRun } from '../../src/engine/index.ts';
import { measureRun } from '../../src/results/measure.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { formatIssue } from '../../src/scenario/issue.ts';
import type { Model } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const folder = join(import.meta.dirname, '../../scenarios');

export const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** The model and every issue of a text; throws with the issues when there is no model. */
export function readModel(text: string): { model: Model; issues: readonly string[] } {
  const { model, issues } = parseScenario(text, builtInTemplates);
  const lines = issues.map(formatIssue);
  if (!model) throw new Error(lines.join('\n'));
  return { model, issues: lines };
}

export function studyOf(model: Model, runs: number, seed = model.scenario.seed): ResultSet {
  const plan = compile(model);
  return {
    model,
    frame: plan.frame,
    engineVersion: ENGINE_VERSION,
    seed,
    requestedRuns: runs,
    runs: Array.from({ length: runs }, (_, run) => measureRun(plan.frame, model, simulateRun(plan, seed, run))),
  };
}
