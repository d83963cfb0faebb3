import { describe, expect, it } from 'vitest';
import { htmlOf, textOf } from '../../src/app/copyTable.ts';
import { askedOf, differencesTable, figuresTable, sortedBy, type TableOptions } from '../../src/app/strategyTable.ts';
import { figureWords } from '../../src/app/why/whyWords.ts';
import type { Answers } from '../../src/app/study.svelte.ts';
import { serviceSet } from '../../src/results/serviceSet.ts';
import { summarise } from '../../src/results/summarise.ts';
import { explain } from '../../src/results/why/index.ts';
import { block, made, setOf, type Extras } from '../results/handMade.ts';

const HOURS = 28 * 24;
const RUNS = 6;

/** Today, a strategy that is back two days sooner at a price, one that is today's twin, and one that is never back. */
function answers(): Answers {
  const from = made({
    strategies: [{ id: 'today', baseline: true }, { id: 'quick' }, { id: 'same' }, { id: 'never' }],
  });
  const until = (hours: number): readonly number[][] => Array.from({ length: 3 }, () => block(HOURS, 9, hours, 30));
  const set = setOf(
    from,
    Array.from({ length: RUNS }, (_, run) => {
      const today: Extras = { visits: until(3 * 24 + run), counts: { late: [40, 40, 40 + run] }, cost: 100 };
      return {
        strategies: [
          today,
          { visits: until(24 + run), counts: { late: [10, 10, 10] }, cost: 1000 + run },
          today,
          { visits: until(HOURS), counts: { late: [90, 90, 90] }, cost: 0 },
        ],
      };
    }),
  );
  return { set, result: summarise(set), verdict: { headline: '', detail: '' } };
}

const study = answers();
const options = (changes: Partial<TableOptions> = {}): TableOptions => ({
  strategies: study.result.strategies,
  date: '2024-07-17',
  ...changes,
});
/** The same study of one kind of work alone. */
const alone = (key: string): Answers => {
  const set = serviceSet(study.set, key)!;
  return { set, result: summarise(set), verdict: study.verdict };
};
const ofService = (key: string): TableOptions => options({ strategies: alone(key).result.strategies });
const ids = (rows: readonly { readonly strategy: { readonly id: string } }[]): string[] =>
  rows.map(({ strategy }) => strategy.id);
const cell = (table: ReturnType<typeof figuresTable>, strategy: string, column: string) =>
  table.rows.find((row) => row.strategy.id === strategy)!.cells[table.columns.findIndex(({ id }) => id === column)]!;

