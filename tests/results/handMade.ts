/** Studies made by hand for tests of the results: a few practices, hourly series written out, no engine. */
import {
  QUEUE_COUNTS,
  type Frame,
  type QueueCount,
  type RunOutcome,
  type WorldOutcome,
} from '../../src/catalog/types.ts';
import { measureRun } from '../../src/results/measure.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { dayNumber, TICKS_PER_DAY, TICKS_PER_HOUR, weekdayOf } from '../../src/scenario/calendar.ts';
import { toModel, type Model } from '../../src/scenario/model.ts';
import { scenario as schema } from '../../src/scenario/schema.ts';

/** Monday; results begin on the Monday after it. */
export const START = '2024-07-08';
export const WARM_UP_DAYS = 7;

export interface Shape {
  readonly sites?: number;
  readonly days?: number;
  readonly strategies?: readonly { readonly id: string; readonly title?: string; readonly baseline?: boolean }[];
  readonly closedDates?: readonly string[];
  readonly evidence?: readonly Record<string, unknown>[];
  readonly backups?: readonly Record<string, unknown>[];
}

export interface Made {
  readonly model: Model;
  readonly frame: Frame;
}

const shifts = [{ days: 'mon-fri', from: '08:00', to: '18:00' }];
/** Items on a normal working day, and mean minutes, of the services of the made-up practice. */
export const VISITS = { perDay: 40, minutes: 12 };
export const LETTERS = { perDay: 100, minutes: 3 };

/** A model and the frame an engine would give it: every site works Monday to Friday, 08:00 to 18:00. */
export function made(shape: Shape = {}): Made {
  const sites = shape.sites ?? 3;
  const days = shape.days ?? 28;
  const scenario = schema.parse({
    format: 1,
    id: 'hand-made',
    title: 'Made by hand',
    start: START,
    warmUpDays: WARM_UP_DAYS,
    days,
    closedDates: shape.closedDates ?? [],
    templates: {
      practice: {
        title: 'Practice',
        kind: 'gp-practice',
        pools: { people: { title: 'People', utilisation: 0.8, shifts } },
        services: {
          visits: {
            title: 'Visits',
            counts: 'people',
            pool: 'people',
            priority: 1,
            target: '4 h',
            minutes: { fixed: VISITS.minutes },
            needs: [{ component: 'records', share: 0 }],
          },
          letters: {
            title: 'Letters',
            pool: 'people',
            priority: 2,
            target: '2 workingDays',
            timeCritical: '1 day',
            minutes: { fixed: LETTERS.minutes },
          },
        },
        reentry: { title: 'Typing up', pool: 'people', priority: 3 },
      },
    },
    components: [{ id: 'records', title: 'Records' }],
    sites: Array.from({ length: sites }, (_, i) => ({
      id: `site-${i}`,
      title: `Practice ${i}`,
      template: 'practice',
      patients: 8000,
      groups: [i < 2 ? 'north' : 'south'],
    })),
    groups: [
      { id: 'north', title: 'North: the first two', kind: 'pcn' },
      { id: 'south', title: 'South: all others', kind: 'pcn' },
    ],
    incident: {
      title: 'Outage',
      faults: [
        { kind: 'outage', id: 'outage', component: 'records', at: '2024-07-15 00:00', repair: { central: '8 h' } },
      ],
    },
    backups: shape.backups ?? [],
    strategies: (shape.strategies ?? [{ id: 'today', baseline: true }, { id: 'better' }]).map((strategy) => ({
      title: strategy.id,
      ...strategy,
    })),
    evidence: shape.evidence ?? [],
  });
  const model = toModel(scenario, {});
  const first = dayNumber(START);
  const workingDates = Array.from({ length: WARM_UP_DAYS + days }, (_, day) => day)
    .filter(
      (day) => weekdayOf(first + day) < 5 && !scenario.closedDates.some((date) => dayNumber(date) === first + day),
    )
    .map((day) => ({
      day,
      windows: [{ from: day * TICKS_PER_DAY + 8 * TICKS_PER_HOUR, to: day * TICKS_PER_DAY + 18 * TICKS_PER_HOUR }],
    }));
  const frame: Frame = {
    start: START,
    warmUpTick: WARM_UP_DAYS * TICKS_PER_DAY,
    horizonTick: (WARM_UP_DAYS + days) * TICKS_PER_DAY,
    hours: days * 24,
    sites: model.sites.map((site) => ({
      id: site.id,
      title: site.title,
      template: site.template,
      kind: site.kind,
      workingDates,
      workingDayTicks: 10 * TICKS_PER_HOUR,
    })),
    queues: model.sites.flatMap((_, site) => [
      {
        site,
        key: 'practice/visits',
        service: 'visits',
        isReentry: false,
        itemsPerWorkingDay: VISITS.perDay,
        meanMinutes: VISITS.minutes,
      },
      {
        site,
        key: 'practice/letters',
        service: 'letters',
        isReentry: false,
        itemsPerWorkingDay: LETTERS.perDay,
        meanMinutes: LETTERS.minutes,
      },
      { site, key: 'practice/re-entry', service: 're-entry', isReentry: true, itemsPerWorkingDay: 0, meanMinutes: 0 },
    ]),
    pools: model.sites.map((_, site) => ({
      key: 'practice/people',
      title: 'People',
      site,
      staff: 2,
      staffTicks: 20 * 20 * TICKS_PER_HOUR,
    })),
  };
  return { model, frame };
}

