/** Struck sites and a repair become lowered levels: shared by every kind of fault. */
import { countOf, smallest, type FaultContext, type LevelEffect, type Struck } from '../effects.ts';
import type { Repair, Stages } from './repair.ts';

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

/** The sites hit: those named, or those with the smallest luck, first; with `sameSites` only those the other fault has struck. */
export function sitesHit(context: FaultContext, wanted: number | readonly string[]): number[] {
  const { sitesAtRisk, onlyAt } = context;
  const hit =
    typeof wanted === 'number'
      ? smallest(sitesAtRisk, countOf(wanted, sitesAtRisk.length), (site) => context.siteUniform(site, 1))
      : sitesAtRisk.filter((site) => wanted.includes(context.siteId(site)));
  return onlyAt ? hit.filter((site) => onlyAt.has(site)) : hit;
}

/** Levels lowered from each strike until the repair reaches the site. */
export function repaired(
  context: FaultContext,
  components: readonly string[],
  { devices, repair }: { readonly devices: number; readonly repair: Repair },
  blow: Blow,
): Struck {
  if ('handsOn' in repair) {
    const effects = deviceByDevice(context, components[0]!, devices, repair.handsOn, blow.strikes, blow.notBefore);
    return { sites: [...new Set(effects.map((effect) => effect.site))], effects };
  }
  const sites = blow.strikes.map((strike) => strike.site);
  if ('staged' in repair) return { sites, effects: cameBack(context, components, repair.staged, blow, 0) };
  const after = context.ticks(context.delay(repair.central, context.uniform(0, 2)));
  return { sites, effects: cameBack(context, components, undefined, blow, after) };
}

/** Components that are down for `first` ticks from each strike, and longer in stages. */
export function cameBack(
  context: FaultContext,
  components: readonly string[],
  stages: Stages | undefined,
  blow: Blow,
  first: number,
): LevelEffect[] {
  if (stages?.functions) return functionByFunction(context, components, stages.functions, blow, first);
  if (stages?.sites) return siteBySite(context, components, stages.sites, blow, first);
  return blow.strikes.flatMap((strike) => down(components, strike, blow.level, first));
}

function down(components: readonly string[], { site, at }: Strike, level: number, after: number): LevelEffect[] {
  return components.map((component) => ({ kind: 'level', component, site, level, from: at, to: at + after }));
}

function functionByFunction(
  context: FaultContext,
  components: readonly string[],
  functions: NonNullable<Stages['functions']>,
  { strikes, level }: Blow,
  first: number,
): LevelEffect[] {
  const each = Object.entries(functions).map(([key, delay], j) => ({
    key,
    after: first + context.ticks(context.delay(delay, context.uniform(j, 3))),
  }));
  const earliest = Math.min(...each.map((stage) => stage.after));
  return strikes.flatMap((strike) => [
    ...down(components, strike, level, earliest),
    ...each.flatMap(({ key, after }) => down([key], strike, level, after)),
  ]);
}

/** Stages count over all sites hit, those spared included: a halt that comes earlier moves nobody else to another stage. */
function siteBySite(
  context: FaultContext,
  components: readonly string[],
  stages: NonNullable<Stages['sites']>,
  { hit, strikes, level }: Blow,
  first: number,
): LevelEffect[] {
  const strikeAt = new Map(strikes.map((strike) => [strike.site, strike]));
  const order = smallest(hit, hit.length, (site) => context.siteUniform(site, 5));
  const effects: LevelEffect[] = [];
  let position = 0;
  let after = first;
  stages.forEach((stage, j) => {
    after = Math.max(after, first + context.ticks(context.delay(stage.after, context.uniform(j, 4))));
    for (const end = countOf(stage.share, order.length); position < end; position++) {
      const strike = strikeAt.get(order[position]!);
      if (strike) effects.push(...down(components, strike, level, after));
    }
  });
  return effects;
}

type HandsOn = Extract<Repair, { handsOn: unknown }>['handsOn'];

function deviceByDevice(
  context: FaultContext,
  component: string,
  devices: number,
  work: HandsOn,
  strikes: readonly Strike[],
  notBefore: number,
): LevelEffect[] {
  const broken = strikes
    .map((strike) => ({
      ...strike,
      count: countOf(devices, context.devices(strike.site)),
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
          kind: 'level',
          component,
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
