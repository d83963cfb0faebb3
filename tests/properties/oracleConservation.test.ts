/** Nothing is lost or made twice: everything that came to a service is somewhere, at every hourly sample, in cases of every sort. */
import { expect, test } from 'vitest';
import { modelOf, sortOf } from '../helpers/generate.ts';
import { came, sampleCounts, went } from '../helpers/oracle/index.ts';

const SCENARIOS = 120;

test(
  `in ${SCENARIOS} generated scenarios all that came to a service is done, gone, put off, waiting or in service, at every sample`,
  { timeout: 300_000 },
  () => {
    let samples = 0;
    for (let number = 0; number < SCENARIOS; number++) {
      const model = modelOf(number, sortOf(number));
      for (const strategy of [null, ...model.scenario.strategies.map(({ id }) => id)]) {
        for (const count of sampleCounts(model, model.scenario.seed, 0, strategy)) {
          samples++;
          if (came(count) !== went(count))
            expect.fail(
              `scenario ${number}, ${strategy ?? 'the twin'}: ${came(count)} came, ${went(count)} are accounted for: ${JSON.stringify(count)}`,
            );
        }
      }
    }
    expect(samples).toBeGreaterThan(100_000);
  },
);
