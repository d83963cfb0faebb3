/** Which actions are in force for a service at a moment, and which of them an item falls to (rules 23, 25). */
import type { Action } from '../../../src/catalog/actions/index.ts';
import { holds } from './calendar.ts';
import { intervalOf } from './choose.ts';
import type { Circumstances } from './circumstances.ts';

type Kind = Action['kind'];

/** Actions of a kind in force at a site for a service, in file order. */
export function inForce<K extends Kind>(
  world: Circumstances,
  kind: K,
  site: number,
  serviceId: string,
  tick: number,
): Extract<Action, { kind: K }>[] {
  const found: Extract<Action, { kind: K }>[] = [];
  for (const { action, windows } of world.actions) {
    if (action.kind !== kind || !('service' in action) || action.service !== serviceId) continue;
    if (holds(windows[site]!, tick)) found.push(action as Extract<Action, { kind: K }>);
  }
  return found;
}

/** The action among several whose interval of the item's draw it falls into. */
export function chosen<A extends { share: number }>(actions: readonly A[], draw: () => number): A | undefined {
  if (actions.length === 0) return undefined;
  const shares = actions.map(({ share }) => share);
  return actions[intervalOf(shares, draw())];
}
