/** Scenario files with uncertain numbers put into them, and what a study of them gives. */
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { formatIssue } from '../../src/scenario/issue.ts';
import type { Model } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { fixedBecause, leafAt } from '../../src/scenario/uncertain/places.ts';
import { StudyThread } from '../../src/runner/study.ts';
import type { MeasuredRun } from '../../src/results/resultSet.ts';

type Path = readonly (string | number)[];

/** A file as it would be written in JSON. */
export type File = Record<string, unknown>;

export function modelOf(file: object | string): Model {
  const { model, issues } = parseScenario(typeof file === 'string' ? file : JSON.stringify(file), builtInTemplates);
  if (!model) throw new Error(issues.map(formatIssue).join('\n'));
  return model;
}

/** Every place of a file at which a number or a length of time stands that may be uncertain. */
export function numberPlaces(file: object): Path[] {
  const found: Path[] = [];
  const visit = (value: unknown, path: Path): void => {
    if (path.length > 0 && fixedBecause(path) !== undefined) return;
    if (typeof value === 'number' || typeof value === 'string') {
      const amount = typeof value === 'number' ? 'number' : /workingDays?$/.test(value) ? 'working-days' : 'minutes';
      const isAmount = typeof value === 'number' || /^\d+(\.\d+)? (min|h|days?|workingDays?)$/.test(value);
      if (isAmount && leafAt(file, path, amount)?.amount === amount) found.push(path);
    } else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value))
        visit(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  };
  visit(file, []);
  return found;
}

export function at(file: object, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string | number, unknown>)[part], file);
}

/** A copy of the file with other values at some places. */
export function put(file: object, places: readonly (readonly [Path, unknown])[]): File {
  const copy = structuredClone(file) as File;
  for (const [path, value] of places) {
    const parent = at(copy, path.slice(0, -1)) as Record<string | number, unknown>;
    parent[path.at(-1)!] = value;
  }
  return copy;
}

export function runsOf(model: Model, runs: readonly number[], seed = 'uncertain'): MeasuredRun[] {
  const thread = new StudyThread(model, seed);
  return runs.map((run) => thread.run(run));
}

/** Every number of a run, and every item by its hash; what was drawn for uncertain numbers left out. */
export function told({ drawn: _, ...run }: MeasuredRun): string {
  return JSON.stringify(run, (_key, value: unknown) =>
    ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : value,
  );
}
