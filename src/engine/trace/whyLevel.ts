/** Why a component is down at a site: down the requirements to the one that failed, and the fault that struck it. */
import { partsOf, resolveRef } from '../../scenario/graph.ts';
import type { Requirement } from '../../scenario/schema.ts';
import type { FaultInRun } from '../faultTimes.ts';
import { valueAt } from '../steps.ts';
import type { Circumstances } from './circumstances.ts';
import { targetOf } from './faultEvents.ts';
import type { Reason } from './reasons.ts';

/** Whether what is slow counts as working, or as down, as it does for being back to normal. */
export type Counting = 'answering' | 'levels';

/** The chain from a component that is not at its full level at a site to the fault. */
export function whyLevel(
  circumstances: Circumstances,
  s: number,
  component: string,
  now: number,
  counting: Counting = 'answering',
): Reason[] {
  const { plan, incident } = circumstances;
  const chain: Reason[] = [];
  const seen = new Set<string>();
  for (let key = component; !seen.has(key);) {
    seen.add(key);
    const level = valueAt(incident.sites[s]![counting].of(key), now);
    const own = struckAt(circumstances, s, key, now, counting);
    const blame = requirementToBlame(circumstances, s, key, now, counting);
    // What struck the component itself comes first: nothing it requires can do worse.
    if (own && (!blame || own.level <= blame.level)) return [...chain, faultReason(plan, own.fault, s, key)];
    if (!blame) return chain;
    chain.push({ kind: 'level', component: key, level, requires: blame.key, of: blame.of });
    key = blame.key;
  }
  return chain;
}

interface Blow {
  readonly fault: FaultInRun;
  readonly level: number;
}

/** The fault that lowers a component itself the most. */
function struckAt(
  { faults }: Circumstances,
  s: number,
  key: string,
  now: number,
  counting: Counting,
): Blow | undefined {
  let lowest: Blow | undefined;
  for (const fault of faults)
    for (const effect of fault.effects) {
      if (effect.site !== s || targetOf(effect) !== key || now < effect.from || now >= effect.to) continue;
      const level = effect.kind === 'level' ? effect.level : effect.kind === 'slow' && counting === 'levels' ? 0 : 1;
      if (level < (lowest?.level ?? 1)) lowest = { fault, level };
    }
  return lowest;
}

/** When the fault struck it at the site and when the last of it is repaired: device by device there are many effects. */
export function faultReason(
  plan: Circumstances['plan'],
  { fault, effects }: FaultInRun,
  s: number,
  what: string,
): Extract<Reason, { kind: 'fault' }> {
  const own = effects.filter((effect) => effect.site === s && targetOf(effect) === what);
  const until = own.reduce((latest, effect) => Math.max(latest, effect.to), 0);
  return {
    kind: 'fault',
    fault: fault.id,
    what,
    site: plan.sites[s]!.id,
    struck: Math.min(...own.map((effect) => effect.from)),
    until: until < plan.horizon ? until : null,
  };
}

interface Blame {
  readonly key: string;
  readonly level: number;
  readonly of: Extract<Reason, { kind: 'level' }>['of'];
}

/** What a component requires that gives it its level; undefined when that is at 1. */
function requirementToBlame(
  circumstances: Circumstances,
  s: number,
  key: string,
  now: number,
  counting: Counting,
): Blame | undefined {
  const { components } = circumstances.plan;
  const [id, fn] = partsOf(key);
  const requirement: Requirement | undefined = fn === undefined ? components.get(id)?.requires : id;
  if (requirement === undefined) return undefined;
  const found = blamed(circumstances, s, requirement, now, counting);
  return found && found.level < 1 ? { ...found, of: fn === undefined ? found.of : 'base' } : undefined;
}

function blamed(
  circumstances: Circumstances,
  s: number,
  requirement: Requirement,
  now: number,
  counting: Counting,
): Blame | undefined {
  if (typeof requirement === 'string') {
    const { plan, incident } = circumstances;
    const key = resolveRef(requirement, plan.sites[s]!.uses, plan.components);
    return key === undefined
      ? undefined
      : { key, level: valueAt(incident.sites[s]![counting].of(key), now), of: 'all' };
  }
  const each = (parts: readonly Requirement[]): Blame[] =>
    parts.flatMap((part) => blamed(circumstances, s, part, now, counting) ?? []).sort((a, b) => b.level - a.level);
  if ('all' in requirement) return each(requirement.all).at(-1);
  if ('any' in requirement) return as('any', each(requirement.any)[0]);
  return as('at-least', each(requirement.atLeast.of)[requirement.atLeast.k - 1]);
}

function as(of: Blame['of'], blame: Blame | undefined): Blame | undefined {
  return blame && { ...blame, of };
}
