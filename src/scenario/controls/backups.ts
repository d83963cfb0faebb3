/** Backups: how soon each is ready, how much can be done with it, who has it, who prepared, and whether it was drilled. */
import { isStarted, type Backup, type Started, type WayOfWorking } from '../../catalog/backups/index.ts';
import { likely, scaled, tidy } from '../delays.ts';
import type { Scenario } from '../schema.ts';
import type { Context } from '../validate/context.ts';
import { countOf } from '../../catalog/effects.ts';
import { candidatesOf, inScope } from '../validate/reach.ts';
import { bounds, describeMinutes, describeShare, replaced, type Control } from './control.ts';
import { countDescriber } from './counts.ts';

export function backupControls(context: Context): Control[] {
  const used = new Set(context.scenario.strategies.flatMap((strategy) => strategy.uses));
  return context.scenario.backups
    .filter(isStarted)
    .filter((backup) => used.has(backup.id))
    .flatMap((backup) => [
      delayControl(backup),
      drilledControl(backup),
      ...('covers' in backup ? [workControl(backup)] : []),
      ...sitesControl(context, backup),
      ...preparedControl(context, backup),
    ]);
}

function changeBackup(scenario: Scenario, id: string, change: (backup: Started) => Backup): Scenario {
  return {
    ...scenario,
    backups: replaced(
      scenario.backups,
      (backup) => backup.id === id,
      (backup) => (isStarted(backup) ? change(backup) : backup),
    ),
  };
}

function clamped(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function delayOf({ activation }: Started): number {
  return tidy(likely(activation.decision) + likely(activation.setUp));
}

function delayControl(backup: Started): Control {
  const value = delayOf(backup);
  return {
    id: `${backup.id}-delay`,
    label: backup.drilled ? `${backup.title} ready after` : `${backup.title} ready after, when drilled`,
    group: 'Backups',
    unit: 'minutes',
    ...bounds(value, { min: 0, max: Math.max(4 * value, 240), step: 5 }),
    value,
    describe: describeMinutes,
    apply: (given, to) =>
      changeBackup(given, backup.id, (now) => {
        const before = delayOf(now);
        const { activation } = now;
        const factor = Math.max(0, to) / before;
        const delays =
          before > 0
            ? { decision: scaled(activation.decision, factor), setUp: scaled(activation.setUp, factor) }
            : { setUp: { fixed: Math.max(0, to) } };
        return { ...now, activation: { ...activation, ...delays } };
      }),
  };
}

function drilledControl(backup: Started): Control {
  return {
    id: `${backup.id}-drilled`,
    label: `${backup.title} drilled`,
    group: 'Backups',
    unit: 'share',
    min: 0,
    max: 1,
    step: 1,
    value: backup.drilled ? 1 : 0,
    describe: (value) => (value >= 0.5 ? 'yes' : 'no'),
    apply: (given, to) => changeBackup(given, backup.id, (now) => ({ ...now, drilled: to >= 0.5 })),
  };
}

/** The first cover's share; the others move in proportion. */
function workControl(backup: WayOfWorking): Control {
  const value = backup.covers[0]!.share;
  const services = backup.covers[0]!.services;
  return {
    id: `${backup.id}-work`,
    label: `Work possible with ${lowerFirst(backup.title)}${backup.covers.length > 1 || services.length > 1 ? ` (${services[0]!.replaceAll('-', ' ')})` : ''}`,
    group: 'Backups',
    unit: 'share',
    ...bounds(value, { min: 0, max: 1, step: 0.01 }),
    value,
    describe: describeShare,
    apply: (given, to) =>
      changeBackup(given, backup.id, (now) => {
        if (!('covers' in now)) return now;
        const before = now.covers[0]!.share;
        const wanted = clamped(to);
        return {
          ...now,
          covers: now.covers.map((cover, k) => ({
            ...cover,
            share: k === 0 || before === 0 ? wanted : clamped(tidy((cover.share * wanted) / before)),
          })),
        };
      }),
  };
}

/** `Paper pack` within a sentence; `EMIS Web` as it is. */
function lowerFirst(title: string): string {
  return /^[A-Z][a-z]/.test(title) ? title.slice(0, 1).toLowerCase() + title.slice(1) : title;
}

function sitesControl(context: Context, backup: Started): Control[] {
  const { sites } = backup;
  if (typeof sites === 'string' || Array.isArray(sites) || !('share' in sites)) return [];
  const candidates = inScope(
    context,
    sites.group === undefined ? 'all' : { group: sites.group },
    candidatesOf(context, backup),
  );
  if (candidates.length < 2) return [];
  const count = countDescriber(context, candidates);
  return [
    {
      id: `${backup.id}-has`,
      label: `${count.noun.slice(0, 1).toUpperCase()}${count.noun.slice(1)} with ${lowerFirst(backup.title)}`,
      group: 'Backups',
      unit: 'share',
      ...bounds(sites.share, { min: 0, max: 1, step: count.step }),
      value: sites.share,
      describe: (share) => count.describe(countOf(share, candidates.length)),
      apply: (given, to) =>
        changeBackup(given, backup.id, (now) => ({
          ...now,
          sites: { ...(sites.group !== undefined && { group: sites.group }), share: clamped(to) },
        })),
    },
  ];
}

const LONG = 45;

function preparedControl(context: Context, backup: Started): Control[] {
  const { preparation } = backup;
  if (!preparation) return [];
  const has = inScope(context, backup.sites, candidatesOf(context, backup));
  const count = countDescriber(context, has);
  const isShort = preparation.what.length > 0 && preparation.what.length <= LONG;
  // Who has it is drawn by share, so the number that prepared is known only when that share is fixed.
  const isCounted =
    has.length > 1 && (typeof backup.sites === 'string' || Array.isArray(backup.sites) || !('share' in backup.sites));
  return [
    {
      id: `${backup.id}-prepared`,
      label: isShort ? preparation.what : `${backup.title}: prepared beforehand`,
      group: 'Backups',
      unit: 'share',
      ...bounds(preparation.share, { min: 0, max: 1, step: isCounted ? count.step : 0.01 }),
      value: preparation.share,
      describe: isCounted ? (share) => count.describe(countOf(share, has.length)) : describeShare,
      apply: (given, to) =>
        changeBackup(given, backup.id, (now) =>
          now.preparation ? { ...now, preparation: { ...now.preparation, share: clamped(to) } } : now,
        ),
    },
  ];
}
