/** Handling times and delays: moments, shape, tails, limits, and better luck never a worse time. */
import { describe, expect, test } from 'vitest';
import type { DelayDistribution, MinutesDistribution } from '../../src/catalog/fields.ts';
import { delayMinutes, handlingMinutes, handlingSampler, meanMinutes } from '../../src/engine/distributions.ts';
import { Purpose, purposeHalf, streamKey, uniformAt } from '../../src/engine/streams.ts';
import { erlangCdf, KS_LIMIT, kolmogorovSmirnov, lognormalCdf, MANY, mean, zOfMean } from '../helpers/statistics.ts';

const key = streamKey('distributions', 0, 'item', 'practice-1', 'calls');
const uniforms = Float64Array.from({ length: 40_000 }, (_, k) => uniformAt(key, k, Purpose.handling));

interface Shape {
  readonly of: (u: number) => number;
  readonly mean: number;
  /** Standard deviation. */
  readonly deviation: number;
  readonly cdf: (x: number) => number;
}

const handling =
  (distribution: MinutesDistribution) =>
  (u: number): number =>
    handlingMinutes(distribution, u);
const delay =
  (distribution: DelayDistribution) =>
  (u: number): number =>
    delayMinutes(distribution, u);
const sigma08 = Math.sqrt(Math.log(1 + 0.64));
const sigmaP90 = Math.log(45 / 20) / 1.2815515655446004;
const bins = [
  { from: 2, to: 4, weight: 1 },
  { from: 4, to: 4, weight: 0 },
  { from: 10, to: 30, weight: 3 },
];

const shapes: Readonly<Record<string, Shape>> = {
  'an exponential handling time': {
    of: handling({ exponential: { mean: 12 } }),
    mean: 12,
    deviation: 12,
    cdf: (x) => 1 - Math.exp(-x / 12),
  },
  'a lognormal handling time with cv 0.8': {
    of: handling({ lognormal: { mean: 9, cv: 0.8 } }),
    mean: 9,
    deviation: 7.2,
    cdf: (x) => lognormalCdf(9 * Math.exp(-(sigma08 ** 2) / 2), sigma08, x),
  },
  'a gamma handling time with cv 1/2': {
    of: handling({ gamma: { mean: 8, cv: 0.5 } }),
    mean: 8,
    deviation: 4,
    cdf: (x) => erlangCdf(4, 2, x),
  },
  'a gamma handling time with cv 1/4': {
    of: handling({ gamma: { mean: 8, cv: 0.25 } }),
    mean: 8,
    deviation: 2,
    cdf: (x) => erlangCdf(16, 0.5, x),
  },
  'a handling time counted in bins': {
    of: handling({ bins }),
    mean: (3 + 3 * 20) / 4,
    deviation: Math.sqrt((28 / 3 + 3 * (1300 / 3)) / 4 - 15.75 ** 2),
    cdf: (x) => (x < 4 ? (x - 2) / 8 : x < 10 ? 0.25 : 0.25 + (0.75 * (x - 10)) / 20),
  },
  'an exponential delay': {
    of: delay({ exponential: { mean: 90 } }),
    mean: 90,
    deviation: 90,
    cdf: (x) => 1 - Math.exp(-x / 90),
  },
  'a triangular delay': {
    of: delay({ triangular: [10, 20, 60] }),
    mean: 30,
    deviation: Math.sqrt((100 + 400 + 3600 - 200 - 600 - 1200) / 18),
    cdf: (x) => (x < 20 ? (x - 10) ** 2 / 500 : 1 - (60 - x) ** 2 / 2000),
  },
  'a lognormal delay by median and 90th percentile': {
    of: delay({ lognormal: { median: 20, p90: 45 } }),
    mean: 20 * Math.exp(sigmaP90 ** 2 / 2),
    deviation: 20 * Math.exp(sigmaP90 ** 2 / 2) * Math.sqrt(Math.exp(sigmaP90 ** 2) - 1),
    cdf: (x) => lognormalCdf(20, sigmaP90, x),
  },
};

