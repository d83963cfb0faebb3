/** What each kind of fault does, worked out by hand at one small place. */
import { describe, expect, test } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import { itemsOf, type Plan } from '../../src/engine/index.ts';
import { Purpose, streamKey, uniformAt } from '../../src/engine/streams.ts';
import { surgesOf } from '../../src/engine/surges.ts';
import { dateTimeOf, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, tickOf } from '../../src/scenario/calendar.ts';
import { arriving, stationOf, type PoolInput, type ScenarioInput, type Station } from '../helpers/queues.ts';
import { size, zOfRatio } from '../helpers/statistics.ts';

type Fault = ScenarioInput['incident']['faults'][number];
const START = '2024-07-01';
const SEED = 'by hand';
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const NINE_TO_FIVE: PoolInput['shifts'] = [{ days: 'mon-fri', from: '09:00', to: '17:00' }];
/** `Tue 09:30` of the first week as a moment of the file, and as a tick. */
const moment = (text: string): string => `2024-07-0${DAYS.indexOf(text.slice(0, 3)) + 1} ${text.slice(4)}`;
const at = (text: string): number => tickOf(START, moment(text));
const said = (tick: number): string =>
  `${DAYS[Math.floor(tick / TICKS_PER_DAY) % 7]} ${dateTimeOf(START, tick).slice(11)}`;

/** Forty booked people a week, 20 minutes each, at half past every hour; records on hosting, phones beside them. */
function place(faults: Fault[], more: Partial<Station> = {}, mode: object = {}): Plan {
  return stationOf({
    start: START,
    warmUpDays: 0,
    days: 9,
    shifts: NINE_TO_FIVE,
    components: [
      { id: 'hosting', title: 'Hosting' },
      { id: 'copy', title: 'Copy' },
      { id: 'records', title: 'Records', functions: ['read', 'write'], requires: 'hosting' },
      { id: 'phones', title: 'Phones', scope: 'per-site' },
    ],
    services: {
      booked: {
        minutes: { fixed: 20 },
        arrivals: { scheduled: { perWeek: 40 } },
        needs: [
          { component: 'records/read', share: 0, ...mode },
          { component: 'phones', share: 1 },
        ],
      },
    },
    faults,
    ...more,
  });
}

/** Levels as `Tue 05:00 0`, change by change. */
function levelsOf(plan: Plan, key: string, run = 0, site = 0): string[] {
  const { ticks, values } = incidentOf(plan, SEED, run).sites[site]!.levels.of(key);
  return ticks.slice(1).map((tick, k) => `${said(tick)} ${values[k + 1]}`);
}

const itemsAt = (plan: Plan, strategy: string | null = 'nothing', run = 0): ItemRecord[] =>
  itemsOf(plan, SEED, run, strategy);
/** `Tue 09:30-09:50`, when the item with an index was served. */
function servedAt(plan: Plan, index: number, strategy = 'nothing'): string {
  const { start, end } = itemsAt(plan, strategy).find((item) => item.service === 'booked' && item.index === index)!;
  return `${said(start)}-${said(end).slice(4)}`;
}

describe('ransomware', () => {
  const attack: Fault = {
    kind: 'ransomware',
    id: 'attack',
    component: 'records',
    at: moment('Tue 05:00'),
    rebuild: '30 h',
  };

  test('keeps the component down until it is rebuilt', () => {
    expect(levelsOf(place([attack]), 'records')).toEqual(['Tue 05:00 0', 'Wed 11:00 1']);
  });

  test('lets functions come back one by one after the rebuild, the component with the first', () => {
    const plan = place([{ ...attack, returns: { functions: { 'records/read': '2 h', 'records/write': '1 days' } } }]);
    expect(levelsOf(plan, 'records')).toEqual(['Tue 05:00 0', 'Wed 13:00 1']);
    expect(levelsOf(plan, 'records/read')).toEqual(['Tue 05:00 0', 'Wed 13:00 1']);
    expect(levelsOf(plan, 'records/write')).toEqual(['Tue 05:00 0', 'Thu 11:00 1']);
  });

  test('is contained a while after somebody has come to work, or after the strike, and for as long as the rebuild', () => {
    const contained = (from: 'notice' | 'strike'): Plan =>
      place([{ ...attack, containment: [{ components: ['phones'], from, after: '90 min', backAfter: '1 h' }] }]);
    expect(levelsOf(contained('notice'), 'phones')).toEqual(['Tue 10:30 0', 'Wed 12:00 1']);
    expect(levelsOf(contained('strike'), 'phones')).toEqual(['Tue 06:30 0', 'Wed 12:00 1']);
  });

  test('over before anybody comes to work is contained by nobody', () => {
    const plan = place([{ ...attack, rebuild: '3 h', containment: [{ components: ['phones'] }] }]);
    expect(levelsOf(plan, 'phones')).toEqual([]);
    expect(levelsOf(plan, 'records')).toEqual(['Tue 05:00 0', 'Tue 08:00 1']);
  });
});

