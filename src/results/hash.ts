/** Hashes that are the same on every machine: of a world's numbers, of a study and of a scenario. */
import type { Scenario } from '../scenario/schema.ts';
import type { ByQueue, MeasuredWorld, ResultSet } from './resultSet.ts';

/** Two lanes of 32 bits, mixed word by word as MurmurHash3 mixes its blocks; not for secrets. */
export class Hasher {
  private a = 0x9e3779b9 | 0;
  private b = 0x7f4a7c15 | 0;
  private readonly float = new DataView(new ArrayBuffer(8));

  word(value: number): void {
    let k = Math.imul(value, 0xcc9e2d51);
    k = Math.imul((k << 15) | (k >>> 17), 0x1b873593);
    let a = this.a ^ k;
    a = (a << 13) | (a >>> 19);
    this.a = (Math.imul(a, 5) + 0xe6546b64) | 0;
    let b = this.b ^ Math.imul(value ^ this.a, 0x85ebca6b);
    b = (b << 17) | (b >>> 15);
    this.b = (Math.imul(b, 5) + 0x38495ab5) | 0;
  }

  /** All 64 bits of a number; minus zero counts as zero, every NaN as one. */
  number(value: number): void {
    this.float.setFloat64(0, value === value ? value + 0 : NaN);
    this.word(this.float.getInt32(4));
    this.word(value === value ? this.float.getInt32(0) : 0x7ff80000);
  }

  /** Length, then every number. */
  numbers(values: ArrayLike<number>): void {
    this.word(values.length);
    for (let k = 0; k < values.length; k++) this.number(values[k]!);
  }

  /** Length, then every whole number of at most 32 bits. */
  words(values: ArrayLike<number>): void {
    this.word(values.length);
    for (let k = 0; k < values.length; k++) this.word(values[k]!);
  }

  text(value: string): void {
    this.word(value.length);
    for (let k = 0; k < value.length; k++) this.word(value.charCodeAt(k));
  }

  pair(): readonly [number, number] {
    return [finish(this.a ^ this.b), finish(Math.imul(this.b, 0x9e3779b1) ^ this.a)];
  }

  /** 16 hexadecimal digits. */
  hex(): string {
    return this.pair()
      .map((word) => word.toString(16).padStart(8, '0'))
      .join('');
  }
}

function finish(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Hash over every number measured of a world: its `digest`. Those by queue are parts of others and add nothing to it. */
export function digestOf(world: Omit<MeasuredWorld, 'digest' | 'hash' | keyof ByQueue>): readonly [number, number] {
  const hasher = new Hasher();
  hasher.words(world.backlog);
  hasher.words(world.outstanding);
  hasher.numbers(world.reentryMinutes);
  hasher.numbers(world.backlogHours);
  hasher.numbers(world.outstandingHours);
  hasher.words(world.dayDue);
  hasher.words(world.dayStartedSameDay);
  hasher.words(world.dayStarts);
  hasher.numbers(world.measures);
  hasher.numbers(world.whole);
  hasher.numbers(world.backTick);
  hasher.numbers(world.relapses);
  hasher.numbers(world.peakItems);
  hasher.words(world.queueBackTick);
  hasher.numbers(world.siteBackTick);
  hasher.numbers(world.siteNoTraceTick);
  hasher.numbers(world.siteRecordsTick);
  hasher.numbers(world.siteRelapses);
  hasher.numbers(world.siteDayHours);
  hasher.numbers(world.siteMeasures);
  hasher.numbers(world.groupBackTick);
  hasher.numbers(world.groupRelapses);
  hasher.numbers(world.groupMeasures);
  hasher.numbers(world.siteExtraStaffTicks);
  return hasher.pair();
}

/** Runs of which every item counts, by the engine's own hash. */
const ITEM_RUNS = 10;

/** Hash of a study: every item of runs 0 to 9 and every number measured in any run, 16 hexadecimal digits. */
export function studyHash(set: ResultSet): string {
  const hasher = new Hasher();
  hasher.word(set.runs.length);
  set.runs.forEach((run, k) => {
    hasher.word(run.run);
    hasher.words(run.incidentTick);
    hasher.words(run.restoredTick);
    hasher.numbers(run.utilisation);
    if (run.drawn) hasher.numbers(run.drawn);
    for (const world of [run.twin, ...run.strategies]) {
      if (k < ITEM_RUNS) hasher.words(world.hash);
      hasher.words(world.digest);
    }
  });
  return hasher.hex();
}

/** Lists written with names, in which order means something: ties go by it, and so do draws. */
const ORDERED = new Set(['pools', 'services', 'functions']);

/** Text of a value that does not depend on the order of its fields, but does on the order of services, pools and stages of repair. */
export function canonicalJson(value: unknown, ordered = false): string {
  if (Array.isArray(value)) return `[${value.map((entry) => canonicalJson(entry)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  if (!ordered) fields.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field, ORDERED.has(name))}`).join(',')}}`;
}

/** Hash of a value that JSON can write, 16 hexadecimal digits; the order of its fields does not matter. */
export function hashOf(value: unknown): string {
  const hasher = new Hasher();
  hasher.text(canonicalJson(value));
  return hasher.hex();
}

const hashes = new WeakMap<Scenario, string>();

/** Hash of a parsed scenario, worked out once: 16 hexadecimal digits; comments, layout and the order of fields in the file do not matter. */
export function scenarioHash(scenario: Scenario): string {
  const known = hashes.get(scenario) ?? hashOf(scenario);
  hashes.set(scenario, known);
  return known;
}
