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

/** The chain from a component that is not at its full level at a site to every fault behind it, at least one. */
export function whyLevel(
  circumstances: Circumstances,
  s: number,
  component: string,
  now: number,
  counting: Counting = 'answering',
): Reason[] {
  const chain: Reason[] = [];
  follow(circumstances, s, component, now, counting, chain, new Set());
  // What several require is explained where it comes first; a chain still ends with what failed.
  const last = chain.findLastIndex(({ kind }) => kind === 'fault');
  return last < 0 ? chain : [...chain.slice(0, last), ...chain.slice(last + 1), chain[last]!];
}

function follow(
  circumstances: Circumstances,
  s: number,
  key: string,
  now: number,
  counting: Counting,
  chain: Reason[],
  seen: Set<string>,
): void {
  if (seen.has(key)) return;
  seen.add(key);
  const { plan, incident } = circumstances;
  const own = struckAt(circumstances, s, key, now, counting);
  const blame = requirementToBlame(circumstances, s, key, now, counting);
  // What struck the component itself comes first: nothing it requires can do worse.
  if (own && (!blame || own.level <= blame.level)) chain.push(faultReason(plan, own.fault, s, key));
  else if (blame) {
    const level = valueAt(incident.sites[s]![counting].of(key), now);
    chain.push({ kind: 'level', component: key, level, requires: blame.keys, of: blame.of });
    for (const required of blame.keys) follow(circumstances, s, required, now, counting, chain, seen);
  }
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

/** What is to blame for a level: one component, or several of which one more would help. */
interface Blame {
  readonly keys: readonly string[];
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
      : { keys: [key], level: valueAt(incident.sites[s]![counting].of(key), now), of: 'all' };
  }
  const bestFirst = (parts: readonly Requirement[]): Blame[] =>
    parts.flatMap((part) => blamed(circumstances, s, part, now, counting) ?? []).sort((a, b) => b.level - a.level);
  if ('all' in requirement) {
    const each = bestFirst(requirement.all);
    const lowest = each.filter(({ level }) => level === each.at(-1)!.level);
    return lowest.length === 1 ? lowest[0] : together('all', lowest);
  }
  if ('any' in requirement) return together('any', bestFirst(requirement.any));
  return together('at-least', bestFirst(requirement.atLeast.of).slice(requirement.atLeast.k - 1));
}

/** Several to blame, the best of which gives the level. */
function together(of: Blame['of'], blames: readonly Blame[]): Blame | undefined {
  const [best] = blames;
  return best && { keys: [...new Set(blames.flatMap(({ keys }) => keys))], level: best.level, of };
}
