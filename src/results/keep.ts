/** Keeps the runs of a study as they come: whole up to a limit, beyond it their figures one by one and their hours folded together. */
import { MEASURE_IDS } from '../catalog/measures/index.ts';
import type { Frame } from '../catalog/types.ts';
import type { Model } from '../scenario/model.ts';
import { evidenceOfRun } from './evidence.ts';
import { copyFolded, emptyFolded, folding, SAMPLES, type Folded } from './folded.ts';
import { layoutOf } from './layout.ts';
import { QUEUE_COLUMNS } from './measureCounts.ts';
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
    queues.length * (4 + 2 + days * 2 + QUEUE_COLUMNS * 2 + 2 * 4) +
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
  readonly #runs: MeasuredRun[] = [];
  #folded: Folded | undefined;
  #fold: ((run: MeasuredRun) => void) | undefined;
  readonly #zeros = new Map<string, Ticks | Counts>();
  readonly #blocks = new Map<string, { readonly numbers: Ticks | Counts; used: number }>();

  /** `earlier` are runs to go on from. A share of a study that as a whole is folded is folded from its first run on. */
  constructor(head: StudyHead, { earlier, isFoldedAtOnce = false }: { earlier?: ResultSet; isFoldedAtOnce?: boolean }) {
    this.#head = head;
    this.#limit = isFoldedAtOnce ? 0 : head.wholeRuns;
    if (earlier?.folded) {
      this.#runs.push(...earlier.runs);
      this.#startFolding(copyFolded(earlier.folded));
    } else for (const run of earlier?.runs ?? []) this.add(run);
  }

  get count(): number {
    return this.#runs.length;
  }

  get #isFolded(): boolean {
    return this.#runs.length > this.#limit;
  }

  /** Takes the next run, in order. */
  add(run: MeasuredRun): void {
    // Of a study that will be too large every run is folded as it comes, so that there is never a long wait for all of them.
    if (this.#head.requestedRuns > this.#limit) {
      if (!this.#fold) this.#startFolding(emptyFolded(this.#head.frame, this.#head.model, run));
      this.#fold!(run);
    }
    this.#runs.push(run);
    if (!this.#isFolded) return;
    const isFirst = this.#runs.length === this.#limit + 1;
    for (let k = isFirst ? 0 : this.#runs.length - 1; k < this.#runs.length; k++)
      this.#runs[k] = this.#slimmed(this.#runs[k]!);
  }

  /** The runs so far; `isLast` hands over what is kept instead of copying it. */
  set(isLast = false): ResultSet {
    const folded = this.#isFolded ? this.#folded : undefined;
    return {
      ...this.#head,
      runs: [...this.#runs],
      ...(folded && { folded: isLast ? folded : copyFolded(folded) }),
    };
  }

  #startFolding(folded: Folded): void {
    this.#folded = folded;
    this.#fold = folding(folded, this.#head.frame, this.#head.model);
  }

  /** A run without its hours, but for the samples. */
  #slimmed(run: MeasuredRun): MeasuredRun {
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
      siteDayHours: NO_SITES,
      siteMeasures: NO_SITES,
      siteExtraStaffTicks: NO_NUMBERS,
      queueDayItems: NO_COUNTS,
      queueCounts: NO_COUNTS,
      queueTotals: NO_TICKS,
      queueBackTick: this.#kept(world.queueBackTick, Int32Array),
      queueRelapses: this.#kept(world.queueRelapses, Int16Array),
      measures: this.#kept(world.measures, Float64Array),
      whole: this.#kept(world.whole, Float64Array),
      backTick: this.#kept(world.backTick, Float64Array),
      relapses: this.#kept(world.relapses, Float64Array),
      peakItems: this.#kept(world.peakItems, Float64Array),
      groupBackTick: this.#kept(world.groupBackTick, Float64Array),
      groupRelapses: this.#kept(world.groupRelapses, Float64Array),
      groupMeasures: this.#kept(world.groupMeasures, Float64Array),
      siteBackTick: this.#kept(world.siteBackTick, Int32Array),
      siteNoTraceTick: this.#kept(world.siteNoTraceTick, Int32Array),
      siteRecordsTick: this.#kept(world.siteRecordsTick, Int32Array),
      siteRelapses: this.#kept(world.siteRelapses, Int16Array),
    };
  }

  /**
   * The same numbers in the bits stated, beside those of other runs: a block of memory of its own costs more than a few
   * numbers do. Where all are 0, as everywhere in the twin, one array stands for all runs.
   */
  #kept<A extends Ticks | Counts>(values: Ticks | Counts, bits: { new (length: number): A }): A {
    const { length } = values;
    if (length === 0 || values.every((value) => value === 0)) {
      const name = `${bits.name} ${length}`;
      const known = this.#zeros.get(name) ?? new bits(length);
      this.#zeros.set(name, known);
      return known as A;
    }
    let block = this.#blocks.get(bits.name);
    if (!block || block.used + length > block.numbers.length) {
      block = { numbers: new bits(Math.max(BLOCK, length)), used: 0 };
      this.#blocks.set(bits.name, block);
    }
    const place = block.numbers.subarray(block.used, (block.used += length)) as A;
    place.set(values);
    if (values.some((value, k) => value !== place[k])) throw new Error('a figure does not fit the bits kept for it');
    return place;
  }
}

/** Numbers in a block that runs share. */
const BLOCK = 4096;

const NO_COUNTS = new Int16Array(0);
const NO_NUMBERS = new Float64Array(0);
const NO_TICKS = new Int32Array(0);
const NO_SITES = new Float32Array(0);
