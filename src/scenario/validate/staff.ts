/** Staff: whether ordinary work can be done at all, whether anybody is there, and how much work there is. */
import { dayNumber, weekdayOf } from '../calendar.ts';
import { meanMinutes } from '../../catalog/means.ts';
import { whole } from '../issue.ts';
import { sizeOf } from '../schema.ts';
import { aWeek, itemVolumes, shiftMinutes, workOf, type Volume } from '../volumes.ts';
import { inside, type Context, type Shape } from './context.ts';

/** Expected items of one run from which a study is slow, and from which it is refused. All of England over six weeks is about 200 million. */
export const SLOW_ITEMS = 2_000_000;
export const MOST_ITEMS = 500_000_000;

export function checkStaff(context: Context): void {
  const plans = new Map<Shape, Map<string, Volume>>();
  let items = 0;
  const weeks = (context.days.end - context.days.first) / 7;
  for (const shape of context.shapes) {
    if (shape.sites.length === 0) continue;
    const services = new Map([...shape.services].map(([id, { value }]) => [id, value]));
    const expected = itemVolumes(services);
    if (!expected) continue;
    plans.set(shape, new Map([...shape.pools.keys()].map((pool) => [pool, workOf(pool, services, expected)])));
    for (const s of shape.sites)
      for (const volume of expected.values()) items += aWeek(volume, sizeOf(context.scenario.sites[s]!)) * weeks;
    checkPatients(context, shape);
    checkUtilisation(context, shape);
    checkHandling(context, shape);
  }
  checkSize(context, items);
  checkPools(context, plans);
  checkOpen(context);
}

function checkSize(context: Context, items: number): void {
  const found = `about ${whole(Number(items.toPrecision(2)))} expected`;
  if (items > MOST_ITEMS)
    context.error(['sites'], 'There is too much work to simulate, item by item.', {
      found,
      expected: `at most ${whole(MOST_ITEMS)} items in a run: fewer sites, patients or days`,
    });
  else if (items > SLOW_ITEMS)
    context.warn(['sites'], 'There are many items in each run: it will be slow.', {
      found,
      expected: `up to ${whole(SLOW_ITEMS)} for a quick answer; fewer runs help`,
    });
}

function checkPatients(context: Context, shape: Shape): void {
  const scaled = [...shape.services.values()].some(({ value }) => {
    const volume = value.arrivals && ('poisson' in value.arrivals ? value.arrivals.poisson : value.arrivals.scheduled);
    return (volume?.perThousandPerWeek ?? 0) > 0;
  });
  if (!scaled) return;
  for (const s of shape.sites) {
    const site = context.scenario.sites[s]!;
    if (sizeOf(site) === 0)
      context.warn(
        ['sites', s, site.people === undefined ? 'patients' : 'people'],
        `${site.id} serves nobody, so services that count by 1,000 people get no work there.`,
        { expected: 'patients: the list size, or people: those served' },
      );
  }
}

/** Work that no shift is long enough for is nearly always a slip of units: minutes are plain numbers. */
function checkHandling(context: Context, shape: Shape): void {
  for (const { value, path } of shape.services.values()) {
    const pool = shape.pools.get(value.pool)?.value;
    const longest = Math.max(0, ...(pool?.shifts ?? []).map((shift) => shift.to - shift.from));
    const mean = meanMinutes(value.minutes);
    if (pool !== undefined && mean > longest)
      context.warn(
        inside(path, 'minutes'),
        `One item takes longer on average than any shift of ${value.pool}, so everybody works over time.`,
        { found: `${whole(Math.round(mean))} minutes`, expected: `at most ${whole(longest)}: handling is in minutes` },
      );
  }
}

function checkUtilisation(context: Context, shape: Shape): void {
  for (const [id, { value, path }] of shape.pools) {
    if (value.utilisation !== undefined && value.utilisation > 1)
      context.warn(
        inside(path, 'utilisation'),
        `${id} is planned for more work than it can do, so its queue grows even without an incident.`,
        { found: String(value.utilisation), expected: 'less than 1' },
      );
  }
}

