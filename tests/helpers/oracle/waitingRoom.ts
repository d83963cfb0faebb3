/** How items come, wait and go without being served: arrivals, patience, missed slots, closing, hubs, partners and returns (rules 11 to 15, 25 to 25b, 26a). */
import { delayMinutes } from '../../../src/engine/distributions.ts';
import { log } from '../../../src/engine/math.ts';
import { childLineage, idCode, Purpose } from '../../../src/engine/streams.ts';
import type { Service } from '../../../src/catalog/templates/template.ts';
import { ticks } from '../../../src/scenario/calendar.ts';
import { Phase } from './agenda.ts';
import { dayOf } from './calendar.ts';
import { intervalOf } from './choose.ts';
import { decisionFor, demandCut, isReleased, openingAfter } from './decisions.ts';
import { heldUntil } from './held.ts';
import { drawAgain, drawOnce, type Item } from './items.ts';
import { Stage, type Desk } from './stage.ts';

/** Everything that can befall an item but being served. */
export class WaitingRoom extends Stage {
  /** An own arrival; what comes on top in a surge has no slot that it could fail to come to. */
  protected arrive(item: Item, desk: Desk, kind: 'usual' | 'on top' = 'usual'): void {
    const { arrivals, follows } = desk.service;
    this.tally(item).own++;
    item.firstDue = item.due = this.now;
    const booked = kind === 'usual' && arrivals && 'scheduled' in arrivals ? arrivals.scheduled : null;
    if (booked && drawOnce(item, Purpose.noShow, 0) < booked.noShow) {
      item.fate = 'no-show';
      item.left = this.now;
      this.tally(item).noShow++;
      return;
    }
    const cut = follows && demandCut(this.world, item, follows, this.now);
    if (cut !== undefined) return this.park(item, desk, cut, 'parked');
    const { levels, holds } = this.world;
    const held = heldUntil(levels, holds[desk.site]!, item, desk.id, this.now);
    if (held !== undefined) this.park(item, desk, held, 'parked');
    else this.decide(item, desk);
  }

  /** Actions take their share of what first becomes due; the rest queues. */
  protected decide(item: Item, desk: Desk): void {
    item.firstDue = item.due = this.now;
    const decision = decisionFor(this.world, item, desk.id, desk.pool.staffed, this.now);
    switch (decision?.kind) {
      case undefined:
        return this.join(item, desk);
      case 'lost':
        return this.lose(item);
      case 'put-off':
        return this.park(item, desk, decision.until, 'parked');
      case 'instead':
        this.tally(item).divertedAway++;
        return this.useInstead(item, this.deskOf(desk.site, decision.service));
      case 'sent-on':
        this.tally(item).divertedAway++;
        this.send(item, decision.to);
        if (decision.backAt !== 'never') this.park(item, desk, decision.backAt, 'away');
    }
  }

  /** An item becomes due and waits: a rebooked one in the rebooked queue unless it gets a released slot. */
  private join(item: Item, desk: Desk): void {
    const { patience, missedSlot } = desk.service;
    const attempt = item.attempt;
    const stillWaits = (): boolean => item.fate === 'waiting' && item.attempt === attempt;
    item.fate = 'waiting';
    const held = item.rebooked && !isReleased(this.world, item, desk.id, this.now);
    (held ? desk.rebooked : desk.ordinary).add(item);
    desk.pool.isRestless = true;
    if (item.rebooked) return;
    if (patience) {
      const minutes = patience.fixed ? patience.mean : patience.mean * -log(1 - drawAgain(item, Purpose.patience));
      this.agenda.add(
        this.now + Math.max(1, ticks(minutes)),
        Phase.patience,
        () => stillWaits() && this.loseHeart(item, desk, patience),
      );
    }
    if (missedSlot) {
      this.agenda.add(
        this.now + Math.max(1, ticks(missedSlot.wait)),
        Phase.missedSlot,
        () => stillWaits() && this.missSlot(item, desk, missedSlot),
      );
    }
  }

