/** What a strategy makes of the incident at every site: staff, modes, closings and decisions over time. */
import { compileAction, type Action } from '../catalog/actions/index.ts';
import type {
  DivertEffect,
  PauseEffect,
  ReleaseEffect,
  ShedEffect,
  SiteEffect,
  StaffEffect,
} from '../catalog/effects.ts';
import type { When } from '../catalog/fields.ts';
import type { Interval, Steps } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, tickOf, ticks } from '../scenario/calendar.ts';
import { present } from './absence.ts';
import { backupsInForce, type CoverInForce } from './backups.ts';
import { resolveRef } from '../scenario/graph.ts';
import { heldOf, type Held } from './held.ts';
import { oncePerRun, span, type Incident } from './incident.ts';
import { segmentsOf, type Segment } from './modes.ts';
import type { Plan } from './plan.ts';
import { occurrences, staffSteps } from './shifts.ts';
import { combine, drops, minimum } from './steps.ts';
import { noticed, sitesIn } from './scope.ts';
import { streamKey, uniformAt } from './streams.ts';

export interface PoolScript {
  /** Everybody in force: base shifts, extra staff, those who stay late. */
  readonly staff: Steps;
  /** Base shifts and extra staff: whoever is in service beyond these is on overtime or staying late. */
  readonly rostered: Steps;
  /** Staying late. */
  readonly late: Steps;
  readonly extraStaffTicks: number;
}

export interface Closing {
  readonly tick: number;
  readonly day: number;
}

export interface Decisions {
  readonly cut: { readonly threshold: Steps } | undefined;
  readonly held: Held | undefined;
  readonly diverts: readonly (DivertEffect & { hubQueue: number })[];
  readonly sheds: readonly ShedEffect[];
  readonly pauses: readonly PauseEffect[];
  readonly releases: readonly ReleaseEffect[];
}

export interface Script {
  readonly pools: readonly PoolScript[];
  /** Per queue. */
  readonly segments: readonly (readonly Segment[])[];
  /** Per queue: lowest level of its needs, when normal work is possible again. */
  readonly normal: readonly Steps[];
  readonly decisions: readonly (Decisions | undefined)[];
  /** Whether the items of surges come. */
  readonly isSurged: boolean;
  /** Per pool: closings in time order, each with the day whose shifts it ends (one at 24:00 is the day before's). */
  readonly closings: readonly (readonly Closing[])[];
  /** Per site: tick of the first change that incident or strategy makes there; Infinity when none. */
  readonly firstEffect: readonly number[];
  /** Per site: tick of the last change that incident or strategy makes there; -1 when none. */
  readonly lastEffect: readonly number[];
  /** Cost of this incident in pounds: hours of extra staff and those who stay late are added by the world. */
  readonly daysInUseCost: number;
  readonly extraCost: number;
  readonly lateCostPerTick: readonly number[];
}

const baseScripts = new WeakMap<Plan, PoolScript[]>();

/** A pool without anybody extra, worked out once for a plan. */
function baseScript(plan: Plan, p: number): PoolScript {
  let known = baseScripts.get(plan);
  if (!known) {
    known = plan.pools.map((pool) => {
      const base = staffSteps(pool.shifts, pool.staff);
      return { staff: base, rostered: base, late: NOBODY, extraStaffTicks: 0 };
    });
    baseScripts.set(plan, known);
  }
  return known[p]!;
}

const NOBODY: Steps = { ticks: [0], values: [0] };

function together(parts: readonly Steps[]): Steps {
  return combine(parts, (people) => people.reduce((sum, some) => sum + some, 0));
}

interface SitedEffect {
  readonly site: number;
  readonly action: Action;
  readonly effect: SiteEffect;
}

