/** Repair device by device: technicians of a group work through one queue of devices (rule 18). */
import type { Repair } from '../../../src/catalog/faults/repair.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, ticks } from '../../../src/scenario/calendar.ts';
import type { Model } from '../../../src/scenario/model.ts';
import { Draw, type Begun } from './begun.ts';
import { closedDays, dayOf, weekday, type Span } from './calendar.ts';
import { shareOf, sortedBy } from './choose.ts';
import type { Effect } from './levels.ts';

export type HandsOn = Extract<Repair, { handsOn: unknown }>['handsOn'];

/** Work begins no earlier than `notBefore`: when an update was halted. */
export function handsOnEffects(
  { model, span, drawAt }: Begun,
  fault: { readonly component: string; readonly devices: number },
  repair: HandsOn,
  strikes: ReadonlyMap<number, number>,
  notBefore: number,
): Effect[] {
  const broken = (site: number): number => shareOf(fault.devices, model.sites[site]!.devices);
  const effects: Effect[] = [];

  for (const [group, sites] of groupsOf(model, strikes)) {
    const order = inOrder(model, repair, sites, broken, drawAt(Draw.visits));
    const working = workingHours(model, span, repair, group);
    const free = Array.from({ length: repair.technicians }, () => 0);
    for (const site of order) {
      const strike = strikes.get(site)!;
      const ready = Math.max(strike, notBefore) + ticks(repair.starts);
      const finished: number[] = [];
      for (let device = 0; device < broken(site); device++) {
        const technician = free.indexOf(Math.min(...free));
        const begun = working(Math.max(free[technician]!, ready));
        free[technician] = begun + Math.max(1, ticks(repair.minutesEach));
        finished.push(free[technician]!);
      }
      finished.sort((a, b) => a - b);
      // One stretch for each number of devices still broken.
      finished.forEach((to, done) => {
        const from = done === 0 ? strike : finished[done - 1]!;
        effects.push({
          site,
          ref: fault.component,
          from,
          to,
          slow: 1,
          level: 1 - (finished.length - done) / model.sites[site]!.devices,
        });
      });
    }
  }
  return effects;
}

/** Struck sites with devices by technicians' group, in file order; a site without a group is one of its own. */
function groupsOf(model: Model, strikes: ReadonlyMap<number, number>): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  model.sites.forEach((site, s) => {
    if (!strikes.has(s) || site.devices === 0) return;
    const key = groupKey(model, s);
    groups.set(key, [...(groups.get(key) ?? []), s]);
  });
  return groups;
}

const groupKey = (model: Model, site: number): string => {
  const { groups, id } = model.sites[site]!;
  return groups[0] !== undefined ? `group ${groups[0]}` : `site ${id}`;
};

function inOrder(
  model: Model,
  repair: HandsOn,
  sites: readonly number[],
  broken: (site: number) => number,
  uniform: (site: number) => number,
): number[] {
  const { order } = repair;
  if (order === 'random') return sortedBy(sites, uniform);
  if (order === 'largest-first') return sortedBy(sites, (site) => -broken(site));
  const place = (site: number): number => {
    const listed = order.indexOf(model.sites[site]!.id);
    return listed < 0 ? order.length : listed;
  };
  return sortedBy(sites, place);
}

/** Gives the first moment at or after a tick at which technicians of the group begin work; Infinity past the horizon. */
function workingHours(model: Model, span: Span, repair: HandsOn, group: string): (tick: number) => number {
  const first = model.sites.find((_, site) => groupKey(model, site) === group)!;
  const closed = closedDays(span, first.closedDates);
  return (tick) => {
    if (tick >= span.horizon) return Infinity;
    for (let day = dayOf(tick); day < span.days; day++) {
      if (closed.has(day) || !repair.days.includes(weekday(span, day))) continue;
      const midnight = day * TICKS_PER_DAY;
      const begin = Math.max(tick, midnight + repair.from * TICKS_PER_MINUTE);
      if (begin < midnight + repair.to * TICKS_PER_MINUTE) return begin;
    }
    return Infinity;
  };
}
