/** The random streams: no two alike, each uniform, none a clue to another. Seeds are fixed, so a pass stays a pass. */
import { describe, expect, test } from 'vitest';
import {
  bitsAt,
  childLineage,
  idCode,
  Purpose,
  streamKey,
  uniformAt,
  type StreamKey,
} from '../../src/engine/streams.ts';
import { MANY, zOfCells, zOfCorrelation, zOfSum } from '../helpers/statistics.ts';

const N = 60_000;
const PURPOSES = Object.values(Purpose);
const KEY = streamKey('june', 3, 'item', 'practice-1', 'same-day');
const draw = (bits: (k: number) => number, n = N): Uint32Array => Uint32Array.from({ length: n }, (_, k) => bits(k));
const shifted = (bits: Uint32Array, by: number): Uint32Array =>
  Uint32Array.from({ length: bits.length - by }, (_, k) => bits[k + by]!);

/** The largest |z| against uniform high bytes, low bytes and the two in the middle. */
function uniformity(bits: Uint32Array): number {
  const zs = [24, 16, 8, 0].map((shift) => {
    const cells = new Uint32Array(256);
    for (const word of bits) cells[(word >>> shift) & 255]!++;
    return zOfCells(cells, () => bits.length / 256);
  });
  return Math.max(...zs.map(Math.abs));
}

/** The largest |z| against independence: of values, of distances from the middle, of pairs of high bits, of each bit. */
function dependence(x: Uint32Array, y: Uint32Array): number {
  const n = Math.min(x.length, y.length);
  const [a, b] = [x.subarray(0, n), y.subarray(0, n)];
  const far = (bits: Uint32Array): Float64Array => Float64Array.from(bits, (word) => Math.abs(word / 2 ** 32 - 0.5));
  const cells = new Uint32Array(256);
  const same = new Uint32Array(32);
  for (let k = 0; k < n; k++) {
    cells[((a[k]! >>> 28) << 4) | (b[k]! >>> 28)]!++;
    const equal = ~(a[k]! ^ b[k]!);
    for (let bit = 0; bit < 32; bit++) same[bit]! += (equal >>> bit) & 1;
  }
  const bitByBit = Array.from(same, (count) => zOfSum(count, n / 2, n / 4));
  return Math.max(
    ...[zOfCorrelation(a, b), zOfCorrelation(far(a), far(b)), zOfCells(cells, () => n / 256), ...bitByBit].map(
      Math.abs,
    ),
  );
}

function duplicates(bits: Iterable<string | number>): number {
  const seen = new Set<string | number>();
  let count = 0;
  for (const word of bits) {
    if (seen.has(word)) count++;
    seen.add(word);
  }
  return count;
}

describe('the keys of streams', () => {
  const keys: StreamKey[] = [];
  for (let run = 0; run < 250; run++)
    for (let site = 1; site <= 20; site++)
      for (let service = 1; service <= 20; service++)
        keys.push(streamKey('standby', run, 'item', `practice-${site}`, `service-${service}`));

  test('no two of 100,000 are alike', () => {
    expect(keys).toHaveLength(100_000);
    expect(duplicates(keys.map(({ a, b }) => `${a}/${b}`))).toBe(0);
  });
  test('each word of them repeats no more often than chance has it (1.16 times)', () => {
    expect(duplicates(keys.map(({ a }) => a))).toBeLessThan(8);
    expect(duplicates(keys.map(({ b }) => b))).toBeLessThan(8);
  });
  test('both words are uniform and unrelated, key after key', () => {
    const [a, b] = [Uint32Array.from(keys, (key) => key.a), Uint32Array.from(keys, (key) => key.b)];
    expect(uniformity(a)).toBeLessThan(MANY);
    expect(uniformity(b)).toBeLessThan(MANY);
    expect(dependence(a, b)).toBeLessThan(MANY);
    for (const by of [1, 20, 400]) expect(dependence(a, shifted(a, by))).toBeLessThan(MANY);
  });
  test('1 of site 11 and 11 of site 1 are different streams', () => {
    const near = ['1', '11', '111', '1111'].flatMap((seed) =>
      [1, 11, 111].flatMap((run) => ['1', '11', '111'].map((site) => streamKey(seed, run, site))),
    );
    expect(
      duplicates(
        [...near, streamKey('1', 1, '1', '1'), streamKey('1', 1), streamKey('1', 11, '')].map(
          ({ a, b }) => `${a}/${b}`,
        ),
      ),
    ).toBe(0);
  });
});

describe('the numbers of one stream', () => {
  const bits = draw((k) => bitsAt(KEY, k, Purpose.gap), 200_000);
  test('are uniform in their high and low bits', () => expect(uniformity(bits)).toBeLessThan(MANY));
  test.each([1, 2, 3])('are unrelated to those %i places on', (lag) =>
    expect(dependence(bits, shifted(bits, lag))).toBeLessThan(MANY),
  );
  test('lie strictly between 0 and 1', () => {
    const u = Array.from({ length: 1000 }, (_, k) => uniformAt(KEY, k, Purpose.gap));
    expect(u.every((value, k) => value > 0 && value < 1 && Math.floor(value * 2 ** 32) === bits[k])).toBe(true);
  });
  test('repeat across items, purposes, attempts and lineages no more often than chance has it', () => {
    const lineages = [0, ...Array.from({ length: 40 }, (_, k) => childLineage(0, idCode(`service-${k}`)))];
    const words = Array.from({ length: 12 }, (_, index) =>
      PURPOSES.flatMap((purpose) =>
        lineages.flatMap((lineage) =>
          Array.from({ length: 10 }, (_, attempt) => bitsAt(KEY, index, purpose, lineage, attempt)),
        ),
      ),
    ).flat();
    const chance = words.length ** 2 / 2 ** 33;
    expect(words.length).toBe(127_920);
    expect(duplicates(words)).toBeLessThan(chance + MANY * Math.sqrt(chance) + 2);
  });
});

