/** A station to queue at: one site with one pool of staff, written as a small scenario file; and its waits, run by run. */
import type { z } from 'zod';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import type { pool, service } from '../../src/catalog/templates/template.ts';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { compile, itemsOf, type Plan } from '../../src/engine/index.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../src/scenario/calendar.ts';
import { toModel } from '../../src/scenario/model.ts';
import { scenario } from '../../src/scenario/schema.ts';
import { size, zOfRatio } from './statistics.ts';

export type ScenarioInput = z.input<typeof scenario>;
export type ServiceInput = z.input<typeof service>;
export type PoolInput = z.input<typeof pool>;
/** A service needs no more than its handling; the rest has plain defaults. */
export type Work = Partial<ServiceInput> & Pick<ServiceInput, 'minutes'>;

export interface Station extends Partial<
  Pick<
    ScenarioInput,
    'start' | 'days' | 'warmUpDays' | 'closedDates' | 'components' | 'sites' | 'backups' | 'actions' | 'strategies'
  >
> {
  readonly servers?: number;
  readonly shifts?: PoolInput['shifts'];
  /** Pools by id when one named `staff` is not enough. */
  readonly pools?: Readonly<Record<string, Partial<PoolInput>>>;
  readonly services: Readonly<Record<string, Work>>;
  readonly faults?: ScenarioInput['incident']['faults'];
}

export const DAY_AND_NIGHT: PoolInput['shifts'] = [{ days: 'mon-sun', from: '00:00', to: '24:00' }];
export const FLAT: readonly (readonly number[])[] = Array.from({ length: 7 }, () => Array<number>(24).fill(1));
export const WEEK_MINUTES = 7 * 1440;

/** Poisson arrivals at the same rate, in items a minute, by day and by night. */
export function arriving(perMinute: number): ServiceInput['arrivals'] {
  return { poisson: { perWeek: perMinute * WEEK_MINUTES, profile: FLAT.map((day) => [...day]) } };
}

/** Two weeks of warm-up and 40 days of results unless stated. */
export function stationOf({
  servers = 1,
  shifts = DAY_AND_NIGHT,
  pools = { staff: {} },
  services,
  faults = [],
  ...rest
}: Station): Plan {
  const input: ScenarioInput = {
    format: 1,
    id: 'station',
    title: 'Station',
    start: '2024-07-01',
    warmUpDays: 14,
    days: 40,
    templates: {
      station: {
        title: 'Station',
        kind: 'other',
        pools: Object.fromEntries(
          Object.entries(pools).map(([id, own]) => [id, { title: id, staff: servers, shifts, ...own }]),
        ),
        services: Object.fromEntries(
          Object.entries(services).map(([id, own]) => [
            id,
            { title: id, pool: 'staff', priority: 1, target: '1 h', ...own },
          ]),
        ),
      },
    },
    sites: [{ id: 'station', title: 'Station', template: 'station' }],
    incident: { title: 'Incident', faults },
    strategies: [{ id: 'nothing', title: 'Nothing', baseline: true }],
    ...rest,
  };
  return compile(toModel(scenario.parse(input), builtInTemplates));
}

/** Minutes from due to start, or to leaving. */
export function waitOf(item: ItemRecord): number {
  const until = item.start >= 0 ? item.start : item.left;
  if (until < 0) throw new Error(`${item.service} ${item.index}, due at ${item.due}, still waits at the horizon`);
  return (until - item.due) / TICKS_PER_MINUTE;
}

export interface Replicate {
  readonly total: number;
  readonly count: number;
}

/** Totals of named values, run after run. The runs are independent. */
export type Replicates<K extends string> = Record<K, Replicate[]>;

/**
 * For each service and named value its total and the number of items, run by run: items that became due after the
 * warm-up and two days or more before the horizon.
 */
export function replicates<K extends string>(
  plan: Plan,
  runs: number,
  values: Readonly<Record<K, (item: ItemRecord) => number>>,
): (service: string) => Replicates<K> {
  const names = Object.keys(values) as K[];
  const found = new Map(
    plan.queues.map(({ service }) => [
      service,
      Object.fromEntries(names.map((name) => [name, [] as { total: number; count: number }[]])) as Record<
        K,
        { total: number; count: number }[]
      >,
    ]),
  );
  const last = plan.horizon - 2 * TICKS_PER_DAY;
  for (let run = 0; run < runs; run++) {
    for (const lists of found.values()) for (const name of names) lists[name].push({ total: 0, count: 0 });
    for (const item of itemsOf(plan, 'theory', run, null)) {
      if (item.firstDue < plan.warmUp || item.firstDue >= last) continue;
      for (const name of names) {
        const replicate = found.get(item.service)![name][run]!;
        replicate.total += values[name](item);
        replicate.count++;
      }
    }
  }
  return (service) => found.get(service)!;
}

/** How many runs a mean wait is taken over. */
export const RUNS = 20;

/** How far the mean wait of each service is from what it should be, in standard errors; the largest of them. */
export function zOfWaits(
  station: Station,
  expected: Readonly<Record<string, number>>,
  of: (...z: number[]) => number = Math.max,
): number {
  const found = replicates(stationOf(station), RUNS, { wait: waitOf });
  return of(...Object.entries(expected).map(([service, minutes]) => size(zOfRatio(found(service).wait, minutes))));
}
