/** What a strategy uses, as its improvements leave it (rule 22e). */
import type { Action } from '../../../src/catalog/actions/index.ts';
import {
  isImprovement,
  isPrevention,
  isStarted,
  type Improvement,
  type Prevention,
  type Started,
} from '../../../src/catalog/backups/index.ts';
import type { Scenario } from '../../../src/scenario/schema.ts';

/** Everything in the order of the file. */
export interface Used {
  readonly preventions: readonly Prevention[];
  readonly started: readonly Started[];
  readonly actions: readonly Action[];
}

export function usedBy(scenario: Scenario, uses: readonly string[]): Used {
  const backups = scenario.backups.filter(({ id }) => uses.includes(id));
  const improvements = backups.filter(isImprovement);
  return {
    preventions: backups.filter(isPrevention),
    started: backups.filter(isStarted).map((backup) => improvements.reduce(improvedBackup, backup)),
    actions: scenario.actions
      .filter(({ id }) => uses.includes(id))
      .map((action) => improvements.reduce(improvedAction, action)),
  };
}

function improvedBackup(backup: Started, improvement: Improvement): Started {
  if (improvement.kind !== 'drills-and-enrolment' || !improvement.backups.includes(backup.id)) return backup;
  const { preparation } = backup;
  const share = Math.max(preparation?.share ?? 0, improvement.prepared ?? 0);
  return { ...backup, drilled: true, ...(preparation ? { preparation: { ...preparation, share } } : {}) };
}

function improvedAction(action: Action, improvement: Improvement): Action {
  if (improvement.kind !== 'locum-call-off' || !improvement.actions.includes(action.id)) return action;
  const { when } = action;
  return 'on' in when ? { ...action, when: { ...when, lead: Math.min(when.lead, improvement.lead) } } : action;
}
