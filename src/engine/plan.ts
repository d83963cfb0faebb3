/** A model becomes a plan: names become integers, shifts become ticks, volumes become staff. Nothing random. */
import type { Service } from '../catalog/templates/template.ts';
import type { Frame, QueueInfo, SiteInfo } from '../catalog/types.ts';
import { dayNumber, TICKS_PER_DAY, TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Model } from '../scenario/model.ts';
import { resolveRef, type Components } from '../scenario/graph.ts';
import { weeklyVolume } from '../scenario/volumes.ts';
import { componentsOf } from './components.ts';
import { meanMinutes } from './distributions.ts';
import { hoursOf, rotaOf, type Hours } from './hours.ts';
import { assignPools, itemsAWeek, poolInfo, poolOf, type PlanPool } from './planPools.ts';
import type { Days } from './shifts.ts';
import { scheduledSlots } from './slots.ts';
import { partnerOf } from '../catalog/actions/buddy.ts';
import { idCode } from './streams.ts';

export type { PlanPool } from './planPools.ts';

export const REENTRY = 're-entry';

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
  const siteIndex = new Map(model.sites.map((site, k) => [site.id, k]));

  const poolSites = assignPools(model);
  const poolNumber = new Map<string, number>();
  poolSites.forEach(({ id, sites }, p) => sites.forEach((site) => poolNumber.set(`${site}/${id}`, p)));

  const queueShapes: { site: number; service: string; pool: number; isReentry: boolean }[] = [];
  const queueOfSite = model.sites.map(() => new Map<string, number>());
  const queuesOfPool = poolSites.map((): number[] => []);
  model.sites.forEach((site, s) => {
    const add = (service: string, poolId: string, isReentry: boolean): void => {
      const pool = poolNumber.get(`${s}/${poolId}`)!;
      queueOfSite[s]!.set(service, queueShapes.length);
      queuesOfPool[pool]!.push(queueShapes.length);
      queueShapes.push({ site: s, service, pool, isReentry });
    };
    for (const [service, { pool }] of Object.entries(site.services)) add(service, pool, false);
    if (site.reentry) add(REENTRY, site.reentry.pool, true);
  });

  const pools = poolSites.map((shared, p) => poolOf(model, shared, queuesOfPool[p]!, days, central?.pools[p]));

  const sites = model.sites.map((site, s): PlanSite => {
    const own = Object.keys(site.pools).map((id) => poolNumber.get(`${s}/${id}`)!);
    const rotas = own.map((p) => {
      const { id, sites: members } = pools[p]!;
      const first = model.sites[members[0]!]!;
      return rotaOf(first.pools[id]!.shifts, days, first.closedDates);
    });
    return {
      ...hoursOf(rotas, days, site.closedDates, scenario.workingWeek),
      id: site.id,
      title: site.title,
      template: site.template,
      kind: site.kind,
      queues: [...queueOfSite[s]!.values()],
      pools: own,
      uses: site.uses,
      queueOf: queueOfSite[s]!,
      poolOf: new Map(Object.keys(site.pools).map((id) => [id, poolNumber.get(`${s}/${id}`)!])),
    };
  });

  const queues = queueShapes.map(({ site: s, service: name, pool: p, isReentry }, q): PlanQueue => {
    const site = model.sites[s]!;
    const spec = isReentry ? undefined : site.services[name]!;
    const volume = spec ? weeklyVolume(spec, site.patients) : 0;
    const items = isReentry ? 0 : itemsAWeek(site).get(name)! / scenario.workingWeek.length;
    const like = central?.queues[q];
    const isScheduled = spec?.arrivals && 'scheduled' in spec.arrivals;
    if (
      like &&
      like.spec === spec &&
      central.model.sites[s]!.reentry === site.reentry &&
      like.weeklyVolume === volume &&
      like.itemsPerWorkingDay === items &&
      (!isScheduled || central.pools[p] === pools[p])
    )
      return like;
    const needs = (isReentry ? site.reentry!.needs : spec!.needs).map((need): PlanNeed => {
      const component = resolveRef(need.component, site.uses, components);
      if (component === undefined) throw new Error(`site ${site.id} needs ${need.component}, which does not exist`);
      return { ...need, component };
    });
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
      needs,
      followOn: (spec?.followOn ?? []).map((entry) => ({
        queue: queueOfSite[s]!.get(entry.service)!,
        code: idCode(entry.service),
        share: entry.share,
        after: entry.after,
      })),
      contact: contact === undefined ? -1 : queueOfSite[s]!.get(contact)!,
      contactCode: contact === undefined ? 0 : idCode(`contact/${contact}`),
      slots: isScheduled ? scheduledSlots(pools[p]!.base, pools[p]!.weekTicks, volume, horizon) : undefined,
      weeklyVolume: volume,
      reentry: queueOfSite[s]!.get(REENTRY) ?? -1,
    };
  });

  const isHub = hubsOf(model, siteIndex);
  const frame: Frame = {
    start: scenario.start,
    warmUpTick: warmUp,
    horizonTick: horizon,
    hours: (horizon - warmUp) / TICKS_PER_HOUR,
    sites: sites.map(siteInfo),
    queues: queues.map(queueInfo),
    pools: pools.map((pool) => poolInfo(model, pool, warmUp, horizon)),
  };
  return {
    model,
    frame,
    days,
    horizon,
    warmUp,
    sites,
    pools,
    queues,
    components,
    cells: cellsOf(
      model.sites.length,
      [...pools.map((pool) => pool.sites), ...partnersOf(model, siteIndex, isHub)],
      isHub,
    ),
    isHub,
    siteIndex,
  };
}

