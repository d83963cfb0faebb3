import { describe, expect, it } from 'vitest';
import {
  differenceFinding,
  differenceReading,
  oftenFinding,
  oftenReading,
  runByRun,
} from '../../src/charts/differenceFinding.ts';
import { measureFormat } from '../../src/charts/measureWords.ts';
import { MEASURE_IDS, measureOf, RECOVERY_IDS } from '../../src/catalog/measures/index.ts';
import { comparable, paired, pairedDifference } from '../../src/results/paired.ts';
import { generatedStudy } from '../helpers/generatedStudies.ts';

const days = measureFormat({ label: 'Back to normal', unit: 'working days' });
const values = (...numbers: number[]) => ({
  values: Float64Array.from(numbers),
  limits: new Float64Array(numbers.length).fill(20),
});
const row = (name: string, a: number[], b: number[]) => ({
  id: name,
  name,
  difference: pairedDifference(values(...a), values(...b)),
});

describe('the sentence above the differences', () => {
  it('speaks of the largest difference that can be told apart', () => {
    const today = [4, 4.2, 4.1, 4.3];
    const rows = [row('Paper', [3.9, 4.1, 3.9, 4.1], today), row('Read-only', [2.9, 3.1, 3, 3.2], today)];
    expect(differenceFinding(rows, 'Today', days)).toBe(
      'Back to normal: 1.1 working days sooner under “Read-only” than under “Today” on average; sooner in 4 of 4 runs',
    );
  });

  it('says that none can be told apart, that nothing differs, or that one run is too few', () => {
    expect(differenceFinding([row('Paper', [3, 5], [4, 4])], 'Today', days)).toBe(
      'Back to normal: “Paper” cannot be told apart from “Today” in 2 runs',
    );
    expect(differenceFinding([row('Paper', [4, 4], [4, 4])], 'Today', days)).toBe(
      'Back to normal: the same under “Paper” as under “Today” in all 2 runs',
    );
    expect(differenceFinding([row('Paper', [3], [4])], 'Today', days)).toContain('one run so far, too few');
    expect(differenceFinding([], 'Today', days)).toBe('Nothing is compared with “Today”');
  });

  it('says less and more of what is no moment, and pounds as pounds', () => {
    const cost = measureFormat({ label: 'Cost of this incident', unit: 'pounds' });
    const rows = [row('Clinic', [1300, 1300, 1310], [1000, 1000, 1000])];
    expect(differenceFinding(rows, 'Today', cost)).toBe(
      'Cost of this incident: £303 more under “Clinic” than under “Today” on average; more in 3 of 3 runs',
    );
  });

  it('reads a row as beaten, lost and equal, and says what was restricted', () => {
    const one = row('Paper', [3, 4, 5, Infinity], [4, 4, 4, 4]);
    expect(runByRun('Paper', 'Today', one.difference)).toBe(
      '“Paper” beat “Today” in 1 of 4 runs, lost in 2, equal in 1',
    );
    expect(differenceReading(one, 'Today', days)).toContain('runs not back count as back on the last day');
  });
});

describe('on generated studies', () => {
  const cases = Array.from({ length: 40 }, (_, n) => generatedStudy(n)).filter(
    (set) => set.model.scenario.strategies.length > 1,
  );

  it('the run counts said are those of the runs, and the direction is that of the mean', () => {
    for (const set of cases)
      for (const measure of [...RECOVERY_IDS.slice(0, 2), 'late', 'cost'] as const) {
        const [against, ...others] = set.model.scenario.strategies.map(({ id }) => id) as [string, ...string[]];
        const rows = others.map((id) => ({ id, name: id, difference: paired(set, id, against, measure) }));
        const isTime = measure !== 'late' && measure !== 'cost';
        const words = isTime ? days : measureFormat(measureOf(measure));
        const text = differenceFinding(rows, against, words);
        const told =
          /(sooner|later|less|more) under “([^”]+)” .*; (?:sooner|later|less|more) in (\d+) of (\d+) runs?$/.exec(text);
        if (!told) {
          for (const { difference } of rows) expect(['same', 'cannot-tell']).toContain(difference.standing);
          continue;
        }
        const place = (id: string) => set.model.scenario.strategies.findIndex((one) => one.id === id);
        const a = comparable(set, place(told[2]!), measure).values;
        const b = comparable(set, place(against), measure).values;
        const isLess = told[1] === 'sooner' || told[1] === 'less';
        const often = a.filter((value, r) => (isLess ? value < b[r]! : value > b[r]!)).length;
        expect([Number(told[3]), Number(told[4])], text).toEqual([often, set.runs.length]);
      }
  });

  it('a strategy is said to be better on as many measures as it is in more than half of the runs', () => {
    for (const set of cases) {
      const [against, other] = set.model.scenario.strategies.map(({ id }) => id) as [string, string];
      const rows = [...RECOVERY_IDS, ...MEASURE_IDS].map((id) => {
        const { aBetter, ties, bBetter } = paired(set, other, against, id);
        return { id, label: id, better: aBetter, equal: ties, worse: bBetter };
      });
      const text = oftenFinding(rows, other, against);
      const wins = rows.filter(({ better }) => better > set.runs.length / 2).length;
      const losses = rows.filter(({ worse }) => worse > set.runs.length / 2).length;
      if (wins + losses === 0) expect(text).toContain('neither better nor worse');
      else {
        expect(text).toContain(`on ${wins} of ${rows.length} measures`);
        expect(text).toMatch(new RegExp(`and worse on ${losses}$`));
      }
      expect(oftenReading(rows[0]!, other, against)).toContain(`in ${rows[0]!.better} of ${set.runs.length} run`);
    }
  });
});
