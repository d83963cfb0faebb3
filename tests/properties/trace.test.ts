/** A run told as a trace: every item has a whole story, and every wait caused by the incident is traced to its fault. */
import { describe, expect, test } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { itemsOf, type Plan } from '../../src/engine/index.ts';
import { STATE, State } from '../../src/engine/itemStates.ts';
import { circumstancesOf } from '../../src/engine/trace/circumstances.ts';
import {
  inquire,
  passes,
  traceOf,
  type Happening,
  type Reason,
  type TraceEvent,
} from '../../src/engine/trace/index.ts';
import { needsAt } from '../../src/engine/trace/needs.ts';
import { whyBackups } from '../../src/engine/trace/whyBackup.ts';
import { TICKS_PER_HOUR } from '../../src/scenario/calendar.ts';
import { cases, changed, planOf, SEED, worldsOf, type Case } from '../helpers/cases.ts';
import type { ScenarioInput } from '../helpers/generate.ts';

const SECONDS = 300_000;
const everyKind = cases(300, 24, { faults: 'all' });

const keyOf = (item: {
  site: string;
  service: string;
  originSite: string;
  originService: string;
  index: number;
  lineage: number;
}): string => [item.site, item.service, item.originSite, item.originService, item.index, item.lineage].join('/');

/** What may come next in the story of an item. */
const NEXT: Readonly<Partial<Record<Happening['kind'], readonly Happening['kind'][]>>> = {
  came: ['joined', 'parked', 'sent', 'left', 'started'],
  joined: ['blocked', 'started', 'waited-in-vain'],
  blocked: ['unblocked', 'waited-in-vain'],
  unblocked: ['blocked', 'started', 'waited-in-vain'],
  'waited-in-vain': ['parked', 'sent', 'left'],
  sent: ['parked', 'left'],
  parked: ['came'],
  'to-type-up': ['came'],
  started: ['done'],
  done: ['follows'],
  follows: ['follows'],
  left: [],
  'no-show': [],
};

/** What is wrong with the story of one item, or null. */
function wrongWith(record: ItemRecord, story: readonly TraceEvent[]): string | null {
  const first = story[0]!;
  const begins = record.service === 're-entry' ? ['to-type-up'] : ['came', 'no-show'];
  if (!begins.includes(first.what.kind)) return `begins with ${first.what.kind}`;
  for (let k = 1; k < story.length; k++) {
    const [before, after] = [story[k - 1]!, story[k]!];
    if (after.tick < before.tick) return 'goes back in time';
    if (!NEXT[before.what.kind]!.includes(after.what.kind))
      return `${before.what.kind} is followed by ${after.what.kind}`;
  }
  const started = story.find(({ what }) => what.kind === 'started');
  if ((started?.tick ?? -1) !== record.start) return `starts at ${started?.tick}, not ${record.start}`;
  if (started?.what.kind === 'started') {
    if (started.what.until !== record.end) return 'ends at another time';
    if (started.what.down.length > 0 !== record.degraded) return 'is told degraded or not, and is the other';
    if (started.what.record !== record.record) return 'sees another record';
  }
  const last = story.filter(({ what }) => what.kind !== 'follows').at(-1)!;
  return endsAs(record, last) ? null : `${record.fate} ends with ${JSON.stringify(last)}`;
}

function endsAs(record: ItemRecord, { tick, what }: TraceEvent): boolean {
  switch (record.fate) {
    case 'done':
      return what.kind === 'done' && tick === record.end;
    case 'in-service':
      return what.kind === 'started' && tick === record.start;
    case 'waiting':
      return ['joined', 'blocked', 'unblocked'].includes(what.kind);
    case 'parked':
      return (
        (what.kind === 'parked' ? what.until : what.kind === 'to-type-up' ? what.due : 0) ===
        (record.due < 0 ? null : record.due)
      );
    case 'lost':
      return what.kind === 'left' && what.to === 'nobody' && tick === record.left;
    case 'hub':
      return what.kind === 'left' && what.to === 'hub' && tick === record.left;
    case 'no-show':
      return what.kind === 'no-show' && tick === record.left;
    default:
      return record.fate satisfies never;
  }
}