describe('the table of strategies', () => {
  it('has a cell for every column in every row', () => {
    for (const table of [
      figuresTable(study, options()),
      differencesTable(study, study.result.strategies[0]!, options()),
      figuresTable(alone('practice/visits'), options()),
      differencesTable(alone('practice/letters'), study.result.strategies[0]!, options()),
    ])
      for (const { cells } of table.rows) expect(cells).toHaveLength(table.columns.length);
  });

  it.each([undefined, 'practice/visits', 'practice/letters'])(
    'answers why of a cell with the figure of the cell, of all services and of one: %s',
    (service) => {
      const looked = service === undefined ? study : alone(service);
      const [base] = looked.result.strategies;
      const chosen = options({ strategies: looked.result.strategies });
      for (const [table, against] of [
        [figuresTable(looked, chosen), undefined],
        [differencesTable(looked, base!, chosen), base!.id],
      ] as const) {
        let asked = 0;
        for (const { strategy, cells } of table.rows)
          table.columns.forEach(({ id }, k) => {
            const question = askedOf(id, strategy.id, chosen, against);
            if (!question || id === 'range') return;
            asked++;
            const told = explain(looked.set, question);
            const { figure } = told;
            const what = `${strategy.id} ${id} ${against ?? ''}`;
            if (figure.kind === 'count') expect(-figure.runs / figure.of, what).toBe(cells[k]!.value);
            // Sooner in so many runs: the cell counts the runs of which the answer has the mean.
            else if (id === 'sooner') expect(told.groups[0]!.runs.length, what).toBe(0 - cells[k]!.value!);
            else expect(figure.value, what).toBe(cells[k]!.value);
            // Differences are written to the last digit as in the table.
            if (against !== undefined && id !== 'sooner')
              expect(figureWords(question, told), what).toContain(cells[k]!.text);
          });
        expect(asked).toBeGreaterThan(10);
      }
    },
  );

  it('sorts less first, then more first, with what is not back after every figure', () => {
    const table = figuresTable(study, options());
    expect(ids(sortedBy(table, undefined, false))).toEqual(['today', 'quick', 'same', 'never']);
    expect(ids(sortedBy(table, 'back', false))).toEqual(['quick', 'today', 'same', 'never']);
    expect(ids(sortedBy(table, 'back', true))).toEqual(['never', 'today', 'same', 'quick']);
    expect(ids(sortedBy(table, 'cost', false))).toEqual(['never', 'today', 'same', 'quick']);
    expect(cell(table, 'never', 'back').text).toBe('not back');
  });

  it('leaves rows without a figure at the end whichever way it sorts', () => {
    const table = differencesTable(study, study.result.strategies[0]!, options());
    expect(ids(sortedBy(table, 'perLate', false)).at(0)).toBe('quick');
    expect(ids(sortedBy(table, 'perLate', true)).at(0)).toBe('quick');
  });

  it('tells differences run by run, without the strategy they are taken from', () => {
    const table = differencesTable(study, study.result.strategies[0]!, options());
    expect(ids(table.rows)).toEqual(['quick', 'same', 'never']);
    expect(cell(table, 'quick', 'sooner').text).toBe(`${RUNS} of ${RUNS} runs`);
    expect(cell(table, 'quick', 'back').standing).toBe('a-better');
    expect(cell(table, 'quick', 'back').text).toMatch(/^−/);
    expect(cell(table, 'never', 'back').standing).toBe('b-better');
    expect(cell(table, 'same', 'back')).toMatchObject({ text: '0.0', note: 'in every run', standing: 'same' });
    expect(cell(table, 'same', 'sooner').note).toBe(`equal in ${RUNS}`);
  });

  it('says what a late piece of work less costs, and nothing where none is avoided', () => {
    const table = differencesTable(study, study.result.strategies[0]!, options());
    // (1002.5 − 100) pounds for (122.5 − 30) late pieces of work.
    expect(cell(table, 'quick', 'perLate').text).toBe('£10');
    expect(cell(table, 'never', 'perLate').text).toBe('none avoided');
    expect(cell(table, 'same', 'perLate').text).toBe('none avoided');
  });

  it('of one service tells what that service alone does', () => {
    const letters = figuresTable(alone('practice/letters'), ofService('practice/letters'));
    expect(letters.rows.map(({ cells }) => cells[0]!.text)).toEqual(Array(4).fill('not disrupted'));
    const visits = figuresTable(alone('practice/visits'), ofService('practice/visits'));
    const all = figuresTable(study, options());
    expect(visits.rows.map(({ cells }) => cells[0]!.text)).toEqual(all.rows.map(({ cells }) => cells[0]!.text));
    // Staff time and money cannot be split between services.
    expect(visits.columns.map(({ id }) => id)).not.toContain('cost');
    expect(visits.columns.map(({ id }) => id)).not.toContain('extraHours');
  });
});

describe('a copied table', () => {
  const rows = [
    ['Strategy', 'Difference, days'],
    ['=SUM(A1)', -0.7],
    ['Paper & <pens>\nand a tab\t', 'not back'],
  ];

  it('is cells for Excel: numbers as numbers, formulas made harmless, one line a row', () => {
    expect(textOf(rows)).toBe("Strategy\tDifference, days\r\n'=SUM(A1)\t-0.7\r\nPaper & <pens> and a tab \tnot back");
  });
  it('is a table with a heading row for Word, in which nothing can be markup', () => {
    const html = htmlOf(rows);
    expect(html).toContain('<thead><tr><th>Strategy</th>');
    expect(html).toContain('<td>-0.7</td>');
    expect(html).toContain('Paper &amp; &lt;pens&gt;');
    expect(html).not.toContain('<pens>');
  });
});
