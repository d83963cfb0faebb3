/** The items of a run as rows: who comes when, how long each takes, and every draw that does not depend on how the run goes. */
import { cellOf } from '../../engine/cell.ts';
import { decide, Parked } from '../../engine/decide.ts';
import { delayMinutes } from '../../engine/distributions.ts';
import { CONTACT, ELSEWHERE, Forest, itemKeys, SPECIAL } from '../../engine/forest.ts';
import type { Plan } from '../../engine/index.ts';
import { log } from '../../engine/math.ts';
import { nextOpening } from '../../engine/plan.ts';
import type { Script } from '../../engine/script.ts';
import { Purpose, uniformAt } from '../../engine/streams.ts';
import type { surgesOf } from '../../engine/surges.ts';
import { TICKS_PER_DAY, ticks } from '../../scenario/calendar.ts';
import type { Cell } from '../csvCells.ts';
import type { Rows } from './index.ts';

const KIND_OF_CHILD: Readonly<Record<number, string>> = { [CONTACT]: 'contact', [ELSEWHERE]: 'elsewhere' };

const DECISIONS: Readonly<Record<number, string>> = {
  [Parked.cut]: 'cut',
  [Parked.diverted]: 'divert',
  [Parked.shed]: 'shed',
  [Parked.paused]: 'pause',
  [Parked.held]: 'held',
  [Parked.buddy]: 'buddy',
  [Parked.switched]: 'switched',
};

/** `surges` are the extra items of each queue, none for the twin. */
export function itemTables(
  plan: Plan,
  script: Script,
  surges: ReturnType<typeof surgesOf>,
  { seed, run }: { readonly seed: string; readonly run: number },
  tries: number,
): Rows {
  const items: Cell[][] = [];
  const attempts: Cell[][] = [];
  const keys = itemKeys(plan, seed, run);
  for (const sites of plan.cells) {
    const forest = new Forest(cellOf(plan, sites));
    forest.draw(keys, surges);
    const first = items.length;
    const parents = parentsOf(forest);
    for (let slot = 0; slot < forest.ownCount; slot++) {
      const parent = parents[slot]!;
      if (forest.edge[slot]! >= SPECIAL) forest.complete(slot);
      items.push([
        first + slot,
        forest.cell.globalQueue[forest.queue[slot]!]!,
        forest.originQueue[slot]!,
        forest.index[slot]!,
        forest.lineage[slot]! >>> 0,
        parent < 0 ? null : first + parent,
        parent < 0 ? 'own' : (KIND_OF_CHILD[forest.edge[slot]!] ?? 'follow-on'),
        parent < 0 ? forest.due[slot]! : null,
        ...afterParent(forest, slot, parent),
        forest.handling[slot]!,
        forest.luckOf(slot),
        forest.noShow[slot]!,
        ...decisionOf(plan, script, forest, slot, parent),
      ]);
      attempts.push(...attemptsOf(forest, slot, tries).map((row): Cell[] => [first + slot, ...row]));
    }
  }
  return { items, attempts };
}

/** The item each follows from; -1 for own arrivals. */
function parentsOf(forest: Forest): Int32Array {
  const parents = new Int32Array(forest.ownCount).fill(-1);
  for (let slot = 0; slot < forest.ownCount; slot++) {
    if (forest.noShow[slot] === 1) continue;
    const children = forest.childStart[slot]!;
    parents.fill(slot, children, children + forest.childCount[slot]!);
  }
  return parents;
}

const uniform = (forest: Forest, slot: number, purpose: number, attempt: number): number =>
  uniformAt(forest.key(slot), forest.index[slot]!, purpose, forest.lineage[slot]!, attempt);

/** Columns `after` and `after_working_days`. */
function afterParent(forest: Forest, slot: number, parent: number): Cell[] {
  if (parent < 0 || forest.edge[slot]! >= SPECIAL) return [null, null];
  const { after } = forest.cell.followOn[forest.queue[parent]!]![forest.edge[slot]!]!;
  if ('workingDays' in after) return [null, after.workingDays];
  return [ticks(delayMinutes(after, uniform(forest, slot, Purpose.followDelay, 0))), null];
}

/** Columns `decision`, `back` and `hub_queue`: own arrivals are decided on when they are due, which is known. */
function decisionOf(plan: Plan, script: Script, forest: Forest, slot: number, parent: number): Cell[] {
  const q = forest.queue[slot]!;
  const decisions = script.decisions[forest.cell.globalQueue[q]!];
  if (!decisions || forest.noShow[slot] === 1 || forest.edge[slot]! >= SPECIAL) return ['join', null, null];
  if (parent >= 0) return ['when-due', null, null];
  const now = forest.due[slot]!;
  const decision = decide({
    queue: forest.cell.queues[q]!,
    decisions,
    isOwnArrival: true,
    now,
    uniform: (purpose) => uniform(forest, slot, purpose, 0),
    nextOpening: () => nextOpening(plan, forest.cell.queues[q]!, Math.floor(now / TICKS_PER_DAY), 1),
  });
  if (!decision) return ['join', null, null];
  const { why, back, hub, elsewhere = -1 } = decision;
  const within = back !== undefined && back >= 0 && back < plan.horizon;
  return [
    DECISIONS[why]!,
    back === undefined ? null : within ? back : 'never',
    hub >= 0 ? hub : elsewhere >= 0 ? elsewhere : null,
  ];
}

/** Rows from `attempt` on, for items that can leave. */
function attemptsOf(forest: Forest, slot: number, tries: number): Cell[][] {
  const { patience, atClose } = forest.cell.queues[forest.queue[slot]!]!.spec ?? {};
  if ((!patience && !atClose) || forest.noShow[slot] === 1) return [];
  return Array.from({ length: tries }, (_, attempt): Cell[] => {
    const draw = (purpose: number): number => uniform(forest, slot, purpose, attempt);
    const minutes = patience && (patience.fixed ? patience.mean : patience.mean * -log(1 - draw(Purpose.patience)));
    return [
      attempt,
      minutes === undefined ? null : Math.max(1, ticks(minutes)),
      patience ? draw(Purpose.leaveRoute) : null,
      patience ? Math.max(1, ticks(delayMinutes(patience.returns.after, draw(Purpose.returnDelay)))) : null,
      atClose ? draw(Purpose.closeRoute) : null,
    ];
  });
}
