/** Struck sites and a repair become lowered levels: shared by every kind of fault. */
import { countOf, smallest, type FaultContext, type LevelEffect } from '../effects.ts';
import type { Repair } from './repair.ts';

export interface Strike {
  readonly site: number;
  readonly at: number;
}

export interface Blow {
  /** Every site the fault was meant for, those that a halt spared included. */
  readonly hit: readonly number[];
  readonly strikes: readonly Strike[];
  /** What still works at a site struck. */
  readonly level: number;
  /** Hands-on work begins no earlier. */
  readonly notBefore: number;
}

/** The sites hit, those with the smallest luck first. */
export function sitesHit(context: FaultContext, share: number): number[] {
  const { sitesAtRisk } = context;
  return smallest(sitesAtRisk, countOf(share, sitesAtRisk.length), (site) => context.siteUniform(site, 1));
}

/** Levels lowered from each strike until the repair reaches the site. */
export function repaired(
  context: FaultContext,
  fault: { readonly component: string; readonly devices: number; readonly repair: Repair },
  { hit, strikes, level, notBefore }: Blow,
): LevelEffect[] {
  const { repair, component } = fault;
  if ('central' in repair) {
    const after = context.ticks(context.delay(repair.central, context.uniform(0, 2)));
    return strikes.map(({ site, at }) => ({ component, site, level, from: at, to: at + after }));
  }
  if ('staged' in repair) {
    return repair.staged.functions
      ? functionByFunction(context, component, repair.staged.functions, strikes, level)
      : siteBySite(context, component, repair.staged.sites!, hit, strikes, level);
  }
  return deviceByDevice(context, fault, repair.handsOn, strikes, notBefore);
}

function functionByFunction(
  context: FaultContext,
  component: string,
  functions: Readonly<Record<string, Parameters<FaultContext['delay']>[0]>>,
  strikes: readonly Strike[],
  level: number,
): LevelEffect[] {
  const stages = Object.entries(functions).map(([key, delay], j) => ({
    key,
    after: context.ticks(context.delay(delay, context.uniform(j, 3))),
  }));
  const earliest = Math.min(...stages.map((stage) => stage.after));
  return strikes.flatMap(({ site, at }) => [
    { component, site, level, from: at, to: at + earliest },
    ...stages.map(({ key, after }) => ({ component: key, site, level, from: at, to: at + after })),
  ]);
}

/** Stages count over all sites hit, those spared included: a halt that comes earlier moves nobody else to another stage. */
function siteBySite(
  context: FaultContext,
  component: string,
  stages: readonly { readonly share: number; readonly after: Parameters<FaultContext['delay']>[0] }[],
  hit: readonly number[],
  strikes: readonly Strike[],
  level: number,
): LevelEffect[] {
  const struckAt = new Map(strikes.map(({ site, at }) => [site, at]));
  const order = smallest(hit, hit.length, (site) => context.siteUniform(site, 5));
  const effects: LevelEffect[] = [];
  let position = 0;
  let after = 0;
  stages.forEach((stage, j) => {
    after = Math.max(after, context.ticks(context.delay(stage.after, context.uniform(j, 4))));
    for (const end = countOf(stage.share, order.length); position < end; position++) {
      const at = struckAt.get(order[position]!);
      if (at !== undefined) effects.push({ component, site: order[position]!, level, from: at, to: at + after });
    }
  });
  return effects;
}

type HandsOn = Extract<Repair, { handsOn: unknown }>['handsOn'];

function deviceByDevice(
  context: FaultContext,
  fault: { readonly component: string; readonly devices: number },
  work: HandsOn,
  strikes: readonly Strike[],
  notBefore: number,
): LevelEffect[] {
  const broken = strikes
    .map((strike) => ({
      ...strike,
      count: countOf(fault.devices, context.devices(strike.site)),
      of: context.devices(strike.site),
    }))
    .filter((strike) => strike.count > 0);
  const groups = new Map<string, typeof broken>();
  for (const strike of broken) {
    const group = context.technicians(strike.site);
    groups.set(group, [...(groups.get(group) ?? []), strike]);
  }
  const effects: LevelEffect[] = [];
  for (const queue of groups.values()) {
    const ordered = inOrder(context, queue, work.order);
    const firstSite = Math.min(...queue.map((strike) => strike.site));
    const hours = context.workingHours(firstSite, work.days, work.from, work.to);
    const free = new Array<number>(work.technicians).fill(0);
    const each = Math.max(1, context.ticks(work.minutesEach));
    for (const strike of ordered) {
      const begins = Math.max(strike.at, notBefore) + context.ticks(work.starts);
      let from = strike.at;
      let left = strike.count;
      const done: number[] = [];
      for (; left > 0; left--) {
        let next = 0;
        for (let k = 1; k < free.length; k++) if (free[k]! < free[next]!) next = k;
        const start = withinHours(hours, Math.max(free[next]!, begins));
        const end = start === undefined ? Infinity : start + each;
        free[next] = end;
        done.push(end);
      }
      done.sort((a, b) => a - b);
      done.forEach((tick, k) => {
        const to = Math.min(tick, context.horizon);
        effects.push({
          component: fault.component,
          site: strike.site,
          level: 1 - (strike.count - k) / strike.of,
          from,
          to,
        });
        from = Math.max(from, to);
      });
    }
  }
  return effects;
}

function inOrder<T extends Strike & { count: number }>(
  context: FaultContext,
  queue: readonly T[],
  order: HandsOn['order'],
): T[] {
  const fileOrder = [...queue].sort((a, b) => a.site - b.site);
  if (order === 'random') {
    const luck = new Map(fileOrder.map((strike) => [strike.site, context.siteUniform(strike.site, 6)]));
    return fileOrder.sort((a, b) => luck.get(a.site)! - luck.get(b.site)! || a.site - b.site);
  }
  if (order === 'largest-first') return fileOrder.sort((a, b) => b.count - a.count || a.site - b.site);
  const place = (strike: T): number => {
    const at = order.indexOf(context.siteId(strike.site));
    return at < 0 ? order.length : at;
  };
  return fileOrder.sort((a, b) => place(a) - place(b) || a.site - b.site);
}

/** The first moment at or after a tick that lies within working hours. */
function withinHours(
  hours: readonly { readonly from: number; readonly to: number }[],
  tick: number,
): number | undefined {
  for (const { from, to } of hours) {
    if (tick < to) return Math.max(tick, from);
  }
  return undefined;
}
