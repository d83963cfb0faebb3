/** A witness that writes down what happens in one cell, item by item, pool by pool. */
import type { Interval, RecordSeen } from '../../catalog/types.ts';
import type { Watch } from '../backlogTrigger.ts';
import { absentAt } from './absent.ts';
import type { Cell } from '../cell.ts';
import type { Forest, Received } from '../forest.ts';
import { ATTEMPT, END, SEEN, STATE, State } from '../itemStates.ts';
import { TICKS_PER_MINUTE } from '../../scenario/calendar.ts';
import type { Witness } from '../witness.ts';
import type { World } from '../world.ts';
import { staffActions, type Circumstances } from './circumstances.ts';
import { decidedBy, whyParked } from './decided.ts';
import type { DownFor, Filter, Happening, ItemName, TraceEvent } from './events.ts';
import { isOf, passes } from './events.ts';
import type { Family, Post } from './family.ts';
import type { Stage } from './lived.ts';
import { needsAt, type NeedNow } from './needs.ts';
import { placeOf } from './queue.ts';

const RECORDS: readonly RecordSeen[] = ['full', 'none', 'read', 'full'];

export class Recorder implements Witness {
  readonly #circumstances: Circumstances;
  readonly #cell: Cell;
  readonly #forest: Forest;
  readonly #world: World;
  readonly #family: Family;
  readonly #post: Post;
  readonly #filter: Filter;
  readonly #tell: (event: TraceEvent) => void;
  /** Per queue: items waiting that are told of. */
  readonly #waiting: Set<number>[];
  /** Those of them that cannot start. */
  readonly #blocked = new Set<number>();
  readonly #staff: number[];
  /** Per pool: who is there because of actions. */
  readonly #thanks: string[] = [];
  /** Per queue: needs that are not at their full level, until the mode changes. */
  readonly #needs: (readonly NeedNow[])[];
  /** The item done last, and the one that waited in vain last: what becomes of them is told next. */
  #lastDone = -1;
  #lastInVain = -1;

  constructor(
    circumstances: Circumstances,
    { cell, forest, world, family, post }: Stage,
    filter: Filter,
    tell: (event: TraceEvent) => void,
  ) {
    this.#circumstances = circumstances;
    this.#cell = cell;
    this.#forest = forest;
    this.#world = world;
    this.#post = post;
    this.#family = family;
    this.#filter = filter;
    this.#tell = tell;
    this.#waiting = this.#cell.queues.map(() => new Set());
    this.#staff = Array.from(this.#cell.globalPool, () => 0);
    this.#needs = Array.from(this.#cell.globalQueue, (q) => needsAt(circumstances, q, 0));
  }

  // ---- items ------------------------------------------------------------------------------------------------

