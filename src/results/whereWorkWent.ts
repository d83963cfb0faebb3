/**
 * Where the work went: what became of the work that, without the incident, would have been started on the day it became
 * due. Every piece of work is in exactly one part, by what had become of it at the end of the results period:
 *
 *     not started on its day = started on a later day + passed on for good + gave up + still outstanding + never arose
 *
 * each less the twin's. That is so because whatever came was started (on its day or later), went for good, or is still
 * there; and what came is the twin's work less what never arose (more than the twin's where the last part is negative).
 * Items are of one service; several services are added up in staff-hours only. Re-entry is left out: it has a chart of its own.
 */
import { MEASURE_AT, MEASURE_IDS, type MeasureId } from '../catalog/measures/index.ts';
import { layoutOf, type Layout, type ServiceKey } from './layout.ts';
import { strategyIndex } from './perRun.ts';
import { spreadOf } from './quantiles.ts';
import type { MeasuredRun, MeasuredWorld, ResultSet } from './resultSet.ts';
import type { Spread } from './types.ts';

export const PARTS = ['later', 'passedOn', 'gaveUp', 'outstanding', 'neverArose'] as const;
export type Part = (typeof PARTS)[number];

/** What happens on the way to one of the parts; a piece of work may do so more than once, or not at all. */
export const ON_THE_WAY = ['passedOn', 'putOff', 'rebooked'] as const;
export type OnTheWay = (typeof ON_THE_WAY)[number];

export interface StrategyWork {
  readonly id: string;
  /** Not started on the day it became due: the sum of the parts in every run, and of their means. */
  readonly displaced: Spread;
  readonly parts: Readonly<Record<Part, Spread>>;
  readonly onTheWay: Readonly<Record<OnTheWay, Spread>>;
  /** Work that came to each service of `hubs` on top, in its own items. */
  readonly received: readonly Spread[];
}

export interface WhereWorkWent {
  /** What it is counted in: staff-hours when of several services. */
  readonly unit: 'people' | 'items' | 'staff-hours';
  /** Runs it is worked out from: those whose days are kept. */
  readonly runs: number;
  readonly strategies: readonly StrategyWork[];
  /** Services of hubs, when they are not what is looked at. */
  readonly hubs: readonly { readonly title: string; readonly unit: 'people' | 'items' }[];
  /** Sites of these kinds are left out of what is added up, because what they do was passed on to them. */
  readonly leavesOutHubs: boolean;
  /** Some strategy lets a partner, or another service of the same site, take work over: that is part of what was passed on. */
  readonly movesElsewhere: boolean;
}

/** Of one service by its key, or of all of them together. */
export function whereWorkWent(set: ResultSet, service: string | undefined): WhereWorkWent {
  const looked = lookedAt(set, service);
  const { layout, keys, own, work, hubs, runs } = looked;
  const spread = (values: Float64Array): Spread => spreadOf(values, set.replicates);
  return {
    unit: looked.unit,
    runs: runs.length,
    leavesOutHubs: service === undefined && own.length > 0 && own.length < work.length,
    movesElsewhere: set.model.scenario.strategies.some(({ uses }) =>
      keys.some((k) => routesOf(set, layout.keys[k]!, uses).moves),
    ),
    hubs: hubs.map((k) => ({ title: hubTitle(set, layout.keys[k]!), unit: layout.keys[k]!.counts })),
    strategies: set.model.scenario.strategies.map(({ id }): StrategyWork => {
      const found = figuresOf(set, looked, keys, id);
      return {
        id,
        displaced: spread(found.displaced),
        parts: byName(PARTS, (part) => spread(found.parts[part])),
        onTheWay: byName(ON_THE_WAY, (way) => spread(found.onTheWay[way])),
        received: found.received.map(spread),
      };
    }),
  };
}

/** The figures of one strategy run by run, in the order of `runs`. */
export interface WorkFigures {
  readonly displaced: Float64Array;
  readonly parts: Readonly<Record<Part, Float64Array>>;
  readonly onTheWay: Readonly<Record<OnTheWay, Float64Array>>;
  readonly received: readonly Float64Array[];
}

export interface WorkRuns extends WorkFigures, Pick<WhereWorkWent, 'unit' | 'hubs'> {
  /** Those whose days are kept. */
  readonly runs: readonly MeasuredRun[];
  /** Places of the services added up, and the figures of one of them alone, in the same unit. */
  readonly keys: readonly number[];
  readonly of: (key: number) => WorkFigures;
}

/** The same run by run, under one strategy. */
export function workRuns(set: ResultSet, service: string | undefined, strategy: string): WorkRuns {
  const looked = lookedAt(set, service);
  const { layout, keys, hubs, runs, unit } = looked;
  return {
    ...figuresOf(set, looked, keys, strategy),
    unit,
    hubs: hubs.map((k) => ({ title: hubTitle(set, layout.keys[k]!), unit: layout.keys[k]!.counts })),
    runs,
    keys,
    of: (key) => figuresOf(set, looked, [key], strategy),
  };
}

/** What is looked at, and how pieces of it are added up. */
interface LookedAt {
  readonly layout: Layout;
  /** Places of all work, of that of sites that are no hubs, of what is looked at, and of what hubs do when that is something else. */
  readonly work: readonly number[];
  readonly own: readonly number[];
  readonly keys: readonly number[];
  readonly hubs: readonly number[];
  readonly runs: readonly MeasuredRun[];
  readonly unit: WhereWorkWent['unit'];
  readonly weightOf: (key: number) => number;
}

