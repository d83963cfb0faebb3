/** Chromium and Node give the same numbers, bit for bit. */
import { describe, expect, it } from 'vitest';
import { studyHash } from '../../src/results/hash.ts';
import { createNodeRunner } from '../../src/runner/nodeRunner.ts';
import { boltonModel } from '../helpers/bolton.ts';
import { visits } from './helpers/visit.ts';

const RUNS = 4;
const fewRuns = (text: string): string => text.replace(/^runs: \d+/m, `runs: ${RUNS}`);

describe('the page in Chromium', () => {
  const visit = visits();

  it('shows the hash that Node computes for the same scenario, seed and runs', async () => {
    const visitor = await visit({ scenario: fewRuns });
    await visitor.computed();
    const model = boltonModel(fewRuns);
    const runner = createNodeRunner(1);
    const set = await runner.run({ model, seed: model.scenario.seed, runs: RUNS }, {}).done;
    runner.dispose();
    expect(await visitor.hash()).toBe(studyHash(set));
  });

  it('shows the same hash with one, two and four workers', async () => {
    const hashes: string[] = [];
    for (const workers of [1, 2, 4]) {
      const visitor = await visit({ scenario: fewRuns, query: `workers=${workers}` });
      await visitor.computed();
      hashes.push(await visitor.hash());
      await visitor.page.close();
    }
    expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set(hashes).size).toBe(1);
  });
});
