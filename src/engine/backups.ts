/** When a backup is in force at each site: noticing, activation, failure to start, preparation, endurance. */
import type { Backup } from '../catalog/backups/index.ts';
import { countOf, smallest } from '../catalog/effects.ts';
import type { ModeInForce, Steps } from '../catalog/types.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, ticks } from '../scenario/calendar.ts';
import { resolveRef } from '../scenario/graph.ts';
import { delayMinutes } from './distributions.ts';
import type { Incident } from './incident.ts';
import type { Plan } from './plan.ts';
import { noticed, sitesIn } from './scope.ts';
import { slowedBy } from './slowness.ts';
import { drops, minimum } from './steps.ts';
import { streamKey, uniformAt, type StreamKey } from './streams.ts';

/** One cover of one backup for one need, while it is in force. */
export interface CoverInForce {
  readonly queue: number;
  readonly component: string;
  readonly mode: ModeInForce;
  readonly seats: number | undefined;
  /** Lowest level among what the backup itself requires; what is slow still answers. */
  readonly required: Steps;
  /** Largest factor by which anything is slow that the backup requires. */
  readonly slowed: Steps;
  readonly intervals: readonly { readonly from: number; readonly to: number }[];
}

const NOTHING: Steps = { ticks: [0], values: [0] };

export function backupsInForce(
  plan: Plan,
  seed: string,
  run: number,
  incident: Incident,
  backup: Backup,
): { covers: CoverInForce[]; daysInUse: number } {
  const keys: StreamKey[] = [];
  const key = (s: number): StreamKey => (keys[s] ??= streamKey(seed, run, 'backup', backup.id, plan.sites[s]!.id));
  const coversAt = plan.sites.map((_, s) => coversOf(plan, s, backup));
  const candidates = plan.sites.flatMap((_, s) => (coversAt[s]!.length > 0 ? [s] : []));
  const has = sitesIn(
    plan,
    candidates,
    backup.sites,
    (s) => incident.sites[s]!.hitAt !== undefined,
    (s) => uniformAt(key(s), 0, 1),
  );
  const { preparation } = backup;
  // Ranked among all who could have it, so that giving the backup to one site takes it from no other.
  const prepared = new Set(
    preparation === undefined
      ? has
      : smallest(candidates, countOf(preparation.share, candidates.length), (s) => uniformAt(key(s), 0, 2)),
  );
  const covers: CoverInForce[] = [];
  let daysInUse = 0;
  for (const s of has) {
    let penalty = 0;
    if (!prepared.has(s)) {
      if (preparation!.otherwise === 'unavailable') continue;
      penalty = preparation!.otherwise.delay;
    }
    const { levels, answering, slowness } = incident.sites[s]!;
    const covered = new Set(
      backup.covers.flatMap((cover) => resolveRef(cover.component, plan.sites[s]!.uses, plan.components) ?? []),
    );
    const watched = [...covered].map((component) => levels.of(component));
    const intervals = activations(plan, key(s), s, backup, drops(minimum(watched), plan.horizon), penalty);
    if (intervals.length === 0) continue;
    daysInUse += intervals.reduce((sum, { from, to }) => sum + Math.ceil((to - from) / TICKS_PER_DAY), 0);
    const required = backup.requires.map((ref) => resolveRef(ref, plan.sites[s]!.uses, plan.components));
    const shared = {
      seats: backup.seats,
      required: minimum(required.map((key) => (key === undefined ? NOTHING : answering.of(key)))),
      slowed: slowedBy(required, slowness),
      intervals,
    };
    for (const cover of coversAt[s]!) covers.push({ ...cover, ...shared });
  }
  return { covers, daysInUse };
}

/** Covers of a backup that answer a need at a site, in file order of the covers. */
export function coversOf(
  plan: Plan,
  s: number,
  backup: Backup,
): { queue: number; component: string; mode: ModeInForce }[] {
  const site = plan.sites[s]!;
  return backup.covers.flatMap((cover) => {
    const component = resolveRef(cover.component, site.uses, plan.components);
    if (component === undefined) return [];
    return cover.services.flatMap((service) => {
      const q = site.queueOf.get(service);
      if (q === undefined || !plan.queues[q]!.needs.some((need) => need.component === component)) return [];
      const { share, slowdown, reentryMinutes, record } = cover;
      return [{ queue: q, component, mode: { share, slowdown, reentryMinutes, record } }];
    });
  });
}

function activations(
  plan: Plan,
  key: StreamKey,
  s: number,
  backup: Backup,
  failing: readonly { from: number; to: number }[],
  penalty: number,
): { from: number; to: number }[] {
  const { activation, drilled, undrilled } = backup;
  let endurance = backup.endurance === undefined ? Infinity : ticks(backup.endurance);
  const intervals: { from: number; to: number }[] = [];
  failing.forEach((drop) => {
    // Known by the minute in which it began: what else the backup covers changes nothing for it.
    const j = Math.floor(drop.from / TICKS_PER_MINUTE);
    const at = noticed([drop], plan.sites[s]!.open);
    if (at === undefined || endurance <= 0) return;
    if (uniformAt(key, j, 5) < (drilled ? activation.failsToStart : undrilled.failsToStart)) return;
    const decided =
      delayMinutes(activation.decision, uniformAt(key, j, 3)) + delayMinutes(activation.setUp, uniformAt(key, j, 4));
    const from = at + ticks(decided * (drilled ? 1 : undrilled.delayFactor) + penalty);
    const to = Math.min(drop.to, from + endurance);
    if (to <= from) return;
    endurance -= to - from;
    intervals.push({ from, to });
  });
  return intervals;
}
