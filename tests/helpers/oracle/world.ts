/** One world, played event by event: items wait, start, are done, leave, come back and make others (rules 9 to 15, 21, 25). */
import { delayMinutes, handlingMinutes } from '../../../src/engine/distributions.ts';
import { log } from '../../../src/engine/math.ts';
import { childLineage, idCode, Purpose, streamKey } from '../../../src/engine/streams.ts';
import type { Service } from '../../../src/catalog/templates/template.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, ticks } from '../../../src/scenario/calendar.ts';
import { Agenda, Phase } from './agenda.ts';
import { arrivalTicks } from './arrivals.ts';
import { dayOf, workingDayAfter } from './calendar.ts';
import { intervalOf } from './choose.ts';
import type { Circumstances } from './circumstances.ts';
import { decisionFor, demandCut, isReleased, openingAfter } from './decisions.ts';
import { drawAgain, drawOnce, newItem, type Item } from './items.ts';
import { workingWith } from './modes.ts';
import { emptyTally, type Tally } from './tally.ts';
import { siteQueues, Workplace, type Queue } from './workplace.ts';

/** A service at a site. */
interface Desk {
  readonly site: number;
  readonly place: number;
  readonly id: string;
  readonly service: Service;
  readonly pool: Workplace;
  readonly ordinary: Queue;
  readonly rebooked: Queue;
}

export class World {
  /** Every item that exists; a follow-on that comes only after the horizon never does. */
  readonly items: Item[] = [];
  /** Per site, per service with re-entry last: what has happened so far. */
  readonly tallies: Tally[][];
  readonly workplaces: Workplace[];
  private readonly desks: Desk[][];
  private readonly reentryQueues: (Queue | null)[];
  private readonly agenda: Agenda;
  private readonly restless = new Set<Workplace>();
  private now = 0;

  constructor(private readonly world: Circumstances) {
    const { model, span, pools, poolOf } = world;
    this.agenda = new Agenda(span.horizon);
    const workplaces = new Map(pools.map((pool) => [pool, new Workplace(world, pool)]));
    this.workplaces = [...workplaces.values()];
    const queues = model.sites.map((_, site) =>
      siteQueues(world, site, (poolId) => workplaces.get(poolOf[site]!.get(poolId)!)!),
    );
    this.reentryQueues = queues.map(({ reentry }) => reentry);
    this.desks = model.sites.map((site, s) =>
      Object.entries(site.services).map(([id, service], place) => {
        const pool = workplaces.get(poolOf[s]!.get(service.pool)!)!;
        return { site: s, place, id, service, pool, ...queues[s]!.services[place]! };
      }),
    );
    this.tallies = this.desks.map((desks) => [...desks, null].map(() => emptyTally()));
  }

  /** Plays to the horizon; `atSample` is called at every hour of the results period, after everything else of its tick. */
  play(atSample?: (tick: number) => void): void {
    const { warmUp, horizon } = this.world.span;
    this.announceChanges();
    this.announceArrivals();
    this.announceClosings();
    if (atSample)
      for (let tick = warmUp; tick < horizon; tick += TICKS_PER_HOUR)
        this.agenda.add(tick, Phase.change, () => undefined);
    while (this.agenda.nextTick < horizon) {
      this.now = this.agenda.nextTick;
      while (this.agenda.nextTick === this.now) this.agenda.step();
      for (const workplace of this.restless) this.startWork(workplace);
      this.restless.clear();
      if (atSample && this.now >= warmUp && this.now % TICKS_PER_HOUR === 0) atSample(this.now);
    }
  }

  /** Whether a waiting item could be started now if somebody were free. */
  canStart(item: Item, tick: number): boolean {
    const queue = this.desks[item.site]![item.service]?.ordinary ?? this.reentryQueues[item.site]!;
    return item.luck < queue.condition(tick).theta;
  }

  private announceChanges(): void {
    for (const workplace of this.workplaces) {
      for (const tick of workplace.changes) this.agenda.add(tick, Phase.change, () => this.restless.add(workplace));
    }
  }

