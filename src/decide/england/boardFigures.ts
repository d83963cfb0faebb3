/** A study of one integrated care board becomes small: who was exposed, how large the backlog got, when practices were back. */
import { MEASURE_AT, MEASURE_IDS, type MeasureId } from '../../catalog/measures/index.ts';
import { meanMinutes } from '../../engine/distributions.ts';
import type { Model, ModelSite } from '../../scenario/model.ts';
import { layoutOf, type Layout } from '../../results/layout.ts';
import { quantile } from '../../results/quantiles.ts';
import { isHit, worldOf } from '../../results/perRun.ts';
import { recoveryRuns } from '../../results/recoveryRuns.ts';
import type { MeasuredRun, ResultSet } from '../../results/resultSet.ts';
import { addItems, addStaffHours } from '../../results/staffHours.ts';
import { TICKS_PER_DAY } from '../../scenario/calendar.ts';
import { expectedItems } from '../../scenario/volumes.ts';

/** Measures of a board that are told, besides backlog and recovery. */
export const TOLD = ['missed', 'notDealtWith', 'withoutRecord', 'passedOn'] as const satisfies readonly MeasureId[];
export type Told = (typeof TOLD)[number];

/** Practices of one board on one record system. All figures are of one run each, in run order. */
export interface SystemFigures {
  /** Kind of site. */
  readonly template: string;
  readonly practices: number;
  readonly patients: number;
  /** Staff-hours of a normal working day. */
  readonly normalHours: number;
  /** Practices that the incident hits. */
  readonly hit: readonly number[];
  /** Appointments, and calls and online requests, due at the practices hit on the first working day of the incident, as in the twin. */
  readonly appointments: readonly number[];
  readonly contacts: readonly number[];
  readonly strategies: readonly {
    /** Run then hour: extra work outstanding in staff-hours, re-entry included. */
    readonly extraHours: Float64Array;
    /** Run then day of the results period: practices hit that are not back to normal at the end of the day. */
    readonly notBack: Int32Array;
  }[];
}

export interface BoardStrategy {
  readonly id: string;
  /** Most extra work outstanding, run by run: over the staff-hours of a normal working day of all practices of the board. */
  readonly peakDays: readonly number[];
  /** Working days after restoration until the typical practice hit, and nine in ten of them, are back; Infinity: not by the horizon. */
  readonly typical: readonly number[];
  readonly ninetieth: readonly number[];
  /** Means over runs. */
  readonly means: Readonly<Record<Told, number>>;
}

export interface BoardFigures {
  readonly code: string;
  readonly practices: number;
  readonly patients: number;
  readonly runs: number;
  readonly hours: number;
  readonly normalHours: number;
  readonly systems: readonly SystemFigures[];
  readonly strategies: readonly BoardStrategy[];
}

/** Some practices of a board, simulated together: what a board is put together from. */
export interface PartFigures {
  readonly practices: number;
  readonly runs: number;
  readonly hours: number;
  readonly systems: readonly SystemFigures[];
  readonly strategies: readonly {
    readonly id: string;
    /** Run by run: working days after restoration until each practice hit is back. */
    readonly back: readonly (readonly number[])[];
    readonly means: Readonly<Record<Told, number>>;
  }[];
}

/** The same of every measure that is told. */
export function told(valueOf: (measure: Told) => number): Record<Told, number> {
  return Object.fromEntries(TOLD.map((measure) => [measure, valueOf(measure)])) as Record<Told, number>;
}

/** The kinds of site among some, in order. */
export const kindsAmong = (some: readonly { readonly template: string }[]): string[] =>
  [...new Set(some.map(({ template }) => template))].sort();

/** Works out the figures of some practices of a board; `code` names it. Sites of kind `hub` are no practices. */
export function partFigures(code: string, set: ResultSet): PartFigures {
  const layout = layoutOf(set.frame, set.model);
  const practices = set.model.sites.flatMap((site, s) => (site.kind === 'hub' ? [] : [s]));
  const templates = kindsAmong(practices.map((s) => set.model.sites[s]!));
  const group = layout.groups.findIndex(({ id }) => id === `icb-${code.toLowerCase()}`);
  return {
    practices: practices.length,
    runs: set.runs.length,
    hours: set.frame.hours,
    systems: templates.map((template) => systemFigures(set, layout, template)),
    strategies: set.model.scenario.strategies.map(({ id }, s) => {
      const bySite = practices.map((site) => ({
        site,
        days: recoveryRuns(set, s, { kind: 'sites', which: 'typical', sites: [site] }).fromRestoration,
      }));
      return {
        id,
        back: set.runs.map((run, r) => bySite.flatMap(({ site, days }) => (isHit(run, site) ? [days[r]!] : []))),
        means: told((measure) => meanOf(set.runs.map((run) => groupMeasure(run, s, group, measure)))),
      };
    }),
  };
}

