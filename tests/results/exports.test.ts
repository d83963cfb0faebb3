import { describe, expect, it } from 'vitest';
import { MEASURE_IDS, RECOVERY_IDS } from '../../src/catalog/measures/index.ts';
import { csvCell, csvText } from '../../src/exports/csvCells.ts';
import { toCsv } from '../../src/exports/toCsv.ts';
import { toJson } from '../../src/exports/toJson.ts';
import { toText, wrap } from '../../src/exports/toText.ts';
import { summarise } from '../../src/results/summarise.ts';
import { block, made, setOf } from './handMade.ts';

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
  const rows = toCsv(result).trim().split('\r\n');
  const value = (strategy: string, service: string, measure: string, statistic: string) =>
    rows
      .find((row) =>
        row.startsWith(
          [strategy, service, measure.includes(',') ? `"${measure}"` : measure, statistic].join(',') + ',',
        ),
      )
      ?.split(',')
      .at(-1);
  it('has one row for each strategy, service, measure and statistic', () => {
    expect(rows[0]).toBe('strategy,service,measure,statistic,value');
    const keys = rows.map((row) => row.slice(0, row.lastIndexOf(',')));
    expect(new Set(keys).size).toBe(keys.length);
    expect(rows.every((row) => row.replace(/"[^"]*"/g, '').split(',').length === 5)).toBe(true);
  });
  it('holds the figures of the summary', () => {
    expect(value('today', 'whole', 'cost', 'median')).toBe('1200');
    expect(value('today', 'typical site', 'back to normal, working days from restoration', 'p5')).toBe('3');
    expect(value('today', 'practice/visits', 'peak of extra, items', 'median')).toBe('75');
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
    for (const who of ['typicalSite', 'slowestSite', 'whole']) {
      for (const since of ['workingDaysFromIncident', 'workingDaysFromRestoration', 'hoursFromRestoration'])
        expect(Object.keys(backToNormal[who][since])).toEqual([
          'mean',
          'p5',
          'p25',
          'median',
          'p75',
          'p95',
          'shareNotBack',
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
  it('explains its figures', () =>
    expect(file.definitions.measures.map((measure: { id: string }) => measure.id)).toEqual([...MEASURE_IDS]));
  it('is the same text every time', () => expect(toJson(summarise(set), set)).toBe(text));
});

describe('the text of a study', () => {
  const text = toText(result, set);
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
