/** What a strategy makes of the incident at every site: staff, modes, closings and decisions over time. */
import type { Steps } from '../catalog/types.ts';
import { effectsOf, watchesOf, type SitedEffect } from './actionEffects.ts';
import { arrangementOf } from './arrangement.ts';
import type { Called, Watch } from './backlogTrigger.ts';
import { backupsInForce, type CoverInForce } from './backups.ts';
import { underCalls, type Settled } from './calledScript.ts';
import { decisionsOf, type Decisions } from './demandScript.ts';
import { spanOfEffects } from './effectSpan.ts';
import { oncePerRun, type Incident } from './incident.ts';
import type { Segment } from './modes.ts';
import type { Plan } from './plan.ts';
import { segmentsUnder, segmentsWithout } from './queueModes.ts';
import {
  byPool,
  closingsOf,
  extraCost,
  lateCostPerTick,
  poolScript,
  staffOf,
  type Closing,
  type PoolScript,
} from './staffScript.ts';
import { minimum } from './steps.ts';
import { incidentUnder } from './strategyIncident.ts';

export { hubQueue, type Decisions } from './demandScript.ts';
export type { Closing, PoolScript } from './staffScript.ts';

export interface Script {
  readonly pools: readonly PoolScript[];
  /** Per queue. */
  readonly segments: readonly (readonly Segment[])[];
  /** Per queue: lowest level of its needs, when normal work is possible again. */
  readonly normal: readonly Steps[];
  /** Forms at the start, per site and backup that has some. */
  readonly forms: readonly { readonly site: number; readonly backup: string; readonly count: number }[];
  /** Modes of a queue when the forms of some backups are used up at its site. */
  readonly segmentsWithout: (queue: number, usedUp: ReadonlySet<string>) => readonly Segment[];
  readonly decisions: readonly (Decisions | undefined)[];
  /** Whether the items of surges come. */
  readonly isSurged: boolean;
  /** Per pool: closings in time order, each with the day whose shifts it ends (one at 24:00 is the day before's). */
  readonly closings: readonly (readonly Closing[])[];
  /** Per site: tick of the first change that incident or strategy makes there, or of the first look at a backlog; Infinity when none. */
  readonly firstEffect: readonly number[];
  /** Per site: tick of the last change that incident or strategy makes there; -1 when none. */
  readonly lastEffect: readonly number[];
  /** Cost of this incident in pounds: hours of extra staff and those who stay late are added by the world. */
  readonly daysInUseCost: number;
  readonly extraCost: number;
  readonly lateCostPerTick: readonly number[];
  /** Per pool, in pounds: people whom backlogs have called. */
  readonly calledCost: readonly number[];
  /** By site the actions that a backlog may start there. */
  readonly watches: ReadonlyMap<number, readonly Watch[]>;
  /** The same script, as far as some sites that share no staff with others are concerned, with what backlogs have started there. */
  readonly withCalled: (sites: readonly number[], called: readonly Called[]) => Script;
}

/**
 * Here and in what it calls there are loops where functions could be handed over: a function that is made anew in every
 * run is compiled anew in every few, which costs more than it does.
 *
 * `uses` is undefined for the twin, whose incident must be `noIncident`; `given` is the incident without any strategy.
 */
export function scriptOf(
  plan: Plan,
  seed: string,
  run: number,
  given: Incident,
  uses: readonly string[] | undefined,
): Script {
  const arrangement = arrangementOf(plan, uses ?? []);
  const { incident, daysInUse } = incidentUnder(plan, seed, run, given, arrangement);
  const watches = new Map<number, Watch[]>();
  for (const { name, value } of arrangement.actions)
    for (const watch of oncePerRun(incident, `watch ${name}`, () => watchesOf(plan, seed, run, incident, value)))
      watches.set(watch.site, [...(watches.get(watch.site) ?? []), watch]);
  const effects = arrangement.actions.flatMap(({ name, value }) =>
    oncePerRun(incident, `action ${name}`, () => effectsOf(plan, seed, run, incident, value)),
  );
  const staff = staffOf(plan, effects);
  const staffAt = byPool(staff);
  const pools: PoolScript[] = [];
  const closings: (readonly Closing[])[] = [];
  for (let p = 0; p < plan.pools.length; p++) {
    pools.push(poolScript(plan, p, staffAt(p), incident.absences));
    closings.push(closingsOf(plan, p, staffAt(p)));
  }

  const covers: CoverInForce[] = [];
  let daysInUseCost = arrangement.supports.reduce(
    (sum, { value }, k) => sum + daysInUse[k]! * value.cost.perDayInUse,
    0,
  );
  for (const { name, value } of arrangement.ways) {
    const inForce = oncePerRun(incident, `backup ${name}`, () => backupsInForce(plan, seed, run, incident, value));
    covers.push(...inForce.covers);
    daysInUseCost += inForce.daysInUse * value.cost.perDayInUse;
  }

  const segmentsFor = (): Segment[][] => segmentsUnder(plan, incident, covers, pools);
  // Modes depend on staff only through seats; without them strategies with the same backups share them.
  const seated = covers.some((cover) => cover.seats !== undefined);
  const waysUsed = arrangement.ways.map(({ name }) => name).join();
  const segments = seated ? segmentsFor() : oncePerRun(incident, `segments ${waysUsed}`, segmentsFor);
  const normal = oncePerRun(incident, 'normal', () => normalUnder(plan, incident));
  const bySite = plan.sites.map((): SitedEffect[] => []);
  for (const sited of effects) bySite[sited.site]!.push(sited);
  const effectsAt = bySite.map((sited) => sited.map(({ effect }) => effect));
  const decisions: (Decisions | undefined)[] = [];
  for (let q = 0; q < plan.queues.length; q++)
    decisions.push(decisionsOf(plan, incident, q, effectsAt[plan.queues[q]!.site]!, uses !== undefined));
  const settled: Settled = {
    plan,
    incident,
    actions: arrangement.actions.map(({ value }) => value),
    effects: bySite,
    covers,
  };
  const { firstEffect, lastEffect } = spanOfEffects(plan, incident, effects, decisions);
  const script: Script = {
    pools,
    segments,
    normal,
    forms: formsOf(plan, covers),
    segmentsWithout: segmentsWithout(plan, incident, covers, pools),
    decisions,
    isSurged: incident.surges.length > 0,
    closings,
    // From the first look on a world may go a way of its own.
    firstEffect: firstEffect.map((first, s) => Math.min(first, ...(watches.get(s) ?? []).map(({ from }) => from))),
    lastEffect,
    daysInUseCost,
    extraCost: extraCost(staff),
    lateCostPerTick: lateCostPerTick(plan, staff),
    calledCost: plan.pools.map(() => 0),
    watches,
    withCalled: (sites, called) => underCalls(script, settled, sites, called),
  };
  return script;
}

function normalUnder(plan: Plan, incident: Incident): Steps[] {
  const normal: Steps[] = [];
  for (const { site, needs } of plan.queues) {
    const { levels } = incident.sites[site]!;
    const ofNeeds: Steps[] = [];
    for (const { component } of needs) ofNeeds.push(levels.of(component));
    normal.push(minimum(ofNeeds));
  }
  return normal;
}

function formsOf(plan: Plan, covers: readonly CoverInForce[]): Script['forms'] {
  const found = new Map<string, Script['forms'][number]>();
  for (const { queue, forms } of covers) {
    if (!forms) continue;
    const { site } = plan.queues[queue]!;
    found.set(`${site} ${forms.backup}`, { site, ...forms });
  }
  return [...found.values()];
}
