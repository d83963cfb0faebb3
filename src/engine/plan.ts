/** A model becomes a plan: names become integers, shifts become ticks, volumes become staff. Nothing random. */
import type { Service } from '../catalog/templates/template.ts';
import type { Frame, PoolInfo, QueueInfo, SiteInfo } from '../catalog/types.ts';
import { dayNumber, TICKS_PER_DAY, TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Model, ModelSite } from '../scenario/model.ts';
import { resolveRef, type Components } from '../scenario/graph.ts';
import { weeklyVolume } from '../scenario/volumes.ts';
import { componentsOf, usesKey } from './components.ts';
import { meanMinutes } from './distributions.ts';
import { hoursOf, rotaOf, type Hours } from './hours.ts';
import { itemsAWeek, poolInfo, poolOf, type PlanPool } from './planPools.ts';
import { REENTRY, shapeOf, type Shape } from './planShape.ts';
import type { Days } from './shifts.ts';
import { scheduledSlots } from './slots.ts';
import { idCode } from './streams.ts';

export type { PlanPool } from './planPools.ts';
export { REENTRY, ringOf } from './planShape.ts';

export interface PlanNeed {
  /** As written, resolved at the site. */
  readonly component: string;
  readonly share: number;
  readonly slowdown: number;
  readonly reentryMinutes: number;
  readonly record: 'none' | 'read' | 'full';
}

export interface FollowOn {
  readonly queue: number;
  readonly code: number;
  readonly share: number;
  readonly after: Service['followOn'][number]['after'];
}

export interface PlanQueue extends QueueInfo {
  readonly pool: number;
  readonly priority: number;
  /** Undefined for re-entry. */
  readonly spec: Service | undefined;
  readonly needs: readonly PlanNeed[];
  readonly followOn: readonly FollowOn[];
  /** Queue of the site that rings people to rebook them, and the code of its lineage. */
  readonly contact: number;
  readonly contactCode: number;
  /** Due ticks of every slot, for scheduled arrivals. */
  readonly slots: Int32Array | undefined;
  readonly weeklyVolume: number;
  /** Re-entry queue of the site, or -1. */
  readonly reentry: number;
}

export interface PlanSite extends SiteInfo, Hours {
  readonly queues: readonly number[];
  readonly pools: readonly number[];
  readonly uses: Readonly<Record<string, string>>;
  /** Position of each service's queue. */
  readonly queueOf: ReadonlyMap<string, number>;
  readonly poolOf: ReadonlyMap<string, number>;
}

export interface Plan {
  readonly model: Model;
  /** For a world in which numbers differ from the central ones the plan of those: both have the same names and shape. */
  readonly central: Plan | undefined;
  readonly shape: Shape;
  readonly frame: Frame;
  readonly days: Days;
  readonly horizon: number;
  readonly warmUp: number;
  readonly sites: readonly PlanSite[];
  readonly pools: readonly PlanPool[];
  readonly queues: readonly PlanQueue[];
  readonly components: Components;
  /** Groups of sites that share pools, in file order of their first site; hubs last. */
  readonly cells: readonly (readonly number[])[];
  readonly isHub: readonly boolean[];
  readonly siteIndex: ReadonlyMap<string, number>;
}

/**
 * Compiles a model that passed validation. For a world in which numbers differ from the central ones, `central` is
 * the plan of those: staff are planned for the work in it, and what the world leaves as it is comes from there.
 */
