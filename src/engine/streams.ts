/**
 * Every random number, by name. A stream is keyed by (seed, run, purpose, ids) through seedrandom's alea;
 * within a stream each number is a hash of (stream, index, purpose, lineage, attempt), so any number can be
 * had alone, in any order, and nothing a strategy does moves anyone else's luck.
 */
import alea from 'seedrandom/lib/alea.js';

/** Two 32-bit words that name a stream. */
export interface StreamKey {
  readonly a: number;
  readonly b: number;
  /** In place of luck, by purpose: only streams of the even run have it (`evenRun.ts`). */
  readonly even?: (purpose: number) => number;
}

/** In place of a run's number: the run in which nothing is left to chance. */
export const EVEN_RUN = -1;

/** What is drawn once a run is in the middle of its distribution in the even run. */
const MIDDLE: StreamKey = { a: 0, b: 0, even: () => 0.5 };

/** The key of the stream (seed, run, ...parts). Parts are ids, so they hold no separator. */
export function streamKey(seed: string, run: number, ...parts: readonly string[]): StreamKey {
  if (run === EVEN_RUN) return MIDDLE;
  let name = `${seed}\u001f${run}`;
  for (const part of parts) name += `\u001f${part}`;
  const generator = alea(name);
  return { a: generator.int32(), b: generator.int32() };
}

/** What a number is for. Values are part of the file format's promise: same seed, same bits. */
export const Purpose = {
  gap: 1,
  handling: 2,
  luck: 3,
  noShow: 4,
  patience: 5,
  leaveRoute: 6,
  returnDelay: 7,
  closeRoute: 8,
  followOn: 9,
  followDelay: 10,
  divert: 11,
  divertReturn: 12,
  divertReturnDelay: 13,
  pause: 14,
  pauseDue: 15,
  shed: 16,
  shedReturn: 17,
  shedReturnDelay: 18,
  release: 19,
  demandCut: 20,
  demandReturn: 21,
  switch: 22,
  switchReturn: 23,
  switchReturnDelay: 24,
  held: 40,
  heldSpread: 41,
} as const;
export type Purpose = (typeof Purpose)[keyof typeof Purpose];

/** Full-avalanche 32-bit mixer (two multiply-xorshift steps). */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}

/** The item's half of a number: the same for everything that is drawn for one index of a stream. */
export function itemHalf(key: StreamKey, index: number): number {
  return itemHalfOf(key.a, index);
}

/** The same, by the stream's first word. */
export function itemHalfOf(a: number, index: number): number {
  return mix(a ^ Math.imul(index + 1, 0x9e3779b1));
}

/** The purpose's half of a number: the same for every index of a stream. */
export function purposeHalf(key: StreamKey, purpose: number, lineage = 0, attempt = 0): number {
  return mix(
    key.b ^ Math.imul(purpose, 0x85ebca6b) ^ Math.imul(lineage, 0xc2b2ae35) ^ Math.imul(attempt + 1, 0x27d4eb2f),
  );
}

/** 32 random bits from the two halves of a number, as an unsigned integer. */
export function bitsOf(item: number, purpose: number): number {
  return mix(item + Math.imul(purpose, 0x165667b1)) >>> 0;
}

/** A uniform number from its two halves: for many numbers of one index or of one purpose. */
export function uniformOf(item: number, purpose: number): number {
  return uniformOfBits(bitsOf(item, purpose));
}

/** The uniform number that 32 random bits stand for. */
export function uniformOfBits(bits: number): number {
  return (bits + 0.5) / 4294967296;
}

/** 32 random bits for one purpose of one item, as an unsigned integer. */
export function bitsAt(key: StreamKey, index: number, purpose: number, lineage = 0, attempt = 0): number {
  return bitsOf(itemHalf(key, index), purposeHalf(key, purpose, lineage, attempt));
}

/** A uniform number strictly between 0 and 1 with 32 bits. */
export function uniformAt(key: StreamKey, index: number, purpose: number, lineage = 0, attempt = 0): number {
  if (key.even) return key.even(purpose);
  return uniformOf(itemHalf(key, index), purposeHalf(key, purpose, lineage, attempt));
}

/** A number for an id, so that a lineage depends on names and not on places in a file (FNV-1a). */
export function idCode(id: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) h = Math.imul(h ^ id.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** The lineage of what an item with `lineage` gives rise to. An own arrival has lineage 0. */
export function childLineage(lineage: number, code: number): number {
  return mix(Math.imul(lineage, 31) + code) | 1;
}
