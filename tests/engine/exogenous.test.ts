/** What moves a cell from outside is what its script says, in time order: held against the plainest way to list it. */
import { describe, expect, test } from 'vitest';
import { exogenousOf, MODE, NEVER, STAFF, type Changes } from '../../src/engine/exogenous.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import { compile } from '../../src/engine/index.ts';
import { workshopOf } from '../../src/engine/livingCells.ts';
import type { Cell } from '../../src/engine/cell.ts';
import { scriptOf, type Script } from '../../src/engine/script.ts';
import { stepAt } from '../../src/engine/steps.ts';
import { modelOf, sortOf } from '../helpers/generate.ts';

const CASES = Array.from({ length: 60 }, (_, k) => 43_000 + k);

type Told = readonly [tick: number, kind: number, target: number, value: number];

const byOrder = (a: Told, b: Told): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];

function staffOf(cell: Cell, { pools }: Script, horizon: number, of: (pool: number) => boolean): Told[] {
  return [...cell.globalPool].flatMap((global, p) => {
    const pool = pools[global]!;
    const ticks = [pool.staff, pool.rostered, pool.late, pool.reentryOnly].flatMap((steps) => steps.ticks);
    return [...new Set(ticks)]
      .filter((tick) => of(p) && tick < horizon)
      .map((tick): Told => [tick, STAFF, p, stepAt(pool.staff, tick)]);
  });
}

function modesOf(cell: Cell, script: Script, horizon: number): Told[] {
  return [...cell.globalQueue].flatMap((global, q) =>
    script.segments[global]!.flatMap(({ tick }, k): Told[] => (k > 0 && tick < horizon ? [[tick, MODE, q, k]] : [])),
  );
}

function closingsOf(cell: Cell, script: Script): Told[] {
  const found = [...cell.globalPool].flatMap((global, p) =>
    cell.queues.some((queue, q) => cell.poolOfQueue[q] === p && queue.spec?.atClose)
      ? script.closings[global]!.map(({ tick, day }): Told => [tick, 0, p, day])
      : [],
  );
  return found.sort(byOrder);
}

const listed = ({ tick, kind, target, value }: Changes): Told[] =>
  [...kind].map((_, k) => [tick[k]!, kind[k]!, target[k]!, value[k]!]);

describe('what moves a cell from outside', { timeout: 60_000 }, () => {
  test('is every change of staff, of modes and every closing of its script, in order', () => {
    let changes = 0;
    let closings = 0;
    for (const number of CASES) {
      const model = modelOf(number, sortOf(number));
      const plan = compile(model);
      const { seed, strategies } = model.scenario;
      const { cells, twinScript } = workshopOf(plan);
      const incident = incidentOf(plan, seed, 1);
      const scripts = [twinScript, ...strategies.map(({ uses }) => scriptOf(plan, seed, 1, incident, uses))];
      for (const cell of cells) {
        for (const script of scripts) {
          const found = exogenousOf(cell, script, plan.horizon);
          const isOwn = (p: number): boolean =>
            script.pools[cell.globalPool[p]!] !== twinScript.pools[cell.globalPool[p]!];
          const own = [...staffOf(cell, script, plan.horizon, isOwn), ...modesOf(cell, script, plan.horizon)];
          expect([...found.replaced].map(Boolean)).toEqual([...cell.globalPool].map((_, p) => isOwn(p)));
          expect(listed(found.base)).toEqual(staffOf(cell, twinScript, plan.horizon, () => true).sort(byOrder));
          expect(listed(found.own)).toEqual(own.sort(byOrder));
          expect([found.base, found.own, found.closings].map(({ tick }) => tick.at(-1))).toEqual([NEVER, NEVER, NEVER]);
          const { tick, pool, day } = found.closings;
          const closed = [...pool].map((p, k): Told => [tick[k]!, 0, p, day[k]!]);
          expect(closed).toEqual(closingsOf(cell, script));
          changes += own.length;
          closings += closed.length;
        }
      }
    }
    expect(changes).toBeGreaterThan(2000);
    expect(closings).toBeGreaterThan(2000);
  });
});
