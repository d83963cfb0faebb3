/** An airport and a railway on the same Friday: the same engine and file format, in words of their own. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { toCsv } from '../../src/exports/toCsv.ts';
import { toJson } from '../../src/exports/toJson.ts';
import { toText } from '../../src/exports/toText.ts';
import { paired } from '../../src/results/paired.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { summarise } from '../../src/results/summarise.ts';
import type { StudyResult } from '../../src/results/types.ts';
import { controlsOf } from '../../src/scenario/controls.ts';
import { readModel, studyOf, textOf } from '../helpers/study.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const RUNS = 12;
/** Words of general practice, which nobody at an airport or on a railway should meet. */
const OF_PRACTICES =
  /\b(practices?|patients?|GPs?|PCNs?|ICBs?|NHS|to 111|clinics?|clinicians?|pharmac(y|ies)|surger(y|ies)|doctors?|nurses?)\b/;

describe.each([
  ['airport-2024-07-19.yaml', 'check-in area', 'check-in areas', 4],
  ['railway-2024-07-19.yaml', 'control room', 'control rooms', 3],
] as const)('%s', (file, one, many, strategies) => {
  const { model, issues } = readModel(textOf(file));
  let set: ResultSet;
  let result: StudyResult;
  beforeAll(() => {
    set = studyOf(model, RUNS);
    result = summarise(set);
  });

  it('is read without an error or a warning', () => expect(issues).toEqual([]));

  it('speaks of its own sites in every output, and of nothing that belongs to general practice', () => {
    const text = toText(result, set);
    expect(text).toMatch(new RegExp(`\\d of \\d ${many} hit`));
    expect(text).toContain(`typical ${one}`);
    for (const output of [text, toCsv(result, set), toJson(result, set)]) expect(output).not.toMatch(OF_PRACTICES);
  });

  it('has controls in its own words', () => {
    const controls = controlsOf(model.scenario, {});
    const words = controls.map((control) => `${control.label}: ${control.describe(control.value)}`).join('\n');
    expect(words).toMatch(/time to spare/);
    expect(words).toContain(many);
    expect(words).not.toMatch(OF_PRACTICES);
  });

  it('calls the range of every number that is not known an assumption, as there is no source', () => {
    expect(model.parameters.length).toBeGreaterThan(10);
    for (const { of, why, source } of model.parameters) {
      expect(source, of).toBeUndefined();
      expect(why, of).toMatch(/^Assumption: /);
    }
  });

  it('compares its strategies', () => expect(result.strategies).toHaveLength(strategies));
});

describe('at the airport', () => {
  const { model } = readModel(textOf('airport-2024-07-19.yaml'));
  let set: ResultSet;
  beforeAll(() => {
    set = studyOf(model, RUNS);
  });

  it('a printed list spares flights missed, because writing from it takes less time than writing from nothing', () => {
    const missed = paired(set, 'list', 'today', 'missed');
    expect(missed.high).toBeLessThan(0);
  });

  it('tablets do better still, and leave nothing to type up', () => {
    expect(paired(set, 'apart', 'list', 'missed').high).toBeLessThan(0);
    const typed = (id: string): number =>
      summarise(set).strategies.find((s) => s.id === id)!.measures.reentryHours.mean!;
    expect(typed('apart')).toBeLessThan(0.2 * typed('today'));
  });

  it('two more people while a queue is long spare missed flights, in fewer hours than everybody stays for', () => {
    expect(paired(set, 'desks', 'today', 'missed').high).toBeLessThan(0);
    const hours = (id: string): number => summarise(set).strategies.find((s) => s.id === id)!.measures.extraHours.mean!;
    const called = hours('desks') - hours('today');
    expect(called).toBeGreaterThan(0);
    // Two people at each area hit, for as long as those who come on the day are there.
    expect(called).toBeLessThan(2 * hours('today'));
  });

  it('tablets that log in through the machines that failed buy nothing, and the file is warned about', () => {
    const { model: shared, issues } = readModel(
      textOf('airport-2024-07-19.yaml').replace(
        'requires: [departure-control, mobile-data]',
        'requires: [machines, mobile-data]',
      ),
    );
    expect(issues.join('\n')).toMatch(/tablets itself needs machines, which fails with machines/);
    const useless = paired(studyOf(shared, RUNS), 'apart', 'today', 'missed');
    const useful = paired(set, 'apart', 'today', 'missed');
    expect(Math.abs(useless.mean)).toBeLessThan(0.5 * Math.abs(useful.mean));
  });
});

