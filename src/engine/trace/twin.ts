/** The same cells without the incident: how an item fared there. */
import type { Plan } from '../plan.ts';
import { FIRST_DUE, hasCome, LEFT, START, STATE } from '../itemStates.ts';
import { circumstancesOf } from './circumstances.ts';
import { eachCell, type Stage } from './lived.ts';
import type { Reason } from './reasons.ts';

type Compared = Extract<Reason, { kind: 'knock-on' | 'ordinary' }>;

export class Twin {
  readonly #stages = new Map<number, Stage>();
  /** In hubs, whose items are other items in other worlds: by queue, origin and lineage. */
  readonly #received = new Map<number, Map<string, number>>();

  /** Lives through the cells wanted to the horizon. */
  constructor(plan: Plan, seed: string, run: number, isWanted: (sites: readonly number[]) => boolean) {
    eachCell(circumstancesOf(plan, seed, run, null), isWanted, (stage) => {
      stage.world.advance(plan.horizon);
      const first = stage.cell.sites[0]!;
      this.#stages.set(first, stage);
      if (!stage.cell.isHub) return;
      const known = new Map<string, number>();
      for (let item = 0; item < stage.forest.count; item++) known.set(keyOf(stage, item), item);
      this.#received.set(first, known);
    });
  }

  /** How a waiting item compares at a moment with itself in the world without the incident. */
  compare(stage: Stage, item: number, now: number): Compared {
    const there = this.#stages.get(stage.cell.sites[0]!)!;
    const same = this.#sameItem(stage, there, item);
    const { items } = there.world;
    if (same === undefined || !hasCome(items.get(same, STATE)))
      return { kind: 'knock-on', twin: 'never-came', at: null };
    const [due, start, left] = [FIRST_DUE, START, LEFT].map((word) => items.get(same, word)) as [
      number,
      number,
      number,
    ];
    if (due > now) return { kind: 'knock-on', twin: 'came-later', at: due };
    if (start >= 0 && start <= now) return { kind: 'knock-on', twin: 'started', at: start };
    if (left >= 0 && left <= now) return { kind: 'knock-on', twin: 'left', at: left };
    return { kind: 'ordinary', twin: 'waits-too' };
  }

  #sameItem(stage: Stage, there: Stage, item: number): number | undefined {
    if (stage.cell.isHub)
      return item < stage.world.items.count
        ? this.#received.get(stage.cell.sites[0]!)!.get(keyOf(stage, item))
        : undefined;
    return item < there.forest.baseCount ? item : undefined;
  }
}

function keyOf({ forest }: Stage, item: number): string {
  const { queue, originQueue, index, lineage } = forest;
  return `${queue[item]!}/${originQueue[item]!}/${index[item]!}/${lineage[item]! >>> 0}`;
}