export function compile(model: Model, central?: Plan): Plan {
  const { scenario } = model;
  const days: Days = { first: dayNumber(scenario.start), count: scenario.warmUpDays + scenario.days };
  const horizon = days.count * TICKS_PER_DAY;
  const warmUp = scenario.warmUpDays * TICKS_PER_DAY;
  const components = componentsOf(scenario.components);
  const shape = central?.shape ?? shapeOf(model);

  const pools: PlanPool[] = [];
  for (let p = 0; p < shape.pools.length; p++)
    pools.push(poolOf(model, shape.pools[p]!, shape.queuesOf[p]!, days, central?.pools[p]));
  const sites: PlanSite[] = [];
  for (let s = 0; s < model.sites.length; s++) sites.push(siteOf(model, shape, s, pools, days, central));
  const known: KnownNeeds = new Map();
  const queues: PlanQueue[] = [];
  for (let q = 0; q < shape.queues.length; q++)
    queues.push(queueOf(model, shape, q, pools, components, known, horizon, central));

  const { isHub, cells, siteIndex } = shape;
  const frame: Frame = {
    start: scenario.start,
    warmUpTick: warmUp,
    horizonTick: horizon,
    hours: (horizon - warmUp) / TICKS_PER_HOUR,
    sites: siteInfos(sites, central),
    queues: queueInfos(queues, central),
    pools: poolInfos(model, pools, warmUp, horizon, central),
  };
  return {
    model,
    central,
    shape,
    frame,
    days,
    horizon,
    warmUp,
    sites,
    pools,
    queues,
    components,
    cells,
    isHub,
    siteIndex,
  };
}

/** A site of a model; `central` is the plan with the central numbers, from which comes what is as it is there. */
function siteOf(
  model: Model,
  shape: Shape,
  s: number,
  pools: readonly PlanPool[],
  days: Days,
  central: Plan | undefined,
): PlanSite {
  const site = model.sites[s]!;
  const own = [...shape.poolOf[s]!.values()];
  if (central) {
    let worksAlike = true;
    for (const p of own) worksAlike &&= central.pools[p]!.shifts === pools[p]!.shifts;
    if (worksAlike) return central.sites[s]!;
  }
  const rotas = own.map((p) => {
    const { id, sites: members } = pools[p]!;
    const first = model.sites[members[0]!]!;
    return rotaOf(first.pools[id]!.shifts, days, first.closedDates);
  });
  return {
    ...hoursOf(rotas, days, site.closedDates, model.scenario.workingWeek),
    id: site.id,
    title: site.title,
    template: site.template,
    kind: site.kind,
    queues: [...shape.queueOf[s]!.values()],
    pools: own,
    uses: site.uses,
    queueOf: shape.queueOf[s]!,
    poolOf: shape.poolOf[s]!,
  };
}

/** A queue of a model, in the same way. */
function queueOf(
  model: Model,
  shape: Shape,
  q: number,
  pools: readonly PlanPool[],
  components: Components,
  known: KnownNeeds,
  horizon: number,
  central: Plan | undefined,
): PlanQueue {
  const { site: s, service: name, pool: p, isReentry } = shape.queues[q]!;
  const site = model.sites[s]!;
  const spec = isReentry ? undefined : site.services[name]!;
  const volume = spec ? weeklyVolume(spec, site.patients) : 0;
  const items = isReentry ? 0 : itemsAWeek(site).get(name)! / model.scenario.workingWeek.length;
  const isScheduled = spec?.arrivals && 'scheduled' in spec.arrivals;
  const like = central?.queues[q];
  if (
    like &&
    like.spec === spec &&
    central.model.sites[s]!.reentry === site.reentry &&
    like.weeklyVolume === volume &&
    like.itemsPerWorkingDay === items &&
    (!isScheduled || central.pools[p] === pools[p])
  )
    return like;
  const contact = spec?.missedSlot?.contact;
  return {
    site: s,
    key: `${site.template}/${name}`,
    service: name,
    isReentry,
    itemsPerWorkingDay: items,
    meanMinutes: spec ? meanMinutes(spec.minutes) : 0,
    pool: p,
    priority: isReentry ? site.reentry!.priority : spec!.priority,
    spec,
    needs: needsOf(site, isReentry ? site.reentry!.needs : spec!.needs, components, known),
    followOn: (spec?.followOn ?? []).map((entry) => ({
      queue: shape.queueOf[s]!.get(entry.service)!,
      code: idCode(entry.service),
      share: entry.share,
      after: entry.after,
    })),
    contact: contact === undefined ? -1 : shape.queueOf[s]!.get(contact)!,
    contactCode: contact === undefined ? 0 : idCode(`contact/${contact}`),
    slots: isScheduled ? scheduledSlots(pools[p]!.base, pools[p]!.weekTicks, volume, horizon) : undefined,
    weeklyVolume: volume,
    reentry: shape.queueOf[s]!.get(REENTRY) ?? -1,
  };
}