describe('slow working', () => {
  const slow = (component: string, more: object = {}): Fault => ({
    kind: 'slow',
    id: `slow-${component}`,
    component,
    at: moment('Tue 09:00'),
    slowdown: 3,
    repair: { central: '3 h' },
    ...more,
  });
  const outage = (component: string, from: string, hours: number, more: object = {}): Fault => ({
    kind: 'outage',
    id: `${component}-out`,
    component,
    at: moment(from),
    repair: { central: `${hours} h` },
    ...more,
  });

  test('serves everybody with the full record, three times as long, until it is over', () => {
    const plan = place([slow('records')]);
    expect([8, 9, 10, 11].map((index) => servedAt(plan, index))).toEqual([
      'Tue 09:30-10:30',
      'Tue 10:30-11:30',
      'Tue 11:30-12:30',
      'Tue 12:30-12:50',
    ]);
    expect(itemsAt(plan).find((item) => item.index === 8)).toMatchObject({ degraded: true, record: 'full' });
  });

  test('comes up from what the component requires', () => {
    expect(servedAt(place([slow('hosting')]), 8)).toBe('Tue 09:30-10:30');
  });

  test('is no matter while the component, or what it requires, is down', () => {
    for (const component of ['records', 'hosting'])
      for (const slowed of ['records', 'hosting']) {
        const plan = place([slow(slowed), outage(component, 'Tue 09:00', 2)]);
        // Down until 11:00, slow until 12:00.
        expect(servedAt(plan, 8)).toBe('Tue 11:00-12:00');
        expect(servedAt(plan, 9)).toBe('Tue 12:00-12:20');
      }
  });

  test('does not slow what is done without the system', () => {
    const plan = place([slow('hosting'), outage('records', 'Tue 09:00', 4)], {}, { share: 1, slowdown: 1.5 });
    expect(servedAt(plan, 8)).toBe('Tue 09:30-10:00');
  });

  test('is no faster than the fastest that answers of several alternatives', () => {
    const components: ScenarioInput['components'] = [
      { id: 'hosting', title: 'Hosting' },
      { id: 'copy', title: 'Copy' },
      { id: 'records', title: 'Records', functions: ['read', 'write'], requires: { any: ['hosting', 'copy'] } },
      { id: 'phones', title: 'Phones' },
    ];
    const with_ = (...faults: Fault[]): string => servedAt(place(faults, { components }), 8);
    expect(with_(slow('hosting'))).toBe('Tue 09:30-09:50');
    expect(with_(slow('hosting'), slow('copy', { slowdown: 2 }))).toBe('Tue 09:30-10:10');
    expect(with_(slow('hosting'), outage('copy', 'Tue 09:00', 5))).toBe('Tue 09:30-10:30');
    expect(with_(slow('records', { slowdown: 2 }), slow('hosting'), outage('copy', 'Tue 09:00', 5))).toBe(
      'Tue 09:30-10:30',
    );
  });

  test('is for those who could work at all: where half are down, the other half are slow', () => {
    const plan = place([
      slow('records', { repair: { central: '8 h' } }),
      outage('records', 'Tue 09:00', 8, { level: 0.5 }),
    ]);
    const today = itemsAt(plan).filter((item) => item.index >= 8 && item.index < 16);
    const slowly = today.filter((item) => item.end - item.start === 60 * TICKS_PER_MINUTE);
    expect(slowly.length).toBeGreaterThan(0);
    expect(slowly.every((item) => item.start < at('Tue 17:00'))).toBe(true);
    expect(today.filter((item) => item.start >= at('Tue 17:00')).every((item) => !item.degraded)).toBe(true);
  });

  test('and paper stand side by side: where half are down, they take the time of paper, the others that of slow working', () => {
    const plan = place(
      [slow('hosting', { repair: { central: '8 h' } }), outage('records', 'Tue 09:00', 8, { level: 0.5 })],
      {},
      { share: 1, slowdown: 1.5 },
    );
    const key = streamKey(SEED, 0, 'item', 'station', 'booked');
    const minutes = itemsAt(plan)
      .filter((item) => item.start >= at('Tue 09:00') && item.start < at('Tue 17:00'))
      .map(({ index, start, end }) => [
        uniformAt(key, index, Purpose.luck) < 0.5 ? 'slow' : 'paper',
        (end - start) / TICKS_PER_MINUTE,
      ]);
    expect(new Set(minutes.map(([way]) => way)).size).toBe(2);
    expect(minutes).toEqual(minutes.map(([way]) => [way, way === 'slow' ? 60 : 30]));
  });

  const backup = (more: object): Partial<Station> => ({
    backups: [
      {
        kind: 'paper-pack',
        id: 'other-way',
        title: 'Another way',
        owner: 'practice',
        covers: [{ services: ['booked'], component: 'records/read', share: 1, slowdown: 1.5, record: 'full', ...more }],
      },
    ],
    strategies: [
      { id: 'nothing', title: 'Nothing', baseline: true },
      { id: 'with', title: 'With', uses: ['other-way'] },
    ],
  });

  test('gives way to a backup that is faster and loses nothing', () => {
    expect(servedAt(place([slow('records')], backup({})), 8, 'with')).toBe('Tue 09:30-10:00');
  });

  test.each([
    ['not everybody', { share: 0.9 }],
    ['less of the record', { record: 'read' }],
    ['something to type up', { reentryMinutes: 2 }],
    ['more time', { slowdown: 4 }],
  ])('does not give way to a backup with %s', (_, more) => {
    const plan = place([slow('records')], backup(more));
    expect(servedAt(plan, 8, 'with')).toBe('Tue 09:30-10:30');
  });

  test('of what a backup requires makes the backup as slow, and takes nothing of its share', () => {
    const station = backup({});
    const requires = { ...station, backups: station.backups!.map((one) => ({ ...one, requires: ['copy'] })) };
    const plan = place(
      [outage('records', 'Tue 09:00', 8), slow('copy', { slowdown: 2, repair: { central: '8 h' } })],
      requires,
    );
    expect(servedAt(plan, 8, 'with')).toBe('Tue 09:30-10:10');
  });
});

