/** Keeps the runs of a study as they come: whole up to a limit, beyond it their figures one by one and their hours folded together. */
import { MEASURE_IDS } from '../catalog/measures/index.ts';
import type { Frame } from '../catalog/types.ts';
import type { Model } from '../scenario/model.ts';
import { evidenceOfRun } from './evidence.ts';
import { copyFolded, emptyFolded, folding, SAMPLES, type Folded } from './folded.ts';
import { layoutOf } from './layout.ts';
import type { Counts, MeasuredRun, MeasuredWorld, ResultSet, Ticks } from './resultSet.ts';

/** About as much memory as whole runs may take. */
const WHOLE_BYTES = 1024 * 1024 * 1024;

/**
 * How many runs of a study are kept whole, so that every figure is exact: a round number, at least the samples. It depends
 * on the scenario alone, never on the machine, so that the same study gives the same everywhere.
 */
export function runsKeptWhole(frame: Frame, model: Model): number {
  const { keys, groups } = layoutOf(frame, model);
  const { hours, sites, queues } = frame;
  const days = Math.ceil(hours / 24);
  const world =
    keys.length * (hours * 2 * 2 + days * 3 * 2 + (MEASURE_IDS.length + 3) * 8) +
    hours * 3 * 8 +
    sites.length * (days * 4 + MEASURE_IDS.length * 4 + 5 * 8) +
    queues.length * 4 +
    groups.length * (MEASURE_IDS.length + 2) * 8;
  const fit = WHOLE_BYTES / (world * (1 + model.scenario.strategies.length));
  const round = fit >= 1000 ? 100 : 10;
  return Math.max(SAMPLES, round * Math.floor(fit / round));
}

/** What a result set says besides its runs. */
export type StudyHead = Omit<ResultSet, 'runs' | 'folded' | 'wholeRuns'> & { readonly wholeRuns: number };

export class KeptRuns {
  readonly #head: StudyHead;
  /** More runs than this are folded, all of them. */
  readonly #limit: number;
  readonly #runs: MeasuredRun[];
  #folded: Folded | undefined;
  #fold: ((run: MeasuredRun) => void) | undefined;
  readonly #zeros = new Map<string, Ticks | Counts>();

  /** `earlier` are runs to go on from. A share of a study that as a whole is folded is folded from its first run on. */
  constructor(head: StudyHead, { earlier, isFoldedAtOnce = false }: { earlier?: ResultSet; isFoldedAtOnce?: boolean }) {
    this.#head = head;
    this.#limit = isFoldedAtOnce ? 0 : head.wholeRuns;
    this.#runs = [];
    if (!earlier) return;
    if (earlier.folded) {
      this.#runs = [...earlier.runs];
      this.#folded = copyFolded(earlier.folded);
      this.#fold = folding(this.#folded, head.frame, head.model);
    } else for (const run of earlier.runs.slice(0, head.requestedRuns)) this.add(run);
  }

  get count(): number {
    return this.#runs.length;
  }

  /** Takes the next run, in order. */
  add(run: MeasuredRun): void {
    if (this.#fold) this.#runs.push(this.#slimmed(run));
    else {
      this.#runs.push(run);
      if (this.#runs.length > this.#limit) this.#foldAll(run);
    }
  }

  /** The runs so far; `isLast` hands over what is kept instead of copying it. */
  set(isLast = false): ResultSet {
    return {
      ...this.#head,
      runs: [...this.#runs],
      ...(this.#folded && { folded: isLast ? this.#folded : copyFolded(this.#folded) }),
    };
  }

  #foldAll(example: MeasuredRun): void {
    const { frame, model } = this.#head;
    this.#folded = emptyFolded(frame, model, example);
    this.#fold = folding(this.#folded, frame, model);
    this.#runs.forEach((run, k) => (this.#runs[k] = this.#slimmed(run)));
  }

  /** Folds the hours of a run and keeps the rest. */
  #slimmed(run: MeasuredRun): MeasuredRun {
    this.#fold!(run);
    const evidence = evidenceOfRun(this.#head, run);
    if (run.run < SAMPLES) return { ...run, evidence };
    const slim = (world: MeasuredWorld): MeasuredWorld => this.#slimWorld(world);
    return { ...run, twin: slim(run.twin), strategies: run.strategies.map(slim), evidence };
  }

  #slimWorld(world: MeasuredWorld): MeasuredWorld {
    return {
      ...world,
      backlog: NO_COUNTS,
      outstanding: NO_COUNTS,
      reentryMinutes: NO_NUMBERS,
      backlogHours: NO_NUMBERS,
      outstandingHours: NO_NUMBERS,
      dayDue: NO_COUNTS,
      dayStartedSameDay: NO_COUNTS,
      dayStarts: NO_COUNTS,
      queueBackTick: NO_TICKS,
      siteDayHours: NO_SITES,
      siteMeasures: NO_SITES,
      siteExtraStaffTicks: NO_NUMBERS,
      measures: this.#narrowed(world.measures, Float64Array),
      siteBackTick: this.#narrowed(world.siteBackTick, Int32Array),
      siteNoTraceTick: this.#narrowed(world.siteNoTraceTick, Int32Array),
      siteRecordsTick: this.#narrowed(world.siteRecordsTick, Int32Array),
      siteRelapses: this.#narrowed(world.siteRelapses, Int16Array),
    };
  }

  /** The same numbers in fewer bits; where all are 0, as at every site of the twin, one array stands for all runs. */
  #narrowed<A extends Ticks | Counts>(
    values: Ticks | Counts,
    bits: { new (length: number): A; from(of: ArrayLike<number>): A },
  ): A {
    if (values.some((value) => value !== 0)) {
      const narrow = bits.from(values);
      if (values.some((value, k) => value !== narrow[k])) throw new Error('a figure of a site does not fit its bits');
      return narrow;
    }
    const name = `${bits.name} ${values.length}`;
    const known = this.#zeros.get(name) ?? new bits(values.length);
    this.#zeros.set(name, known);
    return known as A;
  }
}

const NO_COUNTS = new Int16Array(0);
const NO_NUMBERS = new Float64Array(0);
const NO_TICKS = new Int32Array(0);
const NO_SITES = new Float32Array(0);
