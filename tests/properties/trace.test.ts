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
import { TICKS_PER_HOUR } from '../../src/scenario/calendar.ts';
import { cases, planOf, SEED, worldsOf, type Case } from '../helpers/cases.ts';

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
});
