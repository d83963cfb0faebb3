/** Somebody who is told what happens in a world as it happens; a world without one runs as if there were none. */
import type { Interval } from '../catalog/types.ts';
import type { Watch } from './backlogTrigger.ts';
import type { Received } from './forest.ts';
import type { Waiting } from './waiting.ts';

/** One method for each thing that happens. Items, queues and pools are the cell's own numbers. */
export interface Witness {
  /** An item's time has come: it arrives, follows, returns, or can now be typed up. */
  due(item: number, now: number): void;
  /** Somebody booked does not come. */
  noShow(item: number, now: number): void;
  joined(item: number, now: number): void;
  /** Its state tells when it will end and what record is seen. */
  started(item: number, now: number): void;
  done(item: number, now: number): void;
  /** Patience or the wait for a slot has ended, or the day: `why` as in `Parked`. What becomes of it is told next. */
  waitedInVain(item: number, now: number, why: number): void;
  /** Leaves for now; `back` -1 is not within the study. */
  parked(item: number, now: number, back: number, why: number): void;
  /** Sent to a hub, where it is the item received. */
  sent(item: number, now: number, as: Received): void;
  /** Leaves for good. */
  gone(item: number, now: number): void;
  /** An item that follows from one just done; `due` -1 is not within the study. */
  follows(child: number, now: number, due: number): void;
  /** Work to be typed up has been made. */
  reentry(made: number, now: number, due: number): void;
  staff(pool: number, now: number): void;
  mode(queue: number, now: number): void;
  closing(pool: number, now: number): void;
  /** A backlog has started an action, or ended it: the window as it is now to be. */
  looked(watch: Watch, now: number, backlog: number, window: Interval, isStart: boolean): void;
}

/** What a trace looks at in a world beside its items. */
export interface Inside {
  readonly waiting: Waiting;
  /** Per pool: people in force and items in service. */
  readonly staff: Int32Array;
  readonly busy: Int32Array;
}

/** One who takes no notice; for those who care about some things only. */
export const DEAF: Witness = {
  due() {},
  noShow() {},
  joined() {},
  started() {},
  done() {},
  waitedInVain() {},
  parked() {},
  sent() {},
  gone() {},
  follows() {},
  reentry() {},
  staff() {},
  mode() {},
  closing() {},
  looked() {},
};
