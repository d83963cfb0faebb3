/** All that is settled before the first item comes: levels, backups in force, actions and staff of one world. */
import type { Interval, Steps } from '../../../src/catalog/types.ts';
import type { Model } from '../../../src/scenario/model.ts';
import { backupsInForce, type BackupInForce } from './backups.ts';
import { closedDays, dayOf, merged, spanOf, workingDays, type Span } from './calendar.ts';
import { Components } from './components.ts';
import { extraPresence, lastEnds } from './extraStaff.ts';
import { faultEffects } from './faults.ts';
import { Levels } from './levels.ts';
import { basePresence, staffPools, type StaffPool } from './staff.ts';
import { sumOf } from './steps.ts';
import { actionWindows, type ActionWindows } from './windows.ts';

export interface StaffedPool {
  readonly pool: StaffPool;
  /** Base staff alone: slots hang on it. */
  readonly base: Steps;
  /** Everybody in force. */
  readonly staff: Steps;
  /** When same-day services of the pool close (rule 12), with the date whose shifts end. */
  readonly closings: readonly { readonly day: number; readonly tick: number }[];
}

export interface Circumstances {
  readonly model: Model;
  readonly span: Span;
  readonly seed: string;
  readonly run: number;
  readonly isTwin: boolean;
  readonly levels: Levels;
  readonly backups: readonly BackupInForce[];
  readonly actions: readonly ActionWindows[];
  readonly pools: readonly StaffedPool[];
  /** Per site: the pool behind each id. */
  readonly poolOf: readonly ReadonlyMap<string, StaffedPool>[];
  /** Per site: base shifts of all its pools, merged. */
  readonly baseShifts: readonly (readonly Interval[])[];
  /** Per site. */
  readonly workingDays: readonly (readonly number[])[];
  /** Per site: whether others send it items. */
  readonly isHub: readonly boolean[];
}

export function circumstancesOf(model: Model, seed: string, run: number, strategyId: string | null): Circumstances {
  const { scenario, sites } = model;
  const span = spanOf(scenario);
  const strategy = scenario.strategies.find(({ id }) => id === strategyId);
  if (strategyId !== null && !strategy) throw new Error(`no strategy ${strategyId}`);
  const uses = strategy?.uses ?? [];

  const { pools, of } = staffPools(model, span);
  const baseShifts = of.map((own) => merged([...own.values()].flatMap((pool) => pool.shifts)));
  const components = new Components(model);
  const levels = new Levels(components, strategy ? faultEffects(model, span, components, seed, run) : [], span.horizon);
  const actions = actionWindows(model, levels, baseShifts, seed, run, uses);
  const staffed = new Map(pools.map((pool) => [pool, staffedPool(span, pool, actions)]));
  return {
    model,
    span,
    seed,
    run,
    isTwin: !strategy,
    levels,
    backups: backupsInForce(model, levels, baseShifts, seed, run, uses),
    actions,
    pools: [...staffed.values()],
    poolOf: of.map((own) => new Map([...own].map(([id, pool]) => [id, staffed.get(pool)!]))),
    baseShifts,
    workingDays: sites.map((site) => workingDays(span, closedDays(span, site.closedDates), scenario.workingWeek)),
    isHub: hubsOf(model),
  };
}

function staffedPool(span: Span, pool: StaffPool, actions: readonly ActionWindows[]): StaffedPool {
  const base = basePresence(pool);
  const extra = extraPresence(span, pool, actions);
  // Only people who are there when a closing comes put it off; those who come later do not undo it.
  const closings = lastEnds(span, pool).map(([day, end]) => {
    let tick = end;
    const starting = extra.filter(({ from }) => dayOf(from) === day).sort((a, b) => a.from - b.from);
    for (const { from, to } of starting) if (from <= tick) tick = Math.max(tick, to);
    return { day, tick };
  });
  return { pool, base: sumOf(base), staff: sumOf([...base, ...extra]), closings };
}

function hubsOf(model: Model): boolean[] {
  const named = new Set<string>();
  for (const site of model.sites) {
    for (const { patience, atClose } of Object.values(site.services)) {
      for (const hub of [...(patience?.hubs ?? []), ...(atClose?.hubs ?? [])]) named.add(hub.site);
    }
  }
  for (const action of model.scenario.actions) if (action.kind === 'divert') named.add(action.to.site);
  return model.sites.map(({ id }) => named.has(id));
}
