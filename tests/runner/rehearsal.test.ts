/** What a worker rehearses with is a scenario like any other, and no schema is needed to live through it. */
import { expect, test } from 'vitest';
import { rehearsal } from '../../src/runner/rehearsal.ts';
import { rehearsalInput } from '../../src/runner/rehearsalInput.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { z } from '../../src/tools/build/nothingToCheck.ts';

test('the rehearsal is a scenario without errors, and can be lived through again and again', () => {
  const { issues } = parseScenario(JSON.stringify(rehearsalInput), {});
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  const rehearse = rehearsal();
  for (const run of [0, 1]) rehearse(run);
});

test('what stands in for the schema builds anything, and refuses to check', () => {
  const stand = z as {
    strictObject: (fields: object) => { meta: (words: object) => { parse: (value: unknown) => unknown } };
  };
  const built = stand.strictObject({ a: stand }).meta({ label: 'A' });
  expect(() => built.parse({})).toThrow('Nothing is checked in this part of Standby');
});
