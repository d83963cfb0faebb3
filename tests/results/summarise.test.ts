import { describe, expect, it } from 'vitest';
import { sitesWith, standingCost } from '../../src/results/costs.ts';
import { groupSummaries } from '../../src/results/groups.ts';
import { paired } from '../../src/results/paired.ts';
import { wilson } from '../../src/results/quantiles.ts';
import { siteMeasures, siteSummaries } from '../../src/results/sites.ts';
import { summarise } from '../../src/results/summarise.ts';
import { block, made, setOf, type RunSpec } from './handMade.ts';

const from = made();
const { hours } = from.frame;
/** A site that is back `days` working days after Monday 08:00: at 08:00 of that day, in both services. */
const back = (days: number) => {
  const end = days >= 99 ? hours : (days + 2 * Math.floor(days / 5)) * 24 + 8;
  return block(hours, 8, end, 30);
};
const spec = (today: number[], better: number[], more: Partial<RunSpec> = {}): RunSpec => ({
  strategies: [{ visits: today.map(back) }, { visits: better.map(back) }],
  failed: 8,
  restored: 18, // Monday 18:00: one working day after the failure
  ...more,
});

describe('a typical practice', () => {
  const result = summarise(
    setOf(from, [spec([2, 3, 6], [1, 1, 4]), spec([2, 2, 3], [1, 2, 2]), spec([4, 4, 4], [1, 1, 1])]),
  );
  const [today, better] = result.strategies;
  it('is the middle one of those hit, run by run', () => {
    // Middle sites: 3, 2 and 4 days from the failure; less one from restoration.
    expect(today!.typicalSite.fromIncident).toMatchObject({ p5: 2, median: 3, p95: 4, mean: 3, notBack: 0 });
    expect(today!.typicalSite.fromRestoration).toMatchObject({ p5: 1, median: 2, p95: 3 });
    expect(better!.typicalSite.fromRestoration.median).toBe(0);
  });
  it('has a slowest one beside it', () =>
    expect(today!.slowestSite.fromIncident).toMatchObject({ p5: 3, median: 4, p95: 6 }));
  it('has one by which nine in ten are back', () => {
    expect(today!.ninetiethSite.fromIncident).toMatchObject({ p5: 3, median: 4, p95: 6 }); // of three, the last
    const ten = made({ sites: 10 });
    const run = (days: number[]): RunSpec => ({
      strategies: [{ visits: days.map(back) }, {}],
      failed: 8,
      restored: 18,
    });
    const { ninetiethSite, slowestSite } = summarise(setOf(ten, [run([1, 1, 1, 1, 1, 2, 2, 2, 4, 9])])).strategies[0]!;
    expect([ninetiethSite.fromIncident.median, slowestSite.fromIncident.median]).toEqual([4, 9]);
  });
  it('has clock hours too, from the start and from restoration', () => {
    expect(today!.typicalSite.hoursFromIncident.median).toBe(3 * 24);
    expect(today!.typicalSite.hoursFromRestoration.median).toBe(3 * 24 + 8 - 18);
  });
  it('says how surely its shares are known', () => {
    expect(today!.typicalSite.intervals.notDisrupted).toEqual(wilson(0, 3));
    const { low, high, share } = today!.typicalSite.chanceByDate.find(({ date }) => date === '2024-07-17')!;
    expect({ low, high, level: 0.95 }).toEqual(wilson(1, 3));
    expect(share).toBeCloseTo(1 / 3, 12);
  });
  it('has a chance of being back by the end of each date, from the date of the failure on', () => {
    const chance = Object.fromEntries(today!.typicalSite.chanceByDate.map(({ date, share }) => [date, share]));
    expect(today!.typicalSite.chanceByDate[0]!.date).toBe('2024-07-15');
    expect(today!.typicalSite.chanceByDate.at(-1)).toMatchObject({ date: '2024-08-11', share: 1 });
    expect(
      [chance['2024-07-16'], chance['2024-07-17'], chance['2024-07-18'], chance['2024-07-19']].map((share) =>
        Math.round(share! * 3),
      ),
    ).toEqual([0, 1, 2, 3]);
  });
  it('is what the paired difference is of', () => {
    expect(
      paired(
        setOf(from, [spec([2, 3, 6], [1, 1, 4]), spec([2, 2, 3], [1, 2, 2]), spec([4, 4, 4], [1, 1, 1])]),
        'better',
        'today',
        'typicalSite',
      ),
    ).toMatchObject({ mean: (-2 + 0 - 3) / 3, aBetter: 2, bBetter: 0, ties: 1 });
  });
});

