/** The flow that previews a study: against what a liquid must do, and against the simulation of Bolton. */
import { describe, expect, test } from 'vitest';
import { siteKey } from '../../src/engine/evenRun.ts';
import { fluidOf, type Fluid } from '../../src/engine/fluid.ts';
import type { Plan } from '../../src/engine/index.ts';
import { EVEN_RUN, uniformAt } from '../../src/engine/streams.ts';
import { curveOf } from '../../src/results/curves.ts';
import { previewLine, previewOf } from '../../src/results/preview.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { StudyThread } from '../../src/runner/study.ts';
import { boltonModel } from '../helpers/bolton.ts';
import { failing } from '../helpers/outages.ts';
import { arriving, stationOf } from '../helpers/queues.ts';
import { readModel, textOf } from '../helpers/study.ts';

/** From midnight of the first day of results, which is the second of the study, to the failure. */
const FAILS_HOUR = 6;
const COMES = 0.375;
const WORK = { service: 2, arrivals: COMES };

/** Items of a service outstanding at the hourly samples, under the first strategy or in the twin. */
function itemsOf(plan: Plan, service = 'work'): { items: number[]; twin: number[] } {
  const fluid: Fluid = fluidOf(plan.model);
  const hours = plan.frame.hours;
  const at = fluid.keys.indexOf(`station/${service}`) * hours;
  const line = ({ outstanding }: Fluid['twin']): number[] => Array.from(outstanding.subarray(at, at + hours));
  return { items: line(fluid.strategies[0]!), twin: line(fluid.twin) };
}

describe('a flow through an outage', () => {
  test('without any way to work, all that comes while it lasts is left at its end', () => {
    const { items, twin } = itemsOf(failing(600, { share: 0 }, WORK, {}));
    expect(Math.max(...twin)).toBe(0);
    for (let hour = 0; hour <= 10; hour++) expect(items[FAILS_HOUR + hour]).toBeCloseTo(COMES * 60 * hour, 9);
  });
  test('what is left drains at what people can do less what comes, but for the one thing that each has in hand', () => {
    const { items } = itemsOf(failing(600, { share: 0 }, WORK, {}));
    const left = COMES * 600;
    for (let hour = 1; hour <= 20; hour++) {
      const drained = (0.5 - COMES) * 60 * hour;
      expect(Math.abs(items[FAILS_HOUR + 10 + hour]! - (left - drained))).toBeLessThanOrEqual(1 + 1e-9);
    }
  });
  test('slowed down to a quarter, what comes less a quarter of what people can do is left', () => {
    const { items } = itemsOf(failing(600, { share: 1, slowdown: 4 }, WORK, {}));
    const expected = (COMES - 0.5 / 4) * 600;
    expect(Math.abs(items[FAILS_HOUR + 10]! - expected)).toBeLessThanOrEqual(1);
  });
  test('where a share can be done, exactly the rest waits', () => {
    const { items } = itemsOf(failing(600, { share: 0.4 }, WORK, {}));
    expect(items[FAILS_HOUR + 10]).toBeCloseTo(COMES * 600 * 0.6, 9);
  });
  test('a better way of working never leaves more, at any hour', () => {
    const lines = [0, 0.2, 0.5, 0.8, 1].map((share) => itemsOf(failing(600, { share }, WORK, {})).items);
    for (let k = 1; k < lines.length; k++)
      lines[k]!.forEach((value, hour) => expect(value).toBeLessThanOrEqual(lines[k - 1]![hour]! + 1e-9));
  });
  test('conserves the work: what has come is done, under way or waits', () => {
    const plan = failing(600, { share: 0.3 }, WORK, {
      pools: { staff: { staff: 1 }, nobody: { staff: 0 } },
      services: {
        work: {
          minutes: { fixed: 2 },
          arrivals: arriving(COMES),
          followOn: [{ service: 'done', share: 1 }],
          needs: [{ component: 'system', share: 0.3 }],
        },
        done: { minutes: { fixed: 1 }, pool: 'nobody' },
      },
    });
    const [{ items }, done] = [itemsOf(plan), itemsOf(plan, 'done').items];
    const came = (hour: number): number => COMES * 60 * (24 + hour);
    // Under way is what was begun in the last quarter of an hour.
    expect(items[3]! + done[3]!).toBeCloseTo(came(3) - COMES * 15, 6);
    expect(items[16]! + done[16]!).toBeCloseTo(came(16) - 0.3 * COMES * 15, 6);
    expect(items[47]! + done[47]!).toBeCloseTo(came(47) - COMES * 15, 6);
  });
  test('at closing time same-day work leaves in the stated shares, and what comes back is there the next day', () => {
    const plan = failing(1440, { share: 0 }, WORK, {
      servers: 2,
      shifts: [{ days: 'mon-sun', from: '08:00', to: '18:00' }],
      services: {
        work: {
          minutes: { fixed: 2 },
          arrivals: arriving(COMES),
          needs: [{ component: 'system', share: 0 }],
          atClose: { nextDay: 0.6 },
        },
      },
    });
    const { items } = itemsOf(plan);
    const before = items[17]!;
    expect(items[18]).toBeCloseTo((before + COMES * 60) * 0.6, 6);
    expect(items[23]).toBeCloseTo(items[18]! + COMES * 60 * 5, 6);
  });
  test('an incident that makes nothing slower or impossible gives the twin', () => {
    const { items, twin } = itemsOf(failing(600, { share: 1, slowdown: 1 }, WORK, {}));
    items.forEach((value, hour) => expect(value).toBeCloseTo(twin[hour]!, 9));
  });
  test('without an incident nothing is extra, to the last bit', () => {
    const plan = stationOf({ days: 7, services: { work: { minutes: { fixed: 2 }, arrivals: arriving(0.6) } } });
    const { items, twin } = itemsOf(plan);
    expect(Math.max(...twin)).toBeGreaterThan(0);
    expect(items).toEqual(twin);
  });
});

