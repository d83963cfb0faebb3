/** From when to when incident and strategy do something at a site. */
import type { SitedEffect } from './actionEffects.ts';
import type { Decisions } from './demandScript.ts';
import { oncePerRun, type Incident } from './incident.ts';
import type { Plan } from './plan.ts';
import { drops } from './steps.ts';

/** Per site. */
interface SpanOfEffects {
  readonly firstEffect: readonly number[];
  readonly lastEffect: readonly number[];
}

/** From when to when a site differs from its twin by anything that incident or strategy do from outside. */
export function spanOfEffects(
  plan: Plan,
  incident: Incident,
  effects: readonly SitedEffect[],
  decisions: readonly (Decisions | undefined)[],
): SpanOfEffects {
  const { firstEffect, lastEffect } = oncePerRun(incident, 'span', () => spanOfIncident(plan, incident));
  const first = [...firstEffect];
  const last = [...lastEffect];
  const note = (s: number, from: number, to: number): void => {
    first[s] = Math.min(first[s]!, from);
    last[s] = Math.max(last[s]!, Math.min(to, plan.horizon));
  };
  for (const sited of effects) for (const s of whoFeel(plan, sited)) note(s, sited.effect.from, sited.effect.to);
  for (let q = 0; q < decisions.length; q++) {
    for (const moving of [decisions[q]?.cut, decisions[q]?.held]) {
      if (!moving) continue;
      const { ticks: edges, values } = moving.threshold;
      note(plan.queues[q]!.site, edges[values.findIndex((value) => value > 0)]!, edges[edges.length - 1]!);
    }
  }
  return { firstEffect: first, lastEffect: last };
}

/** What the incident alone does: the same for every strategy that lives it. */
function spanOfIncident(plan: Plan, incident: Incident): SpanOfEffects {
  const firstEffect: number[] = [];
  const lastEffect: number[] = [];
  for (const { levels, needed, strain } of incident.sites) {
    let first = Infinity;
    let last = -1;
    const felt = [strain];
    for (const key of needed) felt.push(levels.of(key));
    for (const moving of felt)
      for (const { from, to } of drops(moving, plan.horizon)) {
        first = Math.min(first, from);
        last = Math.max(last, to);
      }
    firstEffect.push(first);
    lastEffect.push(last);
  }
  return { firstEffect, lastEffect };
}

/** The sites that feel an effect: its own, and for people those that share the pool. */
function whoFeel(plan: Plan, { site, effect }: SitedEffect): readonly number[] {
  const pool = effect.kind === 'staff' ? plan.sites[site]!.poolOf.get(effect.pool) : undefined;
  return pool === undefined ? [site] : plan.pools[pool]!.sites;
}

/** Whether a site feels an effect. */
export function isFelt(plan: Plan, s: number, sited: SitedEffect): boolean {
  return whoFeel(plan, sited).includes(s);
}
