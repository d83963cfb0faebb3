/** Queues with known answers, run through the engine as small scenario files: waits must agree within chance, and only just. */
import { describe, expect, test, vi } from 'vitest';
import { itemsOf, simulateRun } from '../../src/engine/index.ts';
import { TICKS_PER_DAY } from '../../src/scenario/calendar.ts';
import { erlangC, meanWait, pollaczekKhinchine, waitsLonger, type Servers } from '../helpers/formulas.ts';
import { arriving, replicates, RUNS, stationOf, waitOf, zOfWaits, type Station, type Work } from '../helpers/queues.ts';
import { FEW, mean, size, zOfDispersion, zOfMean, zOfRatio } from '../helpers/statistics.ts';

vi.setConfig({ testTimeout: 120_000 });

const wait = { wait: waitOf };
const exponential = (mean: number): Work['minutes'] => ({ exponential: { mean } });

describe.each<[string, Servers]>([
  ['one server, busy 80% of the time (M/M/1)', { servers: 1, service: 5, arrivals: 0.16 }],
  ['three servers, busy 85% (M/M/c, Erlang C)', { servers: 3, service: 12, arrivals: 0.2125 }],
  ['eight servers, busy 70% (M/M/c, Erlang C)', { servers: 8, service: 40, arrivals: 0.14 }],
])('%s', (_, system) => {
  const plan = stationOf({
    servers: system.servers,
    services: { work: { minutes: exponential(system.service), arrivals: arriving(system.arrivals) } },
  });
  const found = replicates(plan, RUNS, {
    ...wait,
    waited: (item) => Number(item.start > item.due),
    long: (item) => Number(waitOf(item) > 30),
  })('work');
  test('the mean wait is that of the formula', () =>
    expect(size(zOfRatio(found.wait, meanWait(system)))).toBeLessThan(FEW));
  test('so is the share of people who wait', () =>
    expect(size(zOfRatio(found.waited, erlangC(system.arrivals * system.service, system.servers)))).toBeLessThan(FEW));
  test('and the share who wait half an hour', () =>
    expect(size(zOfRatio(found.long, waitsLonger(system, 30)))).toBeLessThan(FEW));
  test('the formula for one server more, or for 3% more arrivals, is told apart', () => {
    expect(size(zOfRatio(found.wait, meanWait({ ...system, servers: system.servers + 1 })))).toBeGreaterThan(FEW);
    expect(size(zOfRatio(found.wait, meanWait({ ...system, arrivals: system.arrivals * 1.03 })))).toBeGreaterThan(FEW);
  });
  test('the average backlog at hourly samples is arrivals times wait (Little)', () => {
    const backlog = Array.from({ length: RUNS }, (_, run) => mean(simulateRun(plan, 'theory', run).twin.backlog));
    expect(size(zOfMean(backlog, system.arrivals * meanWait(system)))).toBeLessThan(FEW);
  });
});

describe('one server and any handling time (M/G/1, Pollaczek and Khinchine)', () => {
  const kinds: readonly [string, Work['minutes'], cv: number, service: number, arrivals: number][] = [
    ['always the same (M/D/1)', { fixed: 5 }, 0, 5, 0.16],
    ['gamma, cv 1/2', { gamma: { mean: 15, cv: 0.5 } }, 0.5, 15, 0.05],
    ['lognormal, cv 1.2', { lognormal: { mean: 5, cv: 1.2 } }, 1.2, 5, 0.14],
    [
      'one of two, counted in bins',
      {
        bins: [
          { from: 2, to: 2, weight: 3 },
          { from: 14, to: 14, weight: 1 },
        ],
      },
      Math.sqrt(27) / 5,
      5,
      0.14,
    ],
  ];
  test.each(kinds)('%s: the mean wait is that of the formula', (_, minutes, cv, service, arrivals) => {
    expect(
      zOfWaits(
        { services: { work: { minutes, arrivals: arriving(arrivals) } } },
        { work: pollaczekKhinchine({ arrivals, service, cv }) },
      ),
    ).toBeLessThan(FEW);
  });
  test('two kinds of work of one priority wait alike, in the order in which they fell due', () => {
    const services = {
      short: { minutes: exponential(3), arrivals: arriving(0.13) },
      long: { minutes: { fixed: 15 }, arrivals: arriving(0.025) },
    };
    const expected = pollaczekKhinchine({ arrivals: 0.13, service: 3, cv: 1 }, { arrivals: 0.025, service: 15, cv: 0 });
    expect(zOfWaits({ services }, { short: expected, long: expected })).toBeLessThan(FEW);
  });
  test('handling with the right mean and the wrong spread is told apart', () => {
    const expected = pollaczekKhinchine({ arrivals: 0.16, service: 5, cv: 0.5 });
    expect(
      zOfWaits(
        { services: { work: { minutes: { lognormal: { mean: 5, cv: 0.7 } }, arrivals: arriving(0.16) } } },
        { work: expected },
      ),
    ).toBeGreaterThan(FEW);
  });
});

describe('more servers than work (M/G/infinity)', () => {
  const busyAt = (minutes: Work['minutes'], perMinute = 0.2): number[] => {
    const plan = stationOf({ servers: 500, days: 60, services: { work: { minutes, arrivals: arriving(perMinute) } } });
    // Midnight after midnight: nobody is in service as long as that.
    const midnights = Array.from({ length: 59 }, (_, day) => (15 + day) * TICKS_PER_DAY);
    return Array.from({ length: 8 }, (_, run) => {
      const items = itemsOf(plan, 'theory', run, null);
      if (items.some((item) => item.start !== item.due)) throw new Error('somebody waited');
      return midnights.map((now) => items.filter((item) => item.start <= now && now < item.end).length);
    }).flat();
  };
  test.each<[string, Work['minutes']]>([
    ['fixed', { fixed: 120 }],
    ['lognormal', { lognormal: { mean: 120, cv: 1 } }],
  ])('nobody waits, and those in service are Poisson whatever the handling time: %s', (_, minutes) => {
    const busy = busyAt(minutes);
    expect(size(zOfMean(busy, 24))).toBeLessThan(FEW);
    expect(size(zOfDispersion(busy, 24))).toBeLessThan(FEW);
  });
  test('one arrival in twelve missing is told apart', () =>
    expect(size(zOfMean(busyAt({ fixed: 120 }, 0.2 * (11 / 12)), 24))).toBeGreaterThan(FEW));
});

describe('work that follows from other work (Burke and Jackson)', () => {
  const station = (service: number): Station => ({
    pools: { staff: { staff: 2 }, office: { staff: 1 } },
    services: {
      calls: {
        minutes: exponential(8),
        arrivals: arriving(0.2),
        followOn: [{ service: 'letters', share: 0.6, after: '2 h' }],
      },
      letters: { minutes: exponential(service), pool: 'office' },
    },
  });
  test('what leaves one queue arrives at the next as if at random: both have the waits of their own formulas', () => {
    expect(
      zOfWaits(station(6), {
        calls: meanWait({ servers: 2, service: 8, arrivals: 0.2 }),
        letters: meanWait({ servers: 1, service: 6, arrivals: 0.12 }),
      }),
    ).toBeLessThan(FEW);
  });
  test('every item followed by work, instead of six in ten, is told apart', () => {
    expect(zOfWaits(station(4.5), { letters: meanWait({ servers: 1, service: 4.5, arrivals: 0.2 }) })).toBeGreaterThan(
      FEW,
    );
  });
});
