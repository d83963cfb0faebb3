/** What a service can do at a moment: how its needs are met, the mode in force for each, and theta (rules 20, 20a). */
import type { WayOfWorking } from '../../../src/catalog/backups/index.ts';
import type { Need } from '../../../src/catalog/templates/template.ts';
import type { ModeInForce, RecordSeen } from '../../../src/catalog/types.ts';
import type { BackupInForce } from './backups.ts';
import type { Shown } from './dayLists.ts';
import type { Forms } from './forms.ts';
import { ANSWERS, type Levels } from './levels.ts';

interface Mode extends ModeInForce {
  /** The backup that offers it; none for the need itself. */
  readonly of?: WayOfWorking;
}

interface NeedState {
  /** For each factor, ascending from 1: the level of what is no slower than that. */
  readonly bands: readonly { readonly factor: number; readonly level: number }[];
  /** The level of what answers at all, however slowly. */
  readonly answers: number;
  /** How those work for whom it is down. */
  readonly mode: Mode;
  /** The fastest way that does for everybody and leaves nothing to type up, if there is one. */
  readonly detour: Mode | undefined;
}

export interface Condition {
  /** An item may start iff its luck is below this. */
  readonly theta: number;
  readonly needs: readonly NeedState[];
}

/** A need of a service at a site, and the backups that could ever stand in for it there. */
export interface CoveredNeed {
  readonly need: Need;
  readonly component: string;
  readonly backups: readonly {
    readonly backup: WayOfWorking;
    readonly inForce: readonly Shown[];
    readonly covers: readonly WayOfWorking['covers'][number][];
  }[];
}

/** For re-entry `serviceId` is `re-entry`: a backup may cover that too. */
export function coveredNeeds(
  { components }: Levels,
  backups: readonly BackupInForce[],
  site: number,
  serviceId: string,
  needs: readonly Need[],
): CoveredNeed[] {
  return needs.map((need) => {
    const component = components.mustResolve(site, need.component);
    const covering = backups.flatMap(({ backup, inForce }) => {
      const covers = backup.covers.filter(
        (cover) => cover.services.includes(serviceId) && components.resolve(site, cover.component) === component,
      );
      return covers.length > 0 && inForce[site]!.length > 0 ? [{ backup, inForce: inForce[site]!, covers }] : [];
    });
    return { need, component, backups: covering };
  });
}

/** `staff` are those who share a backup's seats. */
export function conditionAt(
  levels: Levels,
  forms: Forms,
  site: number,
  needs: readonly CoveredNeed[],
  staff: number,
  tick: number,
): Condition {
  const states = needs.map(({ need, component, backups }): NeedState => {
    // Where everything is as it should be, nobody works in another way.
    if (levels.at(site, component, tick) === 1)
      return { bands: [{ factor: 1, level: 1 }], answers: 1, mode: need, detour: undefined };
    const modes: Mode[] = [need];
    for (const { backup, inForce, covers } of backups) {
      const now = inForce.find(({ from, to }) => from <= tick && tick < to);
      if (!now || forms.isOver(backup, site)) continue;
      const { supplied, slowed } = supplyOf(levels, backup, site, tick);
      const seated = backup.seats === undefined || staff === 0 ? 1 : Math.min(1, backup.seats / staff);
      for (const cover of covers) {
        modes.push({
          ...cover,
          of: backup,
          share: cover.share * seated * (supplied * now.shown),
          slowdown: Math.max(cover.slowdown, slowed),
        });
      }
    }
    const detours = modes.filter((mode) => mode.share === 1 && mode.reentryMinutes === 0 && mode.record === 'full');
    return {
      bands: bandsOf(levels, site, component, tick),
      answers: levels.at(site, component, tick, ANSWERS),
      mode: modes.reduce((best, mode) => (isBetter(mode, best) ? mode : best)),
      detour: detours.reduce<Mode | undefined>(
        (best, mode) => (best && best.slowdown <= mode.slowdown ? best : mode),
        undefined,
      ),
    };
  });
  const theta = states.reduce((least, { answers, mode }) => Math.min(least, answers + (1 - answers) * mode.share), 1);
  return { theta, needs: states };
}

const bandsOf = (levels: Levels, site: number, component: string, tick: number): NeedState['bands'] =>
  levels.factors[site]!.map((factor) => ({ factor, level: levels.at(site, component, tick, factor) }));

/** How much of what a backup requires answers, and how slowly. */
function supplyOf(
  levels: Levels,
  backup: WayOfWorking,
  site: number,
  tick: number,
): { supplied: number; slowed: number } {
  let supplied = 1;
  let slowed = 1;
  for (const ref of backup.requires) {
    const component = levels.components.mustResolve(site, ref);
    const answers = levels.at(site, component, tick, ANSWERS);
    supplied = Math.min(supplied, answers);
    const band = bandsOf(levels, site, component, tick).find(({ level }) => level === answers)!;
    slowed = Math.max(slowed, band.factor);
  }
  return { supplied, slowed };
}

/** Larger share, then smaller slowdown, then less typing up; on a tie the earlier in the file stays. */
function isBetter(a: ModeInForce, b: ModeInForce): boolean {
  if (a.share !== b.share) return a.share > b.share;
  if (a.slowdown !== b.slowdown) return a.slowdown < b.slowdown;
  return a.reentryMinutes < b.reentryMinutes;
}

export interface Working {
  readonly degraded: boolean;
  readonly slowdown: number;
  readonly reentryMinutes: number;
  readonly record: RecordSeen;
  /** Backups that it is worked with: for a need that is down for it, or faster than what is slow. */
  readonly with: ReadonlySet<WayOfWorking>;
}

const RECORDS: readonly RecordSeen[] = ['none', 'read', 'full'];

const AS_USUAL: Working = { degraded: false, slowdown: 1, reentryMinutes: 0, record: 'full', with: new Set() };

/** How an item with this luck is worked now: only the needs that are slow or down for it count. */
export function workingWith(condition: Condition, luck: number): Working {
  if (condition.needs.every(({ bands }) => luck < bands[0]!.level)) return AS_USUAL;
  const backups = new Set<WayOfWorking>();
  const modes = condition.needs.flatMap((need): Omit<ModeInForce, 'share'>[] => {
    if (luck >= need.answers) {
      if (need.mode.of) backups.add(need.mode.of);
      return [need.mode];
    }
    const { factor } = need.bands.find(({ level }) => luck < level)!;
    if (factor === 1) return [];
    const { detour } = need;
    if (!detour || detour.slowdown >= factor) return [{ slowdown: factor, reentryMinutes: 0, record: 'full' }];
    if (detour.of) backups.add(detour.of);
    return [detour];
  });
  return {
    degraded: modes.length > 0,
    slowdown: Math.max(1, ...modes.map((mode) => mode.slowdown)),
    reentryMinutes: Math.max(0, ...modes.map((mode) => mode.reentryMinutes)),
    record: RECORDS[Math.min(2, ...modes.map((mode) => RECORDS.indexOf(mode.record)))]!,
    with: backups,
  };
}
