/** All that is settled before the first item comes: levels, backups in force, actions and staff of one world. */
import type { Interval, Steps } from '../../../src/catalog/types.ts';
import type { Model } from '../../../src/scenario/model.ts';
import { watchesOf, type Opened, type Watch } from './backlog.ts';
import { startBackups, type BackupInForce } from './backups.ts';
import { inUseOf } from './candidates.ts';
import { closedDays, dayOf, merged, spanOf, workingDays, type Span } from './calendar.ts';
import { Components } from './components.ts';
import type { Surge } from './damage.ts';
import { extraPresence, lastEnds } from './extraStaff.ts';
import { incidentOf } from './faults.ts';
import { holdsOf, type Hold } from './held.ts';
import { Levels } from './levels.ts';
import { basePresence, staffPools, type StaffPool } from './staff.ts';
import { sumOf } from './steps.ts';
import { usedBy } from './strategy.ts';
import { awayFrom, strainOf, whoIsLeft, type Away } from './strain.ts';
import { worldOf } from './unknown.ts';
import { actionWindows, type ActionWindows } from './windows.ts';

export interface StaffedPool {
  readonly pool: StaffPool;
  /** Base staff alone: slots hang on it. */
  readonly base: Steps;
  /** Those of them who are there: they share the seats of a backup. */
  readonly onShift: Steps;
  /** Everybody in force. */
  readonly staff: Steps;
  /** Those who only type up: no part of the others. */
  readonly team: Steps;
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
  /** Per site: demand on top of its own, by the fault that brings it. */
  readonly surges: readonly (readonly (Surge & { readonly fault: string })[])[];
  /** Per site: what keeps messages while it is down. */
  readonly holds: readonly (readonly Hold[])[];
  readonly backups: readonly BackupInForce[];
  readonly actions: readonly ActionWindows[];
  /** Whose backlogs are looked at every hour. */
  readonly watches: readonly Watch[];
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

/**
 * All of it, given the windows that backlogs have started; what these do not touch is settled once. `central` is the
 * scenario as it stands: staff are planned for it, whatever the world of the run is like.
 */
export function circumstancesOf(
  central: Model,
  seed: string,
  run: number,
  strategyId: string | null,
): (opened: Opened) => Circumstances {
  const model = worldOf(central, seed, run);
  const { scenario, sites } = model;
  const span = spanOf(scenario);
  const strategy = scenario.strategies.find(({ id }) => id === strategyId);
  if (strategyId !== null && !strategy) throw new Error(`no strategy ${strategyId}`);

  const { pools, of } = staffPools(model, span, central);
  const baseShifts = of.map((own) => merged([...own.values()].flatMap((pool) => pool.shifts)));
  const components = new Components(model);
  const inUse = inUseOf(model, components);
  // The twin has no incident.
  const used = usedBy(scenario, strategy?.uses ?? []);
  const incident = strategy ? incidentOf({ model, span, inUse, baseShifts }, seed, run, used.preventions) : [];
  const before = new Levels(
    components,
    incident.flatMap((struck) => struck.levels),
    strainOf(pools, sites.length, incident),
    span.horizon,
  );
  const { levels, backups } = startBackups({ seed, run, before, inUse, baseShifts }, used.started);
  const settled = {
    model,
    span,
    seed,
    run,
    isTwin: !strategy,
    levels,
    surges: sites.map((_, site) =>
      incident.flatMap(({ fault, surges }) =>
        surges.filter((surge) => surge.site === site).map((surge) => ({ ...surge, fault: fault.id })),
      ),
    ),
    holds: holdsOf(components, span, incident),
    backups,
    watches: watchesOf(model, levels, baseShifts, seed, run, used.actions),
    baseShifts,
    workingDays: sites.map((site) => workingDays(span, closedDays(span, site.closedDates), scenario.workingWeek)),
    isHub: hubsOf(model),
  };
  return (opened) => {
    const actions = actionWindows(model, levels, baseShifts, seed, run, used.actions, opened);
    const staffed = new Map(pools.map((pool) => [pool, staffedPool(span, pool, actions, awayFrom(pool, incident))]));
    return {
      ...settled,
      actions,
      pools: [...staffed.values()],
      poolOf: of.map((own) => new Map([...own].map(([id, pool]) => [id, staffed.get(pool)!]))),
    };
  };
}

function staffedPool(
  span: Span,
  pool: StaffPool,
  actions: readonly ActionWindows[],
  away: readonly Away[],
): StaffedPool {
  const base = sumOf(basePresence(pool));
  const rostered = extraPresence(span, pool, actions, 'on top');
  const late = extraPresence(span, pool, actions, 'stay late');
  const extra = [...rostered, ...late];
  // Only people who are there when a closing comes put it off; those who come later do not undo it.
  const closings = lastEnds(span, pool).map(([day, end]) => {
    let tick = end;
    const starting = extra.filter(({ from }) => dayOf(from) === day).sort((a, b) => a.from - b.from);
    for (const { from, to } of starting) if (from <= tick) tick = Math.max(tick, to);
    return { day, tick };
  });
  // Those on top come for the day; those who would have been there, or stay, may be away.
  const left = whoIsLeft(base, away);
  const staff = sumOf([...left, ...whoIsLeft(sumOf(late), away), ...rostered]);
  const team = sumOf(extraPresence(span, pool, actions, 'typing up'));
  return { pool, base, onShift: sumOf(left), staff, team, closings };
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
