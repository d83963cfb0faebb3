/** The engine's own logarithm, exponential, normal and gamma functions against values from mpmath (40 digits) and against Math. */
import { describe, expect, test } from 'vitest';
import { gammaCdf, gammaQuantile, logGamma } from '../../src/engine/gamma.ts';
import { AT_ONCE, exp, log, logOfUniform, logsOfUniforms, normalQuantile, pow } from '../../src/engine/math.ts';
import { normalCdf } from '../helpers/statistics.ts';

const off = (value: number, truth: number): number => Math.abs(value - truth) / Math.abs(truth);

describe('the logarithm', () => {
  const known: readonly [x: number, log: number][] = [
    [1e-300, -690.77552789821370518],
    [1e-10, -23.025850929940456804],
    [0.1, -2.3025850929940456285],
    [0.5, -0.69314718055994530942],
    [0.70710678, -0.3465735919580041927],
    [0.9999999, -1.0000000494736474329e-7],
    [1.0000001, 9.9999995058387045178e-8],
    [10, 2.302585092994045684],
    [12345.678, 9.4210613212918319671],
    [1e300, 690.77552789821370526],
  ];
  test.each(known)('of %d is right to 15 digits', (x, truth) => expect(off(log(x), truth)).toBeLessThan(5e-16));

  test('agrees with Math.log to 15 digits from the smallest numbers to the largest', () => {
    let worst = 0;
    for (let k = -7000; k <= 7000; k++)
      worst = Math.max(worst, off(log(2 ** (k / 7) * 1.0123), Math.log(2 ** (k / 7) * 1.0123)));
    for (let k = 1; k < 20000; k++)
      worst = Math.max(worst, off(log(k / 10000 + 0.00003), Math.log(k / 10000 + 0.00003)));
    expect(worst).toBeLessThan(5e-16);
  });

  test('never falls as its argument rises', () => {
    for (let k = 1, before = -Infinity; k < 50000; k++) {
      const at = log(0.6 + k * 2e-5);
      expect(at).toBeGreaterThan(before);
      before = at;
    }
  });

  test('of many uniform numbers at once is the same to the last bit, for the least and the largest of them too', () => {
    const bits = [0, 1, 2, 3, 4, 5, 0xb504f332, 0xb504f333, 0xb504f334, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];
    for (let k = 0; k < 20_000; k++) bits.push(Math.imul(k, 0x9e3779b1) >>> 0, Math.imul(k, 0x9e3779b1) >>> (k % 31));
    const uniforms = bits.map((word) => (word + 0.5) / 4294967296);
    const row = new Float64Array(AT_ONCE);
    for (let from = 0; from + AT_ONCE <= uniforms.length; from += AT_ONCE) {
      row.set(uniforms.slice(from, from + AT_ONCE));
      logsOfUniforms(row);
      expect([...row]).toEqual(uniforms.slice(from, from + AT_ONCE).map(log));
    }
  });

  test('of a uniform number is the same to the last bit, found without looking at bits', () => {
    const worse = Array.from({ length: 40 }, (_, k) => 2 ** -k).flatMap((scale) =>
      [
        ...[0.5, 0.7071067811865474, 0.7071067811865475, 0.7071067811865476, 0.7071067811865477, 0.9999999999999999],
        ...Array.from({ length: 500 }, (_, k) => 0.5 + k / 1000),
      ].filter((x) => !Object.is(logOfUniform(x * scale), log(x * scale))),
    );
    expect(worse).toEqual([]);
    expect([logOfUniform(1), logOfUniform(0), logOfUniform(3)]).toEqual([0, -Infinity, log(3)]);
  });

  test('has its limits', () => {
    expect([log(1), log(0), log(Infinity)]).toEqual([0, -Infinity, Infinity]);
    expect([log(-1), log(NaN)]).toEqual([NaN, NaN]);
    expect(off(log(Number.MIN_VALUE), Math.log(Number.MIN_VALUE))).toBeLessThan(1e-15);
  });
});

describe('the exponential', () => {
  const known: readonly [x: number, exp: number][] = [
    [-700, 9.8596765437597708567e-305],
    [-100, 3.720075976020835963e-44],
    [-1, 0.3678794411714423216],
    [-0.3465735902799726, 0.70710678118654757185],
    [-1e-10, 0.9999999999],
    [1e-10, 1.0000000001],
    [1, 2.7182818284590452354],
    [10, 22026.465794806716517],
    [100.5, 4.431955909845895416e43],
    [700, 1.0142320547350045095e304],
  ];
  test.each(known)('of %d is right to 15 digits', (x, truth) => expect(off(exp(x), truth)).toBeLessThan(5e-16));

  test('agrees with Math.exp to 15 digits over its whole range', () => {
    let worst = 0;
    for (let x = -708; x < 709.5; x += 0.0237) worst = Math.max(worst, off(exp(x), Math.exp(x)));
    expect(worst).toBeLessThan(5e-16);
  });

  test('has its limits, below the normal numbers too', () => {
    expect([exp(0), exp(-800), exp(800), exp(-Infinity), exp(Infinity), exp(NaN)]).toEqual([
      1,
      0,
      Infinity,
      0,
      Infinity,
      NaN,
    ]);
    expect(Math.abs(exp(-740) - Math.exp(-740))).toBeLessThanOrEqual(Number.MIN_VALUE);
    expect(off(exp(709.7827128), Math.exp(709.7827128))).toBeLessThan(1e-15);
  });

  test('undoes the logarithm', () => {
    for (let k = 1; k < 2000; k++) expect(off(exp(log(k * 0.37)), k * 0.37)).toBeLessThan(3e-15);
  });

  test('raises to powers', () => {
    for (const [x, y] of [
      [2, 10],
      [10, -3],
      [1.7, 2.5],
      [0.3, 0.5],
    ] as const)
      expect(off(pow(x, y), Math.pow(x, y))).toBeLessThan(3e-15);
  });
});

