/** Coverage: a 95% interval holds the true mean in 95 studies of 100, no fewer and no more. `npm run test:deep` makes many more studies. */
import { describe, expect, test, vi } from 'vitest';
import { comparable, pairedDifference } from '../../src/results/paired.ts';
import { summarise } from '../../src/results/summarise.ts';
import { Dice } from '../helpers/dice.ts';
import { FEW, mean, size, zOfSum } from '../helpers/statistics.ts';
import { readModel, studyOf, textOf } from '../helpers/study.ts';

vi.setConfig({ testTimeout: 3_600_000 });

const STUDIES = Number(process.env['COVERAGE_STUDIES'] ?? 4000);
/** Long studies of a real scenario, only when asked for: each takes a second. */
const REAL_STUDIES = Number(process.env['COVERAGE_REAL_STUDIES'] ?? 0);

const normal = (dice: Dice): number =>
  Math.sqrt(-2 * Math.log(1 - dice.uniform())) * Math.cos(2 * Math.PI * dice.uniform());

/** In how many studies of n runs the interval of the paired difference, stretched by a factor, holds the true mean. */
function held(n: number, draw: (dice: Dice) => number, truth: number, stretch = 1): number {
  let count = 0;
  for (let study = 0; study < STUDIES; study++) {
    const dice = new Dice(study * 31 + n);
    const common = Float64Array.from({ length: n }, () => 10 * normal(dice));
    const a = common.map((value) => value + draw(dice));
    const { mean: middle, low, high } = pairedDifference({ values: a }, { values: common });
    if (middle + (low - middle) * stretch <= truth && truth <= middle + (high - middle) * stretch) count++;
  }
  return count;
}
const z = (count: number, chance = 0.95): number =>
  size(zOfSum(count, STUDIES * chance, STUDIES * chance * (1 - chance)));

describe(`in ${STUDIES} studies the interval of a paired difference holds the truth`, () => {
  test.each([3, 5, 20, 100])('95 times of 100 for differences that are normal, with %i runs', (n) => {
    expect(z(held(n, (dice) => 2 + 3 * normal(dice), 2))).toBeLessThan(FEW);
  });
  test('nearly as often for skewed ones, with a hundred runs', () => {
    const share = held(100, (dice) => -Math.log(1 - dice.uniform()), 1) / STUDIES;
    expect(share).toBeGreaterThan(0.925);
    expect(share).toBeLessThan(0.96);
  });
  test('the normal quantile in place of Student’s, with five runs, is told apart', () => {
    expect(z(held(5, (dice) => normal(dice), 0, 1.96 / 2.776))).toBeGreaterThan(FEW);
  });
});

if (REAL_STUDIES > 0)
  test('of a real scenario, studies of 20 runs hold the mean of all of them as often as they should', () => {
    const { model } = readModel(textOf('railway-2024-07-19.yaml'));
    const studies = Array.from({ length: REAL_STUDIES }, (_, study) => studyOf(model, 20, `study-${study}`));
    const strategies = summarise(studies[0]!).strategies.map(({ id }) => id);
    const differences = studies.map((set) =>
      pairedDifference(comparable(set, strategies.indexOf('printed'), 'late'), comparable(set, 0, 'late')),
    );
    const truth = mean(differences.map((one) => one.mean));
    const count = differences.filter(({ low, high }) => low <= truth && truth <= high).length;
    expect(count / REAL_STUDIES).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / REAL_STUDIES));
  });
