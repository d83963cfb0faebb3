/** Staff time that a strategy asks for beyond base shifts, and typing up: kind by kind, never added, with how it is paid. */
import type { ResultSet } from './resultSet.ts';
import type { MeasureId, Spread, StudyResult } from './types.ts';

export const STAFF_TIMES = [
  'extraHours',
  'stayLateHours',
  'overtimeHours',
  'reentryHours',
] as const satisfies readonly MeasureId[];
export type StaffTimeId = (typeof STAFF_TIMES)[number];

/** By the costs that the scenario states. Overtime has none; typing up is done in any of the other hours, or in ordinary ones. */
export type Pay = 'paid' | 'unpaid' | 'some paid' | 'not costed';

export interface StaffTime {
  readonly id: StaffTimeId;
  readonly strategies: readonly { readonly id: string; readonly spread: Spread; readonly pay: Pay | undefined }[];
}

/** Kinds of action that put people on the rota, and those that keep them. */
const EXTRA: readonly string[] = ['extra-staff', 'weekend-clinic', 'evening-clinic', 'locums', 're-entry-team'];
const LATE: readonly string[] = ['stay-late'];

/** Every kind of time, of the strategies shown. `pay` is undefined where a strategy has none of it to pay. */
export function staffTimes(
  { model }: Pick<ResultSet, 'model'>,
  result: StudyResult,
  shown: readonly string[],
): StaffTime[] {
  const strategies = result.strategies.filter(({ id }) => shown.includes(id));
  const payOf = (strategy: string, kinds: readonly string[]): Pay | undefined => {
    const uses = model.scenario.strategies.find(({ id }) => id === strategy)?.uses ?? [];
    const actions = model.scenario.actions.filter(({ id, kind }) => uses.includes(id) && kinds.includes(kind));
    const paid = actions.filter(({ cost }) => cost.perHour > 0).length;
    if (actions.length === 0) return undefined;
    return paid === actions.length ? 'paid' : paid === 0 ? 'unpaid' : 'some paid';
  };
  return STAFF_TIMES.map((id) => ({
    id,
    strategies: strategies.map((strategy) => ({
      id: strategy.id,
      spread: strategy.measures[id],
      pay:
        id === 'extraHours'
          ? payOf(strategy.id, EXTRA)
          : id === 'stayLateHours'
            ? payOf(strategy.id, LATE)
            : id === 'overtimeHours'
              ? 'not costed'
              : undefined,
    })),
  }));
}
