/** What is said of the spread, and what is exported of the numbers that are not known: true of the study at hand. */
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/exports/toCsv.ts';
import { toJson } from '../../src/exports/toJson.ts';
import { toText } from '../../src/exports/toText.ts';
import { ENGINE_VERSION } from '../../src/engine/index.ts';
import { scenarioHash, studyHash } from '../../src/results/hash.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { summarise } from '../../src/results/summarise.ts';
import { spreadOfWhat, spreadSentence } from '../../src/results/uncertain.ts';
import { StudyThread } from '../../src/runner/study.ts';
import { minimal } from '../../src/scenario/minimal.ts';
import { modelOf } from '../helpers/uncertain.ts';

function study(text: string, runs = 4): ResultSet {
  const model = modelOf(text);
  const thread = new StudyThread(model, 'spread');
  return {
    model,
    frame: thread.frame,
    engineVersion: ENGINE_VERSION,
    seed: 'spread',
    requestedRuns: runs,
    runs: Array.from({ length: runs }, (_, run) => thread.run(run)),
  };
}

const SHARE = 'backups.paper-pack.covers.0.share';
const list = `uncertain:
  - { of: ${SHARE}, range: [ 0.5, 0.9 ], why: "=Nobody measured it", source: Judgement }
  - { of: incident.faults.stop.repair.central.triangular.1, choice: [ 3 h, 4 h, 5 h ], as: repair }
`;
const known = study(minimal);
const unknown = study(minimal + list);
const nested = study(`${minimal}${list}replicates: 3\n`);

describe('the words beside the band', () => {
  it('say that the spread is chance only when every number is known', () => {
    const { uncertain } = summarise(known);
    expect(spreadOfWhat(uncertain)).toBe('chance only');
    expect(spreadSentence(uncertain)).toBe(
      'The spread between runs is chance only: every number of the scenario is taken as known.',
    );
    expect(toText(summarise(known), known)).toContain('chance only');
  });
  it('say how many numbers are not known when there are some', () => {
    const { uncertain } = summarise(unknown);
    expect(spreadOfWhat(uncertain)).toBe('chance and 2 uncertain numbers');
    expect(spreadSentence(uncertain)).toBe(
      'The spread between runs contains both chance and 2 numbers of the scenario that are not known exactly: every run draws them anew.',
    );
    expect(toText(summarise(unknown), unknown)).not.toContain('chance only');
  });
  it('say how the runs are nested when worlds have several', () => {
    expect(spreadSentence(summarise(nested).uncertain)).toContain(
      'anew for each of 2 worlds, in which 3 runs differ by chance alone',
    );
    const one = study(`${minimal}${list.split('\n').slice(0, 2).join('\n')}\n`);
    expect(spreadSentence(summarise(one).uncertain)).toMatch(
      /one number of the scenario that is not known exactly: every run draws it anew/,
    );
  });
});

describe('exports', () => {
  it('list every uncertain number with its law, reasons and the values drawn, run by run', () => {
    const { uncertain } = JSON.parse(toJson(summarise(nested), nested)) as {
      uncertain: { worlds: number; replicates: number; parameters: Record<string, unknown>[] };
    };
    expect(uncertain).toMatchObject({ worlds: 2, replicates: 3 });
    expect(uncertain.parameters[0]).toMatchObject({
      of: SHARE,
      label: 'Paper pack: share of items that can be done at all',
      central: 0.7,
      low: 0.5,
      high: 0.9,
      law: { kind: 'range', low: 0.5, high: 0.9 },
      words: '50% to 90%, each value as likely',
      source: 'Judgement',
      drawn: nested.runs.map((run) => run.drawn![0]),
    });
    expect(uncertain.parameters[1]).toMatchObject({
      as: 'repair',
      unit: 'minutes',
      words: '3 h, 4 h or 5 h, each as likely',
    });
    const drawn = uncertain.parameters[0]!['drawn'] as number[];
    expect(new Set(drawn.slice(0, 3)).size).toBe(1);
    expect(drawn[3]).not.toBe(drawn[0]);
  });

  it('do so as rows of the table, formulas made harmless', () => {
    const csv = toCsv(summarise(unknown), unknown);
    expect(csv).toContain(`,uncertain number,${SHARE},distribution,"50% to 90%, each value as likely",,,\r\n`);
    expect(csv).toContain(`,uncertain number,${SHARE},why,'=Nobody measured it,,,\r\n`);
    unknown.runs.forEach((run, r) =>
      expect(csv).toContain(`,uncertain number,${SHARE},drawn in run ${r},${run.drawn![0]},,,\r\n`),
    );
    expect(toCsv(summarise(known), known)).not.toContain('uncertain number');
  });
});

describe('hashes', () => {
  it('are what they were for a scenario in which everything is known', () => {
    expect('uncertain' in known.model.scenario).toBe(false);
    expect(known.runs.every((run) => run.drawn === undefined)).toBe(true);
  });
  it('tell scenarios with other laws apart, and the same law written in place apart from nothing', () => {
    const inPlace = modelOf(minimal.replace('share: 0.7,', 'share: { uncertain: { range: [ 0.5, 0.9 ] } },'));
    const listed = modelOf(`${minimal}uncertain: [ { of: ${SHARE}, range: [ 0.5, 0.9 ] } ]\n`);
    const wider = modelOf(`${minimal}uncertain: [ { of: ${SHARE}, range: [ 0.4, 0.9 ] } ]\n`);
    expect(scenarioHash(inPlace.scenario)).toBe(scenarioHash(listed.scenario));
    expect(scenarioHash(wider.scenario)).not.toBe(scenarioHash(listed.scenario));
    expect(scenarioHash(known.model.scenario)).not.toBe(scenarioHash(listed.scenario));
  });
  it('of results contain what was drawn', () => {
    const runs = unknown.runs.map((run) => ({ ...run, drawn: run.drawn!.map((value) => value + 1e-9) }));
    expect(studyHash({ ...unknown, runs })).not.toBe(studyHash(unknown));
  });
});