describe('disrupted again', () => {
  /** Back after a day and a half, and disrupted again as many times on later days. */
  const again = (times: number): number[] =>
    block(hours, 8, 30, 30).map((value, hour) => {
      for (let k = 1; k <= times; k++) if (hour >= 72 * k + 9 && hour < 72 * k + 12) return 30;
      return value;
    });
  const run = (times: number): RunSpec => ({
    strategies: [{ visits: [again(times), again(times), again(0)], reentry: [block(hours, 8, 60 + times, 4)] }, {}],
    failed: 8,
    restored: 18,
  });
  const { typicalSite, whole, slowestSite } = summarise(setOf(from, [run(0), run(2), run(1), run(0)])).strategies[0]!;
  it('is told by its share of runs and how often, beside the last recovery', () => {
    expect([typicalSite.relapsed, whole.relapsed]).toEqual([0.5, 0.5]);
    expect(typicalSite.relapses).toMatchObject({ mean: 0.75, median: 0, p95: 2 });
    expect(whole.relapses.p95).toBe(2);
    expect(whole.hoursFromIncident).toMatchObject({ p5: 22, p95: 144 + 12 - 8 });
    expect(typicalSite.intervals.relapsed).toEqual(wilson(2, 4));
  });
  it('leaves records up to date to be told beside it', () => {
    expect(slowestSite.recordsUpToDateHours).toMatchObject({ p5: 42, p95: 44 });
    expect(typicalSite.recordsUpToDateHours.p95).toBe(0);
    expect(whole.recordsUpToDateHours.p95).toBe(44);
  });
});

describe('a group of sites', () => {
  const [north, south] = groupSummaries(
    setOf(from, [spec([2, 3, 6], [1, 1, 4]), spec([2, 2, 3], [1, 2, 2]), spec([4, 4, 4], [1, 1, 1])]),
    'today',
  );
  it('has its own typical, ninth-in-ten and slowest site, and its extra summed', () => {
    expect([north!.id, north!.sites, south!.sites]).toEqual(['north', 2, 1]);
    expect(north!.typicalSite.fromIncident).toMatchObject({ p5: 2, median: 2, p95: 4 });
    expect(north!.slowestSite.fromIncident).toMatchObject({ p5: 2, median: 3, p95: 4 });
    expect(north!.whole.fromIncident).toMatchObject({ p5: 2, median: 3, p95: 4 });
    expect(south!.whole.fromIncident).toMatchObject({ p5: 3, median: 4, p95: 6 });
  });
  it('has measures of its own', () => {
    expect(north!.measures.peakHours.median).toBeCloseTo((2 * 30 * 12) / 60, 9);
    expect(north!.measures.cost.median).toBeNull();
  });
  it('that is not hit is not disrupted', () => {
    const one = setOf(from, [spec([3, 0, 0], [1, 0, 0], { failed: [8, -1, -1], restored: [18, -1, -1] })]);
    expect(groupSummaries(one, 'today').map((group) => group.whole.notDisrupted)).toEqual([0, 1]);
  });
});

