/** The charts of a report: what a board paper shows, in order, each with the figures of its picture in a table. */
import { describe, expect, it } from 'vitest';
import { chartFigures } from '../../src/app/reports/chartFigures.ts';
import type { ChartFigure, Drawn } from '../../src/app/reports/charts/figure.ts';
import { plainNumber } from '../../src/charts/number.ts';
import { strategyStyles } from '../../src/charts/strategyStyle.ts';
import type { Told } from '../../src/exports/anonymous.ts';
import { atOnce } from '../../src/engine/inSteps.ts';
import { STRATEGIES_ON_PAGE } from '../../src/exports/report/boardPage.ts';
import { studyOf } from './study.ts';

const figuresOf = (told: Told): ChartFigure[] => atOnce(chartFigures(told, strategyStyles(told.result.strategies)));
const told = studyOf();
const figures = figuresOf(told);
const of = (id: string): ChartFigure => figures.find((one) => one.id === id)!;
const drawn = <Chart extends Drawn['chart']>(id: string, chart: Chart): Extract<Drawn, { chart: Chart }> => {
  const found = of(id).drawn;
  if (found?.chart !== chart) throw new Error(`${id} is not drawn as ${chart}`);
  return found as Extract<Drawn, { chart: Chart }>;
};

describe('the charts of a report', () => {
  it('go from how large the backlog gets to which sites have most of it', () =>
    expect([...new Set(figures.map(({ section }) => section))]).toEqual([
      'How large the backlog gets',
      'When everything is back to normal',
      'One strategy against another',
      'What became of the work',
      'Staff time and typing up',
      'Sites by day',
    ]));

  it('each have a name of their own, words for who cannot see them, and a table that is full', () => {
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
    for (const { id, alt, title, table, drawn: picture } of figures) {
      expect(table.rows.length, id).toBeGreaterThan(0);
      for (const row of table.rows) expect(row, id).toHaveLength(table.head.length);
      // Only a table that is its own picture has no words for one.
      expect(alt === undefined, id).toBe(picture === undefined);
      if (alt !== undefined) expect(alt).toContain(title);
    }
  });

  it('have the figures of the picture in the table', () => {
    const { rows } = drawn('recovery', 'intervals');
    expect(of('recovery').table.rows.map(([name, , ...some]) => [name, some[0]])).toEqual(
      rows.map(({ name, days }) => [name, days.p5!.toFixed(1)]),
    );
    const { bars } = drawn('work', 'bars');
    expect(of('work').table.rows.map(([name, , ...parts]) => [name, ...parts])).toEqual(
      bars.map(({ name, values }) => [name, ...values.map(plainNumber)]),
    );
    const { groups } = drawn('missed', 'rows');
    expect(of('missed').table.rows).toEqual(
      groups.map(({ title, rows: own }) => [title, ...own.map(({ figure }) => figure)]),
    );
    const { rows: often } = drawn('often', 'often');
    expect(of('often').table.rows).toEqual(
      often.map(({ label, better, equal, worse }) => [label, ...[better, equal, worse].map(String)]),
    );
  });

  it('are of no more days for typing up than for the backlog, so that they can be laid beside each other', () => {
    const { from, to } = drawn('extra', 'backlog');
    expect(drawn('typing', 'backlog')).toMatchObject({ from, to });
    expect(drawn('outstanding', 'backlog')).toMatchObject({ from, to });
  });

  it('compare by every measure the strategy that is back soonest', () => {
    const { rows } = drawn('differences', 'differences');
    const least = Math.min(...rows.map(({ difference }) => difference.mean));
    const best = rows.find(({ difference }) => difference.mean === least)!;
    expect(drawn('often', 'often').strategy.name).toBe(best.name);
  });

  it('have the hardest hit site first, on its worst days', () => {
    const { head, rows } = of('sites').table;
    const worst = (row: readonly string[]): number => Math.max(...row.slice(1, head.length - 3).map(Number));
    const order = rows.map(worst);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(order[0]).toBeGreaterThan(0);
  });

  it('show as many strategies as a page has room for, and compare nothing where there is one', () => {
    const many = figuresOf(studyOf(11));
    for (const { drawn: picture } of many)
      if (picture?.chart === 'backlog') expect(picture.lines).toHaveLength(STRATEGIES_ON_PAGE);
    expect(figuresOf(studyOf(0)).map(({ section }) => section)).not.toContain('One strategy against another');
  });
});