/** `uses` is undefined for the twin, whose incident must be `noIncident`. */
export function scriptOf(
  plan: Plan,
  seed: string,
  run: number,
  incident: Incident,
  uses: readonly string[] | undefined,
): Script {
  const { scenario } = plan.model;
  const used = new Set(uses ?? []);
  const effects: SitedEffect[] = [];
  for (const action of scenario.actions) {
    if (used.has(action.id))
      effects.push(...oncePerRun(incident, `action ${action.id}`, () => effectsOf(plan, seed, run, incident, action)));
  }
  const pools = plan.pools.map((pool, p): PoolScript => {
    const extra: (Interval & { people: number })[] = [];
    const late: (Interval & { people: number })[] = [];
    for (const { site, effect } of effects) {
      if (effect.kind !== 'staff' || plan.sites[site]!.poolOf.get(effect.pool) !== p) continue;
      (effect.as === 'extra' ? extra : late).push(effect);
    }
    const absences = incident.absences.filter((absence) => absence.pool === p);
    if (extra.length === 0 && late.length === 0 && absences.length === 0) return baseScript(plan, p);
    const rostered =
      absences.length === 0
        ? staffSteps(pool.shifts, pool.staff, extra)
        : together([present(baseScript(plan, p).staff, absences), staffSteps([], 0, extra)]);
    const lateSteps = late.length > 0 ? present(staffSteps([], 0, late), absences) : NOBODY;
    return {
      rostered,
      late: lateSteps,
      staff: late.length > 0 ? together([rostered, lateSteps]) : rostered,
      extraStaffTicks: extra.reduce(
        (sum, { from, to, people }) => sum + Math.max(0, Math.min(to, plan.horizon) - from) * people,
        0,
      ),
    };
  });

  const covers: CoverInForce[] = [];
  let daysInUseCost = 0;
  for (const backup of scenario.backups) {
    if (!used.has(backup.id)) continue;
    const inForce = oncePerRun(incident, `backup ${backup.id}`, () =>
      backupsInForce(plan, seed, run, incident, backup),
    );
    covers.push(...inForce.covers);
    daysInUseCost += inForce.daysInUse * backup.cost.perDayInUse;
  }

  const segmentsFor = (): Segment[][] => segmentsUnder(plan, incident, covers, pools);
  // Modes depend on staff only through seats; without them strategies with the same backups share them.
  const seated = covers.some((cover) => cover.seats !== undefined);
  const backupsUsed = scenario.backups.filter((backup) => used.has(backup.id)).map((backup) => backup.id);
  const segments = seated ? segmentsFor() : oncePerRun(incident, `segments ${backupsUsed.join()}`, segmentsFor);
  const normal = oncePerRun(incident, 'normal', () =>
    plan.queues.map((queue) =>
      minimum(queue.needs.map((need) => incident.sites[queue.site]!.levels.of(need.component))),
    ),
  );
  const bySite = plan.sites.map((): SiteEffect[] => []);
  for (const { site, effect } of effects) bySite[site]!.push(effect);
  const decisions = plan.queues.map((queue, q) =>
    decisionsOf(plan, incident, q, bySite[queue.site]!, uses !== undefined),
  );
  const closings = plan.pools.map((_, p) => closingsOf(plan, p, effects));
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
    for (const { site: where, effect } of effects) {
      const together =
        where === s ||
        (effect.kind === 'staff' && site.pools.includes(plan.sites[where]!.poolOf.get(effect.pool) ?? -1));
      if (together) note(effect.from, effect.to);
    }
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

  let extraCost = 0;
  const lateCostPerTick = plan.pools.map(() => 0);
  for (const { site, action, effect } of effects) {
    if (effect.kind !== 'staff') continue;
    const perTick = action.cost.perHour / TICKS_PER_HOUR;
    if (effect.as === 'extra')
      extraCost += Math.max(0, Math.min(effect.to, plan.horizon) - effect.from) * effect.people * perTick;
    else lateCostPerTick[plan.sites[site]!.poolOf.get(effect.pool)!] = perTick;
  }
  return {
    pools,
    segments,
    normal,
    decisions,
    isSurged: incident.surges.length > 0,
    closings,
    firstEffect,
    lastEffect,
    daysInUseCost,
    extraCost,
    lateCostPerTick,
  };
}

/** Every effect of an action in a run, site by site. */
function effectsOf(plan: Plan, seed: string, run: number, incident: Incident, action: Action): SitedEffect[] {
  return scopeOf(plan, seed, run, incident, action).flatMap((site) => {
    const window = windowOf(plan, incident, site, action.when);
    if (!window || window.to <= window.from) return [];
    return compileAction(action, actionContext(plan, incident, site, window)).map((effect) => ({
      site,
      action,
      effect,
    }));
  });
}

