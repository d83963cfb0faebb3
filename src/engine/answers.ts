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

/** A cover that answers a need: which one of its backup it is. */
interface Answering {
  readonly queue: number;
  readonly component: string;
  readonly cover: number;
}

/** What rests on names alone: the same in every world of a model. */
interface Named {
  /** By backup id, then site. */
  readonly answering: ReadonlyMap<string, readonly (readonly Answering[])[]>;
  readonly inUse: readonly ReadonlySet<string>[];
  readonly needed: readonly (readonly string[])[];
  /** By backup id, then site; made when asked for. */
  readonly watched: Map<string, (readonly string[] | undefined)[]>;
}

/** With the numbers of a world. */
interface Answers {
  /** By backup id, then site. */
  readonly covers: ReadonlyMap<string, readonly (readonly Cover[])[]>;
  readonly lifts: ReadonlyMap<string, readonly (readonly Lift[])[]>;
}

const namedKnown = new WeakMap<Plan, Named>();
const answersKnown = new WeakMap<Plan, Answers>();

function namedOf(plan: Plan): Named {
  const central = plan.central ?? plan;
  let named = namedKnown.get(central);
  if (!named) namedKnown.set(central, (named = findNamed(central)));
  return named;
}

function answersOf(plan: Plan): Answers {
  let answers = answersKnown.get(plan);
  if (!answers) answersKnown.set(plan, (answers = findAnswers(plan)));
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
  return namedOf(plan).inUse[s]!;
}

/** Components that the needs of a site name, resolved. */
export function neededAt(plan: Plan, s: number): readonly string[] {
  return namedOf(plan).needed[s]!;
}

/** Components that a backup covers or keeps up at a site, needed there or not. */
export function watchedAt(plan: Plan, s: number, backup: WayOfWorking | Support): readonly string[] {
  const { watched } = namedOf(plan);
  let bySite = watched.get(backup.id);
  if (!bySite) watched.set(backup.id, (bySite = plan.sites.map(() => undefined)));
  return (bySite[s] ??= findWatched(plan, s, backup));
}

function findWatched(plan: Plan, s: number, backup: WayOfWorking | Support): string[] {
  const { uses } = plan.sites[s]!;
  if ('supports' in backup) return supportedAt(backup, uses, plan.components);
  return [...new Set(backup.covers.flatMap((cover) => resolveRef(cover.component, uses, plan.components) ?? []))];
}

function bySite<T extends { readonly id: string }, R>(
  plan: Plan,
  list: readonly T[],
  at: (entry: T, s: number) => R[],
) {
  return new Map(list.map((entry) => [entry.id, plan.sites.map((_, s) => at(entry, s))]));
}

function findNamed(plan: Plan): Named {
  const { model, components, sites, queues } = plan;
  const { backups } = model.scenario;
  return {
    answering: bySite(plan, backups.filter(isWayOfWorking), (backup, s) => answeringAt(plan, s, backup)),
    inUse: model.sites.map((site) => findInUse(needsOf(site, components), site.uses, backups, components)),
    needed: sites.map((site) => [
      ...new Set(site.queues.flatMap((q) => queues[q]!.needs.map((need) => need.component))),
    ]),
    watched: new Map(),
  };
}

function answeringAt(plan: Plan, s: number, backup: WayOfWorking): Answering[] {
  const site = plan.sites[s]!;
  return backup.covers.flatMap((cover, k) => {
    const component = resolveRef(cover.component, site.uses, plan.components);
    if (component === undefined) return [];
    return cover.services.flatMap((service) => {
      const queue = site.queueOf.get(service);
      if (queue === undefined || !plan.queues[queue]!.needs.some((need) => need.component === component)) return [];
      return [{ queue, component, cover: k }];
    });
  });
}

function findAnswers(plan: Plan): Answers {
  const { answering, inUse: used } = namedOf(plan);
  const { backups } = plan.model.scenario;
  const covers = new Map(
    backups.filter(isWayOfWorking).map((backup) => {
      const modes = backup.covers.map(({ share, slowdown, reentryMinutes, record }) => ({
        share,
        slowdown,
        reentryMinutes,
        record,
      }));
      const at = answering.get(backup.id)!;
      return [
        backup.id,
        at.map((list) => list.map(({ queue, component, cover }): Cover => ({ queue, component, mode: modes[cover]! }))),
      ];
    }),
  );
  return {
    covers,
    lifts: bySite(plan, backups.filter(isSupport), (backup, s) => liftsAt(plan, s, backup, used[s]!)),
  };
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
