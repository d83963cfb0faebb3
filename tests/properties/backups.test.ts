/** What takes a backup down with the system, and which sites have prepared it. */
import { describe, expect, test } from 'vitest';
import { isWayOfWorking } from '../../src/catalog/backups/index.ts';
import { backupsInForce } from '../../src/engine/backups.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import { itemsOf } from '../../src/engine/index.ts';
import { Purpose, streamKey, uniformAt } from '../../src/engine/streams.ts';
import { tickOf } from '../../src/scenario/calendar.ts';
import { planOf, SEED } from '../helpers/cases.ts';
import { arriving, stationOf, type ScenarioInput } from '../helpers/queues.ts';

type Backup = Extract<NonNullable<ScenarioInput['backups']>[number], { kind: 'paper-pack' | 'read-only-record' }>;

describe('a backup', () => {
  const outage = (component: string, level = 0): ScenarioInput['incident']['faults'][number] => ({
    kind: 'outage',
    id: `${component}-down`,
    component,
    at: '2024-07-02 06:00',
    level,
    repair: { central: '8 h' },
  });
  /** Share of luck up to which work was done in the outage, and whether luck alone decided it. */
  const doneUpTo = (faults: ScenarioInput['incident']['faults'], needed = ['system', 'lights']): number => {
    const plan = stationOf({
      warmUpDays: 1,
      days: 2,
      servers: 40,
      components: [
        { id: 'system', title: 'System', requires: 'power' },
        { id: 'copy', title: 'Copy', requires: { any: ['power', 'battery'] } },
        { id: 'lights', title: 'Lights', requires: 'battery' },
        { id: 'power', title: 'Power' },
        { id: 'battery', title: 'Battery' },
      ],
      services: {
        work: {
          minutes: { fixed: 1 },
          arrivals: arriving(2),
          needs: needed.map((component) => ({ component, share: component === 'system' ? 0.1 : 1 })),
        },
      },
      backups: [
        {
          kind: 'read-only-record',
          id: 'copy-of-record',
          title: 'Copy',
          owner: 'practice',
          covers: [{ services: ['work'], component: 'system', share: 0.8 }],
          requires: ['copy'],
        },
      ],
      strategies: [{ id: 'with', title: 'With', uses: ['copy-of-record'] }],
      faults,
    });
    const key = streamKey('levels', 0, 'item', 'station', 'work');
    const [from, to] = [tickOf('2024-07-01', '2024-07-02 06:00'), tickOf('2024-07-01', '2024-07-02 14:00')];
    const there = itemsOf(plan, 'levels', 0, 'with').filter((item) => item.due >= from && item.due < to);
    const luck = (kept: boolean): number[] =>
      there.filter((item) => item.start < to === kept).map((item) => uniformAt(key, item.index, Purpose.luck));
    const [done, deferred] = [Math.max(...luck(true)), Math.min(...luck(false))];
    if (done >= deferred) throw new Error(`done with luck ${done}, deferred with luck ${deferred}`);
    return (done + deferred) / 2;
  };
  test('carries on with its share while what it requires works', () =>
    expect(doneUpTo([outage('system')])).toBeCloseTo(0.8, 2));
  test('lives on its second source when the first fails with the system', () =>
    expect(doneUpTo([outage('power')])).toBeCloseTo(0.8, 2));
  test('is taken down by a cause common to all its sources', () =>
    expect(doneUpTo([outage('power'), outage('battery')])).toBeCloseTo(0.1, 2));
  test('is taken down by a fault of what nothing but the backup rests on', () =>
    expect(doneUpTo([outage('power'), outage('battery')], ['system'])).toBeCloseTo(0.1, 2));
  test('is left with a share of its share when its source works in part', () =>
    expect(doneUpTo([outage('power'), outage('battery', 0.5)])).toBeCloseTo(0.4, 2));
});

