/** One world of a run lived through by itself, cell by cell, sites before the hubs that live on what they send. */
import { cellOf, type Cell } from '../cell.ts';
import { Forest, itemKeys, type Received } from '../forest.ts';
import type { Plan } from '../plan.ts';
import { surgesOf } from '../surges.ts';
import { World } from '../world.ts';
import type { Circumstances } from './circumstances.ts';
import { Family, Post } from './family.ts';

/** A cell in which nothing has happened yet. */
export interface Stage {
  readonly cell: Cell;
  readonly forest: Forest;
  readonly world: World;
  readonly family: Family;
  readonly post: Post;
}

/** Calls `live` with each of the cells wanted, which it must take to the horizon; hubs are lived through after all senders. */
export function eachCell(
  circumstances: Circumstances,
  isWanted: (sites: readonly number[]) => boolean,
  live: (stage: Stage) => void,
): void {
  const { plan, seed, run } = circumstances;
  const keys = itemKeys(plan, seed, run);
  const surges = surgesOf(plan, seed, run, circumstances.incident);
  const sent: Received[] = [];
  const post = new Post();
  const hubsWanted = plan.cells.some((sites) => isHubCell(plan, sites) && isWanted(sites));
  for (const sites of plan.cells) {
    const isHub = isHubCell(plan, sites);
    if (!isWanted(sites) && (isHub || !hubsWanted)) continue;
    const cell = cellOf(plan, sites);
    const forest = new Forest(cell);
    forest.draw(keys, surges);
    if (isHub) forest.receive(sent.filter((item) => cell.localQueue.has(item.queue)));
    const world = new World(plan);
    world.begin(forest, circumstances.planned);
    circumstances.follow(world, sites);
    live({ cell, forest, world, family: new Family(cell, forest, world.items, post), post });
    world.finish();
    sent.push(...world.sent);
  }
}

export function isHubCell(plan: Plan, sites: readonly number[]): boolean {
  return sites.some((site) => plan.isHub[site]);
}
