import { describe, expect, it } from 'vitest';
import { MEASURE_IDS, RECOVERY_IDS } from '../../src/catalog/measures/index.ts';
import { csvCell, csvText } from '../../src/exports/csvCells.ts';
import { toCsv } from '../../src/exports/toCsv.ts';
import { toJson } from '../../src/exports/toJson.ts';
import { toText, wrap } from '../../src/exports/toText.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { serviceSet } from '../../src/results/serviceSet.ts';
import { summarise } from '../../src/results/summarise.ts';
import { wilson } from '../../src/results/quantiles.ts';
import { verdict } from '../../src/results/verdict.ts';
import { uncertaintyOf } from '../../src/results/uncertainty.ts';
import { block, made, setOf } from './handMade.ts';

const wilsonEnds = (hits: number, n: number) => ({ low: wilson(hits, n).low, high: wilson(hits, n).high });

const HOURS = 28 * 24;
const back = (days: number) => [0, 1, 2].map(() => block(HOURS, 8, days * 24 + 8, 25));
const from = made({
  strategies: [
    { id: 'today', title: 'What practices did', baseline: true },
    { id: 'read-only', title: '=Read-only, "quick"' },
  ],
  evidence: [
    {
      id: 'three-days',
      claim: 'It took three days.',
      measure: 'back-to-normal',
      sites: { template: 'practice' },
      between: [3, 8],
      fitted: true,
      fittedParameters: ['pools.people'],
      source: 'A newspaper',
    },
  ],
});
const set = setOf(
  from,
  [
    [4, 2],
    [5, 2],
    [28, 3],
  ].map(([today, other]) => ({
    strategies: [{ visits: back(today!), reentry: [block(HOURS, 9, 60, 5)], cost: 1200 }, { visits: back(other!) }],
    failed: 8,
    restored: 18,
  })),
);
const result = summarise(set);