describe('a loss at a site', () => {
  test('takes down what is named, at the sites that are named', () => {
    const plan = place(
      [
        {
          kind: 'site-loss',
          id: 'flood',
          cause: 'flood',
          components: ['phones'],
          sites: ['branch'],
          at: moment('Tue 09:00'),
          repair: { central: '5 h' },
        },
      ],
      {
        ...({
          sites: [
            { id: 'station', title: 'Station', template: 'station' },
            { id: 'branch', title: 'Branch', template: 'station' },
          ],
        } as object),
      },
    );
    expect(levelsOf(plan, 'phones', 0, 0)).toEqual([]);
    expect(levelsOf(plan, 'phones', 0, 1)).toEqual(['Tue 09:00 0', 'Tue 14:00 1']);
  });
});

describe('staff absence', () => {
  const ill = (share: number, more: object = {}): Fault => ({
    kind: 'staff-absence',
    id: 'ill',
    share,
    at: moment('Tue 09:35'),
    lasts: '2 h',
    ...more,
  });
  /** Two at work, two booked at a time, half an hour each. */
  const two = (faults: Fault[]): Plan =>
    place(faults, {
      servers: 2,
      services: { booked: { minutes: { fixed: 30 }, arrivals: { scheduled: { perWeek: 160 } } } },
    });
  const started = (plan: Plan, from: string, to: string): string[] =>
    itemsAt(plan)
      .filter((item) => item.start >= at(from) && item.start < at(to))
      .map((item) => said(item.start))
      .sort();

  test('leaves whoever is at work with less to do it with; who is being served is served', () => {
    const usual = started(two([]), 'Tue 09:00', 'Tue 10:30');
    expect(usual.slice(0, 4)).toEqual(['Tue 09:07', 'Tue 09:22', 'Tue 09:37', 'Tue 09:52']);
    // From 09:35 one is there: the two served finish at 09:37 and 09:52, and only one place is filled again.
    expect(started(two([ill(0.5)]), 'Tue 09:00', 'Tue 10:30').slice(0, 4)).toEqual([
      'Tue 09:07',
      'Tue 09:22',
      'Tue 09:52',
      'Tue 10:22',
    ]);
  });

  test('of everybody stops all work for a while', () => {
    const all = started(two([ill(1)]), 'Tue 09:36', 'Tue 11:40');
    expect(all[0]).toBe('Tue 11:35');
  });

  test('of several causes adds up, to everybody at most, and rounds by the person', () => {
    const none = started(two([ill(0.24)]), 'Tue 09:00', 'Tue 10:30');
    expect(none).toEqual(started(two([]), 'Tue 09:00', 'Tue 10:30'));
    const both = started(two([ill(0.5), { ...ill(0.8), id: 'strike' } as Fault]), 'Tue 09:36', 'Tue 11:40');
    expect(both[0]).toBe('Tue 11:35');
  });

  test('lets actions answer it as a failure of the site, and no longer than it lasts', () => {
    const plan = place([ill(1)], {
      actions: [
        {
          kind: 'extra-staff',
          id: 'locum',
          title: 'Locum',
          pool: 'staff',
          staff: 1,
          shifts: [{ days: 'mon-sun', from: '00:00', to: '24:00' }],
          when: { on: 'failure', until: 'restoration' },
        },
      ],
      strategies: [
        { id: 'nothing', title: 'Nothing', baseline: true },
        { id: 'with', title: 'With', uses: ['locum'] },
      ],
    });
    expect(servedAt(plan, 9)).toBe('Tue 11:35-11:55');
    expect(servedAt(plan, 9, 'with')).toBe('Tue 10:30-10:50');
  });
});

