import { describe, expect, it } from 'vitest';
import { textWidth } from '../../src/charts/labels.ts';
import { plainNumber } from '../../src/charts/number.ts';
import { domainOf, linear } from '../../src/charts/scale.ts';
import { roomForTicks } from '../../src/charts/tickRoom.ts';
import { dice } from '../results/handMade.ts';

describe('the values an axis names', () => {
  it('never touch each other, on any width and of any size, as long as two of them have room', () => {
    const roll = dice(3);
    for (let n = 0; n < 400; n++) {
      const width = 90 + roll() * 900;
      const high = 10 ** (roll() * 8 - 1);
      const low = n % 3 === 0 ? -high * roll() * 2 : 0;
      const count = roomForTicks([low, high], width, 8);
      if (count === 1) continue;
      const x = linear(domainOf([low, high], count), [0, width]);
      const places = x.ticks(count).map((value) => ({ at: x(value), wide: textWidth(plainNumber(value), 12) }));
      places
        .slice(1)
        .forEach(({ at, wide }, k) => expect(at - wide / 2).toBeGreaterThan(places[k]!.at + places[k]!.wide / 2));
    }
  });
  it('do not touch either where the outermost are written towards the middle', () => {
    const roll = dice(4);
    for (let n = 0; n < 400; n++) {
      const width = 90 + roll() * 900;
      const high = 10 ** (roll() * 8 - 1);
      const count = roomForTicks([0, high], width, 8, { inward: true });
      if (count === 1) continue;
      const x = linear(domainOf([0, high], count), [0, width]);
      const [before, last] = x.ticks(count).slice(-2) as [number, number];
      const wide = (value: number): number => textWidth(plainNumber(value), 12);
      const inward = Math.min(x(last), width) - wide(last);
      expect(inward).toBeGreaterThan(x(before) + (before === 0 ? wide(before) : wide(before) / 2));
    }
  });
  it('are more where there is more room', () => {
    expect(roomForTicks([0, 1000], 900, 8)).toBe(8);
    expect(roomForTicks([0, 15_000_000], 200, 8)).toBeLessThan(4);
  });
});