describe('a backup that half the sites have prepared', () => {
  /** At which of two like sites it is in force, run by run. */
  const inForce = (sites: Backup['sites']): string[] => {
    const service = {
      title: 'Work',
      pool: 'staff',
      priority: 1,
      minutes: { fixed: 10 },
      target: '1 h',
      arrivals: { scheduled: { perWeek: 100 } },
      needs: [{ component: 'system', share: 0 }],
    };
    const plan = planOf({
      format: 1,
      id: 'two',
      title: 'Two sites',
      start: '2024-07-01',
      warmUpDays: 0,
      days: 2,
      templates: {
        plain: {
          title: 'Plain',
          kind: 'other',
          pools: { staff: { title: 'Staff', staff: 1, shifts: [{ days: 'mon-fri', from: '08:00', to: '18:00' }] } },
          services: { work: service },
        },
      },
      components: [{ id: 'system', title: 'System' }],
      sites: ['first', 'second'].map((id) => ({ id, title: id, template: 'plain' })),
      incident: {
        title: 'Outage',
        faults: [
          { kind: 'outage', id: 'down', component: 'system', at: '2024-07-01 09:00', repair: { central: '5 h' } },
        ],
      },
      backups: [
        {
          kind: 'paper-pack',
          id: 'paper',
          title: 'Paper',
          owner: 'practice',
          sites,
          covers: [{ services: ['work'], component: 'system', share: 1 }],
          preparation: { what: 'printed', share: 0.5 },
        },
      ],
      strategies: [{ id: 'with', title: 'With', uses: ['paper'] }],
    });
    return Array.from({ length: 40 }, (_, run) =>
      backupsInForce(
        plan,
        SEED,
        run,
        incidentOf(plan, SEED, run),
        plan.model.scenario.backups.filter(isWayOfWorking)[0]!,
      )
        .covers.map(({ queue }) => plan.sites[plan.queues[queue]!.site]!.id)
        .join(),
    );
  };
  test('is in force at one of two sites, at each in about half of the runs', () => {
    const first = inForce('all').filter((site) => site === 'first').length;
    expect([first > 8, first < 32, inForce('all').every((site) => site === 'first' || site === 'second')]).toEqual([
      true,
      true,
      true,
    ]);
  });
  test('is not taken from one site by giving it to another', () => {
    const [alone, both] = [inForce(['first']), inForce('all')];
    expect(alone.filter((site, run) => site === 'first' && both[run] !== 'first')).toEqual([]);
  });
});

describe('a backup that starts in half of the failures', () => {
  const outage = (component: string, at: string): ScenarioInput['incident']['faults'][number] => ({
    kind: 'outage',
    id: `${component}-down`,
    component,
    at,
    repair: { central: '3 h' },
  });
  /** Runs in which it is in force for the second failure, that of the record. */
  const inForce = (covered: readonly string[]): number[] => {
    const plan = stationOf({
      warmUpDays: 0,
      days: 4,
      components: [
        { id: 'phones', title: 'Phones' },
        { id: 'record', title: 'Record' },
      ],
      services: {
        work: {
          minutes: { fixed: 10 },
          needs: [
            { component: 'phones', share: 0 },
            { component: 'record', share: 0 },
          ],
        },
      },
      faults: [outage('phones', '2024-07-01 09:00'), outage('record', '2024-07-03 09:00')],
      backups: [
        {
          kind: 'paper-pack',
          id: 'paper',
          title: 'Paper',
          owner: 'practice',
          covers: covered.map((component) => ({ services: ['work'], component, share: 1 })),
          activation: { failsToStart: 0.5 },
        },
      ],
    });
    const second = tickOf('2024-07-01', '2024-07-03 09:00');
    return Array.from({ length: 40 }, (_, run) => run).filter((run) =>
      backupsInForce(
        plan,
        SEED,
        run,
        incidentOf(plan, SEED, run),
        plan.model.scenario.backups.filter(isWayOfWorking)[0]!,
      ).covers.some(
        ({ component, intervals }) => component === 'record' && intervals.some(({ from }) => from >= second),
      ),
    );
  };
  test('does so', () => expect(Math.abs(inForce(['record']).length - 20)).toBeLessThan(12));
  test('starts for the record in the same runs when it covers the phones as well', () =>
    expect(inForce(['record', 'phones'])).toEqual(inForce(['record'])));
});
