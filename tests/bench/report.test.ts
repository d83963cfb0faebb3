/** What is read off timings, over made-up ones. */
import { describe, expect, it } from 'vitest';
import type { Row } from './cases.ts';
import { curves, type Timed } from './growth.ts';
import { growthTable, memoryTable, pageTable, rowTable, studyTable } from './report.ts';

const row = (id: string, median: number, items = 0): Row => ({
  id,
  title: `Row ${id}`,
  items,
  median,
  shortest: median / 2,
  times: 3,
});
const yardstick = row('yardstick', 400, 10_000_000);
/** An item costs 100 ns with one practice and this much with eighty. */
const timed = (ofEighty: number): Timed => ({
  node: [yardstick, row('sites-1', 10, 100_000), row('towns-4', ofEighty / 10, 100_000)],
  browser: [yardstick, row('strategies-0', 100), row('strategies-1', 150)],
  studies: [
    { id: 'practice-20', title: '20', workers: 2, runs: 20, milliseconds: 400 },
    { id: 'practice-400', title: '400', workers: 2, runs: 400, milliseconds: 6000 },
  ],
});
const cells = (table: string, start: string): string[] =>
  table
    .split('\n')
    .find((line) => line.startsWith(start))!
    .trim()
    .split(/\s{2,}/);

describe('what is read off timings', () => {
  it('tells a time in milliseconds, by the item and as a multiple of the yardstick of its own process', () => {
    const kept = [row('yardstick', 800, 10_000_000), row('w2', 4)];
    const table = rowTable('Node', [yardstick, row('w2', 2, 10_000), row('w2-plain', 20)], kept);
    expect(cells(table, 'Row w2 ')).toEqual(['Row w2', '2.00', '1.00', '200', '0.0050', '0.0050']);
    expect(cells(table, 'Row w2-plain')).toEqual(['Row w2-plain', '20.0', '10.0', '0.0500']);
    expect(table).toContain('W2: 10.0 times as fast as the plain simulation');
  });
  it('tells a study by the run, beside the one that was kept', () => {
    const [now, before] = [timed(100).studies, [{ ...timed(100).studies[0]!, milliseconds: 500 }]];
    expect(cells(studyTable(now, before), '20')).toEqual(['20', '2', '0.40', '20.0', '25.0']);
    expect(cells(studyTable(now, before), '400')).toEqual(['400', '2', '6.00', '15.0']);
  });
  it('tells how the cost of an item grows with practices, and how it grew', () => {
    const table = growthTable(timed(120), timed(90));
    expect(cells(table, '  1 practice')).toEqual(['1 practice of Bolton', '100']);
    expect(cells(table, '  80 practices')).toEqual(['80 practices', '120', '+20%', '-10%']);
    expect(cells(table, '  and 1 strategy')).toEqual(['and 1 strategy', '150', '+50%', '+50%']);
    expect(cells(table, '  400 runs')).toEqual(['400 runs', '15.0', '-25%', '-25%']);
  });
  it('has no growth of what was not timed, now or then', () => {
    expect(growthTable(timed(120), undefined)).not.toContain('-10%');
    const older = { ...timed(90), node: [yardstick, row('sites-1', 10, 100_000)] };
    const [practices] = curves(timed(120), older);
    expect(practices!.points.map(({ kept }) => kept)).toEqual([0, undefined]);
    const [none] = curves({ ...timed(120), node: [row('towns-4', 10, 100_000)] }, undefined);
    expect(none!.points).toEqual([]);
  });
  it('tells memory with and without times, beside what was kept', () => {
    const england = { id: 'england', title: 'All of England', megabytes: 833, seconds: 32, processorSeconds: 55 };
    const table = memoryTable([england, { id: 'page', title: 'The page', megabytes: 583 }], [england]);
    expect(cells(table, 'All of England')).toEqual(['All of England', '833', '833', '32.0', '55.0']);
    expect(cells(table, 'The page')).toEqual(['The page', '583']);
  });
  it('tells the figures of the page beside those that were kept', () => {
    const timing = (median: number) => ({ median, shortest: median - 1, times: 8 });
    const page = {
      firstLoad: 69,
      engineWorker: 70,
      firstPicture: timing(1100),
      slider: timing(500),
      preview: timing(100),
      longestTask: 54,
    };
    const table = pageTable(page, { ...page, slider: timing(600), longestTask: 40 });
    expect(cells(table, 'a slider to first')).toEqual(['a slider to first picture, ms', '500', '600', '499', '8']);
    expect(cells(table, 'longest task')).toEqual(['longest task of the page from 50 ms on', '54.0', '40.0']);
    expect(cells(pageTable(page, undefined), 'opening')).toEqual(['opening to first picture, ms', '1100', '1099', '8']);
  });
});
