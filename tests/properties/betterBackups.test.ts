/** A better backup never makes less possible: the share of work that can start is never below that with a worse one. */
import { describe, expect, test, vi } from 'vitest';
import { isWayOfWorking } from '../../src/catalog/backups/index.ts';
import { backupsInForce } from '../../src/engine/backups.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import type { Plan } from '../../src/engine/index.ts';
import type { Segment } from '../../src/engine/modes.ts';
import { scriptAlone } from '../helpers/alone.ts';
import { baseOf, broken, cases, changed, planOf, SEED } from '../helpers/cases.ts';
import type { ScenarioInput } from '../helpers/generate.ts';

vi.setConfig({ testTimeout: 120_000 });

const CASES = cases(50_000, 50);
type Backup = Extract<NonNullable<ScenarioInput['backups']>[number], { kind: 'paper-pack' | 'read-only-record' }>;
const eachBackup =
  (change: (backup: Backup) => void) =>
  (copy: ScenarioInput): void =>
    ((copy.backups ?? []) as Backup[]).forEach(change);

/** Theta at a tick. */
function thetaAt(segments: readonly Segment[], tick: number): number {
  let theta = segments[0]!.theta;
  for (const segment of segments) if (segment.tick <= tick) theta = segment.theta;
  return theta;
}

/** Queues and ticks at which one plan can start less than another with the same queues, and whether it can ever start more. */
function compare(worse: Plan, better: Plan, strategy: string): { less: string[]; more: boolean } {
  const [a, b] = [scriptAlone(worse, strategy, 0), scriptAlone(better, strategy, 0)];
  const less: string[] = [];
  let more = false;
  worse.queues.forEach((queue, q) => {
    for (const { tick } of [...a.segments[q]!, ...b.segments[q]!]) {
      const [low, high] = [thetaAt(a.segments[q]!, tick), thetaAt(b.segments[q]!, tick)];
      if (high < low) less.push(`${worse.sites[queue.site]!.id} ${queue.service} at ${tick}: ${high} below ${low}`);
      if (high > low) more = true;
    }
  });
  return { less, more };
}

/** Endurance used up earlier ends earlier, so what speeds a backup up is compared without it. */
const enduring = eachBackup((backup) => void delete backup.endurance);
const halfway = (share: number): number => share + (1 - share) / 2;
interface Better {
  readonly to: (copy: ScenarioInput) => void;
  /** What both have. */
  readonly both?: (copy: ScenarioInput) => void;
  /** The least number of cases in which it must let more start somewhere. */
  readonly helps: number;
}
const better: Readonly<Record<string, Better>> = {
  'with larger shares': {
    to: eachBackup((backup) => backup.covers!.forEach((cover) => (cover.share = halfway(cover.share)))),
    helps: 12,
  },
  'with a seat for everybody': { to: eachBackup((backup) => void delete backup.seats), helps: 3 },
  'that needs nothing itself': { to: eachBackup((backup) => void delete backup.requires), helps: 3 },
  'at all sites': {
    both: eachBackup((backup) => void delete backup.preparation),
    to: eachBackup((backup) => (backup.sites = 'all')),
    helps: 6,
  },
  'that lasts': { to: enduring, helps: 3 },
  'that was prepared everywhere': {
    both: enduring,
    to: eachBackup((backup) => void delete backup.preparation),
    helps: 3,
  },
  'that is drilled': {
    both: eachBackup((backup) => {
      delete backup.endurance;
      backup.drilled = false;
      backup.undrilled = { delayFactor: 3, failsToStart: 0.4 };
    }),
    to: eachBackup((backup) => {
      backup.drilled = true;
      backup.activation = { ...backup.activation, failsToStart: 0.4 };
    }),
    helps: 6,
  },
  'that fails to start less often': {
    both: eachBackup((backup) => {
      delete backup.endurance;
      backup.drilled = true;
      backup.activation = { ...backup.activation, failsToStart: 0.7 };
    }),
    to: eachBackup((backup) => {
      backup.activation!.failsToStart = 0.3;
    }),
    helps: 6,
  },
  'decided on sooner, at every quantile': {
    both: eachBackup((backup) => {
      delete backup.endurance;
      backup.activation = { ...backup.activation, decision: { triangular: ['30 min', '60 min', '240 min'] } };
    }),
    to: eachBackup((backup) => {
      backup.activation!.decision = { triangular: ['5 min', '50 min', '120 min'] };
    }),
    helps: 12,
  },
  'and an outage that leaves more working': {
    to: (copy) =>
      copy.incident.faults.forEach((fault) => {
        if (fault.kind === 'outage') fault.level = halfway(fault.level ?? 0);
      }),
    helps: 12,
  },
};

describe('what can start is never less', () => {
  test.each(Object.keys(better))('a backup %s', (name) => {
    const { to, both = (): void => {}, helps } = better[name]!;
    let helped = 0;
    const wrong = broken(CASES, (input) => {
      const worse = changed(input, both);
      const { less, more } = compare(planOf(worse), planOf(changed(worse, to)), baseOf(input));
      if (more) helped++;
      return less;
    });
    expect(wrong).toEqual([]);
    expect(helped).toBeGreaterThanOrEqual(helps);
  });

  test('with one backup more', () => {
    let helped = 0;
    const wrong = broken(CASES, (input, plan) => {
      const uses = plan.model.scenario.strategies.find(({ id }) => id === baseOf(input))!.uses;
      return (input.backups ?? [])
        .filter(({ id }) => uses.includes(id))
        .flatMap(({ id }) => {
          const without = changed(input, (copy) =>
            copy.strategies.forEach((strategy) => (strategy.uses = strategy.uses?.filter((used) => used !== id))),
          );
          const { less, more } = compare(planOf(without), plan, baseOf(input));
          if (more) helped++;
          return less;
        });
    });
    expect(wrong).toEqual([]);
    expect(helped).toBeGreaterThan(20);
  });

  test('and a worse one would be noticed', () => {
    const smaller = eachBackup((backup) => backup.covers!.forEach((cover) => (cover.share /= 2)));
    expect(
      broken(CASES, (input, plan) => compare(plan, planOf(changed(input, smaller)), baseOf(input)).less.slice(0, 1))
        .length,
    ).toBeGreaterThan(20);
  });
});

test('a drilled backup is never ready later than an undrilled one, at any site, in any drop', () => {
  let compared = 0;
  const wrong = broken(CASES, (input) => {
    const starts = (drilled: boolean): string[][] => {
      const plan = planOf(
        changed(
          input,
          eachBackup((backup) =>
            Object.assign(backup, {
              drilled,
              endurance: undefined,
              undrilled: { delayFactor: 2.5, failsToStart: 0 },
              activation: { ...backup.activation, failsToStart: 0 },
            }),
          ),
        ),
      );
      return [0, 1, 2].flatMap((run) =>
        plan.model.scenario.backups
          .filter(isWayOfWorking)
          .map((backup) =>
            backupsInForce(plan, SEED, run, incidentOf(plan, SEED, run), backup).covers.flatMap(
              ({ queue, component, intervals }) =>
                intervals.map(({ from, to }) => `${queue} ${component} ${to} ${from}`),
            ),
          ),
      );
    };
    const sooner = starts(true).map(
      (list) => new Map(list.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ')[3])])),
    );
    return starts(false).flatMap((list, k) =>
      list.flatMap((line) => {
        compared++;
        const from = sooner[k]!.get(line.slice(0, line.lastIndexOf(' ')));
        return from !== undefined && from <= Number(line.split(' ')[3]) ? [] : [line];
      }),
    );
  });
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(500);
});
