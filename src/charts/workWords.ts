/** What the parts are called into which the work of an incident falls, in charts, their keys and the sentences above them. */
import type { PartTold } from './disruptionFindings.ts';
import { plainNumber } from './number.ts';
import { PARTS, type Part, type WhereWorkWent } from '../results/whereWorkWent.ts';

export interface WorkWords {
  readonly names: Readonly<Record<Part, string>>;
  /** In the order of the parts. */
  readonly told: readonly PartTold[];
}

/** `elsewhere`: whom work is passed on to, in the words of the scenario; `end`: the last date, `11 August`. */
export function workWords(
  { movesElsewhere }: Pick<WhereWorkWent, 'movesElsewhere'>,
  neverArose: readonly number[],
  { elsewhere, end }: { readonly elsewhere: string; readonly end: string },
): WorkWords {
  const whom = `${elsewhere}${movesElsewhere ? ', a partner or another service' : ''}`;
  const arose = neverArose.every((value) => value >= 0)
    ? 'Never arose, as what it follows from was not done'
    : neverArose.every((value) => value <= 0)
      ? 'Arose on top'
      : 'Never arose, or (left) arose on top';
  return {
    names: {
      later: 'Dealt with on a later day',
      passedOn: `Passed on to ${whom}`,
      gaveUp: 'Gave up or went elsewhere',
      outstanding: `Still outstanding on ${end}`,
      neverArose: arose,
    },
    told: [
      { more: 'dealt with on a later day', fewer: 'fewer dealt with on a later day' },
      { more: `passed on to ${whom}`, fewer: `fewer passed on to ${whom}` },
      { more: 'gave up or went elsewhere', fewer: 'fewer gave up or went elsewhere' },
      { more: `still outstanding on ${end}`, fewer: `fewer outstanding on ${end}` },
      { more: 'never arose', fewer: 'arose on top' },
    ],
  };
}

/** The parts as a chart takes them, each with a look of its own. */
export function workParts(
  names: WorkWords['names'],
): { readonly id: Part; readonly name: string; readonly look: 1 | 2 | 3 | 4 | 5 }[] {
  return PARTS.map((id, k) => ({ id, name: names[id], look: (k + 1) as 1 | 2 | 3 | 4 | 5 }));
}

/** `1,930 not on their day`. */
export function displacedWords(total: number): string {
  return `${plainNumber(Math.abs(total))} ${total < 0 ? 'more on their day' : 'not on their day'}`;
}