/** Extra items per site and service, by hour of the results period: what a strategy adds to its twin. */
export interface Extras {
  readonly visits?: readonly (readonly number[])[];
  readonly letters?: readonly (readonly number[])[];
  readonly reentry?: readonly (readonly number[])[];
  /** Counts on the site's queue of visits, or of letters for `missed`; site by site. */
  readonly counts?: Readonly<Partial<Record<QueueCount, readonly number[]>>>;
  /** Visits due, started on the day they were due, and started, at each site on every working day of the study; what differs, by day. */
  readonly days?: Readonly<Record<number, { readonly sameDay?: number; readonly starts?: number }>>;
  readonly cost?: number;
  readonly overtimeHours?: number;
  readonly stayLateHours?: number;
  readonly extraStaffHours?: number;
}

const TWIN_LEVEL = 5;

/** A world with the stated extras over a twin that always has a few items waiting. */
export function world(frame: Frame, extras: Extras): WorldOutcome {
  const { hours } = frame;
  const queues = frame.queues.length;
  const backlog = new Int32Array(queues * hours);
  const outstanding = new Int32Array(queues * hours);
  const reentryMinutes = new Float64Array(hours);
  const counts = new Float64Array(queues * QUEUE_COUNTS.length);
  const lastDifference = new Int32Array(frame.sites.length).fill(-1);
  frame.queues.forEach((queue, q) => {
    const own = queue.isReentry ? extras.reentry : queue.service === 'visits' ? extras.visits : extras.letters;
    for (let hour = 0; hour < hours; hour++) {
      const extra = own?.[queue.site]?.[hour] ?? 0;
      outstanding[q * hours + hour] = (queue.isReentry ? 0 : TWIN_LEVEL) + extra;
      backlog[q * hours + hour] = Math.max(0, outstanding[q * hours + hour]! - 2);
      if (queue.isReentry) reentryMinutes[hour]! += 4 * extra;
      if (extra !== 0)
        lastDifference[queue.site] = Math.max(lastDifference[queue.site]!, frame.warmUpTick + hour * TICKS_PER_HOUR);
    }
    for (const [count, values] of Object.entries(extras.counts ?? {}) as [QueueCount, readonly number[]][]) {
      if (queue.service === (count === 'missed' ? 'letters' : 'visits'))
        counts[q * QUEUE_COUNTS.length + QUEUE_COUNTS.indexOf(count)] = values[queue.site] ?? 0;
    }
  });
  const days = frame.horizonTick / TICKS_PER_DAY;
  const daily = (of: (day: number, works: boolean) => number): Int32Array =>
    Int32Array.from({ length: queues * days }, (_, at) => {
      const queue = frame.queues[Math.floor(at / days)]!;
      const works = frame.sites[queue.site]!.workingDates.some((date) => date.day === at % days);
      return queue.service === 'visits' ? of(at % days, works) : 0;
    });
  const perSite = (total: number): Float64Array =>
    new Float64Array(frame.sites.length).fill((total / frame.sites.length) * TICKS_PER_HOUR);
  return {
    backlog,
    outstanding,
    reentryMinutes,
    counts,
    dayDue: daily((_, works) => (works ? VISITS.perDay : 0)),
    dayStartedSameDay: daily((day, works) => extras.days?.[day]?.sameDay ?? (works ? VISITS.perDay : 0)),
    dayStarts: daily((day, works) => extras.days?.[day]?.starts ?? (works ? VISITS.perDay : 0)),
    lastDifference,
    overtimeTicks: perSite(extras.overtimeHours ?? 0),
    stayLateTicks: perSite(extras.stayLateHours ?? 0),
    extraStaffTicks: perSite(extras.extraStaffHours ?? 0),
    poolBusyTicks: Float64Array.from(frame.pools, (pool) => pool.staffTicks * 0.8),
    cost: extras.cost ?? 0,
    hash: [1, 2],
  };
}

export interface RunSpec {
  /** One entry a strategy. */
  readonly strategies: readonly Extras[];
  /** Hours of the results period; -1 when the site is not hit. One number stands for all sites. */
  readonly failed?: number | readonly number[];
  readonly restored?: number | readonly number[];
}

export function outcome({ frame }: Made, run: number, spec: RunSpec): RunOutcome {
  const at = (value: number | readonly number[] | undefined, otherwise: number) =>
    Int32Array.from(frame.sites, (_, site) => {
      const hour = value === undefined ? otherwise : typeof value === 'number' ? value : value[site]!;
      return hour < 0 ? -1 : frame.warmUpTick + Math.round(hour * TICKS_PER_HOUR);
    });
  return {
    run,
    twin: world(frame, {}),
    strategies: spec.strategies.map((extras) => world(frame, extras)),
    incidentTick: at(spec.failed, 8),
    restoredTick: at(spec.restored, 16),
  };
}

/** A result set of runs written out by hand. */
export function setOf(from: Made, specs: readonly RunSpec[]): ResultSet {
  return {
    ...from,
    engineVersion: 'test',
    seed: 'by hand',
    requestedRuns: specs.length,
    runs: specs.map((spec, run) => measureRun(from.frame, from.model, outcome(from, run, spec))),
  };
}

/** A series that is `level` from one hour to before another, else 0. */
export function block(hours: number, from: number, to: number, level: number): number[] {
  return Array.from({ length: hours }, (_, hour) => (hour >= from && hour < to ? level : 0));
}

/** Keyed luck for generated cases: the same in every run of the tests. */
export function dice(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
