/** A model becomes a plan: names become integers, shifts become ticks, volumes become staff. Nothing random. */
import type { Service } from '../catalog/templates/template.ts';
import type { Frame, Interval, PoolInfo, QueueInfo, SiteInfo } from '../catalog/types.ts';
import { dayNumber, TICKS_PER_DAY, TICKS_PER_HOUR, ticks } from '../scenario/calendar.ts';
import type { Model, ModelSite } from '../scenario/model.ts';
import { resolveRef, type Components } from '../scenario/graph.ts';
import { expectedItems, shiftMinutes, weeklyVolume } from '../scenario/volumes.ts';
import { componentsOf } from './components.ts';
import { meanMinutes } from './distributions.ts';
import { closedDays, occurrences, shiftStaffTicks, staffSteps, workingDates, type Days } from './shifts.ts';
import { scheduledSlots } from './slots.ts';
import { union } from './steps.ts';
import { partnerOf } from '../catalog/actions/buddy.ts';
import { idCode } from './streams.ts';

export const REENTRY = 're-entry';

export interface PlanPool {
  readonly id: string;
  readonly sites: readonly number[];
  /** People in every shift, with the fraction. */
  readonly staff: number;
  /** Base shifts on dates that are not closed, by day. */
  readonly shifts: readonly (Interval & { readonly day: number })[];
  /** The day's first start and last end, for days with base shifts. */
  readonly daySpans: ReadonlyMap<number, Interval>;
  readonly queues: readonly number[];
}

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

