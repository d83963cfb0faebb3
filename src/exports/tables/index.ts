/** One run of one strategy as plain tables, so that a simulator that knows nothing of ours can be checked against it. */
import { TABLES, type TableName } from '../../catalog/tables.ts';
import type { Plan } from '../../engine/index.ts';
import { incidentOf, noIncident } from '../../engine/incident.ts';
import type { Called } from '../../engine/backlogTrigger.ts';
import { scriptOf, type Script } from '../../engine/script.ts';
import { surgesOf } from '../../engine/surges.ts';
import { circumstancesOf } from '../../engine/trace/circumstances.ts';
import { eachCell } from '../../engine/trace/lived.ts';
import { csvText, type Cell } from '../csvCells.ts';
import { itemTables } from './items.ts';
import { timelineTables } from './timelines.ts';

export interface PlainTable {
  /** `items.csv` */
  readonly file: string;
  readonly text: string;
}

/** Which world the tables are of; a strategy of null is the twin. */
export interface WhichRun {
  readonly seed: string;
  readonly run: number;
  readonly strategy: string | null;
  /** Draws are written for so many attempts of each item: hardly anybody tries more often than six times. */
  readonly attempts?: number;
}

export type Rows = Readonly<Partial<Record<TableName, readonly (readonly Cell[])[]>>>;

/** Every table, header first, in the order of the format. */
export function plainTables(plan: Plan, { seed, run, strategy, attempts = 6 }: WhichRun): PlainTable[] {
  const { scenario } = plan.model;
  const uses = strategy === null ? undefined : scenario.strategies.find(({ id }) => id === strategy)?.uses;
  if (strategy !== null && uses === undefined) throw new Error(`there is no strategy ${strategy} in ${scenario.id}`);
  const incident = strategy === null ? noIncident(plan) : incidentOf(plan, seed, run);
  const script = livedScript(plan, { seed, run, strategy }, scriptOf(plan, seed, run, incident, uses));
  const surges = strategy === null ? [] : surgesOf(plan, seed, run, incident);
  const rows: Rows = {
    study: [[scenario.id, strategy ?? 'twin', seed, run, scenario.start, plan.warmUp, plan.horizon]],
    ...timelineTables(plan, script),
    ...itemTables(plan, script, surges, { seed, run }, attempts),
  };
  return (Object.keys(TABLES) as TableName[]).map((name) => ({
    file: `${name}.csv`,
    text: csvText([TABLES[name].columns.map((column) => column.name), ...(rows[name] ?? [])]),
  }));
}

/** With the windows that backlogs started in this run: what they do is given to whoever reads the tables, as if by date. */
function livedScript(plan: Plan, { seed, run, strategy }: WhichRun, script: Script): Script {
  if (script.watches.size === 0) return script;
  const called: Called[] = [];
  eachCell(
    circumstancesOf(plan, seed, run, strategy),
    () => true,
    ({ world }) => {
      world.advance(plan.horizon);
      called.push(...world.called);
    },
  );
  return script.withCalled(
    plan.sites.map((_, s) => s),
    called,
  );
}