/** The figures of practices that nothing reaches, which are known without a run: nothing but their ordinary work. */
export function untouchedFigures({ scenario, sites }: Model, runs: number): PartFigures {
  const hours = scenario.days * 24;
  const practices = sites.filter(({ kind }) => kind !== 'hub');
  const templates = kindsAmong(practices);
  const none = Array.from({ length: runs }, () => 0);
  return {
    practices: practices.length,
    runs,
    hours,
    systems: templates.map((template) => {
      const own = practices.filter((site) => site.template === template);
      return {
        template,
        practices: own.length,
        patients: own.reduce((sum, { patients }) => sum + patients, 0),
        normalHours: own.reduce((sum, site) => sum + weeklyMinutes(site) / 60 / scenario.workingWeek.length, 0),
        hit: none,
        appointments: none,
        contacts: none,
        strategies: scenario.strategies.map(() => ({
          extraHours: new Float64Array(runs * hours),
          notBack: new Int32Array(runs * scenario.days),
        })),
      };
    }),
    strategies: scenario.strategies.map(({ id }) => ({
      id,
      back: none.map(() => []),
      means: told(() => 0),
    })),
  };
}

function weeklyMinutes(site: ModelSite): number {
  const items = expectedItems(new Map(Object.entries(site.services)), site.patients)!;
  return Object.entries(site.services).reduce(
    (sum, [id, { minutes }]) => sum + items.get(id)! * meanMinutes(minutes),
    0,
  );
}

/** A board from its parts, in their order. */
export function boardOf(code: string, parts: readonly PartFigures[]): BoardFigures {
  const { runs, hours, strategies } = parts[0]!;
  const templates = kindsAmong(parts.flatMap(({ systems }) => systems));
  const systems = templates.map((template) =>
    parts.flatMap((part) => part.systems.filter((system) => system.template === template)).reduce(together),
  );
  const normalHours = systems.reduce((sum, system) => sum + system.normalHours, 0);
  const quantileOf = (s: number, p: number): number[] =>
    Array.from({ length: runs }, (_, r) => {
      const all = Float64Array.from(parts.flatMap((part) => part.strategies[s]!.back[r]!)).sort();
      return all.length === 0 ? 0 : quantile(all, p);
    });
  return {
    code,
    practices: parts.reduce((sum, part) => sum + part.practices, 0),
    patients: systems.reduce((sum, { patients }) => sum + patients, 0),
    runs,
    hours,
    normalHours,
    systems,
    strategies: strategies.map(({ id }, s) => ({
      id,
      peakDays: Array.from({ length: runs }, (_, r) =>
        normalHours > 0 ? peakOf(systems, s, r, hours) / normalHours : 0,
      ),
      typical: quantileOf(s, 0.5),
      ninetieth: quantileOf(s, 0.9),
      means: told((measure) => parts.reduce((sum, part) => sum + part.strategies[s]!.means[measure], 0)),
    })),
  };
}

/** Practices of one kind in two parts. */
function together(a: SystemFigures, b: SystemFigures): SystemFigures {
  const each = (x: readonly number[], y: readonly number[]): number[] => x.map((value, k) => value + y[k]!);
  return {
    template: a.template,
    practices: a.practices + b.practices,
    patients: a.patients + b.patients,
    normalHours: a.normalHours + b.normalHours,
    hit: each(a.hit, b.hit),
    appointments: each(a.appointments, b.appointments),
    contacts: each(a.contacts, b.contacts),
    strategies: a.strategies.map(({ extraHours, notBack }, s) => ({
      extraHours: extraHours.map((value, k) => value + b.strategies[s]!.extraHours[k]!),
      notBack: notBack.map((value, k) => value + b.strategies[s]!.notBack[k]!),
    })),
  };
}

function groupMeasure(run: MeasuredRun, strategy: number, group: number, measure: MeasureId): number {
  return group < 0 ? 0 : worldOf(run, strategy).groupMeasures[group * MEASURE_IDS.length + MEASURE_AT[measure]]!;
}

