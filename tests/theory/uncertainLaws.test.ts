/** Laws of numbers that are not known: the values drawn in many worlds follow the law that was written. */
import { describe, expect, test } from 'vitest';
import { lawQuantile } from '../../src/engine/laws.ts';
import { parameterUniform } from '../../src/engine/worlds.ts';
import { highOf, lowOf, type Law } from '../../src/scenario/uncertain/parameter.ts';
import {
  KS_LIMIT,
  kolmogorovSmirnov,
  lognormalCdf,
  MANY,
  normalCdf,
  size,
  zOfCells,
  zOfCorrelation,
} from '../helpers/statistics.ts';

const WORLDS = 20_000;
const uniformsOf = (of: string, as?: string): Float64Array =>
  Float64Array.from({ length: WORLDS }, (_, world) => parameterUniform('laws', world, { of, as }));
const uniforms = uniformsOf('backups.paper-pack.covers.0.share');

/** A distribution function given that it lies between two values. */
const cut =
  (cdf: (x: number) => number, low: number, high: number) =>
  (x: number): number =>
    (cdf(x) - cdf(low)) / (cdf(high) - cdf(low));
const SIGMA = Math.log(50 / 20) / 1.2815515655446004;

const laws: Readonly<Record<string, { law: Law; cdf: (x: number) => number; wrong: Law }>> = {
  'a range': {
    law: { kind: 'range', low: 0.6, high: 0.8 },
    cdf: (x) => (x - 0.6) / 0.2,
    wrong: { kind: 'triangular', low: 0.6, mode: 0.7, high: 0.8 },
  },
  'a triangular law': {
    law: { kind: 'triangular', low: 10, mode: 15, high: 40 },
    cdf: (x) => (x < 15 ? (x - 10) ** 2 / (30 * 5) : 1 - (40 - x) ** 2 / (30 * 25)),
    wrong: { kind: 'triangular', low: 10, mode: 18, high: 40 },
  },
  'a normal law cut off on both sides': {
    law: { kind: 'normal', mean: 0.7, sd: 0.1, low: 0.55, high: 0.8 },
    cdf: cut((x) => normalCdf((x - 0.7) / 0.1), 0.55, 0.8),
    wrong: { kind: 'normal', mean: 0.7, sd: 0.12, low: 0.55, high: 0.8 },
  },
  'a normal law that is hardly cut off': {
    law: { kind: 'normal', mean: 100, sd: 5, low: 0, high: 200 },
    cdf: (x) => normalCdf((x - 100) / 5),
    wrong: { kind: 'normal', mean: 100.3, sd: 5, low: 0, high: 200 },
  },
  'a lognormal law cut off above': {
    law: { kind: 'lognormal', median: 20, p90: 50, low: 0, high: 60 },
    cdf: cut((x) => lognormalCdf(20, SIGMA, x), 0, 60),
    wrong: { kind: 'lognormal', median: 20, p90: 50, low: 0, high: 200 },
  },
};

describe.each(Object.entries(laws))('%s', (_, { law, cdf, wrong }) => {
  const draw = lawQuantile(law);
  const sample = uniforms.map(draw);

  test('is what is drawn in many worlds', () => {
    expect(kolmogorovSmirnov(sample, cdf)).toBeLessThan(KS_LIMIT);
  });

  test('is told apart from a law that is nearly right', () => {
    expect(kolmogorovSmirnov(uniforms.map(lawQuantile(wrong)), cdf)).toBeGreaterThan(KS_LIMIT);
  });

  test('never leaves its bounds, and more luck is never less', () => {
    const rising = [1e-12, 0.001, 0.2, 0.5, 0.8, 0.999, 1 - 1e-12].map(draw);
    expect([...rising].sort((a, b) => a - b)).toEqual(rising);
    for (const value of [...sample, ...rising]) {
      expect(value).toBeGreaterThanOrEqual(lowOf(law));
      expect(value).toBeLessThanOrEqual(highOf(law));
    }
  });
});

test('a choice is each of its values as often, and twice as often what stands there twice', () => {
  const draw = lawQuantile({ kind: 'choice', values: [0.9, 0.5, 0.5, 0.7] });
  const counts = new Map<number, number>();
  for (const u of uniforms) counts.set(draw(u), (counts.get(draw(u)) ?? 0) + 1);
  const observed = [0.5, 0.7, 0.9].map((value) => counts.get(value) ?? 0);
  expect(size(zOfCells(observed, (k) => (k === 0 ? WORLDS / 2 : WORLDS / 4)))).toBeLessThan(MANY);
});

test('a law without width is its value to the last bit', () => {
  for (const value of [0.1, 1 / 3, 12.7, 0]) {
    const degenerate: Law[] = [
      { kind: 'range', low: value, high: value },
      { kind: 'triangular', low: value, mode: value, high: value },
      { kind: 'normal', mean: value, sd: 1, low: value, high: value },
      { kind: 'normal', mean: value, sd: 0, low: value - 1, high: value + 1 },
      { kind: 'choice', values: [value] },
    ];
    if (value > 0) degenerate.push({ kind: 'lognormal', median: value, p90: value, low: 0, high: 99 });
    for (const law of degenerate) for (const u of [1e-9, 0.3, 0.7, 1 - 1e-9]) expect(lawQuantile(law)(u)).toBe(value);
  }
});

test('different numbers are drawn independently, those of the same name together', () => {
  const other = uniformsOf('backups.paper-pack.covers.1.share');
  expect(size(zOfCorrelation(uniforms, other))).toBeLessThan(MANY);
  expect(uniformsOf('a', 'paper')).toEqual(uniformsOf('b', 'paper'));
  expect(size(zOfCorrelation(uniformsOf('a', 'paper'), uniformsOf('paper')))).toBeLessThan(MANY);
});