function storiesIn(events: readonly TraceEvent[]): Map<string, TraceEvent[]> {
  const stories = new Map<string, TraceEvent[]>();
  for (const event of events) {
    if (!event.item) continue;
    const key = keyOf(event.item);
    const story = stories.get(key);
    if (story) story.push(event);
    else stories.set(key, [event]);
  }
  return stories;
}

const strongest = (plan: Plan): (string | null)[] => [null, ...worldsOf(plan).slice(-2)];

describe('a trace', () => {
  test('tells of every item, in every world, a whole story that ends as the item did', { timeout: SECONDS }, () => {
    const fates = new Set<string>();
    for (const { name, input } of everyKind) {
      const plan = planOf(input);
      for (const world of strongest(plan)) {
        const stories = storiesIn(traceOf(plan, SEED, 0, world).events);
        const records = itemsOf(plan, SEED, 0, world);
        for (const record of records) {
          fates.add(record.fate);
          const story = stories.get(keyOf(record));
          if (!story) expect.fail(`${name}, ${world ?? 'twin'}: nothing is told of ${keyOf(record)}`);
          const wrong = wrongWith(record, story);
          if (wrong) expect.fail(`${name}, ${world ?? 'twin'}, ${keyOf(record)}: ${wrong}`);
        }
        expect(stories.size).toBe(new Set(records.map(keyOf)).size);
      }
    }
    // Being in service at the last midnight is rare.
    for (const fate of ['done', 'hub', 'lost', 'no-show', 'parked', 'waiting']) expect([...fates]).toContain(fate);
  });

  test('is in time order, and a filter leaves of it what passes, in the same order', { timeout: SECONDS }, () => {
    for (const { input } of everyKind.slice(0, 12)) {
      const plan = planOf(input);
      const world = plan.model.scenario.strategies.at(-1)!.id;
      const { events, count } = traceOf(plan, SEED, 0, world);
      expect(count).toBe(events.length);
      expect(events.every((event, k) => k === 0 || events[k - 1]!.tick <= event.tick)).toBe(true);
      const item = events.filter((event) => event.item).at(events.length >> 2)!.item!;
      const origin = { site: item.originSite, service: item.originService, index: item.index, surge: item.surge };
      for (const filter of [
        { site: item.site },
        { service: item.service },
        { site: item.site, service: item.service, from: plan.warmUp, to: plan.horizon - TICKS_PER_HOUR },
        { item: origin },
      ]) {
        const told = traceOf(plan, SEED, 0, world, filter);
        expect(told.events).toEqual(events.filter((event) => passes(event, filter)));
        expect(told.count).toBeGreaterThan(0);
        expect(traceOf(plan, SEED, 0, world, filter, 5)).toEqual({
          events: told.events.slice(0, 5),
          count: told.count,
        });
      }
    }
  });

  test('of a strategy is the same whichever other strategies there are, in any order', { timeout: SECONDS }, () => {
    for (const { input } of everyKind.slice(0, 8)) {
      const world = input.strategies.at(-1)!.id;
      const turned = { ...input, strategies: [...input.strategies].reverse() };
      const fewer = { ...input, strategies: input.strategies.filter(({ id }) => id === world) };
      const told = traceOf(planOf(input), SEED, 0, world);
      expect(traceOf(planOf(turned), SEED, 0, world)).toEqual(told);
      expect(traceOf(planOf(fewer), SEED, 0, world)).toEqual(told);
    }
  });
});

interface Asked {
  readonly at: number;
  readonly isDeferred: boolean;
  readonly chain: readonly Reason[];
  readonly who: string;
}

/** Asks at every hourly sample why each waiting or parked item waits. */
function askAll(plan: Plan, strategy: string | null, hear: (asked: Asked) => void): void {
  inquire(
    plan,
    SEED,
    0,
    strategy,
    () => true,
    (inquiry) => {
      const { world, family } = inquiry.stage;
      for (let at = plan.warmUp; at < plan.horizon; at += TICKS_PER_HOUR) {
        world.advance(at + 1);
        const { waiting } = world.inside;
        for (let item = 0; item < world.items.total; item++) {
          const state = world.items.get(item, STATE);
          if (state !== State.waiting && state !== State.parked) continue;
          hear({
            at,
            isDeferred: state === State.waiting && waiting.luckOf(item) >= waiting.theta[waiting.queueOf(item)]!,
            chain: inquiry.chain(item, at),
            who: keyOf(family.nameOf(item)),
          });
        }
      }
    },
  );
}

