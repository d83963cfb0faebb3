/** What a service can do at a moment: its needs' levels, the mode in force for each, and theta (rule 20). */
import type { Need } from '../../../src/catalog/templates/template.ts';
import type { ModeInForce, RecordSeen } from '../../../src/catalog/types.ts';
import type { BackupInForce } from './backups.ts';
import { holds } from './calendar.ts';
import type { Levels } from './levels.ts';

export interface Condition {
  /** An item may start iff its luck is below this. */
  readonly theta: number;
  readonly needs: readonly { readonly level: number; readonly mode: ModeInForce }[];
}

/** For re-entry `serviceId` is `re-entry`: a backup may cover that too. */
export function conditionAt(
  levels: Levels,
  backups: readonly BackupInForce[],
  site: number,
  serviceId: string,
  needs: readonly Need[],
  staff: number,
  tick: number,
): Condition {
  const { components } = levels;
  const states = needs.map((need) => {
    const component = components.mustResolve(site, need.component);
    const modes: ModeInForce[] = [need];
    for (const { backup, inForce } of backups) {
      if (!holds(inForce[site]!, tick)) continue;
      for (const cover of backup.covers) {
        if (!cover.services.includes(serviceId) || components.resolve(site, cover.component) !== component) continue;
        const seated = backup.seats === undefined || staff === 0 ? 1 : Math.min(1, backup.seats / staff);
        const supplied = Math.min(
          1,
          ...backup.requires.map((ref) => levels.at(site, components.mustResolve(site, ref), tick)),
        );
        modes.push({ ...cover, share: cover.share * seated * supplied });
      }
    }
    return {
      level: levels.at(site, component, tick),
      mode: modes.reduce((best, mode) => (isBetter(mode, best) ? mode : best)),
    };
  });
  const theta = states.reduce((least, { level, mode }) => Math.min(least, level + (1 - level) * mode.share), 1);
  return { theta, needs: states };
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
}

const RECORDS: readonly RecordSeen[] = ['none', 'read', 'full'];

/** How an item with this luck is worked now: only the needs that are down for it count. */
export function workingWith(condition: Condition, luck: number): Working {
  const down = condition.needs.filter(({ level }) => luck >= level).map(({ mode }) => mode);
  return {
    degraded: down.length > 0,
    slowdown: Math.max(1, ...down.map((mode) => mode.slowdown)),
    reentryMinutes: Math.max(0, ...down.map((mode) => mode.reentryMinutes)),
    record: RECORDS[Math.min(2, ...down.map((mode) => RECORDS.indexOf(mode.record)))]!,
  };
}
