import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { compile, simulateRun, type Plan } from '../../src/engine/index.ts';
import { modelOf, oneNetworkHit, practices } from './scenarios.ts';
import { livedThrough, Rooms, WAYS, type Worlds } from './ways.ts';

vi.setConfig({ testTimeout: 60_000 });

const bolton = modelOf(readFileSync(join(import.meta.dirname, '../../scenarios/bolton-2024-07-19.yaml'), 'utf8'));
const strategies = bolton.scenario.strategies.map(({ id }) => id);

/** What is counted in every world, hour by hour and by queue. */
const counted = ({ twin, strategies: others }: Worlds): string[] =>
  [twin, ...others].map(({ counts, backlog, outstanding, reentryMinutes }) =>
    [counts, backlog, outstanding, reentryMinutes].map((figures) => figures.join()).join(';'),
  );

describe('a way of living through worlds without a short cut', () => {
  it.each(WAYS)('counts what the engine counts, run after run in the same buffers: %s', (way) => {
    const plan: Plan = compile(practices(bolton, 5));
    const rooms = new Rooms();
    for (const run of [0, 1])
      expect(counted(livedThrough(plan, run, strategies, way, rooms))).toEqual(
        counted(simulateRun(plan, bolton.scenario.seed, run, strategies)),
      );
  });

  it('is not taken where only one network is hit: the other four are their twins', () => {
    const plan = compile(oneNetworkHit(bolton));
    const { twin, strategies: others, incidentTick } = simulateRun(plan, bolton.scenario.seed, 0, strategies);
    const practice = (site: number): boolean => plan.sites[site]!.id.startsWith('practice-');
    const hit = plan.sites.flatMap((_, site) => (practice(site) && incidentTick[site]! >= 0 ? [site] : []));
    expect(hit).toHaveLength(4);
    for (const { outstanding } of others) {
      const differs = plan.queues.flatMap(({ site }, q) => {
        const [from, to] = [q * plan.frame.hours, (q + 1) * plan.frame.hours];
        return practice(site) && outstanding.slice(from, to).join() !== twin.outstanding.slice(from, to).join()
          ? [site]
          : [];
      });
      expect(new Set(differs).size).toBeLessThanOrEqual(hit.length);
      expect([...new Set(differs)].every((site) => hit.includes(site))).toBe(true);
    }
  });
});
