/** Staff who stay away: who is still there of a pool's people, moment by moment. */
import type { AbsenceEffect } from '../catalog/effects.ts';
import { countOf } from '../catalog/effects.ts';
import type { Interval, Steps } from '../catalog/types.ts';
import type { Plan } from './plan.ts';
import { combine } from './steps.ts';

/** A share of a pool's people away for a time. */
export interface Absence extends Interval {
  readonly pool: number;
  readonly share: number;
}

/** Sites that share a pool share its absences: a fault takes as much of the share as it has struck of the pool's sites. */
export function absencesOf(plan: Plan, effects: readonly AbsenceEffect[]): Absence[] {
  const byPool = new Map<string, { pool: number; effect: AbsenceEffect; struck: number }>();
  for (const effect of effects) {
    const pool = plan.sites[effect.site]!.poolOf.get(effect.pool)!;
    const key = `${effect.fault} ${pool}`;
    const found = byPool.get(key);
    if (found) found.struck++;
    else byPool.set(key, { pool, effect, struck: 1 });
  }
  return [...byPool.values()].map(({ pool, effect, struck }) => ({
    pool,
    share: (effect.share * struck) / plan.pools[pool]!.sites.length,
    from: effect.from,
    to: effect.to,
  }));
}

/** The people left of those planned: absences add up, each rounded by itself, to everybody at most. */
export function present(planned: Steps, absences: readonly Absence[]): Steps {
  if (absences.length === 0) return planned;
  const away = absences.map(({ from, to, share }): Steps => ({ ticks: [0, from, to], values: [0, share, 0] }));
  return combine([planned, ...away], ([people, ...shares]) =>
    Math.max(0, people! - shares.reduce((sum, share) => sum + countOf(share, people!), 0)),
  );
}