/** Pools with a stated number of people: enough of them for ordinary work; and no pool that has work and nobody. */
function checkPools(context: Context, plans: ReadonlyMap<Shape, ReadonlyMap<string, Volume>>): void {
  const { sites } = context.scenario;
  const shared = new Map<string, number>();
  const keyOf = (s: number, pool: string, shape: Shape): string | undefined => {
    const group = sites[s]!.groups[0];
    return shape.pools.get(pool)!.value.shared === undefined || group === undefined
      ? undefined
      : JSON.stringify([pool, shape.template, group]);
  };
  for (const [shape, work] of plans) {
    for (const s of shape.sites) {
      for (const [pool, volume] of work) {
        const key = keyOf(s, pool, shape);
        if (key !== undefined) shared.set(key, (shared.get(key) ?? 0) + aWeek(volume, sizeOf(sites[s]!)));
      }
    }
  }
  for (const [shape, work] of plans) {
    for (const [id, volume] of work) {
      const { value: pool, path } = shape.pools.get(id)!;
      if (pool.staff === undefined) continue;
      let worst = { share: 0, s: -1 };
      let short = 0;
      for (const s of shape.sites) {
        const key = keyOf(s, id, shape);
        const minutes = key === undefined ? aWeek(volume, sizeOf(sites[s]!)) : shared.get(key)!;
        const share = minutes === 0 ? 0 : minutes / (pool.staff * shiftMinutes(pool));
        if (share > 1) short++;
        if (share > worst.share) worst = { share, s };
      }
      if (short === 0) continue;
      const where = `${sites[worst.s]!.id}${short > 1 ? ` and at ${short - 1} more` : ''}`;
      context.warn(
        inside(path, 'staff'),
        `${id} cannot meet ordinary demand at ${where}: its queue grows even without an incident.`,
        {
          found: Number.isFinite(worst.share)
            ? `work for ${Math.round(worst.share * 100)}% of its time`
            : 'nobody on shift',
          expected: `at least ${Math.ceil(worst.share * pool.staff * 10) / 10 || 1} people`,
        },
      );
    }
    for (const [service, { value, path }] of shape.services) {
      const pool = shape.pools.get(value.pool)?.value;
      if (!pool) continue;
      if (pool.shifts.every((shift) => shift.days.length === 0))
        context.error(inside(path, 'pool'), `${service} is done by ${value.pool}, which has no shift in the week.`, {
          expected: 'a pool with shifts',
        });
      else if (pool.staff === 0 && value.arrivals && 'scheduled' in value.arrivals)
        context.error(
          inside(path, 'pool'),
          `${service} is booked with ${value.pool}, where nobody works, so there are no slots.`,
          { expected: 'staff above 0' },
        );
    }
  }
}

/** Recovery is counted in working days, so every site needs some within the study. */
function checkOpen(context: Context): void {
  const seen = new Map<Shape, Set<string>>();
  const week = context.scenario.workingWeek;
  context.scenario.sites.forEach((site, s) => {
    const shape = context.shapeOf[s];
    if (!shape) return;
    const closed = site.closedDates ?? context.scenario.closedDates;
    const key = closed.join();
    if (seen.get(shape)?.has(key)) return;
    seen.set(shape, (seen.get(shape) ?? new Set()).add(key));
    const days = new Set([...shape.pools.values()].flatMap(({ value }) => value.shifts.flatMap((shift) => shift.days)));
    if (![...days].some((day) => week.includes(day))) {
      context.error(
        ['sites', s, 'template'],
        `${site.id} is staffed on no day of the working week, so its working days cannot be counted.`,
        { expected: 'at least one shift on a day of workingWeek' },
      );
      return;
    }
    const closedDays = new Set(closed.map(dayNumber));
    for (let day = context.days.results; day < context.days.end; day++)
      if (days.has(weekdayOf(day)) && week.includes(weekdayOf(day)) && !closedDays.has(day)) return;
    context.error(['sites', s, 'closedDates'], `${site.id} has no working day in the results period.`, {
      expected: 'more days, or fewer closed dates',
    });
  });
}
