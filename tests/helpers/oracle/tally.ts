/** The books of a service at a site: everything that came must be somewhere (model.md, section 5). */

/** What has happened so far; `parked` and `notYetDue` are how many are so now. */
export interface Tally {
  own: number;
  received: number;
  /** Came back after leaving, closing or a divert. */
  returned: number;
  /** Follow-on items and re-booking contacts. */
  followOn: number;
  reentryMade: number;
  noShow: number;
  done: number;
  /** Gave up, asked back and did not come, or went to a hub out of patience; who will return is counted too, until then. */
  left: number;
  divertedAway: number;
  closedAway: number;
  /** Put off, asked back, staying away, or rebooked. */
  parked: number;
  notYetDue: number;
}

export const emptyTally = (): Tally => ({
  own: 0,
  received: 0,
  returned: 0,
  followOn: 0,
  reentryMade: 0,
  noShow: 0,
  done: 0,
  left: 0,
  divertedAway: 0,
  closedAway: 0,
  parked: 0,
  notYetDue: 0,
});

/** A tally at a sample, with what was counted item by item. */
export interface SampleCount extends Tally {
  readonly tick: number;
  readonly site: string;
  readonly service: string;
  readonly waiting: number;
  readonly deferred: number;
  readonly inService: number;
}

export const came = (count: SampleCount): number =>
  count.own + count.received + count.returned + count.followOn + count.reentryMade;

export const went = (count: SampleCount): number =>
  count.noShow +
  count.done +
  count.left +
  count.divertedAway +
  count.closedAway +
  count.parked +
  count.waiting +
  count.deferred +
  count.notYetDue +
  count.inService;
