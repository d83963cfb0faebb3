/** Writing the plain tables of one run from the command line. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../engine/index.ts';
import { plainTables } from '../exports/tables/index.ts';
import type { Model } from '../scenario/model.ts';

export interface TablesAsked {
  readonly folder: string;
  readonly run: number;
  readonly seed: string;
  /** `twin` for the run without incident and strategy; the baseline when not stated. */
  readonly strategy?: string;
}

/** Writes them and gives the files' names, or says in one line why a file could not be written. */
export function writeTables(model: Model, asked: TablesAsked): { files: readonly string[] } | { problem: string } {
  const { strategies } = model.scenario;
  const strategy = asked.strategy ?? (strategies.find(({ baseline }) => baseline) ?? strategies[0]!).id;
  const tables = plainTables(compile(model), {
    seed: asked.seed,
    run: asked.run,
    strategy: strategy === 'twin' ? null : strategy,
  });
  const files: string[] = [];
  for (const { file, text } of tables) {
    const path = join(asked.folder, file);
    try {
      mkdirSync(asked.folder, { recursive: true });
      writeFileSync(path, text);
    } catch (error) {
      return { problem: `${path}: cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).` };
    }
    files.push(path);
  }
  return { files };
}