describe('a site that is not hit', () => {
  const result = summarise(setOf(from, [spec([3, 0, 0], [1, 0, 0], { failed: [8, -1, -1], restored: [18, -1, -1] })]));
  it('is left out of the typical one', () => expect(result.strategies[0]!.typicalSite.fromIncident.median).toBe(3));
  it('is not counted as affected', () =>
    expect([result.affectedSites, result.headline]).toEqual([1, { affected: 1, total: 3 }]));
});

describe('never disrupted', () => {
  const result = summarise(setOf(from, [spec([0, 0, 0], [0, 0, 0])]));
  it('is a time of 0 from the start of the incident and before restoration', () => {
    const { fromIncident, fromRestoration, notDisrupted } = result.strategies[0]!.typicalSite;
    expect([fromIncident.median, fromRestoration.median, notDisrupted]).toEqual([0, -1, 1]);
  });
  it('is earlier than back before restoration, by either clock', () => {
    const early = summarise(
      setOf(from, [
        { ...spec([0, 0, 0], [0, 0, 0]), strategies: [{ visits: [0, 1, 2].map(() => block(hours, 8, 13, 30)) }, {}] },
      ]),
    );
    expect(early.strategies[0]!.typicalSite.fromRestoration.median).toBe(-0.5);
    expect(early.strategies[1]!.typicalSite.fromRestoration.median).toBe(-1);
  });
});

describe('not back within the horizon', () => {
  const result = summarise(
    setOf(from, [spec([99, 99, 2], [1, 99, 2]), spec([3, 3, 3], [1, 1, 1]), spec([99, 99, 99], [1, 1, 1])]),
  );
  it('leaves percentiles without a value and says in how many runs', () => {
    expect(result.strategies[0]!.typicalSite.fromIncident).toMatchObject({
      p5: 3,
      median: null,
      mean: null,
      notBack: 2 / 3,
    });
    expect(result.strategies[1]!.slowestSite.fromIncident).toMatchObject({ median: 1, p95: null, notBack: 1 / 3 });
  });
  it('is warned of above 5%', () =>
    expect(result.warnings.join(' ')).toMatch(/“today” not everybody is back to normal by 11 August in 2 of 3 runs/));
  it('is warned of for the slowest practice alone, and for records', () => {
    const one = summarise(
      setOf(from, [
        {
          ...spec([1, 1, 1], [1, 1, 1]),
          strategies: [
            { visits: [block(hours, 8, hours, 5), block(hours, 8, 20, 20)], reentry: [block(hours, 8, hours, 2)] },
            {},
          ],
        },
      ]),
    ).warnings.join(' ');
    expect(one).toMatch(/“today” the slowest practice is not back to normal by 11 August in 1 of 1 run/);
    expect(one).toMatch(/“today” not all records are up to date by 11 August in 1 of 1 run/);
    expect(one).not.toMatch(/not everybody/);
  });
  it('is not warned of at 5% or less', () => {
    const runs = Array.from({ length: 20 }, (_, run) => spec(run === 0 ? [99, 99, 99] : [1, 1, 1], [1, 1, 1]));
    expect(summarise(setOf(from, runs)).warnings).toEqual([]);
    expect(summarise(setOf(from, runs.slice(0, 19))).warnings.join(' ')).toMatch(/in 1 of 19 runs/);
  });
  it('never counts as back by a date', () =>
    expect(result.strategies[0]!.typicalSite.chanceByDate.at(-1)!.share).toBeCloseTo(1 / 3, 12));
});

describe('an incident that hits nobody', () => {
  const result = summarise(setOf(from, [{ strategies: [{}, {}], failed: -1, restored: -1 }]));
  it('has no moments', () =>
    expect([result.incidentHour, result.restoredHour, result.affectedSites]).toEqual([null, null, 0]));
  it('leaves everybody undisrupted from the first date on', () => {
    expect(result.strategies[0]!.whole).toMatchObject({ notDisrupted: 1, relapsed: 0 });
    expect(result.strategies[0]!.whole.chanceByDate).toHaveLength(28);
    expect(result.strategies[0]!.whole.chanceByDate.every(({ share }) => share === 1)).toBe(true);
  });
  it('is warned of', () => expect(result.warnings[0]).toBe('The incident hits no site in any run.'));
});