  /** Out of patience: to a hub, away for a while, or to nobody. */
  private loseHeart(item: Item, desk: Desk, patience: NonNullable<Service['patience']>): void {
    desk.ordinary.remove(item);
    this.tally(item).left++;
    const { hubs, returns } = patience;
    const route = intervalOf(
      [...hubs, returns].map(({ share }) => share),
      drawAgain(item, Purpose.leaveRoute),
    );
    if (route < 0) return this.lose(item, null);
    if (route < hubs.length) return this.send(item, hubs[route]!);
    this.park(
      item,
      desk,
      this.now + Math.max(1, ticks(delayMinutes(returns.after, drawAgain(item, Purpose.returnDelay)))),
      'away',
    );
  }

  private missSlot(item: Item, desk: Desk, missedSlot: NonNullable<Service['missedSlot']>): void {
    desk.ordinary.remove(item);
    item.rebooked = true;
    const n = missedSlot.noticeWorkingDays;
    this.park(
      item,
      desk,
      n === 0 ? this.now : openingAfter(this.world, desk.site, desk.pool.staffed, dayOf(this.now), n),
      'parked',
    );
    if (missedSlot.contact === undefined) return;
    const front = this.deskOf(desk.site, missedSlot.contact);
    const contact = this.make(front, item, childLineage(item.lineage, idCode(`contact/${front.id}`)));
    this.tally(contact).followOn++;
    this.agenda.add(this.now, Phase.due, () => {
      contact.firstDue = contact.due = this.now;
      this.join(contact, front);
    });
  }

  /** Closing time: nobody who waits stays, but rebooked people keep their slot. */
  protected close(desk: Desk, day: number): void {
    const { hubs, nextDay } = desk.service.atClose!;
    for (const item of [...desk.ordinary.items]) {
      if (item.rebooked) continue;
      desk.ordinary.remove(item);
      this.tally(item).closedAway++;
      const route = intervalOf([...hubs.map(({ share }) => share), nextDay], drawAgain(item, Purpose.closeRoute));
      if (route < 0) this.lose(item, null);
      else if (route < hubs.length) this.send(item, hubs[route]!);
      else this.park(item, desk, openingAfter(this.world, desk.site, desk.pool.staffed, day, 1), 'away');
    }
  }

  private lose(item: Item, count: 'left' | null = 'left'): void {
    item.fate = 'lost';
    item.left = this.now;
    if (count) this.tally(item)[count]++;
  }

  /** Its service is switched off: with the same luck it becomes due at another service of the site. */
  private useInstead(item: Item, other: Desk): void {
    item.fate = 'hub';
    item.left = this.now;
    this.receive(this.make(other, item, childLineage(item.lineage, idCode(`instead/${other.id}`)), item.luck), other);
  }

  /** A copy of the item becomes due at the hub or the partner now, with the same luck. */
  private send(item: Item, to: { site: string; service: string }): void {
    item.fate = 'hub';
    item.left = this.now;
    const hub = this.deskOf(
      this.world.model.sites.findIndex(({ id }) => id === to.site),
      to.service,
    );
    const lineage = childLineage(childLineage(item.lineage, idCode(`${to.site}/${to.service}`)), item.attempt);
    this.receive(this.make(hub, item, lineage, item.luck), hub);
  }

  /** Due at once, and nothing is decided on it. */
  private receive(received: Item, desk: Desk): void {
    this.tally(received).received++;
    this.agenda.add(this.now, Phase.due, () => {
      received.firstDue = received.due = this.now;
      this.join(received, desk);
    });
  }

  /** Comes back at a moment, or stays away to the end. Who was counted as gone (`away`) is counted as returned then. */
  private park(item: Item, desk: Desk, until: number | null, counted: 'parked' | 'away'): void {
    item.fate = 'parked';
    item.left = -1;
    item.attempt++;
    item.due = until !== null && until < this.world.span.horizon ? until : -1;
    if (counted === 'parked') this.tally(item).parked++;
    if (item.due < 0) return;
    this.agenda.add(item.due, Phase.due, () => {
      if (counted === 'parked') this.tally(item).parked--;
      else this.tally(item).returned++;
      this.join(item, desk);
    });
  }
}