describe.each(Object.keys(shapes))('%s', (name) => {
  const shape = shapes[name]!;
  const sample = uniforms.map(shape.of);
  test('has the mean it should have', () => expect(Math.abs(zOfMean(sample, shape.mean))).toBeLessThan(MANY));
  test('has the spread it should have', () =>
    expect(
      Math.abs(
        zOfMean(
          sample.map((x) => (x - shape.mean) ** 2),
          shape.deviation ** 2,
        ),
      ),
    ).toBeLessThan(MANY));
  test('has the shape it should have', () => expect(kolmogorovSmirnov(sample, shape.cdf)).toBeLessThan(KS_LIMIT));
  test('has its far tails where they should be, to 9 digits', () => {
    for (const u of [1e-6, 0.001, 0.01, 0.25, 0.5, 0.99, 0.999, 1 - 1e-6])
      expect(Math.abs(shape.cdf(shape.of(u)) - u)).toBeLessThan(1e-9);
  });
  // Handling times are read from tables, which may be off a little between their knots.
  test('is nowhere off by more than a hundred-thousandth of chance', () => {
    const errors = Array.from({ length: 9999 }, (_, k) => {
      const u = (k + 1) / 10_000;
      return Math.abs(shape.cdf(shape.of(u)) - u);
    });
    expect(Math.max(...errors)).toBeLessThan(1e-5);
  });
  test('rises with the uniform number, from the smallest there is to the largest', () => {
    const steps = [
      0.5 / 2 ** 32,
      1e-9,
      1e-6,
      ...Array.from({ length: 999 }, (_, k) => (k + 1) / 1000),
      1 - 1e-6,
      1 - 1e-9,
      1 - 0.5 / 2 ** 32,
    ].map(shape.of);
    expect(steps.every((x, k) => Number.isFinite(x) && x >= 0 && (k === 0 || x >= steps[k - 1]!))).toBe(true);
  });
  test('would be told from one 5% longer, and from one with a tenth more spread', () => {
    expect(
      Math.abs(
        zOfMean(
          sample.map((x) => x * 1.05),
          shape.mean,
        ),
      ),
    ).toBeGreaterThan(MANY);
    expect(
      kolmogorovSmirnov(
        sample.map((x) => shape.mean + (x - shape.mean) * 1.1),
        shape.cdf,
      ),
    ).toBeGreaterThan(KS_LIMIT);
  });
});

describe('what staff is planned by', () => {
  const all: readonly MinutesDistribution[] = [
    { fixed: 7 },
    { exponential: { mean: 7 } },
    { lognormal: { mean: 7, cv: 1.2 } },
    { gamma: { mean: 7, cv: 1.2 } },
    { gamma: { mean: 7, cv: 0.05 } },
    { bins },
  ];
  test.each(all)('is the mean of what is drawn: %j', (distribution) => {
    const steps = 100_000;
    const drawn = mean(
      Float64Array.from({ length: steps }, (_, k) => handlingMinutes(distribution, (k + 0.5) / steps)),
    );
    expect(drawn / meanMinutes(distribution)).toBeCloseTo(1, 3);
  });
});

describe('at their limits', () => {
  // The outermost uniform numbers there are, of 33 bits, and some between.
  const everywhere = [0.5 / 2 ** 32, 0.01, 0.5, 0.99, 1 - 0.5 / 2 ** 32];
  const spread = (of: (u: number) => number): number =>
    Math.max(...everywhere.map(of)) - Math.min(...everywhere.map(of));
  test('a lognormal without variation is fixed', () => {
    expect(everywhere.map(handling({ lognormal: { mean: 11, cv: 0 } }))).toEqual([11, 11, 11, 11, 11]);
    expect(spread(handling({ lognormal: { mean: 11, cv: 1e-7 } }))).toBeLessThan(2e-5);
  });
  test('a gamma with little variation is nearly normal', () => {
    for (const u of [0.05, 0.5, 0.95])
      expect(handlingMinutes({ gamma: { mean: 100, cv: 0.05 } }, u)).toBeCloseTo(
        handlingMinutes({ lognormal: { mean: 100, cv: 0.05 } }, u),
        0,
      );
  });
  test('a gamma with cv 1 is exponential', () => {
    const ratio = (u: number): number =>
      handlingMinutes({ gamma: { mean: 6, cv: 1 } }, u) / handlingMinutes({ exponential: { mean: 6 } }, u);
    for (const u of everywhere.slice(0, -1)) expect(ratio(u)).toBeCloseTo(1, 11);
    // One minus a share of 1e-10 keeps few digits of that share; still a small part of a tick.
    expect(ratio(everywhere[4]!)).toBeCloseTo(1, 6);
  });
  test('the widest gamma and lognormal a file may ask for stay finite', () => {
    for (const u of everywhere)
      for (const of of [handling({ gamma: { mean: 10, cv: 10 } }), handling({ lognormal: { mean: 10, cv: 10 } })])
        expect(Number.isFinite(of(u)) && of(u) >= 0).toBe(true);
  });
  test('a triangle may be a point, or lean wholly to one side', () => {
    expect(everywhere.map(delay({ triangular: [30, 30, 30] }))).toEqual([30, 30, 30, 30, 30]);
    expect(delayMinutes({ triangular: [10, 10, 20] }, 0.75)).toBeCloseTo(15, 12);
    expect(delayMinutes({ triangular: [10, 20, 20] }, 0.25)).toBeCloseTo(15, 12);
  });
  test('a lognormal delay passes through its median and its 90th percentile', () => {
    expect(delayMinutes({ lognormal: { median: 40, p90: 100 } }, 0.5)).toBeCloseTo(40, 10);
    expect(delayMinutes({ lognormal: { median: 40, p90: 100 } }, 0.9)).toBeCloseTo(100, 10);
    expect(spread(delay({ lognormal: { median: 40, p90: 40 } }))).toBe(0);
  });
  test('a bin without weight is never drawn from, a bin without width is a point', () => {
    const of = handling({
      bins: [
        { from: 0, to: 1, weight: 0 },
        { from: 5, to: 5, weight: 1 },
        { from: 9, to: 10, weight: 0 },
      ],
    });
    expect(everywhere.map(of)).toEqual([5, 5, 5, 5, 5]);
  });
});