function lookedAt(set: ResultSet, service: string | undefined): LookedAt {
  const layout = layoutOf(set.frame, set.model);
  const isHub = (key: ServiceKey): boolean => set.frame.sites[key.sites[0]!]!.kind === 'hub';
  const work = layout.allKeys.filter((k) => !layout.keys[k]!.isReentry);
  const own = work.filter((k) => !isHub(layout.keys[k]!));
  const all = own.length > 0 ? own : work;
  const keys = service === undefined ? all : work.filter((k) => layout.keys[k]!.key === service);
  return {
    layout,
    work,
    own,
    keys,
    hubs: work.filter((k) => isHub(layout.keys[k]!) && !keys.includes(k)),
    runs: set.runs.filter((run) => run.twin.dayDue.length > 0),
    unit: service === undefined ? 'staff-hours' : (layout.keys[keys[0] ?? -1]?.counts ?? 'items'),
    weightOf: (k) => (service === undefined ? layout.keys[k]!.meanMinutes / 60 : 1),
  };
}

/** Of the services at these places, added up. */
function figuresOf(
  set: ResultSet,
  { layout, hubs, runs, weightOf }: LookedAt,
  keys: readonly number[],
  strategy: string,
): WorkFigures {
  const s = strategyIndex(set, strategy);
  const { uses } = set.model.scenario.strategies[s]!;
  const routes = keys.map((k) => routesOf(set, layout.keys[k]!, uses));
  const zeros = (): Float64Array => new Float64Array(runs.length);
  const displaced = zeros();
  const parts = byName(PARTS, zeros);
  const onTheWay = byName(ON_THE_WAY, zeros);
  const received = hubs.map(zeros);
  runs.forEach((run, r) => {
    const world = run.strategies[s]!;
    keys.forEach((k, at) => {
      const weight = weightOf(k);
      const found = partsOf(layout, run, world, k, routes[at]!);
      for (const part of PARTS) {
        parts[part][r]! += weight * found[part];
        displaced[r]! += weight * found[part];
      }
      for (const way of ON_THE_WAY) onTheWay[way][r]! += weight * countOf(world, k, way);
    });
    hubs.forEach((k, h) => (received[h]![r] = moreDue(layout, run, world, k)));
  });
  return { displaced, parts, onTheWay, received };
}

function byName<Name extends string, T>(names: readonly Name[], of: (name: Name) => T): Record<Name, T> {
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Name, T>;
}

/** How work of a service may leave its queue for somewhere else under a strategy. */
interface Routes {
  /** To a partner or another service: such work is counted nowhere as passed on. */
  readonly moves: boolean;
  /** Sent to a hub and back again later: such work is counted as passed on, but has not gone for good. */
  readonly comesBack: boolean;
}

function routesOf(set: ResultSet, { service }: ServiceKey, uses: readonly string[]): Routes {
  const actions = set.model.scenario.actions.filter(({ id }) => uses.includes(id));
  const of = (kind: string) =>
    actions.filter((action) => action.kind === kind && 'service' in action && action.service === service);
  return {
    moves: of('buddy').length > 0 || of('switch-off').length > 0,
    comesBack: of('divert').length > 0,
  };
}

/** The parts of one service in one run, in items, each less the twin's. */
function partsOf(
  layout: Layout,
  run: MeasuredRun,
  world: MeasuredWorld,
  k: number,
  routes: Routes,
): Record<Part, number> {
  const more = (of: (world: MeasuredWorld) => number): number => of(world) - of(run.twin);
  const came = moreDue(layout, run, world, k);
  const sameDay = more(({ dayStartedSameDay }) => sumOf(dayStartedSameDay, k, layout));
  const later = more(({ dayStarts }) => sumOf(dayStarts, k, layout)) - sameDay;
  const gaveUp = countOf(world, k, 'gaveUp');
  const gone = came - sameDay - later - gaveUp; // passed on for good, moved, or still there
  // What is left over is one of the two; the other is kept. The last hourly sample is an hour before the end: nothing
  // much happens in that hour of the night, but where a count of what left for good is kept it is the better one.
  const isCounted = !routes.moves && !routes.comesBack;
  const outstanding = isCounted
    ? gone - countOf(world, k, 'passedOn')
    : more(({ outstanding: series }) => lastOf(series, k, layout));
  return { later, passedOn: gone - outstanding, gaveUp, outstanding, neverArose: 0 - came };
}

/** How much more first became due than in the twin. */
function moreDue(layout: Layout, run: MeasuredRun, world: MeasuredWorld, k: number): number {
  return sumOf(world.dayDue, k, layout) - sumOf(run.twin.dayDue, k, layout);
}

function countOf(world: MeasuredWorld, k: number, id: MeasureId): number {
  return world.measures[k * MEASURE_IDS.length + MEASURE_AT[id]]!;
}

/** A series of days or hours of one service, added up. */
function sumOf(series: ArrayLike<number>, k: number, { keys }: Layout): number {
  const length = series.length / keys.length;
  let sum = 0;
  for (let at = k * length; at < (k + 1) * length; at++) sum += series[at]!;
  return sum;
}

function lastOf(series: ArrayLike<number>, k: number, { keys }: Layout): number {
  const length = series.length / keys.length;
  return length === 0 ? 0 : series[(k + 1) * length - 1]!;
}

/** `Urgent care and 111: Contacts`; several hubs of one kind go by their number. */
function hubTitle(set: ResultSet, key: ServiceKey): string {
  const [first] = key.sites;
  const sites = key.sites.length === 1 ? set.frame.sites[first!]!.title : `${key.sites.length} hubs`;
  return `${sites}: ${key.title}`;
}