describe('why an item waits', () => {
  const many: Case[] = cases(500, 40, { faults: 'all' });

  test(
    'ends, for everything that cannot start, at a fault of the incident that holds then',
    { timeout: SECONDS },
    () => {
      let deferred = 0;
      const heard = new Set<string>();
      for (const { name, input } of many) {
        const plan = planOf(input);
        const faults = plan.model.scenario.incident.faults.map(({ id }) => id);
        for (const { id } of plan.model.scenario.strategies.slice(0, 2))
          askAll(plan, id, ({ at, isDeferred, chain, who }) => {
            for (const reason of chain) heard.add(reason.kind === 'backup' ? `backup ${reason.why.kind}` : reason.kind);
            const last = chain.at(-1);
            const where = `${name}, ${id}, ${who} at ${at}`;
            if (last?.kind !== 'fault' && last?.kind !== 'ordinary') expect.fail(`${where}: ${JSON.stringify(chain)}`);
            if (last.kind === 'fault' && !faults.includes(last.fault)) expect.fail(`${where}: ${last.fault}`);
            if (!isDeferred) return;
            deferred++;
            const holds = last.kind === 'fault' && last.struck <= at && at < (last.until ?? Infinity);
            if (!holds) expect.fail(`${where}: ${JSON.stringify(chain)}`);
          });
      }
      expect(deferred).toBeGreaterThan(10_000);
      for (const kind of [
        ...[
          'blocked',
          'level',
          'fault',
          'closed',
          'queue',
          'absent',
          'surge',
          'knock-on',
          'ordinary',
          'parked',
          'action',
        ],
        ...['typing-up', 're-entry'],
        ...[
          'in-force',
          'not-here',
          'not-prepared',
          'not-noticed',
          'setting-up',
          'too-late',
          'failed-to-start',
          'used-up',
        ].map((why) => `backup ${why}`),
      ])
        expect([...heard]).toContain(kind);
    },
  );

  test('never names a fault in the world without the incident', { timeout: SECONDS }, () => {
    let asked = 0;
    for (const { input } of many.slice(0, 20))
      askAll(planOf(input), null, ({ chain }) => {
        asked++;
        const kinds = chain.map(({ kind }) => kind);
        if (kinds.includes('fault') || kinds.at(-1) !== 'ordinary') expect.fail(JSON.stringify(chain));
      });
    expect(asked).toBeGreaterThan(1000);
  });

  test('compares a knock-on with what became of the same item without the incident', { timeout: SECONDS }, () => {
    let compared = 0;
    for (const { input } of many.slice(0, 12)) {
      const plan = planOf(input);
      const twins = new Map(itemsOf(plan, SEED, 0, null).map((record) => [keyOf(record), record]));
      askAll(plan, plan.model.scenario.strategies[0]!.id, ({ at, chain, who }) => {
        const told = chain.find(({ kind }) => kind === 'knock-on' || kind === 'ordinary');
        if (!told) return;
        compared++;
        const twin = twins.get(who);
        const became = !twin
          ? 'never-came'
          : twin.firstDue > at
            ? 'came-later'
            : twin.start >= 0 && twin.start <= at
              ? 'started'
              : twin.left >= 0 && twin.left <= at
                ? 'left'
                : 'waits-too';
        if ((told as { twin: string }).twin !== became)
          expect.fail(`${who} at ${at}: ${JSON.stringify(chain)}, ${became}`);
      });
    }
    expect(compared).toBeGreaterThan(1000);
  });

  test('names needs that leave just what the world says can start', { timeout: SECONDS }, () => {
    let down = 0;
    for (const { input } of many) {
      const plan = planOf(input);
      for (const { id } of plan.model.scenario.strategies) {
        const circumstances = circumstancesOf(plan, SEED, 0, id);
        plan.queues.forEach((_, q) => {
          for (const { tick, theta } of circumstances.script.segments[q]!) {
            const needs = needsAt(circumstances, q, tick);
            down += needs.length;
            expect(Math.min(1, ...needs.map((need) => need.theta))).toBe(theta);
          }
        });
      }
    }
    expect(down).toBeGreaterThan(1000);
  });

  test('says of a backup what, had it been otherwise, would have been otherwise', { timeout: SECONDS }, () => {
    const counted = new Map<string, number>();
    for (const { name, input } of many) {
      const strategy = input.strategies[1]?.id ?? input.strategies[0]!.id;
      const told = toldOfBackups(input, strategy);
      const neverFails = toldOfBackups(withBackups(input, { failsToStart: 0 }), strategy);
      const prepared = toldOfBackups(withBackups(input, { prepared: true }), strategy);
      const atOnce = toldOfBackups(withBackups(input, { prepared: true, atOnce: true }), strategy);
      for (const [where, { kind, isOpen }] of told) {
        counted.set(kind, (counted.get(kind) ?? 0) + 1);
        const otherwise: Readonly<Record<string, readonly [Map<string, Said>, readonly string[]]>> = {
          'failed-to-start': [neverFails, ['in-force', 'setting-up', 'too-late', 'used-up']],
          'not-prepared': [
            prepared,
            ['in-force', 'setting-up', 'too-late', 'used-up', 'not-noticed', 'failed-to-start'],
          ],
          'setting-up': [atOnce, ['in-force', 'used-up']],
          'too-late': [atOnce, ['in-force', 'used-up']],
        };
        const [there, kinds] = otherwise[kind] ?? [told, [kind]];
        const then = there.get(where)?.kind;
        if (then === undefined || !kinds.includes(then)) expect.fail(`${name}, ${where}: ${kind}, then ${then}`);
        if (kind === 'not-noticed' && isOpen) expect.fail(`${name}, ${where}: somebody is there to notice`);
      }
    }
    for (const kind of ['failed-to-start', 'not-prepared', 'setting-up', 'too-late', 'not-noticed'])
      expect(counted.get(kind), kind).toBeGreaterThan(5);
  });
});

