/** Without its names a study says the same figures and no name of a site anywhere. */
import { describe, expect, it, vi } from 'vitest';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { aliases, anonymous } from '../../src/exports/anonymous.ts';
import { atOnce } from '../../src/engine/inSteps.ts';
import { boardPage } from '../../src/exports/report/boardPage.ts';
import { SETTLED } from '../../src/exports/report/standing.ts';
import { atRisk, whoCsv, whoList } from '../../src/exports/report/whoList.ts';
import { wordReport } from '../../src/exports/report/wordReport.ts';
import { workbook } from '../../src/exports/report/workbook.ts';
import { toCsv } from '../../src/exports/toCsv.ts';
import { toJson } from '../../src/exports/toJson.ts';
import { groupSummaries } from '../../src/results/groups.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { studyOf, TITLES } from './study.ts';

// Studies are made and written whole, which takes a while on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const named = studyOf();
const told = anonymous(named);

describe('a study without names', () => {
  it.each([
    ['the board page', () => atOnce(boardPage(told, builtInTemplates, SETTLED))],
    ['the report', () => atOnce(wordReport({ told, templates: builtInTemplates, standing: SETTLED, charts: [] }))],
    ['the workbook', () => atOnce(workbook(told, builtInTemplates, SETTLED))],
    ['the list of whom to ring', () => whoList(told, atRisk(named), SETTLED)],
    ['its CSV file', () => whoCsv(whoList(told, atRisk(named), SETTLED))],
    ['the JSON file', () => toJson(told.result, told.set)],
    ['the CSV file', () => toCsv(told.result, told.set)],
  ])('names no site in %s, and calls them by letters', (_, make) => {
    const text = JSON.stringify(make());
    for (const title of TITLES) expect(text).not.toContain(title);
    expect(text).not.toMatch(/site-[0-2]\b/);
    // Nor a group, by its title or its id.
    expect(text).not.toMatch(/North: the first two|South: all others|"(group:)?(north|south)\b|group:(north|south)/);
  });
  it('calls its practices by letters where it names any', () => {
    expect(JSON.stringify(atOnce(workbook(told, builtInTemplates, SETTLED)))).toContain('Practice B');
    expect(told.result.evidence[0]!.claim).toBe('It took Practice B three days.');
  });
  it('calls its groups by letters, and tells the same of them', () => {
    const groups = (set: ResultSet) => groupSummaries(set, 'today');
    expect(groups(told.set).map(({ id, title, sites }) => [id, title, sites])).toEqual([
      ['group-a', 'Group A', 2],
      ['group-b', 'Group B', groups(named.set)[1]!.sites],
    ]);
    expect(groups(told.set).map(({ whole }) => whole)).toEqual(groups(named.set).map(({ whole }) => whole));
    expect(toCsv(told.result, told.set)).toContain('group:group-a');
  });
  it('of one group alone does not name it either', () => {
    const focus = { kind: 'group', id: 'north', of: named.set.model } as const;
    const some = { ...named, set: { ...named.set, focus }, result: { ...named.result, evidence: [] } };
    const page = boardPage(anonymous(some), builtInTemplates, SETTLED);
    const text = JSON.stringify(atOnce(page));
    expect(text).toContain('; only Group A');
    // Nor is a part held against a record of the whole, or told to have none.
    expect(text).toContain('What is on record is of all sites and services together.');
    expect(text).not.toContain('No record was left');
  });
  it('has the same figures', () => {
    expect(told.result.strategies.map(({ measures }) => measures)).toEqual(
      named.result.strategies.map(({ measures }) => measures),
    );
    expect(told.set.runs).toBe(named.set.runs);
    expect(told.result.hash).toBe(named.result.hash);
  });
  it('leaves the study itself as it was', () => expect(named.set.frame.sites[0]!.title).toBe(TITLES[0]));
});

describe('letters', () => {
  it('go on after Z', () => {
    const { model } = named.set;
    const many = { ...model, sites: Array.from({ length: 28 }, () => model.sites[0]!) };
    expect([0, 25, 26, 27].map((k) => aliases(many)[k])).toEqual([
      'Practice A',
      'Practice Z',
      'Practice AA',
      'Practice AB',
    ]);
  });
  it('are counted for each kind of site', () => {
    const { model } = named.set;
    const [a, b, c] = model.sites;
    const mixed = {
      ...model,
      sites: [a!, { ...b!, kind: 'hub', headline: false }, { ...c!, kind: 'checkout', headline: false }],
    };
    expect(aliases(mixed)).toEqual(['Practice A', 'Hub A', 'Site A']);
  });
});
