/** The report, the board page and the workbook as plain data: every figure is the summary's, and nothing is empty that could be said. */
import { describe, expect, it, vi } from 'vitest';
import { MEASURE_IDS, measureOf } from '../../src/catalog/measures/index.ts';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { atOnce } from '../../src/engine/inSteps.ts';
import type { Block, ReportDocument, ReportTable } from '../../src/exports/report/blocks.ts';
import { boardPage, STRATEGIES_ON_PAGE } from '../../src/exports/report/boardPage.ts';
import { fileName, incidentDate, SETTLED, standingWords } from '../../src/exports/report/standing.ts';
import { whoCsv, whoList, atRisk } from '../../src/exports/report/whoList.ts';
import { wordReport } from '../../src/exports/report/wordReport.ts';
import { serialMoment, workbook, type Sheet } from '../../src/exports/report/workbook.ts';
import { curveOf } from '../../src/results/curves.ts';
import { decimal } from '../../src/results/format.ts';
import { paired } from '../../src/results/paired.ts';
import { studyOf } from './study.ts';

// Studies are made and written whole, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const told = studyOf();
const { set, result } = told;
const chart = {
  id: 'extra',
  section: 'How large the backlog gets',
  title: 'Extra work peaks',
  subtitle: 'All services',
  alt: 'Line chart.',
  table: {
    kind: 'table',
    caption: 'Extra work at noon',
    head: ['Day', 'Today'],
    rows: [['Mon', '1']],
  } satisfies ReportTable,
};
const report = atOnce(wordReport({ told, templates: builtInTemplates, standing: SETTLED, charts: [chart] }));
const sheets = atOnce(workbook(told, builtInTemplates, SETTLED));
const board = atOnce(boardPage(told, builtInTemplates, SETTLED));

const of = <K extends Block['kind']>({ blocks }: ReportDocument, kind: K): Extract<Block, { kind: K }>[] =>
  blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
const tableOf = (caption: string): ReportTable => of(report, 'table').find((one) => one.caption.startsWith(caption))!;
const sheet = (name: string): Sheet => sheets.find((one) => one.name === name)!;
const cell = (one: Sheet, row: (typeof one.rows)[number], head: string) =>
  row[one.columns.findIndex((column) => column.head === head)];

