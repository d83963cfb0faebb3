/** A script with what backlogs have started meanwhile: the sites concerned are worked out anew, all others stay. */
import type { Action } from '../catalog/actions/index.ts';
import { effectsWithin, type SitedEffect } from './actionEffects.ts';
import type { Called } from './backlogTrigger.ts';
import type { CoverInForce } from './backups.ts';
import { decisionsOf } from './demandScript.ts';
import { isFelt } from './effectSpan.ts';
import type { Incident } from './incident.ts';
import type { Plan } from './plan.ts';
import { segmentsUnder, segmentsWithout } from './queueModes.ts';
import type { Script } from './script.ts';
import { byPool, closingsOf, extraCost, lateCostPerTick, poolScript, staffOf } from './staffScript.ts';

/** What a script was made of, whatever backlogs will start. */
export interface Settled {
  readonly plan: Plan;
  readonly incident: Incident;
  /** As the strategy has them, in file order. */
  readonly actions: readonly Action[];
  /** Per site. */
  readonly effects: readonly (readonly SitedEffect[])[];
  readonly covers: readonly CoverInForce[];
}

/** `sites` are all those of one cell, or of several. */
export function underCalls(
  script: Script,
  { plan, incident, actions, effects, covers }: Settled,
  sites: readonly number[],
  called: readonly Called[],
): Script {
  const ofCalls = called.flatMap(({ watch: { action, site }, windows }) =>
    windows.flatMap((window) => effectsWithin(plan, incident, site, action, window)),
  );
  const here = [...sites.flatMap((s) => effects[s]!), ...ofCalls];
  // In file order of the actions, as if every window had been by date.
  const inOrder = actions.flatMap(({ id }) => here.filter(({ action }) => action.id === id));
  const staff = staffOf(plan, inOrder);
  const staffAt = byPool(staff);
  const ownPools = [...new Set(sites.flatMap((s) => plan.sites[s]!.pools))];
  const ownQueues = sites.flatMap((s) => plan.sites[s]!.queues);
  const late = lateCostPerTick(plan, staff);
  const pools = changed(script.pools, ownPools, (p) => poolScript(plan, p, staffAt(p), incident.absences));
  const seated = new Set(covers.flatMap((cover) => (cover.seats === undefined ? [] : [cover.queue])));
  const calls = staffOf(plan, ofCalls);
  return {
    ...script,
    pools,
    segments: changed(
      script.segments,
      ownQueues.filter((q) => seated.has(q)),
      (q) => segmentsUnder(plan, incident, covers, pools, [q])[0]!,
    ),
    segmentsWithout: segmentsWithout(plan, incident, covers, pools),
    decisions: changed(script.decisions, ownQueues, (q) => {
      const { site } = plan.queues[q]!;
      const atSite = inOrder.flatMap((sited) => (sited.site === site ? [sited.effect] : []));
      return decisionsOf(plan, incident, q, atSite, true);
    }),
    closings: changed(script.closings, ownPools, (p) => closingsOf(plan, p, staffAt(p))),
    lastEffect: changed(script.lastEffect, sites, (s) =>
      ofCalls.reduce(
        (last, sited) => (isFelt(plan, s, sited) ? Math.max(last, Math.min(sited.effect.to, plan.horizon)) : last),
        script.lastEffect[s]!,
      ),
    ),
    lateCostPerTick: changed(script.lateCostPerTick, ownPools, (p) => late[p]!),
    calledCost: changed(script.calledCost, ownPools, (p) => extraCost(calls.filter(({ pool }) => pool === p))),
  };
}

/** A list with some of its entries made anew. */
function changed<T>(list: readonly T[], places: readonly number[], make: (place: number) => T): T[] {
  const copy = [...list];
  for (const place of places) copy[place] = make(place);
  return copy;
}
