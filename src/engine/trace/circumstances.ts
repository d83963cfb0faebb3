/** What a run brings to one of its worlds, and who did it: the incident with its faults, the script, the backups and actions used. */
import type { Action } from '../../catalog/actions/index.ts';
import type { WayOfWorking } from '../../catalog/backups/index.ts';
import { arrangementOf } from '../arrangement.ts';
import { backupsInForce, type CoverInForce } from '../backups.ts';
import type { FaultInRun } from '../faultTimes.ts';
import { incidentOf, noIncident, type Incident } from '../incident.ts';
import type { Plan } from '../plan.ts';
import { scriptOf, type Script } from '../script.ts';
import { valueAt } from '../steps.ts';
import { incidentUnder } from '../strategyIncident.ts';
import type { World } from '../world.ts';

export interface Circumstances {
  readonly plan: Plan;
  readonly seed: string;
  readonly run: number;
  /** Null for the twin, the world without incident and strategy. */
  readonly strategy: string | null;
  /** As the strategy lives it: after its preventions, with what its supports keep up. */
  readonly incident: Incident;
  /** Every fault of the run in file order; none in the twin. */
  readonly faults: readonly FaultInRun[];
  /** What the strategy does whatever backlogs will start, and with what they have started in the cell under way. */
  readonly planned: Script;
  readonly script: Script;
  /** Ways of working in file order; of the strategy only. */
  readonly backups: readonly BackupUsed[];
  readonly actions: readonly Action[];
  /** What one of the actions does by itself, in the same windows. */
  alone(action: string): Script;
  /** From now on the cell of some sites is under way. */
  follow(world: World, sites: readonly number[]): void;
}

export interface BackupUsed {
  readonly backup: WayOfWorking;
  readonly covers: readonly CoverInForce[];
}

export function circumstancesOf(plan: Plan, seed: string, run: number, strategy: string | null): Circumstances {
  const { scenario } = plan.model;
  const isTwin = strategy === null;
  const uses = isTwin ? undefined : scenario.strategies.find(({ id }) => id === strategy)?.uses;
  if (!isTwin && !uses) throw new Error(`no strategy ${strategy} in scenario ${scenario.id}`);
  const given = isTwin ? noIncident(plan) : incidentOf(plan, seed, run);
  const arrangement = arrangementOf(plan, uses ?? []);
  const { incident } = incidentUnder(plan, seed, run, given, arrangement);
  const actions = arrangement.actions.map(({ value }) => value);
  const planned = scriptOf(plan, seed, run, given, uses);
  const scripts = new Map<string, Script>();
  const grown = new Map<string, { readonly with: Script; readonly script: Script }>();
  let live: { readonly world: World; readonly sites: readonly number[] } | undefined;
  const alone = (action: string): Script => {
    const known = scripts.get(action) ?? scriptOf(plan, seed, run, given, [action]);
    scripts.set(action, known);
    const now = live?.world.grown;
    if (!live || !now) return known;
    const before = grown.get(action);
    if (before?.with === now) return before.script;
    const called = live.world.called.filter(({ watch }) => watch.action.id === action);
    const script = called.length > 0 ? known.withCalled(live.sites, called) : known;
    grown.set(action, { with: now, script });
    return script;
  };
  return {
    plan,
    seed,
    run,
    strategy,
    incident,
    faults: incident.struck,
    planned,
    get script() {
      return live?.world.grown ?? planned;
    },
    backups: arrangement.ways.map(({ value }) => ({
      backup: value,
      covers: backupsInForce(plan, seed, run, incident, value).covers,
    })),
    actions,
    alone,
    follow(world, sites) {
      live = { world, sites };
      grown.clear();
    },
  };
}

/** The action behind the k-th effect of one kind on a queue: effects stand in the order of the actions. */
export function actionBehind(
  { actions, alone }: Circumstances,
  q: number,
  kind: 'diverts' | 'sheds' | 'pauses' | 'releases' | 'buddies' | 'switches',
  k: number,
): string | undefined {
  let left = k;
  for (const { id } of actions) {
    const own = alone(id).decisions[q]?.[kind].length ?? 0;
    if (left < own) return id;
    left -= own;
  }
  return undefined;
}

/** The actions by which more people are in a pool at a moment, and how many each brings. */
export function staffActions(
  { actions, alone, plan }: Circumstances,
  pool: number,
  now: number,
): { readonly action: string; readonly people: number }[] {
  const { id } = plan.pools[pool]!;
  const peopleWith = (script: Script): number => valueAt(script.pools[pool]!.staff, now);
  return actions.flatMap((action) => {
    if (!('pool' in action) || action.pool !== id) return [];
    const people = peopleWith(alone(action.id)) - peopleWith(alone(NO_ACTION));
    return people > 0 ? [{ action: action.id, people }] : [];
  });
}

/** No id of an action: a script with it has the incident and nothing else. */
const NO_ACTION = '';
