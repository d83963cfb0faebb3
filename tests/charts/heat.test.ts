import { describe, expect, it } from 'vitest';
import { HEAT_STEPS, heatBounds, heatKey, heatOf, heatTold } from '../../src/charts/heatColours.ts';
import { heatPicture } from '../../src/charts/heatPicture.ts';
import { byName, sortedRows } from '../../src/charts/heatOrder.ts';
import { contrast } from '../helpers/colour.ts';
import { dice } from '../results/handMade.ts';

describe('the colours of a table', () => {
  it('let the number on each be read, and grow darker step by step', () => {
    for (const { ground, text } of HEAT_STEPS) expect(contrast(ground, text), ground).toBeGreaterThanOrEqual(4.5);
    HEAT_STEPS.slice(1).forEach(({ ground }, k) =>
      expect(contrast(ground, '#ffffff')).toBeGreaterThan(contrast(HEAT_STEPS[k]!.ground, '#ffffff')),
    );
  });
  it('put the largest number into the darkest step, whatever its size', () => {
    const roll = dice(9);
    for (let n = 0; n < 300; n++) {
      const decimals = n % 2 === 0 ? 0 : 1;
      const finest = decimals === 0 ? 1 : 0.1;
      const largest = Math.round(10 ** (roll() * 7) / 10 / finest) * finest;
      const bounds = heatBounds([0, largest], decimals);
      if (largest === 0) expect(bounds).toEqual([]);
      else expect(heatOf(largest, bounds, decimals)).toBe(HEAT_STEPS.at(-1));
      bounds.slice(1).forEach((bound, k) => expect(bound - bounds[k]!).toBeGreaterThanOrEqual(finest * 0.999));
    }
  });
  it('are one for numbers that are written alike', () => {
    const bounds = heatBounds([0.83], 1);
    for (const [a, b] of [
      [0.16, 0.24],
      [0.36, 0.44],
      [0.01, 0.04],
    ] as const) {
      expect(heatTold(a, 1)).toBe(heatTold(b, 1));
      expect(heatOf(a, bounds, 1)).toBe(heatOf(b, bounds, 1));
    }
  });
  it('leave alone what is nothing or less, and rise with the number', () => {
    const bounds = heatBounds([12, 40], 0);
    expect(heatOf(0.3, bounds, 0)).toBeUndefined();
    expect(heatOf(-5, bounds, 0)).toBeUndefined();
    const steps = [1, 3, 8, 15, 25, 40].map((value) => HEAT_STEPS.indexOf(heatOf(value, bounds, 0)!));
    steps.slice(1).forEach((step, k) => expect(step).toBeGreaterThanOrEqual(steps[k]!));
  });
  it('say in words what each stands for', () => {
    const words = heatKey(heatBounds([12, 40], 0), 0).map((one) => one.words);
    expect(words).toEqual(['up to 2', '2 to 6', '6 to 10', '10 to 20', '20 to 30', 'above 30']);
    expect(heatKey(heatBounds([0, -3, 0.2], 0), 0)).toEqual([]);
  });
});

describe('rows of a table', () => {
  const row = (title: string, values: number[], order = 0) => ({ title, values, figures: [{ text: '', order }] });
  const rows = [row('Practice 10', [1, 5], 2), row('Practice 2', [3, 0], Infinity), row('Pharmacy', [0, 5], -Infinity)];
  const titles = (sorted: readonly { title: string }[]) => sorted.map(({ title }) => title);

  it('come worst first: by their largest number, of equals in the order they came', () => {
    expect(titles(sortedRows(rows, { kind: 'most' }, true))).toEqual(['Practice 10', 'Pharmacy', 'Practice 2']);
  });
  it('are sorted by a day, by a figure, and by names with numbers as numbers', () => {
    expect(titles(sortedRows(rows, { kind: 'day', at: 0 }, true))).toEqual(['Practice 2', 'Practice 10', 'Pharmacy']);
    expect(titles(sortedRows(rows, { kind: 'figure', at: 0 }, true))).toEqual([
      'Practice 2',
      'Practice 10',
      'Pharmacy',
    ]);
    expect(titles(sortedRows(rows, { kind: 'name' }, false))).toEqual(['Pharmacy', 'Practice 2', 'Practice 10']);
  });
  it('are sorted by name in one way however they stood before', () => {
    const names = ['b 1', 'B 10', 'b 2', 'a', '2', '10', 'b', 'b 1 c'];
    const sorted = [...names].sort(byName);
    expect([...names].reverse().sort(byName)).toEqual(sorted);
    expect(sorted).toEqual(['2', '10', 'a', 'b', 'b 1', 'b 1 c', 'b 2', 'B 10']);
  });
});

describe('a picture of the table', () => {
  const drawing = {
    days: [
      { name: 'Fri', date: '19 Jul' },
      { name: 'Sat', date: '20' },
    ],
    figures: ['Back to normal after, working days'],
    rows: [{ id: 'a', title: 'Smith & <Sons>', values: [0, 1234], figures: [{ text: 'not back', order: 1 }] }],
    heading: 'practice',
    bounds: heatBounds([1234], 0),
    decimals: 0,
  } as const;
  const picture = heatPicture(drawing, { title: 'A title', subtitle: 'Of what', note: 'From where' });

  it('has every name and number in it, safe whatever they are', () => {
    for (const text of ['A title', 'Of what', 'From where', 'Smith &amp; &lt;Sons&gt;', '1,234', 'not back', '19 Jul'])
      expect(picture.text).toContain(`>${text}<`);
    expect(picture.text.match(/<rect /g)).toHaveLength(2);
  });
  it('is as tall as its rows', () => {
    const tall = heatPicture(
      { ...drawing, rows: Array.from({ length: 60 }, (_, k) => ({ ...drawing.rows[0]!, id: String(k) })) },
      { title: 'A title', subtitle: 'Of what', note: 'From where' },
    );
    expect(tall.height - picture.height).toBe(59 * 24);
    expect(tall.text).toContain(`height="${tall.height}"`);
  });
});