describe('a demand surge', () => {
  const rush = (extra: { ofBase: number } | { perDay: number }): Plan =>
    place(
      [
        {
          kind: 'demand-surge',
          id: 'rush',
          services: ['calls'],
          extra,
          at: moment('Tue 10:30'),
          lasts: '2 days',
        },
      ],
      { services: { calls: { minutes: { fixed: 1 }, arrivals: arriving(0.05) } } },
    );
  const counts = (plan: Plan): { total: number; count: number }[] =>
    Array.from({ length: 60 }, (_, run) => ({
      total: surgesOf(plan, SEED, run, incidentOf(plan, SEED, run))[0]!.length,
      count: 1,
    }));

  test('brings as many more as stated, on average', () => {
    expect(size(zOfRatio(counts(rush({ perDay: 30 })), 60))).toBeLessThan(3.5);
    expect(size(zOfRatio(counts(rush({ ofBase: 0.5 })), 0.5 * 0.05 * 2 * 1440))).toBeLessThan(3.5);
    expect(size(zOfRatio(counts(rush({ perDay: 30 })), 54))).toBeGreaterThan(3.5);
  });

  test('brings them while it lasts, and each comes to the queue like any other', () => {
    const plan = rush({ perDay: 40 });
    const extra = surgesOf(plan, SEED, 0, incidentOf(plan, SEED, 0))[0]!;
    const found = itemsAt(plan).filter((item) => item.lineage !== 0);
    expect(found.map((item) => [item.index, item.firstDue])).toEqual(extra.map((item) => [item.index, item.due]));
    expect(extra.every(({ due }) => due >= at('Tue 10:30') && due < at('Thu 10:30'))).toBe(true);
    expect(found.every((item) => item.fate === 'done' || item.fate === 'in-service')).toBe(true);
  });

  test('of a second cause leaves the items of the first as they are', () => {
    const one = rush({ perDay: 40 });
    const input = structuredClone(one.model.scenario.incident.faults[0]!) as unknown as Fault;
    const both = place(
      [
        { ...input, at: moment('Tue 10:30'), lasts: '2 days', sites: 1 } as Fault,
        { ...input, id: 'more', at: moment('Tue 12:00'), lasts: '9 h', sites: 1 } as Fault,
      ],
      {
        services: { calls: { minutes: { fixed: 1 }, arrivals: arriving(0.05) } },
      },
    );
    const [first, all] = [one, both].map((plan) => surgesOf(plan, SEED, 0, incidentOf(plan, SEED, 0))[0]!);
    expect(all!.slice(0, first!.length)).toEqual(first);
    expect(all!.length).toBeGreaterThan(first!.length);
  });
});