export interface PlanSite extends SiteInfo {
  readonly queues: readonly number[];
  readonly pools: readonly number[];
  /** Any base shift of any pool, merged: when somebody is there to notice. */
  readonly open: readonly Interval[];
  readonly uses: Readonly<Record<string, string>>;
  /** Position of each service's queue. */
  readonly queueOf: ReadonlyMap<string, number>;
  readonly poolOf: ReadonlyMap<string, number>;
  /** Working days from any day to the working date n later. */
  readonly workingDays: readonly number[];
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

/** Compiles a model that passed validation. `planned` is the model whose work staff is planned for: for a world in which numbers differ from the central ones, the model with the central ones. */
export function compile(model: Model, planned: Model = model): Plan {
  const { scenario } = model;
  const days: Days = { first: dayNumber(scenario.start), count: scenario.warmUpDays + scenario.days };
  const horizon = days.count * TICKS_PER_DAY;
  const warmUp = scenario.warmUpDays * TICKS_PER_DAY;
  const components = componentsOf(scenario.components);
  const siteIndex = new Map(model.sites.map((site, k) => [site.id, k]));
  const closed = model.sites.map((site) => closedDays(days, site.closedDates));

  const poolSites = assignPools(model);
  const poolNumber = new Map<string, number>();
  poolSites.forEach(({ id, sites }, p) => sites.forEach((site) => poolNumber.set(`${site}/${id}`, p)));

  const sites: PlanSite[] = [];
  const queueShapes: { site: number; service: string; isReentry: boolean }[] = [];
  const queueOfSite = model.sites.map(() => new Map<string, number>());
  model.sites.forEach((site, s) => {
    for (const service of Object.keys(site.services)) {
      queueOfSite[s]!.set(service, queueShapes.length);
      queueShapes.push({ site: s, service, isReentry: false });
    }
    if (site.reentry) {
      queueOfSite[s]!.set(REENTRY, queueShapes.length);
      queueShapes.push({ site: s, service: REENTRY, isReentry: true });
    }
  });

  const expected = model.sites.map(itemsAWeek);
  const plannedItems = planned === model ? expected : planned.sites.map(itemsAWeek);
  const pools = poolSites.map(({ id, sites: members }): PlanPool => {
    const first = members[0]!;
    const spec = model.sites[first]!.pools[id]!;
    const shifts = occurrences(spec.shifts, days, closed[first]!);
    const minutes = members.reduce((sum, s) => {
      const site = planned.sites[s]!;
      return (
        sum +
        Object.entries(site.services).reduce(
          (own, [name, service]) =>
            service.pool === id ? own + plannedItems[s]!.get(name)! * meanMinutes(service.minutes) : own,
          0,
        )
      );
    }, 0);
    const staff = spec.staff ?? Math.round((minutes / (spec.utilisation! * shiftMinutes(spec))) * 1e6) / 1e6;
    const daySpans = new Map<number, Interval>();
    for (const { day, from, to } of shifts) {
      const span = daySpans.get(day);
      daySpans.set(day, span ? { from: Math.min(span.from, from), to: Math.max(span.to, to) } : { from, to });
    }
    const queues = queueShapes.flatMap(({ site, service, isReentry }, q) => {
      const owner = model.sites[site]!;
      const pool = isReentry ? owner.reentry!.pool : owner.services[service]!.pool;
      return members.includes(site) && pool === id ? [q] : [];
    });
    return { id, sites: members, staff, shifts, daySpans, queues };
  });

  model.sites.forEach((site, s) => {
    const own = Object.keys(site.pools).map((id) => poolNumber.get(`${s}/${id}`)!);
    const shifts = own.flatMap((p) => pools[p]!.shifts);
    const dates = workingDates(shifts, days, closed[s]!, model.scenario.workingWeek);
    const total = dates.reduce((sum, date) => sum + lengthOf(date.windows), 0);
    sites.push({
      id: site.id,
      title: site.title,
      template: site.template,
      kind: site.kind,
      workingDates: dates,
      workingDayTicks: dates.length > 0 ? total / dates.length : 0,
      queues: queueShapes.flatMap((queue, q) => (queue.site === s ? [q] : [])),
      pools: own,
      open: union(shifts),
      uses: site.uses,
      queueOf: queueOfSite[s]!,
      poolOf: new Map(Object.keys(site.pools).map((id) => [id, poolNumber.get(`${s}/${id}`)!])),
      workingDays: dates.map((date) => date.day),
    });
  });

  const weekTicksOf = (pool: PlanPool): number => {
    const spec = model.sites[pool.sites[0]!]!.pools[pool.id]!;
    return spec.shifts.reduce(
      (sum, shift) => sum + shift.days.length * shiftStaffTicks(pool.staff, ticks(shift.to - shift.from)),
      0,
    );
  };

  const queues = queueShapes.map(({ site: s, service: name, isReentry }): PlanQueue => {
    const site = model.sites[s]!;
    const spec = isReentry ? undefined : site.services[name]!;
    const needs = (isReentry ? site.reentry!.needs : spec!.needs).map((need): PlanNeed => {
      const component = resolveRef(need.component, site.uses, components);
      if (component === undefined) throw new Error(`site ${site.id} needs ${need.component}, which does not exist`);
      return { ...need, component };
    });
    const p = poolNumber.get(`${s}/${isReentry ? site.reentry!.pool : spec!.pool}`)!;
    const volume = spec ? weeklyVolume(spec, site.patients) : 0;
    const contact = spec?.missedSlot?.contact;
    return {
      site: s,
      key: `${site.template}/${name}`,
      service: name,
      isReentry,
      itemsPerWorkingDay: isReentry ? 0 : expected[s]!.get(name)! / model.scenario.workingWeek.length,
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
      slots:
        spec?.arrivals && 'scheduled' in spec.arrivals
          ? scheduledSlots(staffSteps(pools[p]!.shifts, pools[p]!.staff), weekTicksOf(pools[p]!), volume, horizon)
          : undefined,
      weeklyVolume: volume,
      reentry: queueOfSite[s]!.get(REENTRY) ?? -1,
    };
  });

  const isHub = hubsOf(model, siteIndex);
  const poolInfos = pools.map((pool): PoolInfo => {
    const site = model.sites[pool.sites[0]!]!;
    const base = staffSteps(pool.shifts, pool.staff);
    let staffTicks = 0;
    base.ticks.forEach((tick, k) => {
      const from = Math.max(warmUp, tick);
      const to = Math.min(horizon, base.ticks[k + 1] ?? horizon);
      if (to > from) staffTicks += (to - from) * base.values[k]!;
    });
    return {
      key: `${site.template}/${pool.id}`,
      title: site.pools[pool.id]!.title,
      site: pool.sites[0]!,
      staff: pool.staff,
      staffTicks,
    };
  });
  const frame: Frame = {
    start: scenario.start,
    warmUpTick: warmUp,
    horizonTick: horizon,
    hours: (horizon - warmUp) / TICKS_PER_HOUR,
    sites: sites.map(siteInfo),
    queues: queues.map(queueInfo),
    pools: poolInfos,
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

/** Expected items by service in a week; follow-on work of a valid model goes nowhere in a circle. */
function itemsAWeek({ services, patients }: ModelSite): ReadonlyMap<string, number> {
  return expectedItems(new Map(Object.entries(services)), patients)!;
}

/** Only what outcomes are laid out by, so that a frame travels light between threads. */
function siteInfo({ id, title, template, kind, workingDates, workingDayTicks }: PlanSite): SiteInfo {
  return { id, title, template, kind, workingDates, workingDayTicks };
}

function queueInfo({ site, key, service, isReentry, itemsPerWorkingDay, meanMinutes }: PlanQueue): QueueInfo {
  return { site, key, service, isReentry, itemsPerWorkingDay, meanMinutes };
}

/** Pools in file order of their first site; a group's pool belongs to every site of the template and group that has it. */
function assignPools(model: Model): { id: string; sites: number[] }[] {
  const pools: { id: string; sites: number[] }[] = [];
  const shared = new Map<string, { id: string; sites: number[] }>();
  model.sites.forEach((site, s) => {
    for (const [id, pool] of Object.entries(site.pools)) {
      const group = site.groups[0];
      if (pool.shared === undefined || group === undefined) {
        pools.push({ id, sites: [s] });
        continue;
      }
      const key = `${site.template}/${group}/${id}`;
      const existing = shared.get(key);
      if (existing) existing.sites.push(s);
      else {
        const made = { id, sites: [s] };
        shared.set(key, made);
        pools.push(made);
      }
    }
  });
  return pools;
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

function lengthOf(windows: readonly Interval[]): number {
  return windows.reduce((sum, { from, to }) => sum + to - from, 0);
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