describe('the normal quantile', () => {
  const known: readonly [p: number, z: number][] = [
    [1e-300, -37.04709629936119923655],
    [1e-20, -9.2623400897984075796],
    [1.1641532182693481e-10, -6.3379577545537892525], // the smallest uniform number there is
    [1e-9, -5.9978070150076868614],
    [0.001, -3.0902323061678135354],
    [0.0249999999, -1.9599639862510625455],
    [0.075, -1.4395314709384559349],
    [0.1, -1.2815515655446004353],
    [0.25, -0.6744897501960817432],
    [0.49, -0.025068908258711058033],
    [0.500001, 2.5066282747057051991e-6],
    [0.6, 0.25334710313579974132],
    [0.9, 1.2815515655446005935],
    [0.975, 1.9599639845400538556],
    [0.99, 2.3263478740408407676],
    [0.999, 3.0902323061678132778],
    [0.999999, 4.7534243088170877657],
  ];
  test.each(known)('of %d is right to 14 digits', (p, z) => expect(off(normalQuantile(p), z)).toBeLessThan(1e-14));

  test('is 0 in the middle and mirrored about it', () => {
    expect(normalQuantile(0.5)).toBe(0);
    for (let k = 1; k < 512; k++) expect(normalQuantile(k / 1024)).toBe(-normalQuantile(1 - k / 1024));
  });

  test('undoes the distribution function, across every seam between its formulas', () => {
    for (let k = 1; k < 4000; k++) expect(off(normalCdf(normalQuantile(k / 8000)), k / 8000)).toBeLessThan(2e-14);
    for (let e = 4; e < 200; e++) expect(off(normalCdf(normalQuantile(10 ** -e)), 10 ** -e)).toBeLessThan(2e-12);
  });
});

describe('the gamma functions', () => {
  const logs: readonly [x: number, log: number][] = [
    [1e-3, 6.9071788853838536617],
    [0.04, 3.1970781737673058357],
    [0.5, 0.57236494292470008707],
    [1.5, -0.12078223763524522235],
    [3.7, 1.4280723266653881292],
    [10, 12.801827480081469611],
    [25, 54.78472939811231919],
    [400, 1994.5092334361334071],
    [1e5, 1051287.7089736568949],
  ];
  test.each(logs)('log gamma of %d is right to 13 digits', (x, truth) =>
    expect(Math.abs(logGamma(x) - truth)).toBeLessThan(1e-13 * Math.max(1, Math.abs(truth))),
  );

  test('log gamma is 0 at 1 and 2 and grows by log x', () => {
    expect(Math.abs(logGamma(1))).toBeLessThan(1e-13);
    expect(Math.abs(logGamma(2))).toBeLessThan(1e-13);
    for (let x = 0.05; x < 60; x += 0.173)
      expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(3e-13);
  });

  const shares: readonly [a: number, x: number, p: number][] = [
    [0.04, 1e-10, 0.40688024055068368027],
    [0.25, 0.1, 0.60833884572896606698],
    [1, 1, 0.6321205588285576784],
    [2.5, 1, 0.15085496391539036377],
    [2.5, 4, 0.84376437242227767254],
    [16, 10, 0.048740403303978703759],
    [16, 30, 0.99805252022212769378],
    [100, 100, 0.51329879827914866486],
    [400, 380, 0.1585507097842947912],
    [400, 460, 0.99800128225778924818],
  ];
  test.each(shares)('with shape %d, the share below %d is right to 12 digits', (a, x, p) =>
    expect(off(gammaCdf(a, x), p)).toBeLessThan(1e-12),
  );

  const quantiles: readonly [shape: number, u: number, x: number][] = [
    [0.01, 0.9, 0.00001503593623070294907], // cv 10, the widest a file may ask for
    [0.25, 0.01, 6.7496979295584682533e-9],
    [0.25, 0.5, 0.043673802352873410367],
    [0.25, 0.999, 4.3764442578866864192],
    [1, 0.3, 0.35667494393873236305],
    [1.5625, 0.05, 0.19578062136799092866],
    [1.5625, 0.95, 4.0151651732390520786],
    [4, 0.5, 3.6720607488508961039],
    [16, 1e-6, 3.5234678390991540644],
    [16, 0.999999, 42.615775358505886054],
    [400, 0.001, 341.03322649350716015], // cv 0.05, the narrowest
    [400, 0.5, 399.66671609446439152],
    [400, 0.999, 464.66446017322389029],
  ];
  test.each(quantiles)('with shape %d, the %d quantile is right to 10 digits', (shape, u, x) =>
    expect(off(gammaQuantile(shape, u), x)).toBeLessThan(1e-10),
  );

  test('the quantile undoes the distribution function for every shape', () => {
    for (const shape of [0.01, 0.04, 0.3, 1, 1.7, 9, 60, 400]) {
      for (let k = 1; k < 200; k++)
        expect(Math.abs(gammaCdf(shape, gammaQuantile(shape, k / 200)) - k / 200)).toBeLessThan(1e-11);
    }
  });

  test('the quantile of shape 1 is the exponential one', () => {
    for (let k = 1; k < 500; k++) expect(off(gammaQuantile(1, k / 500), -Math.log(1 - k / 500))).toBeLessThan(1e-12);
  });
});