interface Said {
  readonly kind: string;
  /** Whether anybody is on shift at the site. */
  readonly isOpen: boolean;
}

/** What is said of every backup of a strategy for every need that is down, whenever anything changes. */
function toldOfBackups(input: ScenarioInput, strategy: string): Map<string, Said> {
  const plan = planOf(input);
  const circumstances = circumstancesOf(plan, SEED, 0, strategy);
  const told = new Map<string, Said>();
  plan.queues.forEach((queue, q) => {
    for (const now of hoursOf(plan))
      for (const need of needsAt(circumstances, q, now))
        for (const reason of whyBackups(circumstances, q, need, now))
          if (reason.kind === 'backup')
            told.set(`${q} ${need.component} ${reason.backup} ${now}`, {
              kind: reason.why.kind,
              isOpen: plan.sites[queue.site]!.open.some(({ from, to }) => from <= now && now < to),
            });
  });
  return told;
}

function hoursOf(plan: Plan): number[] {
  return Array.from({ length: plan.frame.hours }, (_, h) => plan.warmUp + h * TICKS_PER_HOUR);
}

/** The same with backups that never fail to start, are prepared everywhere, or work as soon as they are wanted. */
function withBackups(
  input: ScenarioInput,
  change: { readonly failsToStart?: 0; readonly prepared?: true; readonly atOnce?: true },
): ScenarioInput {
  return changed(input, (copy) => {
    for (const one of copy.backups ?? []) {
      if (!('covers' in one)) continue;
      const backup = one as Extract<typeof one, { kind: 'paper-pack' }>;
      if (change.failsToStart === 0) {
        backup.activation = { ...backup.activation, failsToStart: 0 };
        backup.undrilled = { ...backup.undrilled, failsToStart: 0 };
      }
      if (change.prepared) delete backup.preparation;
      if (change.atOnce) backup.activation = { ...backup.activation, decision: '0 min', setUp: '0 min' };
    }
  });
}