describe('messages held while a component is down', () => {
  const held = (share: number, spread: string): Plan =>
    place(
      [
        {
          kind: 'outage',
          id: 'down',
          component: 'hosting',
          at: moment('Tue 09:00'),
          repair: { central: '5 h' },
          holds: [{ component: 'records/write', services: ['results'], share, spread }],
        },
      ],
      {
        services: {
          results: {
            minutes: { fixed: 1 },
            arrivals: arriving(1),
            needs: [{ component: 'records/read', share: 1 }],
          },
        },
      },
    );
  const during = (plan: Plan, strategy: string | null): ItemRecord[] =>
    itemsAt(plan, strategy).filter((item) => item.firstDue >= at('Tue 09:00') && item.firstDue < at('Tue 14:00'));

  test('come in a burst on restoration, all of them, spread over the stated time', () => {
    const items = during(held(1, '2 h'), 'nothing');
    expect(items.length).toBeGreaterThan(200);
    expect(items.every((item) => item.attempt === 1 && item.due >= at('Tue 14:00') && item.due < at('Tue 16:00'))).toBe(
      true,
    );
    const late = items.filter((item) => item.due >= at('Tue 15:00')).length / items.length;
    expect(late).toBeGreaterThan(0.4);
    expect(late).toBeLessThan(0.6);
    expect(during(held(1, '0 min'), 'nothing').every((item) => item.due === at('Tue 14:00'))).toBe(true);
  });

  test('are the stated share of those that come while it is down; a larger share only adds to them', () => {
    const few = during(held(0.3, '1 h'), 'nothing').filter((item) => item.attempt === 1);
    const many = during(held(0.8, '1 h'), 'nothing').filter((item) => item.attempt === 1);
    expect(few.length / during(held(0.3, '1 h'), 'nothing').length).toBeCloseTo(0.3, 1);
    const kept = new Set(many.map((item) => item.index));
    expect(few.every((item) => kept.has(item.index))).toBe(true);
    expect(many.length).toBeGreaterThan(few.length);
  });

  test('are not held in the twin, nor before or after', () => {
    const plan = held(1, '2 h');
    expect(during(plan, null).every((item) => item.attempt === 0)).toBe(true);
    const others = itemsAt(plan).filter((item) => item.firstDue < at('Tue 09:00') || item.firstDue >= at('Tue 14:00'));
    expect(others.every((item) => item.attempt === 0)).toBe(true);
  });
});

describe('when a fault begins', () => {
  const power: Fault = {
    kind: 'site-loss',
    id: 'power',
    components: ['phones'],
    at: moment('Tue 05:00'),
    repair: { central: '6 h' },
  };
  const after = (more: object): Fault => ({
    kind: 'outage',
    id: 'records-out',
    component: 'records',
    at: { after: 'power', delay: '4 h', ...more },
    repair: { central: '2 h' },
  });

  test('so long after another fault has struck, or is over', () => {
    expect(levelsOf(place([after({}), power]), 'records')).toEqual(['Tue 09:00 0', 'Tue 11:00 1']);
    expect(levelsOf(place([power, after({ from: 'end' })]), 'records')).toEqual(['Tue 15:00 0', 'Tue 17:00 1']);
  });

  test('one may set off the next, and so on', () => {
    const third = { ...after({}), id: 'third', component: 'copy', at: { after: 'records-out', delay: '1 h' } } as Fault;
    const components: ScenarioInput['components'] = [
      { id: 'hosting', title: 'Hosting', requires: 'copy' },
      { id: 'copy', title: 'Copy' },
      { id: 'records', title: 'Records', functions: ['read', 'write'], requires: 'hosting' },
      { id: 'phones', title: 'Phones', scope: 'per-site' },
    ];
    expect(levelsOf(place([third, after({}), power], { components }), 'copy')).toEqual(['Tue 10:00 0', 'Tue 12:00 1']);
  });

  test('somewhere in a window, every moment as likely', () => {
    const plan = place([{ ...power, at: { between: [moment('Tue 06:00'), moment('Tue 16:00')] } }]);
    const hours = Array.from({ length: 200 }, (_, run) => ({
      total: (incidentOf(plan, SEED, run).sites[0]!.hitAt! - at('Tue 06:00')) / TICKS_PER_HOUR,
      count: 1,
    }));
    expect(Math.min(...hours.map(({ total }) => total))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...hours.map(({ total }) => total))).toBeLessThan(10);
    expect(size(zOfRatio(hours, 5))).toBeLessThan(3.5);
    expect(size(zOfRatio(hours, 4))).toBeGreaterThan(3.5);
  });

  test('an update that is halted so long after it begins strikes the rings before that', () => {
    const update = (minutes: number): Fault => ({
      kind: 'faulty-update',
      id: 'update',
      component: 'records',
      at: { after: 'power', delay: '1 h' },
      halted: { after: `${minutes} min` },
      rings: [{ share: 1, after: '1 h' }],
      repair: { central: '2 h' },
    });
    expect(levelsOf(place([power, update(60)]), 'records')).toEqual([]);
    expect(levelsOf(place([power, update(61)]), 'records')).toEqual(['Tue 07:00 0', 'Tue 09:00 1']);
  });
});
