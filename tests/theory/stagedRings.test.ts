/** Staged updates: each site is reached at the later of two moments, whatever the shares round to. */
import { expect, test } from 'vitest';
import { countOf } from '../../src/catalog/effects.ts';
import { laterOf } from '../../src/engine/prevention.ts';
import { Dice } from '../helpers/dice.ts';

interface Ring {
  readonly share: number;
  readonly after: number;
}

/** When each of n places is reached, Infinity when it is spared: the rule read place by place. */
function moments(rings: readonly Ring[], n: number): number[] {
  const reached = new Array<number>(n).fill(Infinity);
  let sum = 0;
  let place = 0;
  for (const { share, after } of rings) {
    sum += share;
    for (const end = Math.min(n, countOf(sum, n)); place < end; place++) reached[place] = after;
  }
  return reached;
}

function rings(dice: Dice): Ring[] {
  let after = 0;
  let left = 1;
  return Array.from({ length: dice.whole(1, 6) }, () => {
    after += dice.pick([0, 30, 90, 240]);
    const share = Math.min(left, dice.pick([0, 0.05, 0.1, 0.2, 0.25, 1 / 3, 0.5, 1]));
    left -= share;
    return { share, after };
  });
}

test('by hand', () => {
  const all = [{ share: 1, after: 0 }];
  const staged = [
    { share: 0.1, after: 0 },
    { share: 0.9, after: 240 },
  ];
  expect(laterOf(all, staged, 10)).toEqual([
    { share: 0.1, after: 0 },
    { share: 0.9, after: 240 },
  ]);
  expect(moments(laterOf(all, [{ share: 0.25, after: 60 }], 8), 8)).toEqual([
    60,
    60,
    ...Array<number>(6).fill(Infinity),
  ]);
});

test('in 2,000 pairs of rings over up to 60 sites', () => {
  const dice = new Dice(11);
  let differ = 0;
  for (let k = 0; k < 2000; k++) {
    const [a, b, n] = [rings(dice), rings(dice), dice.whole(1, 60)];
    const expected = moments(a, n).map((at, place) => Math.max(at, moments(b, n)[place]!));
    const found = moments(laterOf(a, b, n), n);
    expect(found, JSON.stringify([a, b, n])).toEqual(expected);
    if (found.some((at, place) => at !== moments(a, n)[place])) differ++;
  }
  expect(differ).toBeGreaterThan(1000);
});
