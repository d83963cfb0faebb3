import { describe, expect, it } from 'vitest';
import {
  chanceFinding,
  datesOfInterest,
  recoveryFinding,
  recoveryReading,
  type About,
  type RecoveryRow,
} from '../../src/charts/recoveryFinding.ts';
import { spreadOf } from '../../src/results/quantiles.ts';
import { summarise } from '../../src/results/summarise.ts';
import type { StudyResult } from '../../src/results/types.ts';
import { generatedStudy } from '../helpers/generatedStudies.ts';

const who = { words: 'a typical practice', many: false };
const about = (runs: number): About => ({ who, clock: 'restoration', by: '11 August', runs });
const row = (name: string, values: readonly number[], rest: Partial<RecoveryRow> = {}): RecoveryRow => ({
  id: name,
  name,
  baseline: name === 'Today',
  days: spreadOf(values),
  notDisrupted: 0,
  ...rest,
});

describe('the sentence above the intervals of recovery', () => {
  it('names the soonest and today’s arrangement', () => {
    const rows = [row('Today', [4, 4, 4]), row('Nothing', [5, 5, 5]), row('Read-only', [3, 3.2, 9])];
    expect(recoveryFinding(rows, about(3))).toBe(
      'In the middle run a typical practice is back to normal 3.2 working days after restoration under “Read-only”, 4.0 under “Today”',
    );
  });

  it('says what is not back, not disrupted, or back before restoration in words', () => {
    expect(recoveryFinding([row('Today', [Infinity]), row('A', [2])], about(1))).toBe(
      'In the one run so far a typical practice is back to normal 2.0 working days after restoration under “A”, not back to normal by 11 August under “Today”',
    );
    expect(recoveryFinding([row('Today', [2]), row('A', [-1], { notDisrupted: 1 })], about(1))).toContain(
      'is not disrupted under “A”, back to normal 2.0 working days after restoration under “Today”',
    );
    expect(recoveryFinding([row('Today', [2]), row('A', [-1])], about(1))).toContain(
      'is back to normal 1.0 working days before restoration under “A”, back to normal 2.0 working days after restoration under “Today”',
    );
  });

  it('does not set equal figures against each other', () => {
    const rows = ['Today', 'A', 'B'].map((name, k) => row(name, [3 + k / 100]));
    expect(recoveryFinding(rows, about(1))).toMatch(/3\.0 working days after restoration under every strategy shown$/);
    expect(recoveryFinding([], about(0))).toBe('No strategy is switched on');
  });
});

/** Rows as the page makes them, of every generated study. */
const studies = Array.from({ length: 60 }, (_, n) => summarise(generatedStudy(n)));
const rowsOf = ({ strategies }: StudyResult) =>
  strategies.map(({ id, baseline, typicalSite }) => ({
    id,
    name: id,
    baseline,
    days: typicalSite.fromRestoration,
    notDisrupted: typicalSite.notDisrupted,
    chances: typicalSite.chanceByDate,
  }));
const named = (text: string): string[] => [...text.matchAll(/“([^”]+)”/g)].map((match) => match[1]!);

describe('on generated studies', () => {
  it('nobody is back sooner, to the tenth of a day, than those the sentence names first', () => {
    for (const study of studies) {
      const rows = rowsOf(study);
      const text = recoveryFinding(rows, about(study.runs));
      const [first, second] = text.split(/, (?=[^,]*$)/);
      const soonest = first!.endsWith('every strategy shown') ? rows.map(({ name }) => name) : named(first!);
      const middle = (name: string): number => {
        const { days, notDisrupted } = rows.find((one) => one.name === name)!;
        return notDisrupted >= 0.5 ? -1e9 : (days.median ?? 1e9);
      };
      for (const { name } of rows)
        for (const best of soonest.filter((one) => named(text).includes(one)))
          expect(middle(best), text).toBeLessThanOrEqual(middle(name) + 0.1);
      // Every number of it is the median of a strategy that stands after it.
      for (const number of text.matchAll(/(\d+\.\d)/g))
        expect(
          rows.map(({ days }) => Math.abs(days.median ?? NaN).toFixed(1)),
          text,
        ).toContain(number[1]);
      if (second && rows.length > 1) expect(named(second)).toHaveLength(1);
    }
  });

  it('the chance said of a date is that of the strategies named, and nobody’s is higher', () => {
    for (const study of studies) {
      const rows = rowsOf(study);
      for (const { date } of rows[0]!.chances) {
        const text = chanceFinding(rows, date, about(study.runs));
        const times = (name: string): number =>
          Math.round(
            rows.find((one) => one.name === name)!.chances.find((one) => one.date === date)!.share * study.runs,
          );
        const most = Number(/in (\d+) of/.exec(text)![1]);
        expect(most).toBe(Math.max(...rows.map(({ name }) => times(name))));
        const other = /, in (\d+) under “([^”]+)”$/.exec(text);
        if (other) expect(times(other[2]!), text).toBe(Number(other[1]));
        const best = named(other ? text.slice(0, other.index) : text);
        for (const name of best) expect(times(name), text).toBe(most);
      }
    }
  });

  it('the dates drawn hold the date marked and the last change of any chance', () => {
    for (const study of studies) {
      const rows = rowsOf(study);
      const all = rows[0]!.chances;
      for (const k of [0, all.length - 1]) {
        const dates = datesOfInterest(rows, all[k]!.date, 0);
        expect(dates).toBeLessThanOrEqual(all.length);
        expect(dates).toBeGreaterThan(k);
        for (const { chances } of rows)
          expect(new Set(chances.slice(dates - 1).map(({ share }) => share)).size).toBe(1);
      }
    }
  });

  it('a row read aloud tells the runs that are not back', () => {
    for (const study of studies)
      for (const one of rowsOf(study)) {
        const missing = Math.round(one.days.notBack * study.runs);
        expect(recoveryReading(one, about(study.runs)).includes(`not back by 11 August in ${missing} of`)).toBe(
          missing > 0,
        );
      }
  });
});