describe('the even run', () => {
  const sites = Array.from({ length: 40 }, (_, k) => ({ id: `site ${k}` }));
  const drawn = (purpose: number, what: string, n: number): number[] =>
    sites.slice(0, n).map((_, s) => uniformAt(siteKey({ sites }, 'seed', EVEN_RUN, s, 'backup', what), 0, purpose));
  test.each([0.05, 0.25, 0.75])(
    'a chance of %d comes true at as many of the sites, give or take one or two',
    (chance) => {
      for (const what of ['paper', 'laptops', 'read-only'])
        for (const purpose of [1, 2, 5])
          for (const n of [10, 20, 40]) {
            const count = drawn(purpose, what, n).filter((u) => u < chance).length;
            expect(Math.abs(count - chance * n)).toBeLessThanOrEqual(2);
          }
    },
  );
  test('how long something takes is its median at every site', () => {
    for (const purpose of [3, 4]) expect(new Set(drawn(purpose, 'paper', 40))).toEqual(new Set([0.5]));
  });
});

describe('Bolton as a flow', () => {
  const model = boltonModel();
  const RUNS = 12;
  const preview = previewOf(fluidOf(model), model);

  test('is the same every time', () => {
    const again = previewOf(fluidOf(model), model);
    expect(again.strategies.map(({ outstanding }) => outstanding)).toEqual(
      preview.strategies.map(({ outstanding }) => outstanding),
    );
  });
  test('peaks within 5% of the mean of simulated runs under every strategy, and its area lies within 15%', () => {
    const thread = new StudyThread(model, model.scenario.seed);
    const set: ResultSet = {
      model,
      frame: thread.frame,
      engineVersion: '',
      seed: model.scenario.seed,
      requestedRuns: RUNS,
      runs: Array.from({ length: RUNS }, (_, run) => thread.run(run)),
    };
    const sum = (line: readonly number[]): number => line.reduce((so, value) => so + value, 0);
    for (const { id } of model.scenario.strategies) {
      const { mean } = curveOf(set, id, 'extra', { unit: 'hours' });
      const flow = previewLine(preview, id, 'extra', { unit: 'hours' })!;
      expect(Math.abs(Math.max(...flow) / Math.max(...mean) - 1)).toBeLessThan(0.05);
      expect(Math.abs(sum(flow) / sum(mean) - 1)).toBeLessThan(0.15);
      const days = previewLine(preview, id, 'extra', { unit: 'days' })!;
      const { mean: meanDays } = curveOf(set, id, 'extra', { unit: 'days' });
      expect(Math.max(...days) / Math.max(...meanDays)).toBeCloseTo(Math.max(...flow) / Math.max(...mean), 2);
    }
  }, 240_000);
  test('says nothing of what a flow does not know', () => {
    expect(previewLine(preview, 'today', 'backlog', { unit: 'hours' })).toBeUndefined();
    expect(
      previewLine(preview, 'today', 'extra', { unit: 'items', services: ['gp-practice/re-entry'] }),
    ).toBeUndefined();
    expect(previewLine(preview, 'someone-else', 'extra', { unit: 'hours' })).toBeUndefined();
    expect(previewLine(preview, 'today', 'extra', { unit: 'hours', services: ['nothing/of-it'] })).toBeUndefined();
    const calls = { services: ['gp-practice/calls'] };
    const items = previewLine(preview, 'today', 'outstanding', { unit: 'items', ...calls })!;
    const hours = previewLine(preview, 'today', 'outstanding', { unit: 'hours', ...calls })!;
    expect(Math.max(...items)).toBeGreaterThan(Math.max(...hours));
  });
});

describe('the other built-in scenarios as a flow', () => {
  test.each(['airport-2024-07-19.yaml', 'railway-2024-07-19.yaml', 'device-recovery-2024-07.yaml'])(
    '%s has a line of finite numbers for every strategy, and something extra',
    (file) => {
      const { model } = readModel(textOf(file));
      const preview = previewOf(fluidOf(model), model);
      for (const { id } of model.scenario.strategies) {
        const line = previewLine(preview, id, 'extra', { unit: 'hours' })!;
        expect(line.every(Number.isFinite)).toBe(true);
        expect(Math.max(...line)).toBeGreaterThan(0);
      }
    },
  );
});