describe('on the railway', () => {
  const { model } = readModel(textOf('railway-2024-07-19.yaml'));
  let set: ResultSet;
  beforeAll(() => {
    set = studyOf(model, RUNS);
  });

  it('printed diagrams spare most cancellations', () => {
    const cancelled = (id: string): number =>
      summarise(set).strategies.find((s) => s.id === id)!.measures.passedOn.mean!;
    expect(paired(set, 'printed', 'today', 'passedOn').high).toBeLessThan(0);
    expect(cancelled('printed')).toBeLessThan(0.5 * cancelled('today'));
  });

  it('but bring nobody back to normal a day sooner: what lasts longest is the delays to attribute, which they do not touch', () => {
    const result = summarise(set);
    const today = result.strategies.find((s) => s.id === 'today')!;
    const median = (service: string): number =>
      today.services.find((s) => s.key === `control-room/${service}`)!.recovery.fromRestoration.median!;
    expect(median('delays')).toBeGreaterThan(Math.max(median('diagrams'), median('messages'), median('incidents')));
    expect(paired(set, 'printed', 'today', 'typicalSite').mean).toBeGreaterThan(-0.2);
    expect(paired(set, 'clerks', 'today', 'typicalSite').high).toBeLessThan(-0.8);
  });
});

describe('words', () => {
  const airport = textOf('airport-2024-07-19.yaml');
  const wordsOf = (text: string) => readModel(text).model.words;
  const without = airport.replace(/^words:\n(?: {2}.*\n)+/m, '');

  it('come from the file before the kinds of site, and are neutral where neither says anything', () => {
    expect(wordsOf(airport).site).toEqual({ one: 'check-in area', many: 'check-in areas' });
    expect(wordsOf(without)).toEqual({
      site: { one: 'site', many: 'sites' },
      person: { one: 'person', many: 'people' },
      record: 'the record',
      elsewhere: 'a hub',
    });
    const ofKind = without.replace(
      '    kind: check-in-area\n',
      '    kind: check-in-area\n    words: { site: { one: counter, many: counters } }\n',
    );
    expect(wordsOf(ofKind).site).toEqual({ one: 'counter', many: 'counters' });
  });

  it('of general practice come with its kind of site', () => {
    expect(wordsOf(textOf('bolton-2024-07-19.yaml'))).toEqual({
      site: { one: 'practice', many: 'practices' },
      person: { one: 'patient', many: 'patients' },
      record: 'the record',
      elsewhere: '111, urgent care or pharmacy',
    });
  });

  it('may not name a kind after a property that every object has', () => {
    expect(wordsOf(without.replace('kind: check-in-area', 'kind: constructor')).site.one).toBe('site');
  });
});

describe('owners', () => {
  it('are built in or listed in the file; any other is an error with what was meant', () => {
    const airport = textOf('airport-2024-07-19.yaml');
    expect(() => readModel(airport.replace('owner: airline\n', 'owner: airlines\n'))).toThrow(
      /There is no owner "airlines".*Did you mean airline\?/s,
    );
  });
});

describe('a working week of seven days', () => {
  it('counts Saturday and Sunday as working days, and a week of five does not', () => {
    const railway = textOf('railway-2024-07-19.yaml');
    const working = (text: string): number => studyOf(readModel(text).model, 1).frame.sites[0]!.workingDates.length;
    expect([working(railway), working(railway.replace('workingWeek: mon-sun\n', ''))]).toEqual([12, 9]);
  });
});