describe('times counted in bins', () => {
  interface Bin {
    readonly from: number;
    readonly to: number;
    readonly weight: number;
  }
  /** Bins tried one after another. */
  function tried(all: readonly Bin[], u: number): number {
    const some = all.filter(({ weight }) => weight > 0);
    let left = u * some.reduce((sum, { weight }) => sum + weight, 0);
    for (const { from, to, weight } of some) {
      if (left < weight) return from + (to - from) * (left / weight);
      left -= weight;
    }
    return some.at(-1)!.to;
  }
  const random = (k: number): number => uniformAt(key, k, Purpose.luck);
  const many = Array.from({ length: 40 }, (_, k) => ({ from: k, to: k + 1, weight: random(k) + 0.01 }));
  const few = (n: number): Bin[] =>
    Array.from({ length: 1 + (n % 9) }, (_, k) => ({
      from: 10 * k + random(20 * n + k),
      to: 10 * k + 3,
      weight: (k === 0 || random(99 * n + k) > 0.2 ? 1 : 0) * (n % 4 === 0 ? 1 : random(7 * n + k) ** 9),
    }));

  test.each([bins, many, ...Array.from({ length: 60 }, (_, n) => few(n))])(
    'are those of bins tried one after another, to the last bit: %#',
    (...all) => {
      const times = handlingSampler({ bins: all });
      const cells = Array.from({ length: 1024 }, (_, cell) =>
        [2 ** -33, 0.3 / 1024, 1 / 1024 - 2 ** -33].map((at) => cell / 1024 + at),
      );
      const differs = [...uniforms.slice(0, 2000), ...cells.flat(), 1 - 2 ** -53].filter(
        (u) => times.at(u) !== tried(all, u),
      );
      expect(differs).toEqual([]);
    },
  );
});

describe('ticks of handling', () => {
  test('are minutes rounded to the nearest tick, at least one, whichever side of a half they lie on', () => {
    const halves = [0, 0.5, 1.5, 2.5, 3.5, 1023.5, 1024.5, 59_999.5, 4_194_303.5, 999_999_998.5, 1e9, 2e9, 1e12];
    for (const ticks of halves)
      for (const minutes of [1 - 1e-15, 1 - 2e-16, 1, 1 + 3e-16, 1 + 1e-15].map((near) => (near * ticks) / 6000))
        expect(handlingSampler({ fixed: minutes }).ticksAt(0.5)).toBe(
          Math.max(1, Math.min(1e9, Math.round(minutes * 6000))),
        );
  });
  const distributions: MinutesDistribution[] = [
    { fixed: 7 },
    { exponential: { mean: 9 } },
    { lognormal: { mean: 10, cv: 0.61 } },
    { gamma: { mean: 8, cv: 0.52 } },
    { bins },
  ];
  test.each(distributions)('drawn in a row are those drawn one by one: %j', (distribution) => {
    const row = new Int32Array(5002);
    const half = purposeHalf(key, Purpose.handling);
    handlingSampler(distribution).draw(row, 1, 5000, key, half);
    const times = handlingSampler(distribution);
    const one = Array.from({ length: 5000 }, (_, k) => times.ticksAt(uniformAt(key, k, Purpose.handling)));
    expect([...row]).toEqual([0, ...one, 0]);
    const [words, halves] = [Int32Array.of(0, key.a), Int32Array.of(0, half)];
    for (let k = 0; k < 5000; k++) times.drawOne(row, 5000 - k, k, 1, words, halves);
    expect([...row]).toEqual([0, ...one.reverse(), 0]);
  });
});
