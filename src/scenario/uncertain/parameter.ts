/** A number that is not known: where it stands, what is believed of it, and the same number in one of the worlds that could be true. */
import { valueAt, type Path } from '../issue.ts';
import { partsOf, resolvePath } from './paths.ts';

/** What is believed of a number. Every law is bounded, so that its ends can be checked before anything runs. */
export type Law =
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'triangular'; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly sd: number; readonly low: number; readonly high: number }
  | {
      readonly kind: 'lognormal';
      readonly median: number;
      readonly p90: number;
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: 'choice'; readonly values: readonly number[] };

/** A bare number, a length of time in minutes, or whole working days. */
export type Amount = 'number' | 'minutes' | 'working-days';

export const AMOUNTS: Readonly<Record<Amount, string>> = {
  number: 'plain numbers',
  minutes: 'lengths of time such as 4 h',
  'working-days': 'working days such as 2 workingDays',
};

/** How the number stands in a parsed scenario: as itself, as a delay that is always the same, or as working days. */
export type Written = 'number' | 'fixed' | 'workingDays';

export interface Place {
  readonly path: Path;
  readonly written: Written;
  /** Only whole numbers can stand there: what is drawn is rounded. */
  readonly whole: boolean;
  readonly min: number;
  readonly max: number;
  readonly label: string;
  readonly unit: string;
  /** The number that stood in the file: planning and the middle of the range go by it. */
  readonly central: number;
}

/** One entry of the scenario's list of numbers that are not known. */
export interface Uncertain {
  /** `backups.paper-pack.covers.0.share`: names the draw, so it does not depend on the order of the file. */
  readonly of: string;
  readonly amount: Amount;
  readonly law: Law;
  /** Entries of the same name are low and high together. */
  readonly as?: string | undefined;
  readonly source?: string | undefined;
  readonly why?: string | undefined;
  /** Found when the whole file has been read. */
  readonly place?: Place | undefined;
}

/** An entry whose place is known, in a scenario in which sliders may have moved the number. */
export interface Parameter extends Omit<Uncertain, 'place'> {
  readonly place: Place;
  /** The number as the scenario has it now. */
  readonly central: number;
}

export function lowOf(law: Law): number {
  return law.kind === 'choice' ? Math.min(...law.values) : law.low;
}

export function highOf(law: Law): number {
  return law.kind === 'choice' ? Math.max(...law.values) : law.high;
}

/**
 * A value of the law at the number's place. When the number has been moved, the law goes along and stays within what the field
 * allows: a length of time is stretched with it, so that lengths that belong together keep their order; anything else keeps its width.
 */
export function inPlace(
  { place, amount, central }: Pick<Parameter, 'place' | 'amount' | 'central'>,
  value: number,
): number {
  const isTime = amount === 'minutes' || place.unit === 'minutes';
  const moved =
    central === place.central
      ? value
      : isTime && place.central > 0
        ? value * (central / place.central)
        : value + (central - place.central);
  const within = Math.min(place.max, Math.max(place.min, moved));
  return place.whole ? Math.round(within) : within;
}

/** Lowest and highest value that a world can have. */
export function boundsOf(parameter: Parameter): { readonly low: number; readonly high: number } {
  return { low: inPlace(parameter, lowOf(parameter.law)), high: inPlace(parameter, highOf(parameter.law)) };
}

/**
 * The numbers of a scenario that are not known, found by name, so that a scenario that was changed since it was read still has
 * them. One that was not read by `parseScenario` has no places, so it has none.
 */
export function parametersOf(scenario: {
  readonly uncertain?: readonly Uncertain[] | undefined;
}): readonly Parameter[] {
  return (scenario.uncertain ?? []).flatMap(({ place, ...entry }) => {
    const path = place && resolvePath(scenario, partsOf(entry.of)!);
    if (!place || !path) return [];
    const central = amountAt(scenario, path);
    return central === undefined ? [] : [{ ...entry, place: { ...place, path }, central }];
  });
}

/** The number that stands at a path of a parsed scenario. */
export function amountAt(root: unknown, path: Path): number | undefined {
  return amountOf(valueAt(root, path))?.value;
}

/** A parsed value as a number, and how it was written; undefined when it is not one number. */
export function amountOf(value: unknown): { readonly value: number; readonly written: Written } | undefined {
  if (typeof value === 'number') return { value, written: 'number' };
  if (value === null || typeof value !== 'object' || Object.keys(value).length !== 1) return undefined;
  const { fixed, workingDays } = value as { fixed?: unknown; workingDays?: unknown };
  if (typeof fixed === 'number') return { value: fixed, written: 'fixed' };
  return typeof workingDays === 'number' ? { value: workingDays, written: 'workingDays' } : undefined;
}
