/** Own arrivals of a forest, told by queue: everybody who comes, in order, and nobody else. */
import { expect, test } from 'vitest';
import { cellOf } from '../../src/engine/cell.ts';
import { Forest, itemKeys } from '../../src/engine/forest.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import { compile } from '../../src/engine/index.ts';
import { surgesOf } from '../../src/engine/surges.ts';
import { modelOf, sortOf } from '../helpers/generate.ts';

const plans = Array.from({ length: 40 }, (_, k) => compile(modelOf(43_000 + k, sortOf(43_000 + k))));
let seen = { absent: 0, extra: 0, sameTick: 0 };

test('stand by queue in order of due, without those who will not come', () => {
  // One forest for all, as runs use it.
  const forest = new Forest(cellOf(plans[0]!, plans[0]!.cells[0]!));
  for (const plan of plans) {
    const keys = itemKeys(plan, 'by queue', 0);
    const surges = surgesOf(plan, 'by queue', 0, incidentOf(plan, 'by queue', 0));
    for (const sites of plan.cells) {
      forest.cell = cellOf(plan, sites);
      forest.draw(keys, surges);
      const { roots, due, queue, noShow, byQueue, queueStart, absent, absentCount } = forest;
      const all = Array.from({ length: roots }, (_, item) => item);
      all.forEach((item) => expect(due[item]).toBeGreaterThanOrEqual(due[Math.max(0, item - 1)]!));
      const comes = all.filter((item) => noShow[item] === 0);
      const wanted = forest.cell.queues.map((_, q) => comes.filter((item) => queue[item] === q));
      expect(wanted.map((_, q) => [...byQueue.subarray(queueStart[q], queueStart[q + 1])])).toEqual(wanted);
      expect([...absent.subarray(0, absentCount)]).toEqual(all.filter((item) => noShow[item] === 1));
      seen = {
        absent: seen.absent + absentCount,
        extra: seen.extra + forest.order.length - roots,
        sameTick: seen.sameTick + all.filter((item) => item > 0 && due[item] === due[item - 1]).length,
      };
    }
  }
});

test('and there were some of every sort', () => {
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
});