function systemFigures(set: ResultSet, layout: Layout, template: string): SystemFigures {
  const sites = set.model.sites.flatMap((site, s) => (site.template === template ? [s] : []));
  const keys = layout.allKeys.filter((k) => layout.keys[k]!.template === template);
  const patientsOf = (of: readonly number[]): number => of.reduce((sum, s) => sum + set.model.sites[s]!.patients, 0);
  const patients = patientsOf(sites);
  const hitSites = set.runs.map((run) => sites.filter((s) => isHit(run, s)));
  const due = (counted: 'people' | 'items', services?: readonly string[]): number[] =>
    set.runs.map((run, r) => {
      const hit = hitSites[r]!;
      const day = hit.length === 0 ? undefined : firstWorkingDay(set, run, hit);
      if (day === undefined || patients === 0) return 0;
      const days = run.twin.dayDue.length / layout.keys.length;
      const all = keys.reduce((sum, k) => {
        const key = layout.keys[k]!;
        const counts = !key.isReentry && key.counts === counted && (services?.includes(key.service) ?? true);
        return counts ? sum + run.twin.dayDue[k * days + day]! : sum;
      }, 0);
      // Work is known by kind of practice: where not all are hit, by the share of their patients.
      return (all * patientsOf(hit)) / patients;
    });
  return {
    template,
    practices: sites.length,
    patients,
    normalHours: keys.reduce(
      (sum, k) => sum + (layout.keys[k]!.itemsPerWorkingDay * layout.keys[k]!.meanMinutes) / 60,
      0,
    ),
    hit: hitSites.map((hit) => hit.length),
    appointments: due('people'),
    contacts: due('items', FRONT_DOOR),
    strategies: set.model.scenario.strategies.map((_, s) => ({
      extraHours: extraHours(set, layout, keys, s),
      notBack: notBackByDay(set, hitSites, s),
    })),
  };
}

/** Services by which people reach a practice without being seen. */
const FRONT_DOOR: readonly string[] = ['calls', 'online-requests'];

/** The first working date of the sites hit on which, or after which, the incident begins: a day of the study. */
function firstWorkingDay(set: ResultSet, run: MeasuredRun, hit: readonly number[]): number | undefined {
  const begins = hit.reduce((first, s) => Math.min(first, run.incidentTick[s]!), Infinity);
  const from = Math.floor(begins / TICKS_PER_DAY);
  return set.frame.sites[hit[0]!]!.workingDates.find(({ day }) => day >= from)?.day;
}

/** Whole items are compared before they become hours, so that what does not differ is exactly 0. */
function extraHours(set: ResultSet, layout: Layout, keys: readonly number[], strategy: number): Float64Array {
  const { hours } = set.frame;
  const all = new Float64Array(set.runs.length * hours);
  set.runs.forEach((run, r) => {
    const line = all.subarray(r * hours, (r + 1) * hours);
    const world = worldOf(run, strategy);
    const extra = Int32Array.from(world.outstanding, (items, at) => items - run.twin.outstanding[at]!);
    for (const k of keys) {
      const { isReentry, meanMinutes } = layout.keys[k]!;
      // The twin has nothing to type up.
      if (isReentry) addStaffHours(line, world, 'outstanding', [k], layout, 1);
      else addItems(line, extra, k, meanMinutes / 60);
    }
  });
  return all;
}

function notBackByDay(set: ResultSet, hitSites: readonly (readonly number[])[], strategy: number): Int32Array {
  const { warmUpTick, hours } = set.frame;
  const days = Math.ceil(hours / 24);
  const counts = new Int32Array(set.runs.length * days);
  set.runs.forEach((run, r) => {
    const { siteBackTick } = worldOf(run, strategy);
    for (const site of hitSites[r]!) {
      const back = siteBackTick[site]!;
      if (back === 0) continue;
      const first = Math.floor((run.incidentTick[site]! - warmUpTick) / TICKS_PER_DAY);
      for (let day = Math.max(0, first); day < days && back > warmUpTick + (day + 1) * TICKS_PER_DAY; day++)
        counts[r * days + day]!++;
    }
  });
  return counts;
}

/** Most extra work at any hour of a run, over all systems together, at least 0. */
export function peakOf(systems: readonly SystemFigures[], strategy: number, run: number, hours: number): number {
  let peak = 0;
  for (let at = run * hours; at < (run + 1) * hours; at++) {
    let sum = 0;
    for (const system of systems) sum += system.strategies[strategy]!.extraHours[at]!;
    if (sum > peak) peak = sum;
  }
  return peak;
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
