/** Why an item waits: a chain of reasons that ends at the fault to blame, or says that it waits without the incident too. */
import { TICKS_PER_HOUR } from '../../scenario/calendar.ts';
import { resolveRef } from '../../scenario/graph.ts';
import type { FaultInRun } from '../faultTimes.ts';
import { holdsAt } from '../held.ts';
import { DUE, END, hasCome, LEFT, PARKED_AT, START, STATE, State } from '../itemStates.ts';
import type { Plan } from '../plan.ts';
import { valueAt } from '../steps.ts';
import { DEAF } from '../witness.ts';
import { absentAt } from './absent.ts';
import { circumstancesOf, type Circumstances } from './circumstances.ts';
import { decidedBy, whyParked } from './decided.ts';
import { isOf, type Origin, type WhyParked } from './events.ts';
import { targetOf } from './faultEvents.ts';
import { eachCell, isHubCell, type Stage } from './lived.ts';
import { needsAt } from './needs.ts';
import { placeOf } from './queue.ts';
import type { Answer, Reason } from './reasons.ts';
import { Twin } from './twin.ts';
import { whyBackups } from './whyBackup.ts';
import { faultReason, whyLevel } from './whyLevel.ts';

/** One cell of a world while it is lived through, in which it can be asked why anything waits. */
export class Inquiry {
  readonly stage: Stage;
  readonly #circumstances: Circumstances;
  readonly #twin: Twin | undefined;
  readonly #parked = new Map<number, WhyParked>();
  readonly #calls: (Extract<Reason, { kind: 'backlog' }> & { readonly site: number; readonly from: number })[] = [];

  constructor(circumstances: Circumstances, stage: Stage, twin: Twin | undefined) {
    this.stage = stage;
    this.#circumstances = circumstances;
    this.#twin = twin;
    stage.world.witness = {
      ...DEAF,
      parked: (item, _now, _back, code) => this.#parked.set(item, whyParked(code)),
      looked: ({ action, when, site }, at, backlog, { from }, isStart) => {
        const { service, above } = when;
        if (isStart) this.#calls.push({ kind: 'backlog', action: action.id, service, above, backlog, at, site, from });
      },
      sent: (item, _now, as) => stage.post.add(as, stage.family.nameOf(item)),
    };
  }

  /** The answer for an item, when the world has been taken to just after `now`. */
  chain(item: number, now: number): Reason[] {
    const { items } = this.stage.world;
    const state = items.get(item, STATE);
    switch (state) {
      case State.waiting:
        return this.#waiting(item, now);
      case State.parked:
        return item < items.count ? this.#away(item, now) : this.#toTypeUp(item, now);
      case State.inService:
        return [{ kind: 'not-waiting', state: 'in-service', at: items.get(item, START) }];
      case State.done:
        return [{ kind: 'not-waiting', state: 'done', at: items.get(item, END) }];
      case State.noShow:
        return [{ kind: 'not-waiting', state: 'no-show', at: items.get(item, LEFT) }];
      case State.lost:
      case State.hub:
        return [{ kind: 'not-waiting', state: 'left', at: items.get(item, LEFT) }];
      default: {
        const due = items.get(item, DUE);
        return [{ kind: 'not-waiting', state: 'not-come', at: due > now ? due : null }];
      }
    }
  }

  // ---- waiting in a queue -----------------------------------------------------------------------------------

  #waiting(item: number, now: number): Reason[] {
    const { waiting } = this.stage.world.inside;
    const luck = waiting.luckOf(item);
    if (luck >= waiting.theta[waiting.queueOf(item)]!) return this.#blocked(item, luck, now);
    return [...this.#people(item, now), ...this.#compared(item, now)];
  }