  due(item: number, now: number): void {
    if (!this.#isWanted(item)) return;
    const { items } = this.#world;
    if (item >= items.count) this.#item(item, now, { kind: 'came', how: 'typing-up' });
    else if (items.get(item, ATTEMPT) > 0) this.#item(item, now, { kind: 'came', how: 'returned' });
    else {
      const from = this.#family.sentFrom(item);
      this.#item(item, now, {
        kind: 'came',
        how: this.#family.howCame(item),
        ...(from && { from: { site: from.site, service: from.service } }),
      });
    }
  }

  noShow(item: number, now: number): void {
    if (this.#isWanted(item)) this.#item(item, now, { kind: 'no-show' });
  }

  joined(item: number, now: number): void {
    if (!this.#isWanted(item)) return;
    const { waiting, staff, busy } = this.#world.inside;
    const q = waiting.queueOf(item);
    const p = this.#cell.poolOfQueue[q]!;
    const { priority, ahead } = placeOf(this.#cell, waiting, this.#world.items, item);
    this.#waiting[q]!.add(item);
    this.#item(item, now, {
      kind: 'joined',
      pool: this.#poolId(p),
      priority,
      ahead,
      people: staff[p]!,
      busy: busy[p]!,
    });
    this.#lookAt(item, q, now);
  }

  started(item: number, now: number): void {
    if (!this.#isWanted(item)) return;
    this.#noLongerWaits(item);
    const { items, inside } = this.#world;
    const q = inside.waiting.queueOf(item);
    const p = this.#cell.poolOfQueue[q]!;
    const seen = items.get(item, SEEN);
    this.#item(item, now, {
      kind: 'started',
      pool: this.#poolId(p),
      people: inside.staff[p]!,
      busy: inside.busy[p]!,
      until: items.get(item, END),
      down: seen > 0 ? this.#downFor(item, q) : [],
      record: RECORDS[seen]!,
      typingUp: seen > 0 && item < items.count ? items.owed[item]! / TICKS_PER_MINUTE : 0,
    });
  }

  done(item: number, now: number): void {
    this.#lastDone = item;
    if (this.#isWanted(item)) this.#item(item, now, { kind: 'done' });
  }

  waitedInVain(item: number, now: number, code: number): void {
    this.#lastInVain = item;
    if (!this.#isWanted(item)) return;
    this.#noLongerWaits(item);
    this.#item(item, now, { kind: 'waited-in-vain', why: whyParked(code) as 'gave-up' | 'rebooked' | 'closed' });
  }

  parked(item: number, now: number, back: number, code: number): void {
    if (!this.#isWanted(item)) return;
    const why = whyParked(code);
    this.#item(item, now, {
      kind: 'parked',
      why,
      until: back < 0 ? null : back,
      by: decidedBy(this.#circumstances, this.#forest, item, now, why),
    });
  }

  sent(item: number, now: number, as: Received): void {
    this.#post.add(as, this.#family.nameOf(item));
    if (!this.#isWanted(item)) return;
    const { plan } = this.#cell;
    const hub = plan.queues[as.queue]!;
    this.#item(item, now, {
      kind: 'sent',
      to: { site: plan.sites[hub.site]!.id, service: hub.service },
      by: this.#diverter(item, now),
    });
  }

  /** The action that diverted an item; one that was waiting was not diverted. */
  #diverter(item: number, now: number): string | undefined {
    return this.#world.items.get(item, STATE) === State.notYet
      ? decidedBy(this.#circumstances, this.#forest, item, now, 'diverted')
      : undefined;
  }

  gone(item: number, now: number): void {
    if (!this.#isWanted(item)) return;
    const toHub = this.#world.items.get(item, STATE) === State.hub;
    const hasWaited = this.#lastInVain === item;
    this.#item(item, now, {
      kind: 'left',
      to: toHub ? 'hub' : 'nobody',
      by: toHub || hasWaited ? undefined : decidedBy(this.#circumstances, this.#forest, item, now, 'shed'),
    });
  }

  follows(child: number, now: number, due: number): void {
    const parent = this.#lastDone;
    if (!this.#isWanted(parent)) return;
    this.#item(parent, now, {
      kind: 'follows',
      service: this.#family.nameOf(child).service,
      due: due < 0 ? null : due,
    });
  }

  reentry(made: number, now: number, due: number): void {
    if (this.#isWanted(made)) this.#item(made, now, { kind: 'to-type-up', due: due < 0 ? null : due });
  }

  // ---- what is around them ----------------------------------------------------------------------------------

  staff(p: number, now: number): void {
    const people = this.#world.inside.staff[p]!;
    const before = this.#staff[p]!;
    this.#staff[p] = people;
    if (this.#filter.item) return;
    const pool = this.#cell.globalPool[p]!;
    const actions = staffActions(this.#circumstances, pool, now);
    // Those who stay late may be as many as were there before.
    const thanks = actions.map(({ action, people: more }) => `${action} ${more}`).join();
    if (people === before && thanks === (this.#thanks[p] ?? '')) return;
    this.#thanks[p] = thanks;
    this.#aboutPool(p, now, {
      kind: 'staff',
      pool: this.#poolId(p),
      people,
      before,
      absent: absentAt(this.#circumstances, pool, now).reduce((sum, { people: some }) => sum + some, 0),
      actions,
    });
  }

  mode(q: number, now: number): void {
    const { waiting } = this.#world.inside;
    const { plan, globalQueue } = this.#cell;
    const global = globalQueue[q]!;
    const needs = needsAt(this.#circumstances, global, now);
    this.#needs[q] = needs;
    if (!this.#filter.item) {
      const queue = plan.queues[global]!;
      this.#emit({
        tick: now,
        sites: [plan.sites[queue.site]!.id],
        services: [queue.service],
        item: undefined,
        what: {
          kind: 'mode',
          theta: waiting.theta[q]!,
          needs: needs.map(({ component, level, inForce }) => ({
            component,
            level,
            backup: inForce.backup,
            share: inForce.mode.share,
          })),
          blocked: this.#waitingBlocked(q),
        },
      });
    }
    for (const item of this.#waiting[q]!) this.#lookAt(item, q, now);
  }

  #waitingBlocked(q: number): number {
    const { waiting } = this.#world.inside;
    let blocked = 0;
    for (let part = 4 * q; part < 4 * q + 4; part++)
      for (let item = waiting.lists.head[part]!; item >= 0; item = waiting.lists.next(item))
        if (waiting.luckOf(item) >= waiting.theta[q]!) blocked++;
    return blocked;
  }

  closing(p: number, now: number): void {
    if (!this.#filter.item) this.#aboutPool(p, now, { kind: 'closing', pool: this.#poolId(p) });
  }

  looked({ action, when, site }: Watch, now: number, backlog: number, window: Interval, isStart: boolean): void {
    if (this.#filter.item) return;
    const { plan } = this.#cell;
    this.#emit({
      tick: now,
      sites: [plan.sites[site]!.id],
      services: [when.service],
      item: undefined,
      what: {
        kind: isStart ? 'called' : 'called-off',
        action: action.id,
        service: when.service,
        backlog,
        limit: isStart ? when.above : when.below!,
        from: window.from,
        until: window.to < plan.horizon ? window.to : null,
      },
    });
  }

  // ---- telling ----------------------------------------------------------------------------------------------

  #isWanted(item: number): boolean {
    const { item: origin, site, service } = this.#filter;
    if (origin) {
      if (this.#forest.index[this.#family.sourceOf(item)] !== origin.index) return false;
      return isOf(this.#family.nameOf(item), origin);
    }
    if (site === undefined && service === undefined) return true;
    const { plan } = this.#cell;
    const queue = plan.queues[this.#family.queueOf(item)]!;
    return (
      (site === undefined || plan.sites[queue.site]!.id === site) &&
      (service === undefined || queue.service === service)
    );
  }

  /** Whether something down keeps a waiting item from starting, told when it begins and ends. */
  #lookAt(item: number, q: number, now: number): void {
    const { waiting } = this.#world.inside;
    const canStart = waiting.luckOf(item) < waiting.theta[q]!;
    if (canStart === !this.#blocked.has(item)) return;
    if (canStart) {
      this.#blocked.delete(item);
      this.#item(item, now, { kind: 'unblocked' });
    } else {
      this.#blocked.add(item);
      const luck = waiting.luckOf(item);
      this.#item(item, now, {
        kind: 'blocked',
        by: this.#needs[q]!.filter(({ theta }) => luck >= theta).map((need) => downFor(need, luck)),
      });
    }
  }

  #downFor(item: number, q: number): DownFor[] {
    const luck = this.#world.inside.waiting.luckOf(item);
    return this.#needs[q]!.filter(({ level }) => luck >= level).map((need) => downFor(need, luck));
  }

  #noLongerWaits(item: number): void {
    this.#waiting[this.#world.inside.waiting.queueOf(item)]!.delete(item);
    this.#blocked.delete(item);
  }

  #poolId(p: number): string {
    return this.#cell.plan.pools[this.#cell.globalPool[p]!]!.id;
  }

  #aboutPool(p: number, tick: number, what: Happening): void {
    const { plan } = this.#cell;
    const { sites, queues } = plan.pools[this.#cell.globalPool[p]!]!;
    this.#emit({
      tick,
      sites: sites.map((site) => plan.sites[site]!.id),
      services: [...new Set(queues.map((q) => plan.queues[q]!.service))],
      item: undefined,
      what,
    });
  }

  #item(item: number, tick: number, what: Happening): void {
    const { from, to } = this.#filter;
    if (tick < (from ?? 0) || tick >= (to ?? Infinity)) return;
    const name: ItemName = this.#family.nameOf(item);
    this.#emit({ tick, sites: [name.site], services: [name.service], item: name, what });
  }

  #emit(event: TraceEvent): void {
    if (passes(event, this.#filter)) this.#tell(event);
  }
}

function downFor({ component, level, answering, inForce }: NeedNow, luck: number): DownFor {
  return {
    component,
    level,
    isSlow: luck < answering,
    backup: inForce.backup,
    share: inForce.mode.share,
  };
}
