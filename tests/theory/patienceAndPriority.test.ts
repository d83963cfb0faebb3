/** People who give up and urgent work first: known answers for queues that are not simply first come, first served. */
import { describe, expect, test, vi } from 'vitest';
import { cobham, cobhamManyServers, erlangA, type Servers } from '../helpers/formulas.ts';
import {
  arriving,
  replicates,
  RUNS,
  stationOf,
  waitOf,
  zOfWaits,
  type Replicates,
  type Work,
} from '../helpers/queues.ts';
import { FEW, size, zOfRatio } from '../helpers/statistics.ts';

vi.setConfig({ testTimeout: 120_000 });

const exponential = (mean: number): Work['minutes'] => ({ exponential: { mean } });

describe('people who give up (M/M/c with patience, Erlang A)', () => {
  const run = (system: Servers, patience: string, fixed = false): Replicates<'wait' | 'givesUp'> =>
    replicates(
      stationOf({
        servers: system.servers,
        services: {
          calls: {
            minutes: exponential(system.service),
            arrivals: arriving(system.arrivals),
            patience: { mean: patience, fixed },
          },
        },
      }),
      RUNS,
      { wait: waitOf, givesUp: (item) => Number(item.fate === 'lost') },
    )('calls');
  test.each<[string, Servers, string, number]>([
    ['with work for 90% of the time', { servers: 4, service: 12, arrivals: 0.3 }, '20 min', 20],
    ['with a fifth more work than can be done', { servers: 2, service: 10, arrivals: 0.24 }, '50 min', 50],
  ])(
    '%s: the share that gives up and the mean time in the queue are those of the formula',
    (_, system, patience, minutes) => {
      const found = run(system, patience);
      expect(size(zOfRatio(found.givesUp, erlangA(system, minutes).givesUp))).toBeLessThan(FEW);
      expect(size(zOfRatio(found.wait, erlangA(system, minutes).wait))).toBeLessThan(FEW);
    },
  );
  test('everybody giving up after the same time is told apart', () => {
    const system = { servers: 4, service: 12, arrivals: 0.3 };
    expect(size(zOfRatio(run(system, '20 min', true).givesUp, erlangA(system, 20).givesUp))).toBeGreaterThan(FEW);
  });
});

describe('urgent work first, nobody interrupted (Cobham)', () => {
  const [urgent, other] = cobham([
    { arrivals: 0.05, service: 4, cv: 1 },
    { arrivals: 0.08, service: 7, cv: 0 },
  ]);
  const expected = { urgent: urgent!, other: other! };
  const services = (first: number, second: number): Record<string, Work> => ({
    urgent: { minutes: exponential(4), arrivals: arriving(0.05), priority: first },
    other: { minutes: { fixed: 7 }, arrivals: arriving(0.08), priority: second },
  });
  test('both classes wait as the formula says', () => {
    expect(zOfWaits({ services: services(1, 2) }, expected)).toBeLessThan(FEW);
  });
  test('three classes and three servers, likewise', () => {
    const rates = [0.05, 0.1, 0.12];
    const many = Object.fromEntries(
      rates.map((rate, k) => [`class-${k}`, { minutes: exponential(10), arrivals: arriving(rate), priority: k + 1 }]),
    );
    expect(
      zOfWaits(
        { servers: 3, services: many },
        Object.fromEntries(cobhamManyServers(rates, 10, 3).map((minutes, k) => [`class-${k}`, minutes])),
      ),
    ).toBeLessThan(FEW);
  });
  test.each([
    [2, 1],
    [1, 1],
  ])('priorities %i and %i are told apart from 1 and 2', (first, second) => {
    expect(zOfWaits({ services: services(first, second) }, expected, Math.min)).toBeGreaterThan(FEW);
  });
});
