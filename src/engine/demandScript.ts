/** What is decided when work arrives: demand that is cut, held back, sent elsewhere, asked to come back or put off, and released slots. */
import type {
  BuddyEffect,
  DivertEffect,
  PauseEffect,
  ReleaseEffect,
  ShedEffect,
  SiteEffect,
  StaffEffect,
  SwitchEffect,
} from '../catalog/effects.ts';
import type { Steps } from '../catalog/types.ts';
import type { Service } from '../catalog/templates/template.ts';
import { resolveRef } from '../scenario/graph.ts';
import { heldOf, type Held } from './held.ts';
import { oncePerRun, type Incident } from './incident.ts';
import type { Plan } from './plan.ts';
import { combine } from './steps.ts';

export interface Decisions {
  readonly cut: { readonly threshold: Steps } | undefined;
  readonly held: Held | undefined;
  readonly diverts: readonly (DivertEffect & { hubQueue: number })[];
  /** With the partner's queue. */
  readonly buddies: readonly (BuddyEffect & { partnerQueue: number })[];
  /** Diverts and then buddies: they share one draw. */
  readonly sentOn: readonly (Decisions['diverts'][number] | Decisions['buddies'][number])[];
  /** With the queue that people use instead. */
  readonly switches: readonly (SwitchEffect & { insteadQueue: number })[];
  readonly sheds: readonly ShedEffect[];
  readonly pauses: readonly PauseEffect[];
  readonly releases: readonly ReleaseEffect[];
}

type DemandEffect = Exclude<SiteEffect, StaffEffect>;

const NONE: readonly DemandEffect[] = [];

/** `afflicted` is false for the twin, which has no incident to cut demand. */
export function decisionsOf(
  plan: Plan,
  incident: Incident,
  q: number,
  effects: readonly SiteEffect[],
  afflicted: boolean,
): Decisions | undefined {
  const queue = plan.queues[q]!;
  const here =
    effects.length === 0
      ? NONE
      : effects.filter((effect): effect is DemandEffect => effect.kind !== 'staff' && effect.service === queue.service);
  const cut = afflicted ? cutOf(plan, incident, q) : undefined;
  const held = queue.isReentry ? undefined : heldOf(incident.sites[queue.site]!.holds, queue.service);
  if (here.length === 0 && cut === undefined && held === undefined) return undefined;
  const diverts = here
    .filter((effect) => effect.kind === 'divert')
    .map((effect) => ({ ...effect, hubQueue: hubQueue(plan, effect.hub) }));
  const buddies = here
    .filter((effect) => effect.kind === 'buddy')
    .map((effect) => ({ ...effect, partnerQueue: hubQueue(plan, { site: effect.partner, service: effect.service }) }));
  return {
    cut,
    held,
    diverts,
    buddies,
    sentOn: [...diverts, ...buddies],
    switches: here
      .filter((effect) => effect.kind === 'switch')
      .map((effect) => {
        const insteadQueue = plan.sites[queue.site]!.queueOf.get(effect.instead.service);
        // Where there is no such service nobody can use it instead.
        if (insteadQueue === undefined)
          return { ...effect, instead: { ...effect.instead, share: 0 }, insteadQueue: -1 };
        return { ...effect, insteadQueue };
      }),
    sheds: here.filter((effect) => effect.kind === 'shed'),
    pauses: here.filter((effect) => effect.kind === 'pause'),
    releases: here.filter((effect) => effect.kind === 'release'),
  };
}

export function hubQueue(plan: Plan, hub: { readonly site: string; readonly service: string }): number {
  return plan.sites[plan.siteIndex.get(hub.site)!]!.queueOf.get(hub.service)!;
}

/** The share of a follower's demand that is cut over time. */
function cutOf(plan: Plan, incident: Incident, q: number): Decisions['cut'] {
  const follows = plan.queues[q]!.spec?.follows;
  return follows && oncePerRun(incident, `cut at ${q}`, () => cutBy(plan, incident, follows));
}

function cutBy(plan: Plan, incident: Incident, follows: NonNullable<Service['follows']>): Decisions['cut'] {
  const levels: Steps[] = [];
  const weights: number[] = [];
  plan.model.sites.forEach((site, s) => {
    if (!site.groups.includes(follows.group)) return;
    const key = resolveRef(follows.component, site.uses, plan.components);
    if (key === undefined) return;
    levels.push(incident.sites[s]!.answering.of(key));
    weights.push(site.patients);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return undefined;
  const threshold = combine(
    levels,
    (values) => follows.share * (values.reduce((sum, value, k) => sum + weights[k]! * (1 - value), 0) / total),
  );
  return threshold.values.some((value) => value > 0) ? { threshold } : undefined;
}