/** Needs by how a template writes them, and by what stands behind the names that it uses. */
type KnownNeeds = Map<Service['needs'], Map<string, readonly PlanNeed[]>>;

/** Needs as a site has them; sites that use the same things have the very same ones. */
function needsOf(site: ModelSite, written: Service['needs'], components: Components, known: KnownNeeds) {
  let byUses = known.get(written);
  if (!byUses) known.set(written, (byUses = new Map<string, readonly PlanNeed[]>()));
  const key = usesKey(site.uses);
  let needs = byUses.get(key);
  if (!needs) {
    needs = written.map((need): PlanNeed => {
      const component = resolveRef(need.component, site.uses, components);
      if (component === undefined) throw new Error(`site ${site.id} needs ${need.component}, which does not exist`);
      return { ...need, component };
    });
    byUses.set(key, needs);
  }
  return needs;
}

function siteInfos(sites: readonly PlanSite[], central: Plan | undefined): SiteInfo[] {
  const infos: SiteInfo[] = [];
  for (let s = 0; s < sites.length; s++)
    infos.push(sites[s] === central?.sites[s] ? central!.frame.sites[s]! : siteInfo(sites[s]!));
  return infos;
}

function queueInfos(queues: readonly PlanQueue[], central: Plan | undefined): QueueInfo[] {
  const infos: QueueInfo[] = [];
  for (let q = 0; q < queues.length; q++)
    infos.push(queues[q] === central?.queues[q] ? central!.frame.queues[q]! : queueInfo(queues[q]!));
  return infos;
}

function poolInfos(model: Model, pools: readonly PlanPool[], from: number, to: number, central: Plan | undefined) {
  const infos: PoolInfo[] = [];
  for (let p = 0; p < pools.length; p++)
    infos.push(pools[p] === central?.pools[p] ? central!.frame.pools[p]! : poolInfo(model, pools[p]!, from, to));
  return infos;
}

/** Only what outcomes are laid out by, so that a frame travels light between threads. */
function siteInfo({ id, title, template, kind, workingDates, workingDayTicks }: PlanSite): SiteInfo {
  return { id, title, template, kind, workingDates, workingDayTicks };
}

function queueInfo({ site, key, service, isReentry, itemsPerWorkingDay, meanMinutes }: PlanQueue): QueueInfo {
  return { site, key, service, isReentry, itemsPerWorkingDay, meanMinutes };
}

/**
 * Start of the first base shift of the queue's pool on the site's n-th working date after a day, or on the first
 * later one on which the pool works; -1 when there is none within the study.
 */
export function nextOpening(plan: Plan, queue: PlanQueue, day: number, n: number): number {
  const { daySpans } = plan.pools[queue.pool]!;
  const site = plan.sites[queue.site]!;
  for (let date = workingDateAfter(site, day, n); date !== undefined; date = workingDateAfter(site, date, 1)) {
    const span = daySpans.get(date);
    if (span) return span.from;
  }
  return -1;
}

/** The site's n-th working date after a day, or undefined past the horizon. */
export function workingDateAfter(
  site: { readonly workingDays: readonly number[] },
  day: number,
  n: number,
): number | undefined {
  const { workingDays } = site;
  let low = 0;
  let high = workingDays.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (workingDays[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return workingDays[low + n - 1];
}
