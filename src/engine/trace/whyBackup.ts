/** Why a backup that covers a need does not carry an item: how much it carries, or why it is not in force. */
import type { WayOfWorking } from '../../catalog/backups/index.ts';
import { countOf, smallest } from '../../catalog/effects.ts';
import { TICKS_PER_MINUTE, ticks } from '../../scenario/calendar.ts';
import { resolveRef } from '../../scenario/graph.ts';
import { coversOf } from '../answers.ts';
import type { CoverInForce } from '../backups.ts';
import { noticed, sitesIn } from '../scope.ts';
import { drops, minimum, valueAt } from '../steps.ts';
import { streamKey, uniformAt } from '../streams.ts';
import type { BackupUsed, Circumstances } from './circumstances.ts';
import type { NeedNow } from './needs.ts';
import type { Reason, WhyNotCarried } from './reasons.ts';

/** One link for every backup of the strategy that is meant for the need. */
export function whyBackups(circumstances: Circumstances, q: number, need: NeedNow, now: number): Reason[] {
  const { plan, backups } = circumstances;
  const s = plan.queues[q]!.site;
  return backups.flatMap((used): Reason[] => {
    const meant = coversOf(plan, used.backup)[s]!.filter(
      (cover) => cover.queue === q && cover.component === need.component,
    );
    if (meant.length === 0) return [];
    return [{ kind: 'backup', backup: used.backup.id, why: whyNotCarried(circumstances, q, need, used, now) }];
  });
}

function whyNotCarried(
  circumstances: Circumstances,
  q: number,
  need: NeedNow,
  { backup, covers }: BackupUsed,
  now: number,
): WhyNotCarried {
  const { plan } = circumstances;
  const own = covers.filter((cover) => cover.queue === q && cover.component === need.component);
  const holds = own.filter(({ intervals }) => intervals.some(({ from, to }) => from <= now && now < to));
  if (holds.length > 0) return howMuch(circumstances, q, need, backup, holds, now);
  const s = plan.queues[q]!.site;
  const { has, prepared } = sitesWith(circumstances, backup);
  if (!has.includes(s)) return { kind: 'not-here' };
  if (!prepared.includes(s) && backup.preparation?.otherwise === 'unavailable') return { kind: 'not-prepared' };
  const drop = dropAt(circumstances, s, backup, now);
  const { open } = plan.sites[s]!;
  const seen = drop && noticed([drop], open);
  if (!drop || seen === undefined || seen > now)
    return { kind: 'not-noticed', opens: open.find(({ from }) => from > now)?.from ?? null };
  const within = own.flatMap(({ intervals }) => intervals).filter(({ from }) => from >= drop.from && from < drop.to);
  const coming = within.find(({ from }) => from > now);
  if (coming) return { kind: 'setting-up', noticed: seen, until: coming.from };
  const over = within.find(({ to }) => to <= now);
  if (over) return { kind: 'used-up', since: over.to };
  const chance = backup.drilled ? backup.activation.failsToStart : backup.undrilled.failsToStart;
  const key = streamKey(circumstances.seed, circumstances.run, 'backup', backup.id, plan.sites[s]!.id);
  if (uniformAt(key, Math.floor(drop.from / TICKS_PER_MINUTE), 5) < chance) return { kind: 'failed-to-start' };
  return isUsedUp(backup, own, drop.from) ? { kind: 'used-up', since: null } : { kind: 'too-late' };
}

/** How much a backup in force carries, and what makes that less than it could. */
function howMuch(
  { plan, script, incident }: Circumstances,
  q: number,
  need: NeedNow,
  backup: WayOfWorking,
  holds: readonly CoverInForce[],
  now: number,
): WhyNotCarried {
  const { pool, site } = plan.queues[q]!;
  const share = Math.max(0, ...need.ways.filter((way) => way.backup === backup.id).map(({ mode }) => mode.share));
  const onShift = valueAt(script.pools[pool]!.staff, now);
  const lowest = Math.min(...holds.map(({ required }) => valueAt(required, now)));
  const requires = backup.requires
    .map((ref) => resolveRef(ref, plan.sites[site]!.uses, plan.components) ?? ref)
    .find(
      (key) =>
        plan.components.has(key.split('/')[0]!) && valueAt(incident.sites[site]!.answering.of(key), now) === lowest,
    );
  return {
    kind: 'in-force',
    share,
    seats: backup.seats !== undefined && onShift > backup.seats,
    requires: lowest < 1 ? (requires ?? backup.requires[0]) : undefined,
  };
}

/** Sites that have a backup in this run, and those that could have it and are prepared (rule 22). */
function sitesWith(
  { plan, incident, seed, run }: Circumstances,
  backup: WayOfWorking,
): { readonly has: readonly number[]; readonly prepared: readonly number[] } {
  const candidates = plan.sites.flatMap((_, s) => (coversOf(plan, backup)[s]!.length > 0 ? [s] : []));
  const luck = (s: number, purpose: number): number =>
    uniformAt(streamKey(seed, run, 'backup', backup.id, plan.sites[s]!.id), 0, purpose);
  const has = sitesIn(
    plan,
    candidates,
    backup.sites,
    (s) => incident.sites[s]!.hitAt !== undefined,
    (s) => luck(s, 1),
  );
  const { preparation } = backup;
  return {
    has,
    prepared: preparation
      ? smallest(candidates, countOf(preparation.share, candidates.length), (s) => luck(s, 2))
      : has,
  };
}

/** The drop of what the backup covers at a site that holds at a moment. */
function dropAt(
  { plan, incident }: Circumstances,
  s: number,
  backup: WayOfWorking,
  now: number,
): { readonly from: number; readonly to: number } | undefined {
  const { uses } = plan.sites[s]!;
  const covered = backup.covers.flatMap(({ component }) => resolveRef(component, uses, plan.components) ?? []);
  const watched = minimum([...new Set(covered)].map((key) => incident.faults[s]!.levels.of(key)));
  return drops(watched, plan.horizon).find(({ from, to }) => from <= now && now < to);
}

function isUsedUp({ endurance }: WayOfWorking, own: readonly CoverInForce[], now: number): boolean {
  if (endurance === undefined) return false;
  const used = (own[0]?.intervals ?? [])
    .filter(({ from }) => from < now)
    .reduce((sum, { from, to }) => sum + (to - from), 0);
  return used >= ticks(endurance);
}
