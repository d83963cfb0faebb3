/** From when to when incident and strategy do something at a site. */
import type { SitedEffect } from './actionEffects.ts';
import type { Decisions } from './demandScript.ts';
import type { Incident } from './incident.ts';
import type { Plan } from './plan.ts';
import { drops } from './steps.ts';

/** From when to when a site differs from its twin by anything that incident or strategy do from outside. */
export function spanOfEffects(
  plan: Plan,
  incident: Incident,
  effects: readonly SitedEffect[],
  decisions: readonly (Decisions | undefined)[],
): { firstEffect: number[]; lastEffect: number[] } {
  const firstEffect: number[] = [];
  const lastEffect: number[] = [];
  plan.sites.forEach((site, s) => {
    let first = Infinity;
    let last = -1;
    const note = (from: number, to: number): void => {
      first = Math.min(first, from);
      last = Math.max(last, Math.min(to, plan.horizon));
    };
    const { levels, needed, strain } = incident.sites[s]!;
    for (const moving of [...needed.map((key) => levels.of(key)), strain])
      for (const drop of drops(moving, plan.horizon)) note(drop.from, drop.to);
    for (const sited of effects) if (isFelt(plan, s, sited)) note(sited.effect.from, sited.effect.to);
    for (const q of site.queues) {
      for (const decided of [decisions[q]?.cut, decisions[q]?.held]) {
        if (!decided) continue;
        const { ticks: edges, values } = decided.threshold;
        note(edges[values.findIndex((value) => value > 0)]!, edges[edges.length - 1]!);
      }
    }
    firstEffect.push(first);
    lastEffect.push(last);
  });
  return { firstEffect, lastEffect };
}

/** Whether a site feels an effect: its own, or people in a pool that it shares. */
export function isFelt(plan: Plan, s: number, { site, effect }: SitedEffect): boolean {
  return (
    site === s ||
    (effect.kind === 'staff' && plan.sites[s]!.pools.includes(plan.sites[site]!.poolOf.get(effect.pool) ?? -1))
  );
}
