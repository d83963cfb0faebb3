/** What a recovery action does at each site in a run: scope, window and the effects it compiles to. */
import { compileAction, type Action } from '../catalog/actions/index.ts';
import type { ActionContext, SiteEffect } from '../catalog/effects.ts';
import { startsByBacklog, type When } from '../catalog/fields.ts';
import type { Interval, Steps } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, tickOf, ticks } from '../scenario/calendar.ts';
import { resolveRef } from '../scenario/graph.ts';
import type { Watch } from './backlogTrigger.ts';
import { partnershipOf } from './buddies.ts';
import { siteKey } from './evenRun.ts';
import { span, type Incident } from './incident.ts';
import type { Plan } from './plan.ts';
import { noticed, sitesIn } from './scope.ts';
import { occurrences } from './shifts.ts';
import { drops, minimum } from './steps.ts';
import { uniformAt } from './streams.ts';

export interface SitedEffect {
  readonly site: number;
  readonly action: Action;
  readonly effect: SiteEffect;
}

/** Every effect of an action in a run, site by site; none of one that a backlog starts. */
export function effectsOf(plan: Plan, seed: string, run: number, incident: Incident, action: Action): SitedEffect[] {
  const effects: SitedEffect[] = [];
  for (const site of scopeOf(plan, seed, run, incident, action)) {
    const window = windowOf(plan, incident, site, action.when);
    if (window) effects.push(...effectsWithin(plan, incident, site, action, window));
  }
  return effects;
}

/** What an action does at a site in a window; nothing in an empty one. */
export function effectsWithin(
  plan: Plan,
  incident: Incident,
  site: number,
  action: Action,
  window: Interval,
): SitedEffect[] {
  if (window.to <= window.from) return [];
  const context = actionContext(plan, incident, site, window);
  return compileAction(action, context).map((effect) => ({ site, action, effect }));
}

/** Where and from when on it is looked at a backlog for an action (rule 23b). */
export function watchesOf(plan: Plan, seed: string, run: number, incident: Incident, action: Action): Watch[] {
  const { when } = action;
  if (!startsByBacklog(when)) return [];
  const scope = scopeOf(plan, seed, run, incident, action);
  const failures = scope.flatMap((s) => incident.sites[s]!.hitAt ?? []);
  const from = Math.ceil(Math.min(...failures) / TICKS_PER_HOUR) * TICKS_PER_HOUR;
  return scope.flatMap((site) => {
    const queue = plan.sites[site]!.queueOf.get(when.service);
    return queue === undefined ? [] : [{ action, when, site, queue, from }];
  });
}

function has(plan: Plan, s: number, action: Action): boolean {
  return 'pool' in action ? plan.sites[s]!.poolOf.has(action.pool) : plan.sites[s]!.queueOf.has(action.service);
}

/** Sites of an action's scope in this run; none when the incident hits none of them. */
function scopeOf(plan: Plan, seed: string, run: number, incident: Incident, action: Action): number[] {
  const able: number[] = [];
  for (let s = 0; s < plan.sites.length; s++) if (has(plan, s, action)) able.push(s);
  const inScope = sitesIn(
    plan,
    able,
    action.sites,
    (s) => incident.sites[s]!.hitAt !== undefined,
    (s) => uniformAt(siteKey(plan, seed, run, s, 'action', action.id), 0, 1),
  );
  return inScope.some((s) => incident.sites[s]!.hitAt !== undefined) ? inScope : [];
}

/** When an action holds at a site by date or by the incident; undefined when its trigger never comes there, or is a backlog. */
function windowOf(plan: Plan, incident: Incident, s: number, when: When): Interval | undefined {
  const { scenario } = plan.model;
  if (startsByBacklog(when)) return undefined;
  if ('from' in when) return { from: tickOf(scenario.start, when.from), to: tickOf(scenario.start, when.to) };
  const site = plan.sites[s]!;
  const { levels, strain } = incident.sites[s]!;
  const of = when.of === undefined ? undefined : resolveRef(when.of, site.uses, plan.components);
  const watched: Steps[] = [];
  for (const key of incident.sites[s]!.needed) if (when.of === undefined || key === of) watched.push(levels.of(key));
  if (when.of === undefined) watched.push(strain);
  const { from: failure, restored } = span(watched, plan.horizon);
  if (failure === undefined) return undefined;
  const trigger =
    when.on === 'failure'
      ? failure
      : when.on === 'restoration'
        ? restored
        : noticed(drops(minimum(watched), plan.horizon), site.open);
  if (trigger === undefined) return undefined;
  const from = Math.ceil(trigger / TICKS_PER_HOUR) * TICKS_PER_HOUR + ticks(when.lead);
  return { from, to: when.lasts === undefined ? (restored ?? plan.horizon) : from + ticks(when.lasts) };
}

function actionContext(plan: Plan, incident: Incident, s: number, window: Interval): ActionContext {
  const site = plan.sites[s]!;
  const none = new Set<number>();
  return {
    window,
    occurrences: (shifts) => occurrences(shifts, plan.days, none),
    shiftEnds: (pool) =>
      [...plan.pools[site.poolOf.get(pool)!]!.daySpans].map(([day, span]) => ({
        end: span.to,
        midnight: (day + 1) * TICKS_PER_DAY,
      })),
    workingTime: (from, dates) =>
      site.workingDates
        .filter(({ windows }) => windows.length > 0 && windows[windows.length - 1]!.to > from)
        .slice(0, dates)
        .flatMap(({ windows }) =>
          windows.filter((w) => w.to > from).map((w) => ({ from: Math.max(w.from, from), to: w.to })),
        ),
    isHit: incident.sites[s]!.hitAt !== undefined,
    restoration: incident.sites[s]!.restoredAt,
    partnership: (action) => partnershipOf(plan, incident, s, action),
    tickOf: (dateTime) => tickOf(plan.model.scenario.start, dateTime),
    ticks,
  };
}