function segmentsUnder(
  plan: Plan,
  incident: Incident,
  covers: readonly CoverInForce[],
  pools: readonly PoolScript[],
): Segment[][] {
  const ofQueue = plan.queues.map((): CoverInForce[] => []);
  for (const cover of covers) ofQueue[cover.queue]!.push(cover);
  return plan.queues.map((queue, q) =>
    segmentsOf(
      queue,
      incident.sites[queue.site]!.levels,
      ofQueue[q]!,
      pools[queue.pool]!.staff,
      incident.sites[queue.site]!.slowness,
    ),
  );
}

function has(plan: Plan, s: number, action: Action): boolean {
  return 'pool' in action ? plan.sites[s]!.poolOf.has(action.pool) : plan.sites[s]!.queueOf.has(action.service);
}

/** Sites of an action's scope in this run; none when the incident hits none of them. */
function scopeOf(plan: Plan, seed: string, run: number, incident: Incident, action: Action): number[] {
  const able = plan.sites.flatMap((_, s) => (has(plan, s, action) ? [s] : []));
  const inScope = sitesIn(
    plan,
    able,
    action.sites,
    (s) => incident.sites[s]!.hitAt !== undefined,
    (s) => uniformAt(streamKey(seed, run, 'action', action.id, plan.sites[s]!.id), 0, 1),
  );
  return inScope.some((s) => incident.sites[s]!.hitAt !== undefined) ? inScope : [];
}

/** When an action holds at a site; undefined when its trigger never comes there. */
function windowOf(plan: Plan, incident: Incident, s: number, when: When): Interval | undefined {
  const { scenario } = plan.model;
  if ('from' in when) return { from: tickOf(scenario.start, when.from), to: tickOf(scenario.start, when.to) };
  const site = plan.sites[s]!;
  const { levels, strain } = incident.sites[s]!;
  const of = when.of === undefined ? undefined : resolveRef(when.of, site.uses, plan.components);
  const needed = incident.sites[s]!.needed.filter((key) => when.of === undefined || key === of);
  const watched = [...needed.map((key) => levels.of(key)), ...(when.of === undefined ? [strain] : [])];
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

function actionContext(
  plan: Plan,
  incident: Incident,
  s: number,
  window: Interval,
): Parameters<typeof compileAction>[1] {
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
    tickOf: (dateTime) => tickOf(plan.model.scenario.start, dateTime),
    ticks,
  };
}

function decisionsOf(
  plan: Plan,
  incident: Incident,
  q: number,
  effects: readonly SiteEffect[],
  afflicted: boolean,
): Decisions | undefined {
  const queue = plan.queues[q]!;
  const here = effects.filter(
    (effect): effect is Exclude<SiteEffect, StaffEffect> => effect.kind !== 'staff' && effect.service === queue.service,
  );
  const cut = afflicted ? cutOf(plan, incident, q) : undefined;
  const held = queue.isReentry ? undefined : heldOf(incident.sites[queue.site]!.holds, queue.service);
  if (here.length === 0 && cut === undefined && held === undefined) return undefined;
  return {
    cut,
    held,
    diverts: here
      .filter((effect) => effect.kind === 'divert')
      .map((effect) => ({ ...effect, hubQueue: hubQueue(plan, effect.hub) })),
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
  if (!follows) return undefined;
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

/**
 * Closings of a pool: the last end of the day's base shifts, put off by extra people who are there when it comes
 * and stay longer. People who come after a closing do not undo it: nothing may change before it is known.
 */
function closingsOf(plan: Plan, p: number, effects: readonly { site: number; effect: SiteEffect }[]): Closing[] {
  const pool = plan.pools[p]!;
  const ends = new Map([...pool.daySpans].map(([day, span]) => [day, span.to]));
  const extra = effects
    .flatMap(({ site, effect }) =>
      effect.kind === 'staff' && plan.sites[site]!.poolOf.get(effect.pool) === p ? [effect] : [],
    )
    .sort((a, b) => a.from - b.from);
  for (const { from, to } of extra) {
    const day = Math.floor(from / TICKS_PER_DAY);
    const end = ends.get(day);
    if (end !== undefined && from <= end && to > end) ends.set(day, to);
  }
  return [...ends]
    .map(([day, tick]) => ({ tick, day }))
    .filter(({ tick }) => tick < plan.horizon)
    .sort((a, b) => a.tick - b.tick);
}
