/** What a strategy uses, sorted by family, with the backups and actions as drills and call-offs make them. */
import type { Action } from '../catalog/actions/index.ts';
import {
  isImprovement,
  isPrevention,
  isStarted,
  isSupport,
  isWayOfWorking,
  type Improvement,
  type Prevention,
  type Started,
  type Support,
  type WayOfWorking,
} from '../catalog/backups/index.ts';
import type { Plan } from './plan.ts';

/** Something a strategy uses, and a name for it that tells an improved one from the same as the file has it. */
export interface Used<T> {
  readonly name: string;
  readonly value: T;
}

export interface Arrangement {
  /** All in file order. */
  readonly ways: readonly Used<WayOfWorking>[];
  readonly supports: readonly Used<Support>[];
  readonly preventions: readonly Prevention[];
  readonly actions: readonly Used<Action>[];
}

const known = new WeakMap<Plan, Map<string, Arrangement>>();

export function arrangementOf(plan: Plan, uses: readonly string[]): Arrangement {
  let arrangements = known.get(plan);
  if (!arrangements) known.set(plan, (arrangements = new Map<string, Arrangement>()));
  const key = uses.join();
  let arrangement = arrangements.get(key);
  if (!arrangement) arrangements.set(key, (arrangement = arrange(plan, new Set(uses))));
  return arrangement;
}

function arrange(plan: Plan, uses: ReadonlySet<string>): Arrangement {
  const { scenario } = plan.model;
  const backups = scenario.backups.filter(({ id }) => uses.has(id));
  const improvements = backups.filter(isImprovement);
  const used = <T extends Started>(backup: T): Used<T> => improvedBackup(backup, improvements);
  return {
    ways: backups.filter(isWayOfWorking).map(used),
    supports: backups.filter(isSupport).map(used),
    preventions: backups.filter(isPrevention),
    actions: scenario.actions.filter(({ id }) => uses.has(id)).map((action) => soonerAction(action, improvements)),
  };
}

/** Drilled, and prepared at no smaller share of the sites than the drills reach. */
function improvedBackup<T extends Started>(backup: T, improvements: readonly Improvement[]): Used<T> {
  let improved = backup;
  let name = backup.id;
  for (const drills of improvements) {
    if (drills.kind !== 'drills-and-enrolment' || !drills.backups.includes(backup.id) || !isStarted(backup)) continue;
    const { preparation } = improved;
    name += ` with ${drills.id}`;
    improved = {
      ...improved,
      drilled: true,
      ...(preparation && {
        preparation: { ...preparation, share: Math.max(preparation.share, drills.prepared ?? 0) },
      }),
    };
  }
  return { name, value: improved };
}

/** With no longer lead time than a call-off says. */
function soonerAction(action: Action, improvements: readonly Improvement[]): Used<Action> {
  let sooner = action;
  let name = action.id;
  for (const callOff of improvements) {
    if (callOff.kind !== 'locum-call-off' || !callOff.actions.includes(action.id) || !('on' in sooner.when)) continue;
    name += ` with ${callOff.id}`;
    sooner = { ...sooner, when: { ...sooner.when, lead: Math.min(sooner.when.lead, callOff.lead) } };
  }
  return { name, value: sooner };
}
