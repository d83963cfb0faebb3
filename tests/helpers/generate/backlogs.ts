/** Actions of generated scenarios that a backlog starts, in place of what started them; drawn apart, so that all else stays. */
import { Dice } from '../dice.ts';
import type { Draft, Plan, ScenarioInput } from '../generate.ts';
import { servicesAt } from './responses.ts';

type ActionInput = NonNullable<ScenarioInput['actions']>[number];

export function withBacklogs(plan: Plan, draft: Draft, actions: readonly ActionInput[], p: number): ActionInput[] {
  const dice = new Dice(plan.number + 17_000_000);
  return actions.map((action) => {
    if (!dice.chance(p)) return action;
    const above = dice.pick([0, 1, 2, 4, 8, 20]);
    const below = above > 0 && dice.chance(0.5) ? { below: dice.whole(1, above) } : {};
    const lasts = dice.pick(['40 min', '5 h', '12 h', '30 h', '3 days']);
    return {
      ...action,
      when: {
        on: 'backlog' as const,
        service: dice.pick(countedAt(draft, action)),
        above,
        ...(dice.chance(0.5) ? { lead: dice.pick(['0 min', '20 min', '1 h', '5 h']) } : {}),
        ...below,
        ...('below' in below && dice.chance(0.4) ? {} : { lasts }),
      },
    };
  });
}

/** What can be counted wherever the action may act. */
function countedAt(draft: Draft, action: ActionInput): string[] {
  const able = draft.sites.filter((site) =>
    'pool' in action
      ? action.pool in { ...draft.templates![site.template]!.pools, ...site.pools }
      : 'service' in action && action.service in servicesAt(draft, site),
  );
  const [first, ...others] = able.map((site) => Object.keys(servicesAt(draft, site)));
  return [...(first ?? []).filter((id) => others.every((ids) => ids.includes(id))), 're-entry'];
}
