/** How the parts of a scenario fare over time in one run under a strategy: what works, what is down, what a backup carries. */
import { arrangementOf } from './arrangement.ts';
import { inUse } from './answers.ts';
import { backupsInForce, type CoverInForce } from './backups.ts';
import { incidentOf, type Incident } from './incident.ts';
import type { Segment } from './modes.ts';
import type { Plan, PlanQueue } from './plan.ts';
import { scriptOf } from './script.ts';
import { mergedTicks, valueAt } from './steps.ts';
import { incidentUnder } from './strategyIncident.ts';
import type { Interval } from '../catalog/types.ts';

/** `partly`: some of it works, or all of it slowly. `backup`: it is held up, or others carry on without it. */
export type Status = 'working' | 'backup' | 'partly' | 'down';

/** A status from `ticks[i]` to `ticks[i + 1]`; `ticks[0]` is 0. */
export interface StatusSteps {
  readonly ticks: readonly number[];
  readonly statuses: readonly Status[];
  /** Of a component what is left of it, of a service the share of work that can be done. */
  readonly levels: readonly number[];
  /** Everything answers, but slowly. */
  readonly slow: readonly boolean[];
}

export interface SiteStatuses {
  /** By component or component/function: those in use at the site that do not work throughout. */
  readonly components: Readonly<Record<string, StatusSteps>>;
  /** By service: those that cannot work as always throughout. */
  readonly services: Readonly<Record<string, StatusSteps>>;
  /** Ways of working in force, by backup. */
  readonly backups: Readonly<Record<string, readonly Interval[]>>;
}

export interface StatusTimeline {
  readonly run: number;
  readonly strategy: string;
  /** First day of the study, from whose 00:00 ticks are counted. */
  readonly start: string;
  readonly horizon: number;
  /** In file order. */
  readonly sites: readonly SiteStatuses[];
  /** Every tick at which a status changes, in time order; none when nothing that anybody uses fails. */
  readonly changes: readonly number[];
  /** Everything works again before the study ends. */
  readonly isRestored: boolean;
}

/** What a run looks like under a strategy: levels, covers and modes are the engine's own. Forms that run out are not followed. */
export function statusTimeline(
  plan: Plan,
  seed: string,
  run: number,
  strategy: { readonly id: string; readonly uses: readonly string[] },
): StatusTimeline {
  const given = incidentOf(plan, seed, run);
  const arrangement = arrangementOf(plan, strategy.uses);
  const { incident } = incidentUnder(plan, seed, run, given, arrangement);
  const ways = arrangement.ways.map(({ value }) => ({
    id: value.id,
    covers: backupsInForce(plan, seed, run, incident, value).covers,
  }));
  const { segments } = scriptOf(plan, seed, run, given, strategy.uses);
  const covers = plan.sites.map((): CoverInForce[] => []);
  const inForce = plan.sites.map((): Record<string, readonly Interval[]> => ({}));
  for (const { id, covers: own } of ways) {
    for (const cover of own) {
      const { site } = plan.queues[cover.queue]!;
      covers[site]!.push(cover);
      inForce[site]![id] = cover.intervals;
    }
  }
  const sites = plan.sites.map((site, s): SiteStatuses => ({
    components: Object.fromEntries(
      [...inUse(plan, s)].flatMap((key) => {
        const steps = componentSteps(incident, s, key, covers[s]!);
        return steps ? [[key, steps]] : [];
      }),
    ),
    services: Object.fromEntries(
      site.queues.flatMap((q) => {
        const queue = plan.queues[q]!;
        const steps = queue.isReentry ? undefined : serviceSteps(queue, q, segments[q]!, covers[s]!);
        return steps ? [[queue.service, steps]] : [];
      }),
    ),
    backups: inForce[s]!,
  }));
  const all = sites.flatMap(({ components, services }) => [...Object.values(components), ...Object.values(services)]);
  const changes = [...new Set(all.flatMap(({ ticks }) => ticks.slice(1)))].filter((tick) => tick < plan.horizon);
  return {
    run,
    strategy: strategy.id,
    start: plan.model.scenario.start,
    horizon: plan.horizon,
    sites,
    changes: changes.sort((a, b) => a - b),
    isRestored: all.every((steps) => statusAt(steps, plan.horizon - 1) === 'working'),
  };
}