/** Only what outcomes are laid out by, so that a frame travels light between threads. */
function siteInfo({ id, title, template, kind, workingDates, workingDayTicks }: PlanSite): SiteInfo {
  return { id, title, template, kind, workingDates, workingDayTicks };
}

function queueInfo({ site, key, service, isReentry, itemsPerWorkingDay, meanMinutes }: PlanQueue): QueueInfo {
  return { site, key, service, isReentry, itemsPerWorkingDay, meanMinutes };
}

/** Sites that receive items from others. */
function hubsOf(model: Model, siteIndex: ReadonlyMap<string, number>): boolean[] {
  const isHub = model.sites.map(() => false);
  const mark = (id: string): void => {
    const site = siteIndex.get(id);
    if (site !== undefined) isHub[site] = true;
  };
  for (const site of model.sites) {
    for (const service of Object.values(site.services)) {
      service.patience?.hubs.forEach((hub) => mark(hub.site));
      service.atClose?.hubs.forEach((hub) => mark(hub.site));
    }
  }
  for (const action of model.scenario.actions) if (action.kind === 'divert') mark(action.to.site);
  return isHub;
}

/** Sites that a buddy joins, whatever a strategy uses. */
function partnersOf(model: Model, siteIndex: ReadonlyMap<string, number>, isHub: readonly boolean[]): number[][] {
  return model.scenario.actions.flatMap((action) => {
    if (action.kind !== 'buddy') return [];
    return model.sites.flatMap(({ id }, s) => {
      const partner = partnerOf(action.partners, id, (group) => ringOf({ model, isHub }, group, action.service));
      const k = partner === undefined ? undefined : siteIndex.get(partner);
      return k === undefined || k === s ? [] : [[s, k]];
    });
  });
}

/** Members of a group that have a service, in file order; a hub is passed by. */
export function ringOf({ model, isHub }: Pick<Plan, 'model' | 'isHub'>, group: string, service: string): string[] {
  return model.sites.flatMap(({ id, groups, services }, s) =>
    groups.includes(group) && service in services && !isHub[s] ? [id] : [],
  );
}

/** Sites worked out together: each of `together` is one with its first. */
function cellsOf(count: number, together: readonly (readonly number[])[], isHub: readonly boolean[]): number[][] {
  const parent = Array.from({ length: count }, (_, s) => s);
  const root = (s: number): number => (parent[s] === s ? s : (parent[s] = root(parent[s]!)));
  for (const sites of together) {
    for (const s of sites) {
      const a = root(sites[0]!);
      const b = root(s);
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const cells = new Map<number, number[]>();
  for (let s = 0; s < count; s++) {
    const r = root(s);
    const cell = cells.get(r);
    if (cell) cell.push(s);
    else cells.set(r, [s]);
  }
  const all = [...cells.values()];
  return [...all.filter((cell) => !cell.some((s) => isHub[s])), ...all.filter((cell) => cell.some((s) => isHub[s]))];
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
