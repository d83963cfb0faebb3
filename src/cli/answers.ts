/** The answers of a study: told on the terminal, and written to files. */
import { writeFileSync } from 'node:fs';
import type { PrecisionReport } from '../decide/untilPrecise.ts';
import type { ExportOptions } from '../exports/options.ts';
import { toCsv } from '../exports/toCsv.ts';
import { toJson } from '../exports/toJson.ts';
import { toText } from '../exports/toText.ts';
import type { ResultSet } from '../results/resultSet.ts';
import { summarise } from '../results/summarise.ts';

export interface AnswersAsked {
  /** Of the file, whichever of its strategies were run. */
  readonly scenarioHash: string;
  /** The strategies asked for: a single one is the one of the verdict. */
  readonly strategies: readonly string[];
  readonly json?: string;
  readonly csv?: string;
  readonly precision?: PrecisionReport;
}

/** Tells them and writes the files; gives the names of those written, or says in one line why one could not be. */
export function tellAnswers(
  set: ResultSet,
  { scenarioHash, strategies, json, csv, precision }: AnswersAsked,
  out: (text: string) => void,
): { readonly files: readonly string[]; readonly problem?: string } {
  const summary = summarise(set);
  const result = { ...summary, scenario: { ...summary.scenario, hash: scenarioHash } };
  const options: ExportOptions = precision ? { precision } : {};
  const verdictOf = strategies.length === 1 ? { chosen: strategies[0]! } : {};
  out(toText(result, set, { ...options, ...verdictOf }));
  const wanted = [
    ...(json === undefined ? [] : [{ path: json, make: () => toJson(result, set, options) }]),
    ...(csv === undefined ? [] : [{ path: csv, make: () => toCsv(result, set, options) }]),
  ];
  const files: string[] = [];
  for (const { path, make } of wanted) {
    const content = make();
    try {
      writeFileSync(path, content);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return { files, problem: `${path}: cannot be written (${code ?? 'unknown reason'}).` };
    }
    files.push(path);
  }
  return { files };
}