/** The status in force at a tick. */
export function statusAt(steps: StatusSteps, tick: number): Status {
  return steps.statuses[positionAt(steps, tick)]!;
}

/** Position of the step in force at a tick. */
export function positionAt({ ticks }: Pick<StatusSteps, 'ticks'>, tick: number): number {
  let at = 0;
  while (at + 1 < ticks.length && ticks[at + 1]! <= tick) at++;
  return at;
}

function isInForce({ intervals, required }: CoverInForce, tick: number): boolean {
  return valueAt(required, tick) > 0 && intervals.some(({ from, to }) => from <= tick && tick < to);
}

function componentSteps(
  incident: Incident,
  s: number,
  key: string,
  covers: readonly CoverInForce[],
): StatusSteps | undefined {
  const site = incident.sites[s]!;
  const level = site.levels.of(key);
  const answers = site.answering.of(key);
  const unaided = incident.faults[s]!.levels.of(key);
  const own = covers.filter(({ component }) => component === key);
  const edges = own.flatMap(({ intervals, required }) => [
    ...intervals.flatMap(({ from, to }) => [from, to]),
    ...required.ticks,
  ]);
  const ticks = [...new Set([...mergedTicks([level, answers, unaided]), ...edges])].sort((a, b) => a - b);
  return stepsOf(ticks, (tick) => {
    const now = valueAt(level, tick);
    const slow = now < 1 && valueAt(answers, tick) >= 1;
    if (now >= 1) return { status: valueAt(unaided, tick) < 1 ? 'backup' : 'working', level: now, slow };
    const status = own.some((cover) => isInForce(cover, tick))
      ? 'backup'
      : now > 0 || valueAt(answers, tick) > 0
        ? 'partly'
        : 'down';
    return { status, level: now, slow };
  });
}

function serviceSteps(
  queue: PlanQueue,
  q: number,
  segments: readonly Segment[],
  covers: readonly CoverInForce[],
): StatusSteps | undefined {
  const own = covers.filter((cover) => cover.queue === q);
  return stepsOf(
    segments.map(({ tick }) => tick),
    (tick, k) => {
      const { theta, needs } = segments[k]!;
      const failing = needs.filter(({ level }) => level < 1);
      if (failing.length === 0) return { status: 'working', level: 1, slow: false };
      // A mode that is none of the needs' own is a backup's, or that of something slow.
      const carried = failing.some(
        ({ mode }) =>
          !queue.needs.some((need) => need === mode) &&
          own.some(
            (cover) =>
              isInForce(cover, tick) &&
              cover.mode.record === mode.record &&
              cover.mode.reentryMinutes === mode.reentryMinutes &&
              cover.mode.slowdown <= mode.slowdown,
          ),
      );
      const status: Status = theta <= 0 ? 'down' : carried ? 'backup' : 'partly';
      return { status, level: theta, slow: false };
    },
  );
}

interface Step {
  readonly status: Status;
  readonly level: number;
  readonly slow: boolean;
}

/** Steps that change something; undefined when everything works throughout. */
function stepsOf(ticks: readonly number[], at: (tick: number, k: number) => Step): StatusSteps | undefined {
  const kept: { readonly tick: number; readonly step: Step }[] = [];
  ticks.forEach((tick, k) => {
    const step = at(tick, k);
    const before = kept.at(-1)?.step;
    if (before && before.status === step.status && before.level === step.level && before.slow === step.slow) return;
    kept.push({ tick, step });
  });
  if (kept.every(({ step }) => step.status === 'working')) return undefined;
  return {
    ticks: kept.map(({ tick }) => tick),
    statuses: kept.map(({ step }) => step.status),
    levels: kept.map(({ step }) => step.level),
    slow: kept.map(({ step }) => step.slow),
  };
}