  private announceArrivals(): void {
    const { model, span, poolOf, seed, run } = this.world;
    for (const desk of this.desks.flat()) {
      const site = model.sites[desk.site]!;
      const staffed = poolOf[desk.site]!.get(desk.service.pool)!;
      const stream = streamKey(seed, run, 'item', site.id, desk.id);
      arrivalTicks(span, site, desk.service, staffed.pool, staffed.base, stream).forEach((tick, index) => {
        const origin = { originSite: desk.site, originService: desk.place, index, stream };
        this.agenda.add(tick, Phase.arrival, () => this.arrive(this.make(desk, origin, 0), desk));
      });
    }
  }

  private announceClosings(): void {
    for (const desk of this.desks.flat()) {
      if (!desk.service.atClose) continue;
      for (const { day, tick } of desk.pool.staffed.closings)
        this.agenda.add(tick, Phase.closing, () => this.close(desk, day));
    }
  }

  /** A new item of a service; it has its own luck unless it is given one. */
  private make(
    desk: Desk,
    origin: Pick<Item, 'originSite' | 'originService' | 'index' | 'stream'>,
    lineage: number,
    luck?: number,
  ): Item {
    const handling = Math.max(
      1,
      ticks(handlingMinutes(desk.service.minutes, drawOnce(origin, Purpose.handling, lineage))),
    );
    const item = newItem(
      { site: desk.site, service: desk.place },
      origin,
      lineage,
      luck ?? drawOnce(origin, Purpose.luck, lineage),
      handling,
    );
    this.items.push(item);
    return item;
  }

  private tally(item: Item): Tally {
    return this.tallies[item.site]![item.service]!;
  }

  /** An own arrival. */
  private arrive(item: Item, desk: Desk): void {
    const { arrivals, follows } = desk.service;
    this.tally(item).own++;
    item.firstDue = item.due = this.now;
    if (arrivals && 'scheduled' in arrivals && drawOnce(item, Purpose.noShow, 0) < arrivals.scheduled.noShow) {
      item.fate = 'no-show';
      item.left = this.now;
      this.tally(item).noShow++;
      return;
    }
    const cut = follows && demandCut(this.world, item, follows, this.now);
    if (cut !== undefined) this.park(item, desk, cut, 'parked');
    else this.decide(item, desk);
  }

  /** Actions take their share of what first becomes due; the rest queues. */
  private decide(item: Item, desk: Desk): void {
    item.firstDue = item.due = this.now;
    const decision = decisionFor(this.world, item, desk.id, desk.pool.staffed, this.now);
    switch (decision?.kind) {
      case undefined:
        return this.join(item, desk);
      case 'lost':
        return this.lose(item);
      case 'put-off':
        return this.park(item, desk, decision.until, 'parked');
      case 'divert':
        this.tally(item).divertedAway++;
        this.send(item, decision.to);
        if (decision.backAt !== 'never') this.park(item, desk, decision.backAt, 'away');
    }
  }

