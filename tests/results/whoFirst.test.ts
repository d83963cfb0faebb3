/** Whom to ring first: the stated order, its reasons in words, and that nobody unhit stands in the list. */
import { describe, expect, it, vi } from 'vitest';
import { reasons, whoFirst } from '../../src/results/whoFirst.ts';
import { worstHit } from '../../src/results/worstHit.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { block, dice, made, setOf, type Made } from './handMade.ts';

// Studies are made and written whole, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const HOURS = 28 * 24;

interface Wanted {
  readonly missed?: readonly number[];
  readonly people?: readonly number[];
  readonly backDays?: readonly number[];
  readonly failed?: readonly number[];
  /** Sites that have the backup of `today`. */
  readonly covered?: readonly number[];
  readonly kinds?: readonly string[];
}

function study({ missed = [], people = [], backDays = [], failed, covered, kinds = [] }: Wanted): ResultSet {
  const from = made({
    sites: 4,
    backups: [
      {
        id: 'paper',
        kind: 'paper-pack',
        title: 'Paper pack',
        sites: covered ? covered.map((site) => `site-${site}`) : 'all',
        covers: [{ services: ['letters'], component: 'records', share: 0.7 }],
        activation: { decision: '20 min', setUp: '10 min' },
      },
    ],
  });
  const need = { component: 'records', share: 0, slowdown: 1, reentryMinutes: 0, record: 'none' as const };
  const changed: Made = {
    frame: { ...from.frame, sites: from.frame.sites.map((site, i) => ({ ...site, kind: kinds[i] ?? site.kind })) },
    model: {
      ...from.model,
      scenario: {
        ...from.model.scenario,
        strategies: from.model.scenario.strategies.map((one) =>
          covered && one.baseline ? { ...one, uses: ['paper'] } : one,
        ),
      },
      sites: from.model.sites.map((site, i) => ({
        ...site,
        patients: people[i] ?? 8000,
        services: { ...site.services, letters: { ...site.services['letters']!, needs: [need] } },
      })),
    },
  };
  return setOf(
    changed,
    [0, 1].map(() => ({
      strategies: [
        {
          visits: backDays.map((days) => block(HOURS, 8, days * 24 + 8, 25)),
          counts: { missed: [0, 1, 2, 3].map((site) => missed[site] ?? 0) },
        },
        {},
      ],
      failed: failed ?? 8,
      restored: failed ? failed.map((hour) => (hour < 0 ? -1 : 18)) : 18,
    })),
  );
}

const order = (set: ResultSet): number[] => whoFirst(set, 'today').map(({ site }) => site);

describe('whom to ring first', () => {
  it('is where most time-critical work is at stake', () =>
    expect(order(study({ missed: [0, 90, 400, 200] }))).toEqual([2, 3, 1, 0]));
  it('counts differences within a fifth of the most as none', () => {
    const set = study({ missed: [398, 399, 400, 0], people: [9000, 8000, 7000, 1000] });
    expect(order(set)).toEqual([2, 1, 0, 3]);
    expect(whoFirst(set, 'today').map(({ step }) => step)).toEqual([5, 5, 5, 1]);
  });
  it('is, of equals, a practice without a backup, then the smallest, then the one longest not back', () => {
    expect(order(study({ covered: [0, 1, 3] }))[0]).toBe(2);
    expect(order(study({ people: [9000, 3000, 5000, 4000] }))).toEqual([1, 3, 2, 0]);
    expect(order(study({ backDays: [2, 9, 4, 3] }))).toEqual([1, 2, 3, 0]);
  });
  it('is, of equals, where some of it is missed: a unit that is the only one of its kind does not stand first for that alone', () => {
    const missed = [60, 55, 0, 0];
    const kinds = ['gp-practice', 'gp-practice', 'hospital-unit', 'gp-practice'];
    const found = whoFirst(study({ missed, kinds, people: [9000, 8000, 10, 7000] }), 'today');
    expect(found.slice(0, 3).map(({ site, step }) => [site, step])).toEqual([
      [1, 5],
      [0, 5],
      [2, 5],
    ]);
  });
  it('keeps the order of the file when nothing tells them apart', () => expect(order(study({}))).toEqual([0, 1, 2, 3]));
  it('leaves out whom the incident reaches in no run', () =>
    expect(order(study({ failed: [8, -1, 8, -1] }))).toEqual([0, 2]));
  it('is nobody when nobody is hit', () => expect(order(study({ failed: [-1, -1, -1, -1] }))).toEqual([]));
  it('measures a practice by practices, and a hospital unit by hospital units', () => {
    const steps = whoFirst(
      study({ missed: [0, 60, 5000, 0], kinds: ['gp-practice', 'gp-practice', 'hospital-unit', 'gp-practice'] }),
      'today',
    );
    expect(steps.find(({ site }) => site === 1)!.step).toBe(5);
    expect(steps.find(({ site }) => site === 2)!.step).toBe(5);
  });
  it('stays in order for any figures: steps fall, and within a step those that miss nothing come last, the covered after the bare, the large after the small', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const roll = dice(seed);
      const some = (most: number): number[] => [0, 1, 2, 3].map(() => Math.floor(roll() * most));
      const found = whoFirst(
        study({ missed: some(300), people: some(3).map((n) => 1000 * (n + 1)), covered: [0, 3] }),
        'today',
      );
      found.slice(1).forEach((one, k) => {
        const before = found[k]!;
        expect(before.step).toBeGreaterThanOrEqual(one.step);
        if (before.step !== one.step) return;
        const misses = [before, one].map(({ missed }) => missed.mean >= 0.5);
        expect(misses).not.toEqual([false, true]);
        if (misses[0] !== misses[1]) return;
        expect(before.cover.sure.length).toBeLessThanOrEqual(one.cover.sure.length);
        if (before.cover.sure.length === one.cover.sure.length) expect(before.people).toBeLessThanOrEqual(one.people);
      });
    }
  });
});

describe('the reasons', () => {
  it('say what is at stake, which backup there is, how many are served and when it is back', () => {
    const [first] = whoFirst(study({ missed: [12, 0, 0, 0], covered: [0], backDays: [3, 0, 0, 0] }), 'today').filter(
      ({ site }) => site === 0,
    );
    expect(reasons(first!, 'patients')).toMatch(
      /^about 100 pieces of time-critical work due while it is down, 12 missed on average; backup: Paper pack; serves 8,000 patients; 2\.0 on shift \(People\); back to normal \d\.\d working days after restoration$/,
    );
    const [bare] = whoFirst(study({ covered: [0] }), 'today');
    expect(reasons(bare!, 'patients')).toContain('no backup for it');
  });
  it('give the spread of what is missed over runs', () => {
    const [first] = whoFirst(study({ missed: [12, 0, 0, 0] }), 'today');
    expect(first!.missed).toEqual({ mean: 12, low: 12, high: 12 });
  });
});

describe('the worst-hit practice', () => {
  it('is the one back last', () => expect(worstHit(study({ backDays: [2, 9, 4, 3] }), 'today')!.site).toBe(1));
  it('is the first of those not back at all', () =>
    expect(worstHit(study({ backDays: [2, 28, 28, 3] }), 'today')).toMatchObject({ site: 1, back: 'not back' }));
  it('is none when nobody is hit', () =>
    expect(worstHit(study({ failed: [-1, -1, -1, -1] }), 'today')).toBeUndefined());
});
