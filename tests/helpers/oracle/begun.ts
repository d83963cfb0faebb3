/** What a fault that begins in a run is played with: where it happens, whom it hits, and its draws (rules 17, 34a). */
import type { Prevention } from '../../../src/catalog/backups/index.ts';
import type { Fault } from '../../../src/catalog/faults/index.ts';
import type { Interval } from '../../../src/catalog/types.ts';
import type { Model } from '../../../src/scenario/model.ts';
import type { Span } from './calendar.ts';

export type OfKind<K extends Fault['kind']> = Extract<Fault, { kind: K }>;

/** What a number of a fault is for (rule 34a). */
export const Draw = {
  hit: 1,
  central: 2,
  function: 3,
  stage: 4,
  stageOrder: 5,
  visits: 6,
  window: 7,
  trigger: 8,
  contained: 9,
  switchedOn: 10,
} as const;

/** What a fault happens to. */
export interface Setting {
  readonly model: Model;
  readonly span: Span;
  /** Per site: what it uses, by the whole file. */
  readonly inUse: readonly ReadonlySet<string>[];
  /** Per site: base shifts of all its pools, merged. */
  readonly baseShifts: readonly (readonly Interval[])[];
}

/** A fault that begins in this run, with its draws. */
export interface Begun extends Setting {
  readonly begin: number;
  /** What the strategy has done to make this fault less bad (rule 19a). */
  readonly preventions: readonly Prevention[];
  /** In file order; an update may be halted before it strikes all of them. */
  readonly hit: readonly number[];
  readonly draw: (purpose: number, j?: number) => number;
  readonly drawAt: (purpose: number) => (site: number) => number;
}

export const allAtOnce = ({ hit, begin }: Begun): Map<number, number> => new Map(hit.map((site) => [site, begin]));