describe('the rest of a summary', () => {
  const specs = [spec([2, 3, 6], [1, 1, 4]), spec([2, 2, 3], [1, 2, 2], { failed: 10, restored: [20, 30, 26.5] })];
  const result = summarise(setOf(from, specs));
  it('says when it began and was restored', () => {
    expect(result.incidentHour).toBe(8);
    expect(result.restoredHour).toEqual({ p5: 18, median: 18, p95: 30 });
  });
  it('knows the working day', () => expect(result.workingDay).toEqual({ fromMinute: 480, toMinute: 1080 }));
  it('has re-entry as a service of its own and no staff time of single services', () => {
    expect(result.services.map((service) => service.key)).toEqual([
      'practice/visits',
      'practice/letters',
      'practice/re-entry',
    ]);
    expect(result.strategies[0]!.services[0]!.measures.overtimeHours.median).toBeNull();
    expect(result.strategies[0]!.services[0]!.measures.late.median).toBe(0);
  });
  it('of the first runs does not change when more follow', () => {
    const first = summarise(setOf(from, specs.slice(0, 1)));
    expect(summarise({ ...setOf(from, specs), runs: setOf(from, specs).runs.slice(0, 1) })).toEqual({
      ...first,
      requestedRuns: 2,
    });
  });
  it('of no runs at all is empty and does not fail', () =>
    expect(summarise(setOf(from, [])).strategies[0]!.typicalSite.fromIncident.median).toBeNull());
  it('tells site by site', () => {
    const sites = siteSummaries(setOf(from, specs), 'today');
    expect(sites.map((site) => site.fromRestoration.p5)).toEqual([1, 1, 2]);
    expect(sites[0]!.byDay[0]).toBeCloseTo((30 * 12) / 60, 5);
    expect(sites[0]!.byDay[10]).toBe(0);
    expect(sites[0]!.recordsUpToDateHours.p95).toBe(0);
    const [first] = siteMeasures(setOf(from, specs), 'today');
    expect(first!.peakHours).toBeCloseTo(6, 6);
    expect(first).not.toHaveProperty('cost');
  });
});

describe('what backups cost', () => {
  const backup = (more: Record<string, unknown>) => ({
    kind: 'paper-pack',
    id: 'paper',
    title: 'Paper',
    owner: 'practice',
    covers: [{ services: ['visits'], component: 'records', share: 0.5 }],
    cost: { perSitePerYear: 100, setUpPerSite: 30 },
    ...more,
  });
  const cost = (more: Record<string, unknown>) =>
    standingCost(made({ backups: [backup(more)] }).model, { uses: ['paper'] });
  it('is paid at every site that has them', () => expect(cost({})).toEqual({ perYear: 300, setUp: 90, notSplit: [] }));
  it('is paid by a share of sites, half rounded up', () =>
    expect(cost({ sites: { share: 0.5 } })).toEqual({ perYear: 200, setUp: 60, notSplit: [] }));
  it('is paid by listed sites', () =>
    expect(cost({ sites: ['site-1'] })).toEqual({ perYear: 100, setUp: 30, notSplit: [] }));
  it('is not paid where nothing can use them', () =>
    expect(cost({ covers: [{ services: ['letters'], component: 'records', share: 0.5 }] })).toMatchObject({
      perYear: 0,
      setUp: 0,
      notSplit: [],
    }));
  it('is not paid by a strategy without them', () =>
    expect(standingCost(made({ backups: [backup({})] }).model, { uses: [] })).toEqual({
      perYear: 0,
      setUp: 0,
      notSplit: [],
    }));
  it('counts sites', () =>
    expect(
      sitesWith(
        made({ sites: 7, backups: [backup({})] }).model,
        made({ backups: [backup({})] }).model.scenario.backups[0]!,
      ),
    ).toBe(7));
});