  /** Every need that keeps it from starting, each to its end. */
  #blocked(item: number, luck: number, now: number): Reason[] {
    const { family } = this.stage;
    const q = family.queueOf(item);
    const s = this.#circumstances.plan.queues[q]!.site;
    return needsAt(this.#circumstances, q, now)
      .filter(({ theta }) => luck >= theta)
      .flatMap((need): Reason[] => [
        {
          kind: 'blocked',
          component: need.component,
          luck,
          level: need.answering,
          theta: need.theta,
          backup: need.inForce.backup,
          share: need.inForce.mode.share,
        },
        ...whyBackups(this.#circumstances, q, need, now),
        ...whyLevel(this.#circumstances, s, need.component, now),
      ]);
  }

  /** Nobody there, or everybody busy and others first; and who is away. */
  #people(item: number, now: number): Reason[] {
    const { cell, world, family } = this.stage;
    const { plan, script } = this.#circumstances;
    const { inside, items } = world;
    const pool = plan.queues[family.queueOf(item)]!.pool;
    const p = cell.poolOfQueue[inside.waiting.queueOf(item)]!;
    const { id } = plan.pools[pool]!;
    const { staff } = script.pools[pool]!;
    const people = inside.staff[p]!;
    const opens = staff.ticks.find((tick, k) => tick > now && staff.values[k]! > 0) ?? plan.horizon;
    const absent = absentAt(this.#circumstances, pool, now).map(({ people: away }): Reason => ({
      kind: 'absent',
      pool: id,
      people: away,
    }));
    const place = placeOf(cell, inside.waiting, items, item);
    return [
      people === 0
        ? { kind: 'closed', pool: id, opens: opens < plan.horizon ? opens : null }
        : { kind: 'queue', pool: id, people, busy: inside.busy[p]!, ...place },
      ...absent,
    ];
  }

  /** Whether it would wait without the incident too; if not, what the incident did there. */
  #compared(item: number, now: number): Reason[] {
    if (!this.#twin) return [{ kind: 'ordinary', twin: 'is-twin' }];
    const { family, world } = this.stage;
    if (item >= world.items.count) return this.#typesUp(item, now);
    const { surge, originSite, originService } = family.nameOf(item);
    if (surge !== undefined) {
      const fault = this.#circumstances.faults.find(({ fault: { id } }) => id === surge)!;
      const site = this.#circumstances.plan.siteIndex.get(originSite)!;
      return [
        { kind: 'surge', service: originService },
        faultReason(this.#circumstances.plan, fault, site, originService),
      ];
    }
    const compared = this.#twin.compare(this.stage, item, now);
    return compared.kind === 'ordinary' ? [compared] : [compared, ...this.#guilty(item, now)];
  }

  /** The faults that have struck where the item is; else where its staff work, or what was sent there came from; else any. */
  #guilty(item: number, now: number): Reason[] {
    const { plan, faults } = this.#circumstances;
    const { cell, family } = this.stage;
    const own = plan.queues[family.queueOf(item)]!.site;
    const places: ((site: number) => boolean)[] = [(s) => s === own, (s) => cell.sites.includes(s), () => true];
    for (const until of [now, Infinity])
      for (const isThere of places) {
        const found = faults.flatMap((fault) => struckFirst(plan, fault, isThere, until));
        if (found.length > 0) return found;
      }
    return [];
  }

  // ---- away for now -----------------------------------------------------------------------------------------

  #away(item: number, now: number): Reason[] {
    const { items } = this.stage.world;
    const since = items.get(item, PARKED_AT);
    const due = items.get(item, DUE);
    const why = this.#parked.get(item)!;
    const by = decidedBy(this.#circumstances, this.stage.forest, item, since, why);
    const away: Reason = { kind: 'parked', why, since, until: due < 0 ? null : due, by };
    switch (why) {
      case 'cut':
        return [away, ...this.#prescribersDown(item, since)];
      case 'held':
        return [away, ...this.#interfaceDown(item, since, by!)];
      case 'diverted':
      case 'shed':
      case 'paused':
      case 'buddy':
      case 'switched':
        return [
          away,
          ...(by === undefined ? [] : [{ kind: 'action', action: by } as const, ...this.#calledBy(by, item, since)]),
          ...this.#guilty(item, now),
        ];
      case 'gave-up':
      case 'rebooked':
      case 'closed':
        return [away, ...this.#compared(item, now)];
      default:
        return why satisfies never;
    }
  }

  /** The backlog that had started an action where an item was, if one did. */
  #calledBy(by: string, item: number, since: number): Reason[] {
    const { site: own } = this.#circumstances.plan.queues[this.stage.family.queueOf(item)]!;
    const call = this.#calls.findLast(({ action, site, from }) => action === by && site === own && from <= since);
    if (!call) return [];
    const { kind, action, service, above, backlog, at } = call;
    return [{ kind, action, service, above, backlog, at }];
  }

  /** Demand that follows others: the worst of the sites it follows. */
  #prescribersDown(item: number, now: number): Reason[] {
    const { plan, incident } = this.#circumstances;
    const { follows } = plan.queues[this.stage.family.queueOf(item)]!.spec!;
    let worst: { readonly site: number; readonly key: string; readonly level: number } | undefined;
    plan.model.sites.forEach((site, s) => {
      if (!site.groups.includes(follows!.group)) return;
      const key = resolveRef(follows!.component, site.uses, plan.components);
      if (key === undefined) return;
      const level = valueAt(incident.sites[s]!.answering.of(key), now);
      if (level < (worst?.level ?? 1)) worst = { site: s, key, level };
    });
    return worst ? whyLevel(this.#circumstances, worst.site, worst.key, now) : this.#guilty(item, now);
  }

  #interfaceDown(item: number, now: number, faultId: string): Reason[] {
    const { plan, incident, faults } = this.#circumstances;
    const { site, service } = plan.queues[this.stage.family.queueOf(item)]!;
    const { answering } = incident.sites[site]!;
    const holding = faults.find(({ fault }) => fault.id === faultId)!;
    const entries = 'holds' in holding.fault ? holding.fault.holds : [];
    for (const hold of entries) {
      const key = resolveRef(hold.component, plan.sites[site]!.uses, plan.components);
      if (key === undefined || !hold.services.includes(service) || valueAt(answering.of(key), now) >= 1) continue;
      if (holdsAt(plan, site, [holding], answering).length > 0) return whyLevel(this.#circumstances, site, key, now);
    }
    return this.#guilty(item, now);
  }

  /** Re-entry waits until the item it types up could be handled normally. */
  #toTypeUp(item: number, now: number): Reason[] {
    const due = this.stage.world.items.get(item, DUE);
    const chain = this.#downFor(item, now);
    return [
      { kind: 'typing-up', until: due > now ? due : null },
      ...(chain.length > 0 ? chain : this.#typesUp(item, now)),
    ];
  }

  /** What it was that had to be done without the system, and why. */
  #typesUp(item: number, now: number): Reason[] {
    const { world, family } = this.stage;
    const started = world.items.get(family.sourceOf(item), START);
    const chain = this.#downFor(item, started);
    return [
      { kind: 're-entry', service: family.nameOf(item).typesUp!, started },
      ...(chain.length > 0 ? chain : this.#guilty(item, now)),
    ];
  }

  /** Every need that is down, or slow, at a moment for the item that is typed up, each to its fault. */
  #downFor(reentry: number, at: number): Reason[] {
    const { family, cell, forest } = this.stage;
    const { plan, incident } = this.#circumstances;
    const source = family.sourceOf(reentry);
    const { site, needs } = plan.queues[cell.globalQueue[forest.queue[source]!]!]!;
    const { levels } = incident.sites[site]!;
    return needs
      .filter(({ component }) => forest.luckOf(source) >= valueAt(levels.of(component), at))
      .flatMap(({ component }) => whyLevel(this.#circumstances, site, component, at, 'levels'));
  }
}

/** What a fault did first, and longest, at the sites meant, if it did anything there up to a moment. */
function struckFirst(plan: Plan, fault: FaultInRun, isThere: (site: number) => boolean, until: number): Reason[] {
  const [first] = fault.effects
    .filter((effect) => isThere(effect.site) && effect.from <= until)
    .sort((a, b) => a.from - b.from || b.to - a.to);
  return first ? [faultReason(plan, fault, first.site, targetOf(first))] : [];
}

/** Lives through the cells wanted of one world of a run; `live` takes each of them to wherever it has questions. */
export function inquire(
  plan: Plan,
  seed: string,
  run: number,
  strategy: string | null,
  isWanted: (sites: readonly number[]) => boolean,
  live: (inquiry: Inquiry) => void,
): void {
  const circumstances = circumstancesOf(plan, seed, run, strategy);
  const twin = strategy === null ? undefined : new Twin(plan, seed, run, isWanted);
  eachCell(circumstances, isWanted, (stage) => {
    const inquiry = new Inquiry(circumstances, stage, twin);
    if (isWanted(stage.cell.sites)) live(inquiry);
    stage.world.advance(plan.horizon);
  });
}

/** Cells in which an arrival's story can be told: its own site's, and hubs. */
export function cellsOfOrigin(plan: Plan, { site }: Origin): (sites: readonly number[]) => boolean {
  return (sites) => isHubCell(plan, sites) || sites.some((s) => plan.sites[s]!.id === site);
}

/** Why an arrival, and whatever came of it, waits at a moment; what has not come yet is left out. */
export function whyWaiting(
  plan: Plan,
  seed: string,
  run: number,
  strategy: string | null,
  origin: Origin,
  moments: readonly number[],
): Answer[] {
  const answers: Answer[] = [];
  inquire(plan, seed, run, strategy, cellsOfOrigin(plan, origin), (inquiry) => {
    for (const at of moments) {
      inquiry.stage.world.advance(at + 1);
      answers.push(...answersAt(inquiry, origin, at));
    }
  });
  return answers.sort((a, b) => a.at - b.at);
}

/** The same at every full hour from one moment to another at which it waits, told when it waits for another reason than an hour before. */
export function whyThroughout(
  plan: Plan,
  seed: string,
  run: number,
  strategy: string | null,
  origin: Origin,
  from: number,
  to: number,
): Answer[] {
  const hours: number[] = [];
  for (let at = Math.ceil(from / TICKS_PER_HOUR) * TICKS_PER_HOUR; at < to; at += TICKS_PER_HOUR) hours.push(at);
  const before = new Map<string, string>();
  return whyWaiting(plan, seed, run, strategy, origin, hours).filter(({ item, chain }) => {
    const who = `${item.site} ${item.service} ${item.lineage}`;
    const reason = chain.map(gist).join();
    if (before.get(who) === reason) return false;
    before.set(who, reason);
    return chain[0]?.kind !== 'not-waiting';
  });
}

/** What a reason is about, without its numbers. */
function gist(reason: Reason): string {
  switch (reason.kind) {
    case 'parked':
      return `${reason.kind} ${reason.why} ${reason.since}`;
    case 'blocked':
    case 'level':
      return `${reason.kind} ${reason.component}`;
    case 'backup':
      return `${reason.kind} ${reason.backup} ${reason.why.kind}`;
    case 'fault':
      return `${reason.kind} ${reason.fault} ${reason.what}`;
    case 'knock-on':
    case 'ordinary':
      return `${reason.kind} ${reason.twin}`;
    // Nights and mornings come and go.
    case 'closed':
    case 'queue':
      return 'people';
    default:
      return reason.kind;
  }
}

function answersAt(inquiry: Inquiry, origin: Origin, at: number): Answer[] {
  const { forest, family, world } = inquiry.stage;
  const answers: Answer[] = [];
  for (let item = 0; item < world.items.total; item++) {
    if (forest.index[family.sourceOf(item)] !== origin.index) continue;
    if (!hasCome(world.items.get(item, STATE))) continue;
    const name = family.nameOf(item);
    if (isOf(name, origin)) answers.push({ item: name, at, chain: inquiry.chain(item, at) });
  }
  return answers;
}
