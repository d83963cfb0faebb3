/** Boards put together: the country as a whole, by record system, and by week. Every sum is taken in the order of the boards. */
import { quantile } from '../../results/quantiles.ts';
import { kindsAmong, told, type BoardFigures } from './boardFigures.ts';

/** Something told once a run: the middle one and the range of nine in ten. Infinity: not back by the end. */
export interface OverRuns {
  readonly median: number;
  readonly p5: number;
  readonly p95: number;
}

export function overRuns(values: readonly number[]): OverRuns {
  const sorted = new Float64Array(values).sort();
  return { median: quantile(sorted, 0.5), p5: quantile(sorted, 0.05), p95: quantile(sorted, 0.95) };
}

/** Practices on one record system under one strategy, or all of them. */
export interface NationStrategy {
  readonly peakDays: OverRuns;
  /** Per day of the results period, means over runs: extra work outstanding at the day's worst hour in days of normal work, and practices not back at its end as a share of those hit. */
  readonly byDay: readonly { readonly extraDays: number; readonly notBack: number }[];
}

export interface NationSystem {
  /** Kind of site; undefined for all of them. */
  readonly template: string | undefined;
  readonly practices: number;
  readonly patients: number;
  readonly hit: OverRuns;
  readonly appointments: OverRuns;
  readonly contacts: OverRuns;
  readonly strategies: readonly NationStrategy[];
}

export interface Nation {
  readonly runs: number;
  readonly whole: NationSystem;
  readonly systems: readonly NationSystem[];
}

export function nationOf(boards: readonly BoardFigures[]): Nation {
  const templates = kindsAmong(boards.flatMap(({ systems }) => systems));
  return {
    runs: boards[0]?.runs ?? 0,
    whole: systemOf(boards, undefined),
    systems: templates.map((template) => systemOf(boards, template)),
  };
}

function systemOf(boards: readonly BoardFigures[], template: string | undefined): NationSystem {
  const parts = boards.flatMap(({ systems }) =>
    systems.filter((system) => template === undefined || system.template === template),
  );
  const runs = boards[0]?.runs ?? 0;
  const hours = boards[0]?.hours ?? 0;
  const days = Math.ceil(hours / 24);
  const sum = (of: (part: (typeof parts)[number]) => number): number => parts.reduce((all, part) => all + of(part), 0);
  const eachRun = (of: (part: (typeof parts)[number], run: number) => number): number[] =>
    Array.from({ length: runs }, (_, r) => sum((part) => of(part, r)));
  const normalHours = sum((part) => part.normalHours);
  const hit = eachRun((part, r) => part.hit[r]!);
  const strategies = (boards[0]?.strategies ?? []).map((_, s): NationStrategy => {
    const extra = new Float64Array(runs * hours);
    for (const part of parts) {
      const { extraHours } = part.strategies[s]!;
      for (let k = 0; k < extra.length; k++) extra[k]! += extraHours[k]!;
    }
    const worst = (run: number, from: number, to: number): number => {
      let most = 0;
      for (let hour = from; hour < Math.min(to, hours); hour++) most = Math.max(most, extra[run * hours + hour]!);
      return normalHours > 0 ? most / normalHours : 0;
    };
    const allRuns = Array.from({ length: runs }, (_, r) => r);
    const all = allRuns.reduce((total, r) => total + hit[r]!, 0);
    return {
      peakDays: overRuns(allRuns.map((r) => worst(r, 0, hours))),
      byDay: Array.from({ length: days }, (_, day) => ({
        extraDays: runs === 0 ? 0 : allRuns.reduce((total, r) => total + worst(r, day * 24, day * 24 + 24), 0) / runs,
        notBack:
          all === 0
            ? 0
            : allRuns.reduce((total, r) => total + sum((part) => part.strategies[s]!.notBack[r * days + day]!), 0) /
              all,
      })),
    };
  });
  return {
    template,
    practices: sum((part) => part.practices),
    patients: sum((part) => part.patients),
    hit: overRuns(hit),
    appointments: overRuns(eachRun((part, r) => part.appointments[r]!)),
    contacts: overRuns(eachRun((part, r) => part.contacts[r]!)),
    strategies,
  };
}

/** A board as tables and tiles show it, under one strategy. */
export interface BoardRow {
  readonly code: string;
  readonly practices: number;
  readonly patients: number;
  readonly shareHit: number;
  readonly hit: number;
  readonly appointments: number;
  readonly contacts: number;
  readonly peakDays: OverRuns;
  /** Staff-hours for each 1,000 patients. */
  readonly peakPerThousand: number;
  readonly typical: OverRuns;
  readonly ninetieth: OverRuns;
  readonly means: BoardFigures['strategies'][number]['means'];
}

/** Worked out once for each board and strategy: figures never change, and tiles ask for them whenever they are drawn. */
function once<T>(make: (board: BoardFigures, strategy: number) => T): typeof make {
  const kept = new WeakMap<BoardFigures, T[]>();
  return (board, strategy) => {
    const made = kept.get(board) ?? [];
    kept.set(board, made);
    return (made[strategy] ??= make(board, strategy));
  };
}

export const boardRow = once((board, strategy): BoardRow => {
  const { systems, practices, patients, runs } = board;
  const own = board.strategies[strategy]!;
  const total = (of: 'hit' | 'appointments' | 'contacts'): number =>
    overRuns(Array.from({ length: runs }, (_, r) => systems.reduce((sum, system) => sum + system[of][r]!, 0))).median;
  const hit = total('hit');
  const peakDays = overRuns(own.peakDays);
  return {
    code: board.code,
    practices,
    patients,
    hit,
    shareHit: practices === 0 ? 0 : hit / practices,
    appointments: total('appointments'),
    contacts: total('contacts'),
    peakDays,
    peakPerThousand: patients === 0 ? 0 : (peakDays.median * board.normalHours * 1000) / patients,
    typical: overRuns(own.typical),
    ninetieth: overRuns(own.ninetieth),
    means: own.means,
  };
});

/** What is known of a board before it is run: its practices, and how many the incident would hit. */
export function unknownRow(code: string, practices: number, hit: number): BoardRow {
  const none: OverRuns = { median: NaN, p5: NaN, p95: NaN };
  return {
    code,
    practices,
    patients: NaN,
    hit,
    shareHit: practices === 0 ? 0 : hit / practices,
    appointments: NaN,
    contacts: NaN,
    peakDays: none,
    peakPerThousand: NaN,
    typical: none,
    ninetieth: none,
    means: told(() => NaN),
  };
}

/** The same as `byDay` for the practices of one board: what its tile shows from day to day. */
export const boardByDay = once(
  (board, strategy): NationStrategy['byDay'] => nationOf([board]).whole.strategies[strategy]!.byDay,
);
