/** The fast engine and the plain event simulation, written from the same rules by people who never met, agree item by item, in worlds drawn from what is not known. */
import { describe } from 'vitest';
import { WorldPlans } from '../../src/engine/index.ts';
import { disagreement, inBlocks, SCENARIOS } from '../helpers/agreement.ts';
import { uncertainModelOf } from '../helpers/generate/uncertain.ts';

describe('the engine gives every item the times that a plain event simulation gives it', () => {
  inBlocks(0, Math.ceil(SCENARIOS / 5), 'generated scenarios with numbers that are not known', (number, wanted) => {
    const model = uncertainModelOf(number, wanted);
    const plans = new WorldPlans(model, model.scenario.seed);
    return disagreement(model, [0, 1 + (number % 5)], (run) => plans.ofRun(run).plan);
  });
});
