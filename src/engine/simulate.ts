/** One run: the twin and every strategy on the same draws, site groups first, hubs after them. */
import type { RunOutcome } from '../catalog/types.ts';
import { TICKS_PER_DAY } from '../scenario/calendar.ts';
import { itemKeys } from './forest.ts';
import { incidentOf, type Incident } from './incident.ts';
import { atOnce, type Steps } from './inSteps.ts';
import { cellsOf, nothingSent, runCells, shares, workshopOf, type Luck, type Sent, type Visit } from './livingCells.ts';
import {
  addDraft,
  collect,
  collectOwn,
  emptyDraft,
  noteDifferences,
  sealed,
  type Counted,
  type Draft,
} from './outcome.ts';
import { workingDateAfter, type Plan } from './plan.ts';
import { scriptOf, type Script } from './script.ts';
import { surgesOf } from './surges.ts';

/** Runs whose every item is folded into the hash. */
export const HASHED_RUNS = 10;

/** What one run did in some of the cells that send to hubs, counted apart from the others. */
export interface Part {
  readonly twin: Draft;
  readonly strategies: readonly Draft[];
  readonly sent: Sent;
}

/**
 * One run of a plan: the incident, and what every strategy makes of it, in parts that may live in several threads. A lean one
 * tells how strategies differ from the twin, by everything but the longest wait, and what falls due in the twin up to the end
 * of the first working day of the incident; nothing of hubs, and no hash.
 */
export class Run {
  readonly #plan: Plan;
  readonly #run: number;
  readonly #isHashed: boolean;
  readonly #leaveFrom: number;
  readonly #incident: Incident;
  readonly #scripts: readonly Script[];
  readonly #luck: Luck;
  /** The only sites whose outcome is asked for. */
  readonly #sites: readonly number[] | undefined;

  constructor(
    plan: Plan,
    seed: string,
    run: number,
    strategyIds: readonly string[] = allStrategies(plan),
    sites?: readonly number[],
    isLean = false,
  ) {
    this.#plan = plan;
    this.#sites = sites ?? (isLean ? plan.isHub.flatMap((isHub, site) => (isHub ? [] : [site])) : undefined);
    this.#run = run;
    this.#isHashed = run < HASHED_RUNS && !isLean;
    this.#incident = incidentOf(plan, seed, run);
    this.#leaveFrom = isLean ? firstDayTold(plan, this.#incident) : plan.horizon;
    this.#scripts = strategyIds.map((id) => scriptOf(plan, seed, run, this.#incident, usesOf(plan, id)));
    this.#luck = { keys: itemKeys(plan, seed, run), surges: surgesOf(plan, seed, run, this.#incident) };
  }

  /** One of `of` shares of the cells that send to hubs, dealt by expected work. */
  *part(part: number, of: number): Steps<Part> {
    const counted: Part = {
      twin: emptyDraft(this.#plan),
      strategies: this.#scripts.map(() => emptyDraft(this.#plan)),
      sent: nothingSent(this.#scripts.length + 1),
    };
    yield* this.#count(counted, shares(this.#plan, of, this.#sites)[part]!);
    return counted;
  }

  /** Puts all parts together, whoever counted them, and lives through the hubs; takes the first part over. */
  *whole([first, ...others]: readonly Part[]): Steps<RunOutcome> {
    for (const other of others) {
      addDraft(first!.twin, other.twin);
      first!.strategies.forEach((draft, k) => addDraft(draft, other.strategies[k]!));
      other.sent.forEach((items, world) => items.forEach((item) => first!.sent[world]!.push(item)));
    }
    yield* this.#count(first!, cellsOf(this.#plan, this.#sites).hubs);
    const { sites } = this.#incident;
    return {
      run: this.#run,
      twin: sealed(first!.twin, workshopOf(this.#plan).twinScript),
      strategies: first!.strategies.map((draft, k) => sealed(draft, this.#scripts[k]!)),
      incidentTick: Int32Array.from(sites, (site) => site.hitAt ?? -1),
      restoredTick: Int32Array.from(sites, (site) =>
        site.hitAt === undefined ? -1 : (site.restoredAt ?? this.#plan.horizon),
      ),
    };
  }

  *#count({ twin, strategies, sent }: Part, cells: readonly number[]): Steps<void> {
    const hashed = this.#isHashed;
    let twinCounted!: Counted;
    const visit: Visit = (strategy, { cell, twinForest, twin: twinWorld }, forest, world, script) => {
      if (strategy < 0) {
        twinCounted = collect(cell, forest, world, script, twin, hashed);
        return;
      }
      const draft = strategies[strategy]!;
      if (!cell.isHub) {
        collectOwn(cell, forest, world, twinWorld, script, twin, twinCounted, draft, hashed);
        return;
      }
      collect(cell, forest, world, script, draft, hashed);
      noteDifferences(cell, forest, world.items, twinForest, twinWorld.items, script, draft);
    };
    yield* runCells(this.#plan, this.#luck, this.#scripts, sent, cells, visit, this.#leaveFrom);
  }
}

/** The end of the first working day of the incident, of which it is told what falls due in the twin: at the sites hit the latest. */
function firstDayTold(plan: Plan, { sites }: Incident): number {
  const ends = sites.flatMap(({ hitAt }, s) => {
    if (hitAt === undefined) return [];
    const date = workingDateAfter(plan.sites[s]!, Math.floor(hitAt / TICKS_PER_DAY) - 1, 1);
    return date === undefined ? plan.horizon : (date + 1) * TICKS_PER_DAY;
  });
  return ends.length === 0 ? plan.horizon : Math.min(plan.horizon, Math.max(...ends));
}

function allStrategies(plan: Plan): string[] {
  return plan.model.scenario.strategies.map((strategy) => strategy.id);
}

/**
 * Simulates one run of the twin and of the strategies named (all of the scenario's by default), in that order. With `sites`
 * only what these depend on is lived through: their own figures are what they are among all, all others are nothing.
 */
export function simulateRun(
  plan: Plan,
  seed: string,
  run: number,
  strategyIds: readonly string[] = allStrategies(plan),
  sites?: readonly number[],
): RunOutcome {
  return atOnce(simulatingRun(plan, seed, run, strategyIds, sites));
}

/** The same in steps. */
export function* simulatingRun(
  plan: Plan,
  seed: string,
  run: number,
  strategyIds: readonly string[] = allStrategies(plan),
  sites?: readonly number[],
  isLean = false,
): Steps<RunOutcome> {
  const whole = new Run(plan, seed, run, strategyIds, sites, isLean);
  return yield* whole.whole([yield* whole.part(0, 1)]);
}

export function usesOf(plan: Plan, strategyId: string): readonly string[] {
  const strategy = plan.model.scenario.strategies.find(({ id }) => id === strategyId);
  if (!strategy) throw new Error(`no strategy ${strategyId} in scenario ${plan.model.scenario.id}`);
  return strategy.uses;
}
