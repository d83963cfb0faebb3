/** A practice as the national network knows it, and how its clinical system and its list size are told. */
import { LIST_SPREAD, MEAN_LIST } from '../catalog/england/figures.ts';
import { exp, normalQuantile } from '../engine/math.ts';
import { streamKey, uniformAt } from '../engine/streams.ts';

/** Whose record system a practice works with: EMIS Web, SystmOne of TPP, or another one. */
export type System = 'emis' | 'tpp' | 'other';
export const SYSTEMS: readonly System[] = ['emis', 'tpp', 'other'];

export interface Practice {
  /** In lower case; for a synthetic one, its board and a number. */
  readonly code: string;
  readonly system: System;
  /** Code of its primary care network; absent when it is in none. */
  readonly pcn?: string;
  readonly subIcb?: string;
  readonly icb: string;
  readonly patients: number;
}

export interface Board {
  readonly code: string;
  readonly name: string;
  readonly region: string;
  readonly regionName: string;
}

/** Practices and the integrated care boards that they belong to. */
export interface Network {
  /** Where it comes from, in a sentence. */
  readonly source: string;
  readonly practices: readonly Practice[];
  /** In the order in which tables list them. */
  readonly boards: readonly Board[];
}

/** Names of suppliers and products as the mapping writes them; Evergreen Life is an app beside a record system. */
const SYSTEM_OF: Readonly<Record<string, System>> = { EMIS: 'emis', TPP: 'tpp', MEDICUS: 'other', VISION: 'other' };
const BESIDE = 'EVERGREENLIFE';

/**
 * The system of a practice from the mapping's SUPPLIER: of several names the first counts, because that is the system
 * with which the practice is listed first and nobody says which of its work runs on the second: EMIS/TPP is EMIS,
 * TPP/EMIS is TPP, MEDICUS/EMIS is another system. Undefined when the first name is not known.
 */
export function systemOf(supplier: string): System | undefined {
  const names = supplier
    .toUpperCase()
    .split('/')
    .map((name) => name.trim())
    .filter((name) => name !== BESIDE && name !== '');
  const first = names[0];
  return first !== undefined && Object.hasOwn(SYSTEM_OF, first) ? SYSTEM_OF[first] : undefined;
}

/** List sizes belong to codes and not to studies, so their seed is always the same. */
const LIST_SEED = 'list sizes of england';

/**
 * The list size of a practice, which the mapping does not hold: lognormal around the national mean, drawn by the
 * practice's code, so that no practice's size depends on which others are in the file.
 */
export function listSize(code: string): number {
  const u = uniformAt(streamKey(LIST_SEED, 0, 'practice', code), 0, 1);
  const { sigma } = LIST_SPREAD;
  const median = MEAN_LIST.patients / exp((sigma * sigma) / 2);
  return Math.round(median * exp(sigma * normalQuantile(u)));
}
