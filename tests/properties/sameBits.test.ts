/** The same numbers however the work is shared out: one worker, two, or none. Chromium is compared in the journeys. */
import { expect, test } from 'vitest';
import { compile, ENGINE_VERSION, simulateRun } from '../../src/engine/index.ts';
import { studyHash } from '../../src/results/hash.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { createNodeRunner } from '../../src/runner/nodeRunner.ts';
import { StudyThread } from '../../src/runner/study.ts';
import { boltonModel } from '../helpers/bolton.ts';
import { readModel, textOf } from '../helpers/study.ts';

const RUNS = 3;
const model = boltonModel();
const seed = model.scenario.seed;

async function withWorkers(count: number): Promise<string> {
  const runner = createNodeRunner(count);
  try {
    return studyHash(await runner.run({ model, seed, runs: RUNS }, {}).done);
  } finally {
    runner.dispose();
  }
}

function inThisThread(order: readonly number[]): string {
  const thread = new StudyThread(model, seed);
  const runs = order.map((run) => thread.run(run)).sort((a, b) => a.run - b.run);
  const set: ResultSet = { model, frame: thread.frame, engineVersion: ENGINE_VERSION, seed, requestedRuns: RUNS, runs };
  return studyHash(set);
}

test('Bolton gives the same hash with one worker, with two and in one thread, whatever the order of the runs', async () => {
  const one = await withWorkers(1);
  expect(await withWorkers(2)).toBe(one);
  expect(inThisThread([2, 0, 1])).toBe(one);
}, 480_000);

test('an airport gives the same hash with one, two and four workers, and with its runs split in any way', async () => {
  const { model: airport } = readModel(textOf('airport-2024-07-19.yaml'));
  const runs = 6;
  const hashOf = async (workers: number): Promise<string> => {
    const runner = createNodeRunner(workers);
    try {
      return studyHash(await runner.run({ model: airport, seed: 'split', runs }, {}).done);
    } finally {
      runner.dispose();
    }
  };
  const one = await hashOf(1);
  expect(await hashOf(2)).toBe(one);
  expect(await hashOf(4)).toBe(one);
  // Blocks of a study, each on a plan of its own, put together in run order.
  const split = (blocks: readonly (readonly number[])[]): string => {
    const parts = blocks.map((block) => {
      const thread = new StudyThread(airport, 'split');
      return block.map((run) => thread.run(run));
    });
    const measured = parts.flat().sort((a, b) => a.run - b.run);
    const { frame } = compile(airport);
    return studyHash({
      model: airport,
      frame,
      engineVersion: ENGINE_VERSION,
      seed: 'split',
      requestedRuns: runs,
      runs: measured,
    });
  };
  expect(split([[0, 1, 2, 3, 4, 5]])).toBe(one);
  expect(split([[5, 1], [3], [2, 0, 4]])).toBe(one);
  expect(split([[0, 1, 2, 3, 4]])).not.toBe(one);
}, 480_000);

test('another seed gives another hash', () => {
  const plan = compile(model);
  const hash = (name: string): string => simulateRun(plan, name, 0, []).twin.hash.join();
  expect(hash('bolton')).not.toBe(hash('bolton2'));
});
