/** When a backup is in force at each site: noticing, activation, failure to start, preparation, endurance. */
import type { Started, WayOfWorking } from '../catalog/backups/index.ts';
import { countOf, smallest } from '../catalog/effects.ts';
import type { Interval, Steps } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, ticks } from '../scenario/calendar.ts';
import { resolveRef } from '../scenario/graph.ts';
import { coversOf, watchedAt, type Cover } from './answers.ts';
import type { SiteLevels } from './components.ts';
import { shown } from './dayList.ts';
import { delayMinutes } from './distributions.ts';
import { siteKey } from './evenRun.ts';
import type { Incident } from './incident.ts';
import type { Plan } from './plan.ts';
import { noticed, sitesIn } from './scope.ts';
import { slowedBy } from './slowness.ts';
import { combine, drops, minimum } from './steps.ts';
import { uniformAt, type StreamKey } from './streams.ts';

/** One cover of one backup for one need, while it is in force. */
export interface CoverInForce extends Cover {
  readonly seats: number | undefined;
  /** Forms at the site, shared by all covers of the backup; undefined when they are no limit. */
  readonly forms: { readonly backup: string; readonly count: number } | undefined;
  /** What its share is multiplied by: the lowest level among what it requires (what is slow still answers), and what a day list shows. */
  readonly required: Steps;
  /** Largest factor by which anything is slow that the backup requires. */
  readonly slowed: Steps;
  readonly intervals: readonly Interval[];
}

/** A backup at a site in one run. */
export interface InForce {
  readonly site: number;
  /** In time order. */
  readonly intervals: readonly Interval[];
}

/** Covers of a way of working in a run. `incident` is after supports; what fails is told from before them. */
export function backupsInForce(
  plan: Plan,
  seed: string,
  run: number,
  incident: Incident,
  backup: WayOfWorking,
): { covers: CoverInForce[]; daysInUse: number } {
  const coversAt = coversOf(plan, backup);
  const candidates = plan.sites.flatMap((_, s) => (coversAt[s]!.length > 0 ? [s] : []));
  const inForce = inForceAt(plan, seed, run, incident, backup, candidates);
  const covers = inForce.flatMap(({ site: s, intervals }) => {
    const { answering, slowness } = incident.sites[s]!;
    const supplied = suppliedBy(plan, s, answering, backup.requires);
    const required =
      'list' in backup
        ? combine(
            [supplied, shown(backup.list, intervals, levelWatched(plan, s, answering, backup), plan.sites[s]!.open)],
            times,
          )
        : supplied;
    const slowed = slowedBy(
      backup.requires.map((ref) => resolveRef(ref, plan.sites[s]!.uses, plan.components)),
      slowness,
    );
    const forms =
      'forms' in backup && typeof backup.forms === 'number' ? { backup: backup.id, count: backup.forms } : undefined;
    // Field by field: there are hundreds, and copying what is not spelt out takes several times as long.
    return coversAt[s]!.map(({ queue, component, mode }): CoverInForce => ({
      queue,
      component,
      mode,
      seats: backup.seats,
      forms,
      required,
      slowed,
      intervals,
    }));
  });
  return { covers, daysInUse: daysInUse(inForce) };
}

const times = ([a, b]: readonly number[]): number => a! * b!;

/** Days begun, counted for every stretch in force. */
export function daysInUse(inForce: readonly InForce[]): number {
  return inForce.reduce(
    (sum, { intervals }) =>
      sum + intervals.reduce((own, { from, to }) => own + Math.ceil((to - from) / TICKS_PER_DAY), 0),
    0,
  );
}

/** The lowest level among what something requires at a site; 0 when a reference stands for nothing there. */
export function suppliedBy(plan: Plan, s: number, levels: SiteLevels, requires: readonly string[]): Steps {
  return minimum(
    requires.map((ref) => {
      const component = resolveRef(ref, plan.sites[s]!.uses, plan.components);
      return component === undefined ? { ticks: [0], values: [0] } : levels.of(component);
    }),
  );
}

function levelWatched(plan: Plan, s: number, levels: SiteLevels, backup: Started): Steps {
  return minimum(watchedAt(plan, s, backup).map((component) => levels.of(component)));
}

/**
 * Where a backup is in force in a run, in file order of the sites. It is started for what the faults broke, whether
 * or not supports hold it up meanwhile, and is in force only while something that it watches is below 1 with them:
 * so a better support never makes another backup later, nor uses it up.
 */
export function inForceAt(
  plan: Plan,
  seed: string,
  run: number,
  incident: Incident,
  backup: Started,
  candidates: readonly number[],
): InForce[] {
  const keys: StreamKey[] = [];
  const key = (s: number): StreamKey => (keys[s] ??= siteKey(plan, seed, run, s, 'backup', backup.id));
  const { faults } = incident;
  const has = sitesIn(
    plan,
    candidates,
    backup.sites,
    (s) => faults[s]!.hitAt !== undefined,
    (s) => uniformAt(key(s), 0, 1),
  );
  const { preparation } = backup;
  // Ranked among all who could have it, so that giving the backup to one site takes it from no other.
  const prepared = new Set(
    preparation === undefined
      ? has
      : smallest(candidates, countOf(preparation.share, candidates.length), (s) => uniformAt(key(s), 0, 2)),
  );
  return has.flatMap((s): InForce[] => {
    let penalty = 0;
    if (!prepared.has(s)) {
      if (preparation!.otherwise === 'unavailable') return [];
      penalty = preparation!.otherwise.delay;
    }
    const failing = drops(levelWatched(plan, s, faults[s]!.levels, backup), plan.horizon);
    const without = incident.sites[s]!.levels;
    const needed =
      without === faults[s]!.levels ? failing : drops(levelWatched(plan, s, without, backup), plan.horizon);
    const intervals = activations(plan, key(s), s, backup, failing, needed, penalty);
    return intervals.length === 0 ? [] : [{ site: s, intervals }];
  });
}

function activations(
  plan: Plan,
  key: StreamKey,
  s: number,
  backup: Started,
  failing: readonly Interval[],
  needed: readonly Interval[],
  penalty: number,
): Interval[] {
  const { activation, drilled, undrilled } = backup;
  let endurance = backup.endurance === undefined ? Infinity : ticks(backup.endurance);
  const intervals: Interval[] = [];
  for (const drop of failing) {
    // Known by the minute in which it began: what else the backup covers changes nothing for it.
    const j = Math.floor(drop.from / TICKS_PER_MINUTE);
    const at = 'automatic' in backup && backup.automatic ? drop.from : noticed([drop], plan.sites[s]!.open);
    if (at === undefined || endurance <= 0) continue;
    if (uniformAt(key, j, 5) < (drilled ? activation.failsToStart : undrilled.failsToStart)) continue;
    const decided =
      delayMinutes(activation.decision, uniformAt(key, j, 3)) + delayMinutes(activation.setUp, uniformAt(key, j, 4));
    const ready = at + ticks(decided * (drilled ? 1 : undrilled.delayFactor) + penalty);
    for (const stretch of needed) {
      const from = Math.max(ready, stretch.from);
      const to = Math.min(drop.to, stretch.to, from + endurance);
      if (to <= from) continue;
      endurance -= to - from;
      intervals.push({ from, to });
    }
  }
  return intervals;
}
