/** Which backups answer something at which site, and what is in use there: the same in every run, worked out once for a plan. */
import { isSupport, isWayOfWorking, type Support, type WayOfWorking } from '../catalog/backups/index.ts';
import type { ModeInForce } from '../catalog/types.ts';
import { resolveRef } from '../scenario/graph.ts';
import { inUse as findInUse, needsOf, supportedAt } from '../scenario/inUse.ts';
import type { Plan } from './plan.ts';

/** A cover of a way of working that answers a need. */
export interface Cover {
  readonly queue: number;
  readonly component: string;
  readonly mode: ModeInForce;
}

/** A component that a support keeps up, and the level it lifts it to. */
export interface Lift {
  readonly component: string;
  readonly level: number;
}

interface Answers {
  /** By backup id, then site. */
  readonly covers: ReadonlyMap<string, readonly (readonly Cover[])[]>;
  readonly lifts: ReadonlyMap<string, readonly (readonly Lift[])[]>;
  readonly inUse: readonly ReadonlySet<string>[];
}

const known = new WeakMap<Plan, Answers>();

function answersOf(plan: Plan): Answers {
  let answers = known.get(plan);
  if (!answers) known.set(plan, (answers = findAnswers(plan)));
  return answers;
}

/** Covers of a way of working that answer a need, site by site, in file order of the covers. */
export function coversOf(plan: Plan, backup: WayOfWorking): readonly (readonly Cover[])[] {
  return answersOf(plan).covers.get(backup.id)!;
}

/** What a support keeps up, site by site in file order; nothing where none of it is in use. */
export function liftsOf(plan: Plan, backup: Support): readonly (readonly Lift[])[] {
  return answersOf(plan).lifts.get(backup.id)!;
}

/** Every component whose failure can be felt at a site. */
export function inUse(plan: Plan, s: number): ReadonlySet<string> {
  return answersOf(plan).inUse[s]!;
}

/** Components that the needs of a site name, resolved. */
export function neededAt(plan: Plan, s: number): string[] {
  return [...new Set(plan.sites[s]!.queues.flatMap((q) => plan.queues[q]!.needs.map((need) => need.component)))];
}

/** Components that a backup covers or keeps up at a site, needed there or not. */
export function watchedAt(plan: Plan, s: number, backup: WayOfWorking | Support): string[] {
  const { uses } = plan.sites[s]!;
  if ('supports' in backup) return supportedAt(backup, uses, plan.components);
  return [...new Set(backup.covers.flatMap((cover) => resolveRef(cover.component, uses, plan.components) ?? []))];
}

function findAnswers(plan: Plan): Answers {
  const { model, components } = plan;
  const { backups } = model.scenario;
  const used = model.sites.map((site) => findInUse(needsOf(site, components), site.uses, backups, components));
  const perSite = <T, R>(list: readonly (T & { readonly id: string })[], at: (entry: T, s: number) => R[]) =>
    new Map(list.map((entry) => [entry.id, plan.sites.map((_, s) => at(entry, s))]));
  return {
    covers: perSite(backups.filter(isWayOfWorking), (backup: WayOfWorking, s) => coversAt(plan, s, backup)),
    lifts: perSite(backups.filter(isSupport), (backup: Support, s) => liftsAt(plan, s, backup, used[s]!)),
    inUse: used,
  };
}

function coversAt(plan: Plan, s: number, backup: WayOfWorking): Cover[] {
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

function liftsAt(plan: Plan, s: number, backup: Support, used: ReadonlySet<string>): Lift[] {
  const { uses } = plan.sites[s]!;
  const lifts = backup.supports.flatMap((support): Lift[] => {
    const component = resolveRef(support.component, uses, plan.components);
    if (component === undefined) return [];
    return [{ component, level: 'level' in support ? support.level : spareLevel(plan, s, backup) }];
  });
  return lifts.some(({ component }) => used.has(component)) ? lifts : [];
}

/** As far as the spare devices go round. */
function spareLevel(plan: Plan, s: number, backup: Support): number {
  const { devices } = plan.model.sites[s]!;
  return 'spare' in backup && devices > 0 ? Math.min(1, backup.spare / devices) : 0;
}
