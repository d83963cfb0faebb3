/** The fast engine and the plain event simulation, written from the same rules by people who never met, agree item by item: the first half of the scenarios. */
import { describe } from 'vitest';
import { compile } from '../../src/engine/index.ts';
import { disagreement, inBlocks, SCENARIOS } from '../helpers/agreement.ts';
import { modelOf } from '../helpers/generate.ts';

describe('the engine gives every item the times that a plain event simulation gives it', () => {
  // The second run only of every fifth scenario.
  inBlocks(0, Math.ceil(SCENARIOS / 2), 'generated scenarios', (number, wanted) => {
    const model = modelOf(number, wanted);
    const plan = compile(model);
    return disagreement(model, number % 5 === 0 ? [0, 1] : [0], () => plan);
  });
});