describe('neighbouring streams are unrelated', () => {
  const service = (k: number): string => `service-${k}`;
  const across: Readonly<Record<string, (k: number) => number>> = {
    'run after run': (k) => bitsAt(streamKey('june', k, 'item', 'practice-1', 'calls'), 0, Purpose.luck),
    'site after site': (k) => bitsAt(streamKey('june', 0, 'item', `practice-${k}`, 'calls'), 0, Purpose.luck),
    'service after service': (k) => bitsAt(streamKey('june', 0, 'item', 'practice-1', service(k)), 0, Purpose.luck),
    'seed after seed': (k) => bitsAt(streamKey(String(k), 0, 'item', 'practice-1', 'calls'), 0, Purpose.luck),
    'purpose after purpose': (k) => bitsAt(KEY, Math.floor(k / PURPOSES.length), PURPOSES[k % PURPOSES.length]!),
    'attempt after attempt': (k) => bitsAt(KEY, Math.floor(k / 8), Purpose.patience, 0, k % 8),
    'lineage after lineage': (k) => bitsAt(KEY, 0, Purpose.luck, childLineage(0, idCode(service(k)))),
    'generation after generation': (k) =>
      bitsAt(
        KEY,
        Math.floor(k / 4),
        Purpose.luck,
        [0, 1, 2, 3].slice(0, k % 4).reduce((parent, n) => childLineage(parent, idCode(service(n))), 0),
      ),
  };
  test.each(Object.keys(across))('%s: uniform, and no clue to the next three', (name) => {
    const bits = draw(across[name]!);
    expect(uniformity(bits)).toBeLessThan(MANY);
    for (const lag of [1, 2, 3]) expect(dependence(bits, shifted(bits, lag))).toBeLessThan(MANY);
  });

  const of = (key: StreamKey, purpose: Purpose = Purpose.luck, lineage = 0, attempt = 0): Uint32Array =>
    draw((k) => bitsAt(key, k, purpose, lineage, attempt));
  const calls = (run: number, site = 'practice-1', seed = 'june'): Uint32Array =>
    of(streamKey(seed, run, 'item', site, 'calls'));
  const child = childLineage(0, idCode('same-day'));
  const pairs: Readonly<Record<string, readonly [Uint32Array, Uint32Array]>> = {
    'runs 7 and 8': [calls(7), calls(8)],
    'runs 1 and 11': [calls(1), calls(11)],
    'sites 1 and 2': [calls(7), calls(7, 'practice-2')],
    'seeds 1 and 11': [calls(0, 'a', '1'), calls(0, 'a', '11')],
    'seeds 11 and 1111': [calls(0, 'a', '11'), calls(0, 'a', '1111')],
    'a fault and a fault at a site': [
      of(streamKey('june', 7, 'fault', 'f')),
      of(streamKey('june', 7, 'fault', 'f', 's')),
    ],
    'an item and the next': [of(KEY), shifted(of(KEY), 1)],
    'handling and luck': [of(KEY, Purpose.handling), of(KEY)],
    'patience and where to': [of(KEY, Purpose.patience), of(KEY, Purpose.leaveRoute)],
    'a first attempt and a second': [of(KEY, Purpose.patience), of(KEY, Purpose.patience, 0, 1)],
    'an item and what follows from it': [of(KEY), of(KEY, Purpose.luck, child)],
  };
  test.each(Object.keys(pairs))('%s, item by item', (name) => expect(dependence(...pairs[name]!)).toBeLessThan(MANY));

  test('all purposes of an item are unrelated, pair by pair', () => {
    const columns = PURPOSES.map((purpose) => draw((k) => bitsAt(KEY, k, purpose), 20_000));
    const zs = columns.flatMap((a, i) => columns.slice(i + 1).map((b) => Math.abs(zOfCorrelation(a, b))));
    expect(zs).toHaveLength(325);
    expect(Math.max(...zs)).toBeLessThan(MANY);
  });
});

describe('these tests would notice', () => {
  const careless = draw((k) => Math.imul(k + 1, 0x9e3779b1) >>> 0);
  test('a counter multiplied by a constant, for its lags', () =>
    expect(dependence(careless, shifted(careless, 1))).toBeGreaterThan(50));
  test('numbers not mixed after they were combined, for neighbouring purposes', () => {
    const weak = (purpose: number): Uint32Array =>
      draw((k) => (Math.imul(k, 0x21f0aaad) ^ Math.imul(purpose, 0x85ebca6b)) >>> 0);
    expect(dependence(weak(1), weak(2))).toBeGreaterThan(50);
  });
  test('low bits that favour zero in one number of fifty', () =>
    expect(
      uniformity(draw((k) => (k % 50 === 0 ? bitsAt(KEY, k, 1) & 0xffffff00 : bitsAt(KEY, k, 1)))),
    ).toBeGreaterThan(MANY));
  test('two streams that share one number in thirty', () => {
    const a = draw((k) => bitsAt(KEY, k, 1));
    expect(
      dependence(
        a,
        draw((k) => (k % 30 === 0 ? a[k]! : bitsAt(KEY, k, 2))),
      ),
    ).toBeGreaterThan(MANY);
  });
});