describe('the report', () => {
  const headings = of(report, 'heading');
  it('has headings that never skip a level', () => {
    headings.forEach(({ level }, k) => expect(level).toBeLessThanOrEqual((headings[k - 1]?.level ?? 0) + 1));
  });
  it('tells verdict, charts, strategies, assumptions, evidence, method and limits in this order', () =>
    expect(headings.filter(({ level }) => level === 1).map(({ text }) => text)).toEqual([
      'Verdict',
      'Charts',
      'Strategies',
      'Assumptions and sources',
      'Evidence',
      'Method',
      'Known limits',
      'Assurance',
    ]));
  it('describes the method under the headings of STRESS-DES', () =>
    expect(headings.map(({ text }) => text).filter((text) => /^\d/.test(text))).toEqual([
      '1 Objectives',
      '1.1 Purpose of the model',
      '1.2 Model outputs',
      '1.3 Aims of the experiment',
      '2 Logic',
      '2.1 What depends on what',
      '2.2 Logic of the base model',
      '2.3 Logic of the scenario',
      '2.4 Algorithms',
      '2.5 Components',
      '3 Data',
      '3.1 Sources',
      '3.2 Preparation of data',
      '3.3 Input parameters',
      '3.4 Assumptions',
      '4 Experimentation',
      '4.1 Initialisation',
      '4.2 Run length',
      '4.3 Estimation',
      '5 Implementation',
      '5.1 Software',
      '5.2 Random sampling',
      '5.3 Execution',
      '5.4 System',
      '6 Code access',
    ]));
  it('says nothing empty: every table is as wide as its heading and has a text in every cell', () => {
    for (const { head, rows, figures = [], widths } of of(report, 'table')) {
      expect(rows.length).toBeGreaterThan(0);
      if (widths) expect(widths).toHaveLength(head.length);
      for (const row of rows) {
        expect(row).toHaveLength(head.length);
        expect(row.every((text) => text !== '' && !/undefined|null|NaN|Infinity|\[object/.test(text))).toBe(true);
      }
      expect(figures.every((k) => k < head.length)).toBe(true);
    }
    for (const block of report.blocks)
      if ('text' in block) expect(block.text).not.toMatch(/^$|undefined|null|NaN|\[object/);
  });
  it('gives every measure of every strategy as the summary has it', () => {
    const { rows } = tableOf('Strategies beside each other');
    for (const id of MEASURE_IDS.filter((one) => one !== 'cost')) {
      const row = rows.find(([label]) => label!.startsWith(`${measureOf(id, result.words).label}:`))!;
      result.strategies.forEach((strategy, s) => {
        const { mean } = strategy.measures[id];
        const text = decimal(mean!, mean !== 0 && Math.abs(mean!) < 9.95 ? 1 : 0);
        expect(row[s + 1]!.split(' (')[0]).toBe(text);
      });
    }
  });
  it('puts a picture under each finding and its figures under the picture', () => {
    const at = report.blocks.findIndex(({ kind }) => kind === 'picture');
    expect(report.blocks.slice(at - 2, at + 2).map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'picture',
      'table',
    ]);
    expect(report.blocks[at]).toMatchObject({ alt: 'Line chart.' });
  });
  it('keeps fitted and predicted in columns of their own', () => {
    const { head, rows } = tableOf('Recorded against simulated');
    const [fitted, predicted] = [head.indexOf('Simulated, fitted'), head.indexOf('Simulated, predicted')];
    expect(rows.map((row) => row[fitted] === '–')).toEqual([false, true]);
    expect(rows.map((row) => row[predicted] === '–')).toEqual([true, false]);
    expect(rows[0]![fitted]).toContain('pools.people');
  });
  it('says seed, engine and hashes', () => {
    const text = JSON.stringify(report);
    for (const one of [result.seed, result.hash, result.scenario.hash, result.engineVersion])
      expect(text).toContain(one);
  });
  it('puts many strategies into tables of five', () => {
    const many = studyOf(11);
    const tables = of(
      atOnce(wordReport({ told: many, templates: builtInTemplates, standing: SETTLED, charts: [] })),
      'table',
    );
    expect(
      tables.filter(({ caption }) => caption === 'Strategies beside each other').map(({ head }) => head.length),
    ).toEqual([6, 6, 3]);
  });
});

describe('the board page', () => {
  it('gives what is missed as the summary has it, with what nine runs in ten lie between', () => {
    const row = board.rows.find(({ label }) => label === 'Time-critical work missed')!;
    const { mean } = result.strategies[0]!.measures.missed;
    expect(row.figures[0]!.main).toBe(decimal(mean!, 1));
    expect(row.figures[0]!.range).toBe('5 to 7');
  });
  it('names the worst-hit practice of each option', () =>
    expect(board.rows.find(({ label }) => label === 'Worst-hit practice')!.figures.map(({ range }) => range)).toEqual([
      'The Oaks',
      'The Oaks',
    ]));
  it('has a figure for every option in every row', () => {
    for (const { figures } of board.rows) {
      expect(figures).toHaveLength(board.options.length);
      for (const { main } of figures) expect(main).not.toBe('');
    }
  });
  it('begins with today’s arrangement and holds five options, saying how many it leaves out', () => {
    const page = atOnce(boardPage(studyOf(11), builtInTemplates, SETTLED));
    expect(page.options).toHaveLength(STRATEGIES_ON_PAGE);
    expect(page.options[0]!.baseline).toBe(true);
    expect(page.leftOut).toMatch(/^7 further options/);
  });
  it('shows the deciding assumption when the verdict names one', () => {
    expect(board.decides).toBe(told.verdict.decides);
    expect(board.decides).toMatch(/^No assumption of this scenario/);
    const page = atOnce(
      boardPage({ ...told, verdict: { ...told.verdict, decides: 'It hangs on staff.' } }, builtInTemplates, SETTLED),
    );
    expect(page.decides).toBe('It hangs on staff.');
  });
  it('says what is fitted, predicted and assumed', () => {
    expect(board.basis.fitted).toMatch(/1 record/);
    expect(board.basis.predicted).toMatch(/^1 record to which nothing was fitted is compared/);
    expect(board.basis.assumed).not.toBe('');
  });
});

describe('a study that is not done', () => {
  const half = { ...result, runs: 3, requestedRuns: 100 };
  it('says from how many runs it was made', () => {
    expect(standingWords(half, { stale: false, running: true })).toMatch(
      /3 of 100 runs while the others were under way/,
    );
    expect(standingWords(half, { stale: false, running: false })).toMatch(/the others were not computed/);
  });
  it('says when the settings have been changed since', () =>
    expect(standingWords(result, { stale: true, running: false })).toMatch(/earlier settings/));
  it('says it on the page, in the report, in the list and in the workbook', () => {
    const so = { ...told, result: half };
    const standing = { stale: false, running: false };
    expect(atOnce(boardPage(so, builtInTemplates, standing)).standing).toMatch(/3 of 100/);
    expect(whoList(so, atRisk(so), standing).standing).toMatch(/3 of 100/);
    expect(JSON.stringify(atOnce(wordReport({ told: so, templates: builtInTemplates, standing, charts: [] })))).toMatch(
      /3 of 100/,
    );
    expect(JSON.stringify(atOnce(workbook(so, builtInTemplates, standing)).at(-1))).toMatch(/3 of 100/);
  });
  it('that is done says nothing', () => expect(standingWords(result, SETTLED)).toBeUndefined());
});

describe('the workbook', () => {
  it('has its sheets in order, each column explained in the last', () => {
    expect(sheets.map(({ name }) => name)).toEqual([
      'Summary',
      'Curves',
      'Sites',
      'Services',
      'Paired',
      'Assumptions',
      'Read me',
    ]);
    const explained = sheet('Read me').rows.map(([of, what]) => `${of}: ${what}`);
    for (const { name, columns } of sheets.slice(0, -1))
      for (const { head, meaning } of columns) {
        expect(meaning).not.toBe('');
        expect(explained).toContain(`${name}: ${head}`);
      }
  });
  it('has rows as long as its headings', () => {
    for (const { columns, rows } of sheets) for (const row of rows) expect(row).toHaveLength(columns.length);
  });
  it('gives means, percentiles and intervals as the summary has them', () => {
    const summary = sheet('Summary');
    for (const strategy of result.strategies)
      for (const id of MEASURE_IDS) {
        const { label } = measureOf(id, result.words);
        const row = summary.rows.find(([short, what]) => short === strategy.short && what === label)!;
        const spread = strategy.measures[id];
        expect(
          ['Mean', '5%', 'Median', '95%', 'Mean, low', 'Mean, high'].map((head) => cell(summary, row, head)),
        ).toEqual([
          spread.mean,
          spread.p5,
          spread.median,
          spread.p95,
          spread.intervals.mean?.low ?? null,
          spread.intervals.mean?.high ?? null,
        ]);
      }
  });
  it('leaves no cell empty where the summary has a figure', () => {
    const summary = sheet('Summary');
    for (const row of summary.rows.filter(([, what]) => !String(what).startsWith('Cost')))
      expect(typeof cell(summary, row, '5%')).toBe('number');
  });
  it('has every hour of every strategy’s curve, as moments a spreadsheet knows', () => {
    const curves = sheet('Curves');
    expect(curves.rows).toHaveLength(result.hours);
    const { median } = curveOf(set, 'today', 'extra', { unit: 'hours' });
    expect(curves.rows.map((row) => cell(curves, row, 'What practices did, median'))).toEqual(
      median.map((value) => Math.round(value * 1e4) / 1e4),
    );
    // 15 July 2024 is day 45,488 of a spreadsheet’s calendar.
    expect(serialMoment('2024-07-15', 6)).toBe(45488.25);
    expect(curves.columns[0]!.shows).toBe('moment');
  });
  it('gives differences as they are paired', () => {
    const sheetOf = sheet('Paired');
    const row = sheetOf.rows.find(([, , what]) => what === 'Time-critical work missed')!;
    const { mean, aBetter } = paired(set, 'other-0', 'today', 'missed');
    expect([cell(sheetOf, row, 'Mean difference'), cell(sheetOf, row, 'Runs better')]).toEqual([mean, aBetter]);
  });
  it('has a row for every site under every strategy', () =>
    expect(sheet('Sites').rows).toHaveLength(set.frame.sites.length * result.strategies.length));
});

describe('the list of whom to ring', () => {
  const list = whoList(told, atRisk(told), SETTLED);
  it('has who is hit in order and names who is not', () => {
    expect(list.rows.map(({ one }) => one.title)).toEqual(['Green Lane Surgery', 'The Oaks']);
    expect(list.spared).toEqual(['St Mary’s (Town)']);
  });
  it('is a file of one row a site', () => {
    const lines = whoCsv(list).trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + list.rows.length);
    expect(lines[1]).toMatch(/^1,site-0,Green Lane Surgery,/);
  });
});

describe('a file', () => {
  it('is called by its scenario and the date of the incident', () => {
    expect(incidentDate(result)).toBe('2024-07-15');
    expect(fileName(result, 'report', 'docx')).toBe('hand-made-2024-07-15-report.docx');
    const dated = { ...result, scenario: { ...result.scenario, id: 'town-2024-07-15' } };
    expect(fileName(dated, 'workbook', 'xlsx')).toBe('town-2024-07-15-workbook.xlsx');
  });
});
