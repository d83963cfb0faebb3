/** Small studies made with keyed luck: some strategies equal, some runs not back, some never disrupted, some with a single run. */
import type { ResultSet } from '../../src/results/resultSet.ts';
import { block, dice, made, setOf, type Extras, type RunSpec } from '../results/handMade.ts';

const DAYS = 14;
const HOURS = DAYS * 24;

/** The n-th study: one to three strategies, one to thirty runs. */
export function generatedStudy(n: number): ResultSet {
  const roll = dice(n + 1);
  const upTo = (most: number): number => Math.floor(roll() * (most + 1));
  const strategies = ['today', 'paper', 'read-only']
    .slice(0, 1 + upTo(2))
    .map((id, k, all) => ({ id, baseline: k === n % all.length }));
  const study = made({ sites: 2, days: DAYS, strategies });
  const kind = upTo(4);
  const extras = (): Extras => {
    // No disruption at all, or one that lasts for hours, days, or past the end.
    const length = kind === 0 ? 0 : kind === 1 ? 10 : kind === 2 && upTo(2) === 0 ? HOURS : 1 + upTo(8 * 24);
    return {
      visits: [0, 1].map(() => block(HOURS, 8, Math.min(HOURS, 8 + length), length === 0 ? 0 : 20)),
      counts: { missed: [upTo(3), 0], late: [upTo(200), upTo(5)] },
      cost: upTo(1) * 1000 * upTo(9),
    };
  };
  const runs: RunSpec[] = Array.from({ length: 1 + upTo(29) }, () => {
    const one = extras();
    return { strategies: strategies.map(() => (kind === 3 ? one : extras())), failed: 8, restored: 16 };
  });
  return setOf(study, runs);
}
