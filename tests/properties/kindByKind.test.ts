/** Every kind of backup, and every action that the loop serves in a way of its own, used alone: both engines give every item the same times. */
import { describe, expect, test } from 'vitest';
import { compile, itemsOf } from '../../src/engine/index.ts';
import { firstDifference } from '../helpers/compareItems.ts';
import { startsByBacklog } from '../helpers/features.ts';
import { generate, modelOf, type ScenarioInput } from '../helpers/generate.ts';
import { simulatePlainly } from '../helpers/oracle/index.ts';

/** Numbers not used elsewhere; of each kind so many scenarios in which it matters. */
const FROM = 120_000;
const ENOUGH = 12;
const TRIED = 120;

type Response = NonNullable<ScenarioInput['backups']>[number] | NonNullable<ScenarioInput['actions']>[number];

/** The scenario with strategies that use only what is of the kind, with what it improves, and only that without it. */
function alone(scenario: ScenarioInput, isOf: (response: Response) => boolean): ScenarioInput | undefined {
  const all: Response[] = [...(scenario.backups ?? []), ...(scenario.actions ?? [])];
  const own = all.filter(isOf);
  if (own.length === 0) return undefined;
  const improved = own.flatMap((one) => ('backups' in one ? one.backups : 'actions' in one ? one.actions : []));
  return {
    ...scenario,
    strategies: [
      { id: 'without', title: 'Without', baseline: true, uses: improved },
      { id: 'alone', title: 'Alone', uses: [...own.map(({ id }) => id), ...improved] },
    ],
  };
}

/** Disagreements in the first scenarios in which the kind changes an item. */
function disagreements(isOf: (response: Response) => boolean): string[] {
  const found: string[] = [];
  let mattered = 0;
  for (let number = FROM; number < FROM + TRIED && mattered < ENOUGH; number++) {
    const scenario = alone(generate(number, { crowded: true }), isOf);
    if (!scenario) continue;
    const model = modelOf(scenario);
    const [without, plainly] = ['without', 'alone'].map((id) => simulatePlainly(model, model.scenario.seed, 0, id));
    if (firstDifference(without!, plainly!) === null) continue;
    mattered++;
    const difference = firstDifference(plainly!, itemsOf(compile(model), model.scenario.seed, 0, 'alone'));
    if (difference !== null) found.push(`${number}: ${difference}`);
  }
  expect(mattered).toBe(ENOUGH);
  return found;
}

const SUPPORTS = ['power-supply', 'mobile-data', 'spare-numbers', 'redundant-hosting'];
const WAYS = [
  'paper-pack',
  'read-only-record',
  'shared-care-record',
  'summary-record',
  'hub-view',
  'at-risk-lists',
  'paper-forms',
  'independent-messages',
];

test('used alone, both engines give the same times with what a backlog starts', { timeout: 120_000 }, () => {
  expect(disagreements(startsByBacklog)).toEqual([]);
});

describe('used alone, both engines give the same times with', () => {
  test.each([
    ['other ways of working', WAYS],
    ['prescription pads', ['prescription-pads']],
    ['a printed day list', ['printed-day-list']],
    ['an exported day list', ['exported-day-list']],
    ['an encrypted day list', ['encrypted-day-list']],
    ['what keeps a component up', SUPPORTS],
    ['spare devices', ['spare-devices']],
    ['staged updates', ['staged-updates']],
    ['engineers on site', ['engineers-on-site']],
    ['drills and enrolment', ['drills-and-enrolment']],
    ['a locum call-off', ['locum-call-off']],
    ['a re-entry team', ['re-entry-team']],
    ['a buddy', ['buddy']],
    ['a service switched off', ['switch-off']],
  ] as const)('%s', { timeout: 120_000 }, (_, kinds) => {
    expect(disagreements(({ kind }) => (kinds as readonly string[]).includes(kind))).toEqual([]);
  });
});
