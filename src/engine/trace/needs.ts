/** What a queue's needs come to at one moment: levels, the ways of working there are, and which of them is in force. */
import type { ModeInForce } from '../../catalog/types.ts';
import { waysOf, type Segment } from '../modes.ts';
import type { PlanNeed } from '../plan.ts';
import { valueAt } from '../steps.ts';
import type { Circumstances } from './circumstances.ts';

export interface NeedNow {
  readonly component: string;
  /** What works as always, and what answers at all: whatever is slow lies between. */
  readonly level: number;
  readonly answering: number;
  /** The need itself and every backup in force for it, with what each can carry now. */
  readonly ways: readonly Way[];
  /** The one in force for those for whom it is down. */
  readonly inForce: Way;
  /** An item can start, as far as this need goes, when its luck is below this. */
  readonly theta: number;
}

export interface Way {
  /** Undefined for what is left with nothing prepared. */
  readonly backup: string | undefined;
  readonly mode: ModeInForce;
}

/** Every need of a queue of the plan that is not at its full level. */
export function needsAt(circumstances: Circumstances, q: number, now: number): NeedNow[] {
  const { plan, incident, script } = circumstances;
  const queue = plan.queues[q]!;
  const { levels, answering } = incident.sites[queue.site]!;
  const segment = segmentAt(script.segments[q]!, now);
  if (segment.needs.every(({ level }) => level >= 1)) return [];
  return queue.needs.flatMap((need): NeedNow[] => {
    const level = valueAt(levels.of(need.component), now);
    if (level >= 1) return [];
    const answers = valueAt(answering.of(need.component), now);
    const ways = waysAt(circumstances, q, need, now);
    const modes = segment.needs.filter((state) => state.until >= 1).map(({ mode }) => mode);
    const inForce = largest(ways, modes);
    const theta = answers + (1 - answers) * inForce.mode.share;
    return [{ component: need.component, level, answering: answers, ways, inForce, theta }];
  });
}

/** The segment in force at a tick. */
function segmentAt(segments: readonly Segment[], now: number): Segment {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle]!.tick <= now) low = middle;
    else high = middle - 1;
  }
  return segments[low]!;
}

/** The need as it is with nothing prepared, then each cover in force by the backup it belongs to. */
function waysAt({ plan, script, backups }: Circumstances, q: number, need: PlanNeed, now: number): Way[] {
  const { staff } = script.pools[plan.queues[q]!.pool]!;
  return [
    { backup: undefined, mode: need },
    ...backups.flatMap(({ backup, covers }) =>
      covers
        .filter((cover) => cover.queue === q)
        .flatMap((cover) =>
          waysOf(need, [cover], now, staff)
            .slice(1)
            .map((mode) => ({ backup: backup.id, mode })),
        ),
    ),
  ];
}

/** The first way among those that do most which the world itself says is in force. */
function largest(ways: readonly Way[], modes: readonly ModeInForce[]): Way {
  const most = Math.max(...ways.map(({ mode }) => mode.share));
  const best = ways.filter(({ mode }) => mode.share === most);
  return (
    best.find(({ mode }) =>
      modes.some(
        (other) =>
          other.share === mode.share &&
          other.slowdown === mode.slowdown &&
          other.reentryMinutes === mode.reentryMinutes &&
          other.record === mode.record,
      ),
    ) ?? best[0]!
  );
}