  /** An item becomes due and waits, unless it was diverted or put off before. */
  private join(item: Item, desk: Desk): void {
    const { patience, missedSlot } = desk.service;
    const attempt = item.attempt;
    const stillWaits = (): boolean => item.fate === 'waiting' && item.attempt === attempt;
    item.fate = 'waiting';
    const held = item.rebooked && !isReleased(this.world, item, desk.id, this.now);
    (held ? desk.rebooked : desk.ordinary).add(item);
    this.restless.add(desk.pool);
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
  private close(desk: Desk, day: number): void {
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

  /** A copy of the item becomes due at the hub now, with the same luck. */
  private send(item: Item, to: { site: string; service: string }): void {
    item.fate = 'hub';
    item.left = this.now;
    const hub = this.deskOf(
      this.world.model.sites.findIndex(({ id }) => id === to.site),
      to.service,
    );
    const lineage = childLineage(childLineage(item.lineage, idCode(`${to.site}/${to.service}`)), item.attempt);
    const received = this.make(hub, item, lineage, item.luck);
    this.tally(received).received++;
    this.agenda.add(this.now, Phase.due, () => {
      received.firstDue = received.due = this.now;
      this.join(received, hub);
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

  /** A pool takes the best offer of its queues while somebody is free. */
  private startWork(workplace: Workplace): void {
    while (workplace.hasSomebodyFree(this.now)) {
      const offer = workplace.bestOffer(this.now);
      if (!offer) return;
      const { queue, item } = offer;
      queue.remove(item);
      const working = workingWith(queue.condition(this.now), item.luck);
      item.fate = 'in-service';
      item.start = this.now;
      item.end = this.now + Math.max(1, Math.round(item.handling * working.slowdown));
      item.degraded = working.degraded;
      item.record = working.record;
      item.reentryMinutes = queue.isReentry ? 0 : working.reentryMinutes;
      workplace.busy++;
      this.agenda.add(item.end, Phase.release, () => this.release(item, workplace));
    }
  }

  private release(item: Item, workplace: Workplace): void {
    item.fate = 'done';
    this.tally(item).done++;
    workplace.busy--;
    this.restless.add(workplace);
    const desk = this.desks[item.site]![item.service];
    if (!desk) return;
    if (item.reentryMinutes > 0) this.makeReentry(item, desk);
    this.makeFollowOn(item, desk);
  }

  private makeFollowOn(parent: Item, desk: Desk): void {
    for (const { service: id, share, after } of desk.service.followOn) {
      const lineage = childLineage(parent.lineage, idCode(id));
      if (drawOnce(parent, Purpose.followOn, lineage) >= share) continue;
      const due = this.followOnDue(desk.site, after, () => drawOnce(parent, Purpose.followDelay, lineage));
      if (due >= this.world.span.horizon) continue;
      const next = this.deskOf(desk.site, id);
      const item = this.make(next, parent, lineage);
      this.tally(item).followOn++;
      this.tally(item).notYetDue++;
      this.agenda.add(due, Phase.due, () => {
        this.tally(item).notYetDue--;
        this.decide(item, next);
      });
    }
  }

  private followOnDue(site: number, after: Service['followOn'][number]['after'], u: () => number): number {
    if (!('workingDays' in after)) return this.now + ticks(delayMinutes(after, u()));
    const today = dayOf(this.now);
    const day = workingDayAfter(this.world.workingDays[site]!, today, after.workingDays);
    return day === undefined ? Infinity : this.now + (day - today) * TICKS_PER_DAY;
  }

  /** Typing up, due once the item would have been handled normally. */
  private makeReentry(item: Item, desk: Desk): void {
    const queue = this.reentryQueues[desk.site];
    if (!queue) throw new Error(`${this.world.model.sites[desk.site]!.id} has no re-entry`);
    const { levels } = this.world;
    const components = desk.service.needs.map((need) => levels.components.mustResolve(desk.site, need.component));
    const isNormal = (tick: number): boolean =>
      components.every((component) => item.luck < levels.at(desk.site, component, tick));
    const due = isNormal(this.now)
      ? this.now
      : levels.changes[desk.site]!.find((tick) => tick > this.now && isNormal(tick));

    const reentry = newItem(
      { site: desk.site, service: this.desks[desk.site]!.length },
      item,
      item.lineage,
      item.luck,
      Math.max(1, ticks(item.reentryMinutes)),
    );
    this.items.push(reentry);
    reentry.made = this.now;
    this.tally(reentry).reentryMade++;
    this.tally(reentry).notYetDue++;
    if (due === undefined) return;
    reentry.firstDue = reentry.due = due;
    this.agenda.add(due, Phase.due, () => {
      this.tally(reentry).notYetDue--;
      reentry.fate = 'waiting';
      queue.add(reentry);
      this.restless.add(queue.workplace);
    });
  }

  private deskOf(site: number, serviceId: string): Desk {
    const desk = this.desks[site]?.find(({ id }) => id === serviceId);
    if (!desk) throw new Error(`no service ${serviceId} at ${this.world.model.sites[site]?.id}`);
    return desk;
  }
}
