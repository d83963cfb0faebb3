/** What a world's plan takes from the central one is what it would have made itself. */
import { describe, expect, test } from 'vitest';
import { coversOf, inUse, liftsOf, neededAt, watchedAt } from '../../src/engine/answers.ts';
import { cellOf } from '../../src/engine/cell.ts';
import { compile, drawWorld, simulateRun, type Plan } from '../../src/engine/index.ts';
import { workshopOf } from '../../src/engine/livingCells.ts';
import { isStarted, isSupport, isWayOfWorking } from '../../src/catalog/backups/index.ts';
import type { Model } from '../../src/scenario/model.ts';
import { worldModel } from '../../src/scenario/uncertain/worlds.ts';
import { sortOf } from '../helpers/generate.ts';
import { uncertainModelOf } from '../helpers/generate/uncertain.ts';

const CASES = Array.from({ length: 30 }, (_, k) => k);

/** The same model, of which nothing is the very same object. */
function copyOf(model: Model): Model {
  return {
    ...model,
    scenario: structuredClone(model.scenario),
    sites: model.sites.map((site) => structuredClone(site)),
  };
}

/** Everything about a plan and its cells but what ties it to others. */
function contentOf({ central: _, model: { scenario, sites }, ...plan }: Plan, cells: readonly object[]): object {
  return { ...plan, scenario, sites, cells: cells.map((cell) => ({ ...cell, plan: undefined, handling: undefined })) };
}

describe('the plan of a world', { timeout: 120_000 }, () => {
  test('is what it is when nothing is taken from the central one but the work that staff are planned for', () => {
    let shared = 0;
    for (const number of CASES) {
      const model = uncertainModelOf(number, sortOf(number));
      const { seed } = model.scenario;
      const central = compile(model);
      workshopOf(central);
      const world = worldModel(model, drawWorld(model, seed, 1));
      const plan = compile(world, central);
      const alone = compile(copyOf(world), compile(copyOf(model)));
      shared += plan.queues.filter((queue, q) => queue === central.queues[q]).length;
      expect(alone.queues.some((queue, q) => queue === central.queues[q])).toBe(false);

      expect(compile(world).shape, `${number}`).toEqual(plan.shape);
      const cells = alone.cells.map((sites) => cellOf(alone, sites));
      expect(contentOf(plan, workshopOf(plan).cells), `${number}`).toEqual(contentOf(alone, cells));
    }
    expect(shared).toBeGreaterThan(200);
  });

  test('knows what answers what, as if it had been made on its own', () => {
    let answers = 0;
    for (const number of CASES) {
      const model = uncertainModelOf(number, sortOf(number));
      const central = compile(model);
      const world = worldModel(model, drawWorld(model, model.scenario.seed, 1));
      const plan = compile(world, central);
      const alone = compile(copyOf(world));
      for (const backup of model.scenario.backups.filter(isWayOfWorking)) coversOf(central, backup);
      for (const backup of world.scenario.backups.filter(isStarted)) {
        if (isWayOfWorking(backup)) expect(coversOf(plan, backup)).toEqual(coversOf(alone, backup));
        if (isSupport(backup)) expect(liftsOf(plan, backup)).toEqual(liftsOf(alone, backup));
        for (let s = 0; s < plan.sites.length; s++) {
          expect(watchedAt(plan, s, backup)).toEqual(watchedAt(alone, s, backup));
          answers++;
        }
      }
      for (let s = 0; s < plan.sites.length; s++) {
        expect(inUse(plan, s)).toEqual(inUse(alone, s));
        expect(neededAt(plan, s)).toEqual(neededAt(alone, s));
      }
    }
    expect(answers).toBeGreaterThan(200);
  });

  test('lives its runs as one does that is on its own, to the last bit', () => {
    for (const number of CASES.slice(0, 12)) {
      const model = uncertainModelOf(number, sortOf(number));
      const { seed } = model.scenario;
      const central = compile(model);
      for (const run of [1, 2]) {
        const world = worldModel(model, drawWorld(model, seed, run));
        const alone = compile(copyOf(world), compile(copyOf(model)));
        const found = simulateRun(compile(world, central), seed, run);
        expect(found, `${number}, run ${run}`).toEqual(simulateRun(alone, seed, run));
      }
    }
  });
});
