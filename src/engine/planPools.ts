/** The pools of a plan: who shares one, how many people it has for the work expected, and when they are there. */
import type { PoolInfo, Steps } from '../catalog/types.ts';
import { ticks } from '../scenario/calendar.ts';
import type { Model, ModelSite } from '../scenario/model.ts';
import { expectedItems, shiftMinutes } from '../scenario/volumes.ts';
import { meanMinutes } from './distributions.ts';
import { rotaOf, type Rota } from './hours.ts';
import { shiftStaffTicks, staffSteps, type Days } from './shifts.ts';

export interface PlanPool extends Rota {
  readonly id: string;
  readonly sites: readonly number[];
  /** Minutes of work expected in a week, by which people are planned. */
  readonly workMinutes: number;
  /** People in every shift, with the fraction. */
  readonly staff: number;
  /** People on base shifts over time, and their staff-ticks in an ordinary week. */
  readonly base: Steps;
  readonly weekTicks: number;
  readonly queues: readonly number[];
}

/** Pools in file order of their first site; a group's pool belongs to every site of the template and group that has it. */
export function assignPools(model: Model): { id: string; sites: number[] }[] {
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

/** A pool of a model; `central` is the same pool with the central numbers, whose work it is planned for (rule 36). */
export function poolOf(
  model: Model,
  { id, sites }: { readonly id: string; readonly sites: readonly number[] },
  queues: readonly number[],
  days: Days,
  central: PlanPool | undefined,
): PlanPool {
  const first = model.sites[sites[0]!]!;
  const spec = first.pools[id]!;
  const { shifts, daySpans } = rotaOf(spec.shifts, days, first.closedDates);
  const workMinutes = central?.workMinutes ?? sites.reduce((sum, s) => sum + minutesOf(id, model.sites[s]!), 0);
  const staff = spec.staff ?? Math.round((workMinutes / (spec.utilisation! * shiftMinutes(spec))) * 1e6) / 1e6;
  if (central?.staff === staff && central.shifts === shifts) return central;
  const weekTicks = spec.shifts.reduce(
    (sum, shift) => sum + shift.days.length * shiftStaffTicks(staff, ticks(shift.to - shift.from)),
    0,
  );
  return { id, sites, workMinutes, staff, shifts, daySpans, base: staffSteps(shifts, staff), weekTicks, queues };
}

/** Minutes of work expected in a week for one pool at a site. */
function minutesOf(pool: string, site: ModelSite): number {
  const expected = itemsAWeek(site);
  return Object.entries(site.services).reduce(
    (sum, [name, service]) => (service.pool === pool ? sum + expected.get(name)! * meanMinutes(service.minutes) : sum),
    0,
  );
}

const itemsKnown = new WeakMap<ModelSite['services'], Map<number, ReadonlyMap<string, number>>>();

/** Expected items by service in a week; follow-on work of a valid model goes nowhere in a circle. */
export function itemsAWeek({ services, patients }: ModelSite): ReadonlyMap<string, number> {
  let known = itemsKnown.get(services);
  if (!known) itemsKnown.set(services, (known = new Map<number, ReadonlyMap<string, number>>()));
  let items = known.get(patients);
  if (!items) known.set(patients, (items = expectedItems(new Map(Object.entries(services)), patients)!));
  return items;
}

export function poolInfo(model: Model, { id, sites, staff, base }: PlanPool, from: number, to: number): PoolInfo {
  const site = model.sites[sites[0]!]!;
  let staffTicks = 0;
  for (let k = 0; k < base.ticks.length; k++) {
    const begin = Math.max(from, base.ticks[k]!);
    const end = Math.min(to, base.ticks[k + 1] ?? to);
    if (end > begin) staffTicks += (end - begin) * base.values[k]!;
  }
  return { key: `${site.template}/${id}`, title: site.pools[id]!.title, site: sites[0]!, staff, staffTicks };
}