describe('a cell of a CSV file', () => {
  it.each(['=SUM(A1)', '+44', '-1', '@name', '\tx', '\rx'])('that begins like a formula is made harmless: %j', (text) =>
    expect(csvCell(text).replace(/^"/, '')[0]).toBe("'"),
  );
  it('that is a number stays one, below zero too', () => expect([csvCell(-0.5), csvCell(3)]).toEqual(['-0.5', '3']));
  it('with commas, quotation marks or line ends is quoted', () =>
    expect([csvCell('a,b'), csvCell('say "hi"'), csvCell('a\nb')]).toEqual(['"a,b"', '"say ""hi"""', '"a\nb"']));
  it('that is a formula with a comma is both', () =>
    expect(csvCell('=HYPERLINK("x","y")')).toBe(`"'=HYPERLINK(""x"",""y"")"`));
  it('of nothing is empty', () =>
    expect([csvCell(null), csvCell(NaN), csvCell(Infinity), csvCell('')]).toEqual(['', '', '', '']));
  it('stands in lines that end as Excel wants', () =>
    expect(
      csvText([
        ['a', 1],
        ['b', null],
      ]),
    ).toBe('a,1\r\nb,\r\n'));
});

describe('the CSV of a study', () => {
  const rows = toCsv(result, set).trim().split('\r\n');
  const value = (strategy: string, service: string, measure: string, statistic: string) =>
    rows
      .find((row) =>
        row.startsWith(
          [strategy, service, measure.includes(',') ? `"${measure}"` : measure, statistic].join(',') + ',',
        ),
      )
      ?.replace(/"[^"]*"/g, '')
      .split(',')
      .at(4);
  const interval = (start: string) =>
    rows
      .find((row) => row.startsWith(start))!
      .replace(/"[^"]*"/g, '')
      .split(',')
      .slice(4)
      .map((cell) => (cell === '' ? null : Math.round(Number(cell) * 1e4) / 1e4));
  it('has one row for each strategy, service, measure and statistic', () => {
    expect(rows[0]).toBe('strategy,service,measure,statistic,value,low,high,level');
    const keys = rows.map((row) => row.split(',').slice(0, -4).join(','));
    expect(new Set(keys).size).toBe(keys.length);
    expect(rows.every((row) => row.replace(/"[^"]*"/g, '').split(',').length === 8)).toBe(true);
  });
  it('holds the figures of the summary', () => {
    expect(value('today', 'whole', 'cost', 'median')).toBe('1200');
    expect(value('today', 'typical site', 'back to normal, working days from restoration', 'p5')).toBe('3');
    expect(value('today', 'practice/visits', 'peak of extra, items', 'median')).toBe('75');
  });
  it('has the interval of each figure beside it, and none where the runs are too few', () => {
    expect(interval('today,whole,cost,mean,')).toEqual([1200, 1200, 1200, 0.95]);
    expect(interval('today,whole,cost,median,')).toEqual([1200, null, null, null]);
    const { low, high } = wilson(1, 3);
    expect(interval('today,typical site,"back to normal, working days from restoration",share not back,')).toEqual(
      [1 / 3, low, high, 0.95].map((value) => Math.round(value * 1e4) / 1e4),
    );
  });
  it('has groups, sites, nine sites in ten and how often something was disrupted again', () => {
    expect(value('today', 'group:north', 'peakHours', 'median')).toBe('10');
    expect(value('today', 'site:site-1', 'peakHours', 'mean')).toBe('5');
    expect(rows.some((row) => row.startsWith('today,site:site-1,cost'))).toBe(false);
    expect(value('today', 'nine sites in ten', 'disrupted again, times', 'median')).toBe('0');
  });
  it('has every difference to today’s arrangement, who was better how often, and says when it is restricted', () => {
    const about = 'typicalSite, less today’s arrangement';
    expect(value('read-only', 'whole', about, 'runs better')).toBe('3');
    expect(value('read-only', 'whole', about, 'runs equal')).toBe('0');
    const { low, high } = wilson(3, 3);
    expect(interval(`read-only,whole,"${about}",share of runs better,`).slice(1, 3)).toEqual(
      [low, high].map((end) => Math.round(end * 1e4) / 1e4),
    );
    expect(rows.some((row) => row.startsWith(`read-only,whole,"${about}","mean, restricted",`))).toBe(true);
  });
  it('leaves what is not back empty and says in what share of runs', () => {
    expect(value('today', 'typical site', 'back to normal, working days from restoration', 'p95')).toBe('');
    expect(
      Number(value('today', 'typical site', 'back to normal, working days from restoration', 'share not back')),
    ).toBeCloseTo(1 / 3, 12);
  });
});

describe('the JSON of a study', () => {
  const text = toJson(result, set);
  const file = JSON.parse(text);
  it('names the scenario, seed, runs, version and hashes', () => {
    expect(file).toMatchObject({
      scenario: { id: 'hand-made', hash: result.scenario.hash },
      seed: 'by hand',
      runs: 3,
      engineVersion: 'test',
      hash: result.hash,
    });
  });
  it('has back to normal and no trace left with median, 5th, 95th and share not back, from incident and from restoration', () => {
    const { backToNormal, noTraceLeftHoursFromIncident } = file.strategies[0];
    for (const who of ['typicalSite', 'ninetiethSite', 'slowestSite', 'whole']) {
      for (const since of [
        'workingDaysFromIncident',
        'workingDaysFromRestoration',
        'hoursFromIncident',
        'hoursFromRestoration',
        'recordsUpToDateHoursFromRestoration',
      ])
        expect(Object.keys(backToNormal[who][since])).toEqual([
          'mean',
          'p5',
          'p25',
          'median',
          'p75',
          'p95',
          'shareNotBack',
          'intervals',
        ]);
    }
    expect(backToNormal.whole.workingDaysFromRestoration).toMatchObject({ p5: 3, median: 4, p95: null });
    expect(noTraceLeftHoursFromIncident.shareNotBack).toBe(0);
  });
  it('has every service with its measures and hourly curves in items', () => {
    const services = file.strategies[0].services;
    expect(services.map((service: { key: string }) => service.key)).toEqual([
      'practice/visits',
      'practice/letters',
      'practice/re-entry',
    ]);
    const { backlog, extraOutstanding } = services[0].curves;
    expect(backlog.mean).toHaveLength(HOURS);
    expect([
      extraOutstanding.unit,
      extraOutstanding.p5[20],
      extraOutstanding.mean[20],
      extraOutstanding.mean[0],
    ]).toEqual(['items', 75, 75, 0]);
    expect(Object.keys(services[0].measures)).not.toContain('overtimeHours');
  });
  it('has the whole in staff-hours, and every measure of it', () => {
    expect(file.strategies[0].curves.extraOutstanding.unit).toBe('staff-hours');
    expect(file.strategies[0].curves.extraOutstanding.median[20]).toBeCloseTo((75 * 12 + 5 * 4) / 60, 3);
    expect(file.strategies[0].curves.reentryOutstanding.median[20]).toBeCloseTo((5 * 4) / 60, 3);
    expect(Object.keys(file.strategies[0].measures)).toEqual([...MEASURE_IDS]);
  });
  it('compares every strategy with today’s arrangement, by every measure', () => {
    expect(file.comparisons).toHaveLength(RECOVERY_IDS.length + MEASURE_IDS.length);
    expect(file.comparisons[0]).toMatchObject({
      a: 'read-only',
      b: 'today',
      measure: 'typicalSite',
      aBetter: 3,
      restricted: true,
    });
  });
  it('says how surely each figure is known', () => {
    const { measures, backToNormal } = file.strategies[0];
    expect(measures.cost.intervals).toMatchObject({ mean: [1200, 1200, 0.95], median: null, p5: null });
    expect(measures.cost.intervals).not.toHaveProperty('shareNotBack');
    const { low, high } = wilson(1, 3);
    expect(backToNormal.typicalSite.workingDaysFromRestoration.intervals.shareNotBack).toEqual([low, high, 0.95]);
    expect(backToNormal.typicalSite.intervals.shareDisruptedAgain[0]).toBe(0);
    expect(backToNormal.typicalSite.timesDisruptedAgain.mean).toBe(0);
    expect(backToNormal.typicalSite.chanceByDate.at(-1)).toMatchObject({ date: '2024-08-11', ...wilsonEnds(2, 3) });
  });
  it('says of each comparison who was better how often, what is restricted and what would settle it', () => {
    const { low, high } = wilson(3, 3);
    expect(file.comparisons[0]).toMatchObject({
      aBetterShare: { low, high, level: 0.95 },
      ties: 0,
      aNotBack: 0,
      bNotBack: 1,
      standing: 'cannot-tell',
    });
    expect(file.comparisons[0].moreRunsToSettle).toBeGreaterThan(0);
  });
  it('has groups, sites and sample runs', () => {
    const [today] = file.strategies;
    expect(today.groups.map((group: { id: string; sites: number }) => [group.id, group.sites])).toEqual([
      ['north', 2],
      ['south', 1],
    ]);
    expect(today.groups[0].backToNormal.whole.workingDaysFromRestoration.p5).toBe(3);
    expect(today.sites[2]).toMatchObject({ id: 'site-2', shareHit: 1, meanMeasures: { peakHours: 5 } });
    expect(today.sampleRuns.map(({ run }: { run: number }) => run)).toEqual([0, 1, 2]);
    expect(today.sampleRuns[0].extraOutstanding[20]).toBeCloseTo((75 * 12 + 5 * 4) / 60, 3);
  });
  it('tells chance from not knowing when there are several runs a world, and not otherwise', () => {
    expect(file).not.toHaveProperty('chanceAndNotKnowing');
    const told = JSON.parse(toJson(result, { ...set, replicates: 2 })).chanceAndNotKnowing;
    expect(told.replicates).toBe(2);
    expect(told.figures[0]).toEqual({
      strategy: 'today',
      measure: 'typicalSite',
      of: 'figure',
      restricted: true,
      shares: { kind: 'too-few-worlds', worlds: 1, needed: 10 },
    });
  });
  it('explains its figures', () =>
    expect(file.definitions.measures.map((measure: { id: string }) => measure.id)).toEqual([...MEASURE_IDS]));
  it('is the same text every time', () => expect(toJson(summarise(set), set)).toBe(text));
});

describe('chance and not knowing in text and CSV', () => {
  // Twelve worlds of two runs: the world decides whether today's arrangement takes three days or five.
  const worlds: ResultSet = {
    ...setOf(
      from,
      Array.from({ length: 24 }, (_, r) => ({
        strategies: [{ visits: back(Math.floor(r / 2) % 2 === 0 ? 2 : 4) }, { visits: back(1 + (r % 2)) }],
        failed: 8,
        restored: 18,
      })),
    ),
    replicates: 2,
  };
  const summary = summarise(worlds);
  const alone = { ...worlds, replicates: 1 };
  it('say of each strategy, and each difference, how much is which', () => {
    const text = toText(summary, worlds).replace(/\s+/g, ' ');
    expect(text).toMatch(
      /Chance and not knowing What practices did, back to normal, typical site: 0% of the spread is chance, 100% is not knowing \(95% interval 100% to 100%, 12 worlds of 2 runs\)\./,
    );
    expect(text).toMatch(
      /"quick", back to normal, typical site: 100% of the spread is chance, 0% is not knowing .* below zero and counts as zero/,
    );
    expect(toCsv(summary, worlds)).toMatch(/today,whole,typicalSite,share of spread by not knowing,1,1,1,0\.95\r\n/);
    expect(uncertaintyOf(worlds).map(({ of }) => of)).toContain('difference');
  });
  it('say nothing with one run a world', () => {
    expect(toText(summarise(alone), alone)).not.toMatch(/not knowing/);
    expect(uncertaintyOf(alone)).toEqual([]);
  });
});

describe('the text of a study', () => {
  const text = toText(result, set);
  it('compares run by run: who was better how often, ties, what is restricted, and what would settle it', () => {
    const flat = text.replace(/\s+/g, ' ');
    expect(flat).toMatch(
      /=Read-only, "quick": Back to normal, typical practice, −\d+\.\d\d working days, restricted \(95% interval −\d+\.\d\d to \+\d+\.\d\d\); better in 3 of 3 runs, worse in 0, equal in 0 \(better in 44% to 100% of all such runs\)\. Cannot be told apart; about \d+ more runs? would settle it\. Runs not back by 11 August count as back then\./,
    );
  });
  it('says how surely the headline is known, or that the runs are too few to say', () => {
    expect(text).toMatch(/interval of this median +not enough runs/);
    expect(text).toMatch(/not back by 11 August +33% \(6% to 79%\)/);
  });
  it('tells time-critical work missed by class', () =>
    expect(text).toMatch(/\n {2}Time-critical work missed .*\n {4}Letters .*\n/));
  it('begins with the scenario and the verdict', () => {
    const lines = text.split('\n');
    expect(lines[0]).toBe('Made by hand');
    expect(lines[1]).toBe('3 runs, 3 of 3 practices hit, Monday 15 July 2024 to 11 August');
    expect(lines.slice(3, 5).join(' ')).toMatch(
      /^3 runs of this model cannot tell whether a typical practice is back to normal sooner with “=Read-only, "quick"” than/,
    );
  });
  it('has columns that line up', () => {
    const lines = text.split('\n');
    const from = lines.findIndex((line) => line.startsWith('---'));
    const rows = lines.slice(from + 1, lines.indexOf('* today’s arrangement')).filter((line) => line.startsWith('  '));
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(lines[from]!.length).toBe(rows[0]!.length);
  });
  it('says “later” for what is not back', () => expect(text).toMatch(/typical practice +4\.0 \(3\.0 to later\)/));
  it('shows the record, and that what was fitted proves nothing', () =>
    expect(text.replace(/\s+/g, ' ')).toMatch(
      /holds It took three days\. \(A newspaper\) recorded 3\.00 to 8\.00, simulated 4\.00 \(3\.00 to later\) working days; fitted by pools\.people, so no proof/,
    ));
  it('ends with what is needed to repeat it', () =>
    expect(text.trim().split('\n').at(-1)).toBe(
      `Scenario ${result.scenario.hash}, seed by hand, engine test, results ${result.hash}`,
    ));
  it('wraps words', () => expect(wrap('one two  three four', 9)).toEqual(['one two', 'three', 'four']));
});

describe('every service by itself', () => {
  const alone = ['practice/visits', 'practice/letters', 'practice/re-entry'].map((key) => serviceSet(set, key)!);
  it('has its verdict and its recovery in the JSON file', () => {
    const { services } = JSON.parse(toJson(result, set)) as {
      services: { key: string; verdict: { headline: string }; strategies: { id: string; backToNormal: unknown }[] }[];
    };
    expect(services.map(({ key }) => key)).toEqual(alone.map(({ service }) => service!.key));
    alone.forEach((one, k) => {
      const own = summarise(one);
      const file = JSON.parse(toJson(own, one)) as typeof JSON & {
        verdict: unknown;
        strategies: { backToNormal: Record<string, unknown> }[];
      };
      expect(services[k]!.verdict).toEqual(verdict(own, one));
      services[k]!.strategies.forEach(({ backToNormal }, s) => {
        const { whole: _, ...sites } = file.strategies[s]!.backToNormal;
        expect(backToNormal).toEqual(sites);
      });
    });
  });
  it('has a row on the terminal where it is disrupted, and is named where it is not', () => {
    const text = toText(result, set);
    expect(text).toMatch(/Back to normal by service, typical site .*\n {2}Visits +\d/);
    expect(text).toContain('Services not disrupted anywhere in any run: Letters.');
  });
  it('alone says what it is, and tells no cost or staff time of all', () => {
    const text = toText(summarise(alone[0]!), alone[0]!);
    expect(text).toContain('Only Visits (practice/visits)');
    expect(text).toContain('Staff time and what this incident costs are not split between services.');
    expect(text).not.toMatch(/^ *(this incident|Overtime|no trace left|Back to normal by service)\b/m);
    const csv = toCsv(summarise(alone[0]!), alone[0]!);
    expect(csv).not.toMatch(/"(cost|extraHours|noTraceLeft), less/);
    expect(csv).toMatch(/"late, less/);
  });
});
