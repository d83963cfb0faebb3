/** One world, played event by event: everything announced, work started and done, and what it gives rise to (rules 4, 10, 13, 21, 24b). */
import { delayMinutes } from '../../../src/engine/distributions.ts';
import { childLineage, idCode, Purpose, streamKey } from '../../../src/engine/streams.ts';
import type { Service } from '../../../src/catalog/templates/template.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, ticks } from '../../../src/scenario/calendar.ts';
import { Phase } from './agenda.ts';
import { arrivalTicks, surgeTicks } from './arrivals.ts';
import { dayOf, workingDayAfter } from './calendar.ts';
import { drawOnce, newItem, RE_ENTRY, type Item } from './items.ts';
import { workingWith } from './modes.ts';
import type { Desk } from './stage.ts';
import { WaitingRoom } from './waitingRoom.ts';
import type { Offer, Workplace } from './workplace.ts';

/** Plays one world to the horizon. */
export class World extends WaitingRoom {
  /** Plays to the horizon, or until `atHour`, called at every full hour after everything else of its tick, says `stop`. */
  play(atHour?: (tick: number) => 'stop' | undefined): void {
    const { horizon } = this.world.span;
    this.announceChanges();
    this.announceArrivals();
    this.announceClosings();
    if (atHour)
      for (let tick = 0; tick < horizon; tick += TICKS_PER_HOUR) this.agenda.add(tick, Phase.change, () => undefined);
    while (this.agenda.nextTick < horizon) {
      this.now = this.agenda.nextTick;
      while (this.agenda.nextTick === this.now) this.agenda.step();
      // In the order of the file: two pools of a site may want the same last form (rule 22f).
      for (const workplace of this.workplaces) {
        if (!workplace.isRestless) continue;
        workplace.isRestless = false;
        this.startWork(workplace);
      }
      if (atHour && this.now % TICKS_PER_HOUR === 0 && atHour(this.now) === 'stop') return;
    }
  }

  /** Items of a service, or of re-entry, that are due at a site and not started. */
  backlogOf(site: number, service: string): number {
    if (service === RE_ENTRY) return this.reentryQueues[site]?.items.length ?? 0;
    const desk = this.desks[site]!.find(({ id }) => id === service);
    return desk ? desk.ordinary.items.length + desk.rebooked.items.length : 0;
  }

  /** Whether a waiting item could be started now if somebody were free. */
  canStart(item: Item, tick: number): boolean {
    const queue = this.desks[item.site]![item.service]?.ordinary ?? this.reentryQueues[item.site]!;
    return item.luck < queue.condition(tick).theta;
  }

  private announceChanges(): void {
    for (const workplace of this.workplaces) {
      for (const tick of workplace.changes) this.agenda.add(tick, Phase.change, () => (workplace.isRestless = true));
    }
  }

  private announceArrivals(): void {
    const { model, span, poolOf, seed, run, surges } = this.world;
    for (const desk of this.desks.flat()) {
      const site = model.sites[desk.site]!;
      const staffed = poolOf[desk.site]!.get(desk.service.pool)!;
      const stream = streamKey(seed, run, 'item', site.id, desk.id);
      this.announceNext(arrivalTicks(span, site, desk.service, staffed.pool, staffed.base, stream), (index) => {
        const origin = { originSite: desk.site, originService: desk.place, index, stream };
        this.arrive(this.make(desk, origin, 0), desk);
      });
      for (const surge of surges[desk.site]!.filter(({ service }) => service === desk.id)) {
        const lineage = childLineage(0, idCode(`surge/${surge.fault}`));
        const gaps = streamKey(seed, run, 'surge', surge.fault, site.id, desk.id);
        this.announceNext(surgeTicks(span, site, desk.service, surge, gaps), (index) => {
          const origin = { originSite: desk.site, originService: desk.place, index, stream };
          this.arrive(this.make(desk, origin, lineage), desk, 'on top');
        });
      }
    }
  }

  /** Each arrival announces the one after it, so that the event list stays short. */
  private announceNext(ticks: readonly number[], arrive: (index: number) => void, index = 0): void {
    if (index === ticks.length) return;
    this.agenda.add(ticks[index]!, Phase.arrival, () => {
      arrive(index);
      this.announceNext(ticks, arrive, index + 1);
    });
  }

  private announceClosings(): void {
    for (const desk of this.desks.flat()) {
      if (!desk.service.atClose) continue;
      for (const { day, tick } of desk.pool.staffed.closings)
        this.agenda.add(tick, Phase.closing, () => this.close(desk, day));
    }
  }

  /** A pool takes the best offer of its queues while somebody is free; then the team that came to type up does. */
  private startWork(workplace: Workplace): void {
    while (workplace.hasSomebodyFree(this.now)) {
      const offer = workplace.bestOffer(this.now);
      if (!offer) break;
      this.start(offer, workplace, 'busy');
    }
    while (workplace.hasATypistFree(this.now)) {
      const offer = workplace.bestOffer(this.now, 're-entry');
      if (!offer) break;
      this.start(offer, workplace, 'typing');
    }
  }

  private start({ queue, item }: Offer, workplace: Workplace, hands: 'busy' | 'typing'): void {
    queue.remove(item);
    const working = workingWith(queue.condition(this.now), item.luck);
    this.forms.use(working.with, item.site);
    item.fate = 'in-service';
    item.start = this.now;
    item.end = this.now + Math.max(1, Math.round(item.handling * working.slowdown));
    item.degraded = working.degraded;
    item.record = working.record;
    item.reentryMinutes = queue.isReentry ? 0 : working.reentryMinutes;
    workplace[hands]++;
    this.agenda.add(item.end, Phase.release, () => {
      workplace[hands]--;
      this.release(item, workplace);
    });
  }

  private release(item: Item, workplace: Workplace): void {
    item.fate = 'done';
    this.tally(item).done++;
    workplace.isRestless = true;
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
      queue.workplace.isRestless = true;
    });
  }
}
