import { describe, expect, it, vi } from 'vitest';
import { compile } from '../../src/engine/index.ts';
import { inUse } from '../../src/engine/answers.ts';
import { arrangementOf } from '../../src/engine/arrangement.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import { scriptOf } from '../../src/engine/script.ts';
import { statusAt, statusTimeline, type StatusTimeline } from '../../src/engine/statusTimeline.ts';
import { valueAt } from '../../src/engine/steps.ts';
import { incidentUnder } from '../../src/engine/strategyIncident.ts';
import { tickOf } from '../../src/scenario/calendar.ts';
import { boltonModel } from '../helpers/bolton.ts';
import { modelFrom, small } from '../helpers/networks.ts';

vi.setConfig({ testTimeout: 60_000 });

const timelineOf = (text: string, id = 'today'): StatusTimeline => {
  const model = modelFrom(text);
  return statusTimeline(
    compile(model),
    'status',
    0,
    model.scenario.strategies.find((one) => one.id === id)!,
  );
};
const at = (moment: string): number => tickOf('2024-07-01', `2024-07-03 ${moment}`);
const component = (timeline: StatusTimeline, key: string, moment: string): string => {
  const steps = timeline.sites[0]!.components[key];
  return steps ? statusAt(steps, at(moment)) : 'working';
};
const service = (timeline: StatusTimeline, id: string, moment: string): string => {
  const steps = timeline.sites[0]!.services[id];
  return steps ? statusAt(steps, at(moment)) : 'working';
};

describe('the status of every part over time', () => {
  const components = `  - { id: line, title: Line }
  - { id: records, title: Records, requires: line }`;

  it('is down from the fault to the repair, for what failed and what rests on it, and working before and after', () => {
    const timeline = timelineOf(small({ components, fault: 'line' }));
    expect(['08:59', '09:00', '16:59', '17:00'].map((moment) => component(timeline, 'records', moment))).toEqual([
      'working',
      'down',
      'down',
      'working',
    ]);
    expect(['08:59', '09:00', '16:59', '17:00'].map((moment) => service(timeline, 'cases', moment))).toEqual([
      'working',
      'down',
      'down',
      'working',
    ]);
    expect(timeline.changes).toEqual([at('09:00'), at('17:00')]);
    expect(timeline.isRestored).toBe(true);
  });

  it('is on a backup from when it is ready, and no longer when nothing is left to back up', () => {
    const paper =
      '{ id: paper, kind: paper-pack, title: Paper, owner: site, activation: { decision: 10 min, setUp: 20 min }, covers: [{ services: [cases], component: records, share: 0.5 }] }';
    const text = small({
      components,
      services: [
        ['cases', '[{ component: records, share: 0.1 }]'],
        ['letters', '[{ component: records, share: 0 }]'],
      ],
      backups: paper,
      uses: 'paper',
    });
    const timeline = timelineOf(text);
    expect(['09:00', '09:29', '09:30', '16:59', '17:00'].map((moment) => service(timeline, 'cases', moment))).toEqual([
      'partly',
      'partly',
      'backup',
      'backup',
      'working',
    ]);
    expect(service(timeline, 'letters', '12:00')).toBe('down');
    expect(component(timeline, 'records', '12:00')).toBe('backup');
    expect(timeline.sites[0]!.backups['paper']).toEqual([{ from: at('09:30'), to: at('17:00') }]);
    const without = timelineOf(text, 'bare');
    expect(service(without, 'cases', '12:00')).toBe('partly');
    expect(component(without, 'records', '12:00')).toBe('down');
  });

  it('is on a backup while a support holds it up, partly where a level or slowness leaves something', () => {
    const support =
      '{ id: spare-line, kind: mobile-data, title: Spare line, owner: site, activation: { decision: 0 min, setUp: 0 min, failsToStart: 0 }, supports: [{ component: line, level: 1 }] }';
    const held = timelineOf(small({ components, fault: 'line', backups: support, uses: 'spare-line' }));
    expect(component(held, 'line', '12:00')).toBe('backup');
    expect(service(held, 'cases', '12:00')).toBe('working');
    const half = timelineOf(
      small({ components }).replace('component: records, at', 'component: records, level: 0.5, at'),
    );
    expect(component(half, 'records', '12:00')).toBe('partly');
    const slow = timelineOf(
      small({ components }).replace(
        'kind: outage, component: records,',
        'kind: slow, slowdown: 2, component: records,',
      ),
    );
    expect(component(slow, 'records', '12:00')).toBe('partly');
    expect(slow.sites[0]!.components['records']!.slow).toContain(true);
    expect(service(slow, 'cases', '12:00')).toBe('partly');
  });

  it('never changes when nothing that anybody uses fails', () => {
    const timeline = timelineOf(small({ components: `${components}\n  - { id: fax, title: Fax }`, fault: 'fax' }));
    expect(timeline.changes).toEqual([]);
    expect(timeline.isRestored).toBe(true);
    expect(timeline.sites[0]).toEqual({ components: {}, services: {}, backups: {} });
  });

  it('in Bolton says what the engine’s levels and modes say, at every change, with backups and without', () => {
    const model = boltonModel();
    const plan = compile(model);
    const wrong: string[] = [];
    for (const strategy of model.scenario.strategies.slice(1, 3)) {
      const timeline = statusTimeline(plan, 'bolton', 3, strategy);
      const given = incidentOf(plan, 'bolton', 3);
      const { incident } = incidentUnder(plan, 'bolton', 3, given, arrangementOf(plan, strategy.uses));
      const { segments } = scriptOf(plan, 'bolton', 3, given, strategy.uses);
      expect(timeline.changes.length).toBeGreaterThan(2);
      for (const tick of [0, ...timeline.changes]) {
        plan.sites.forEach((site, s) => {
          for (const key of inUse(plan, s)) {
            const level = valueAt(incident.sites[s]!.levels.of(key), tick);
            const steps = timeline.sites[s]!.components[key];
            const status = steps ? statusAt(steps, tick) : 'working';
            const right = level >= 1 ? ['working'] : level <= 0 ? ['down', 'backup'] : ['partly', 'backup'];
            if (!right.includes(status)) wrong.push(`${site.id} ${key} at ${tick}: ${status}, level ${level}`);
          }
          for (const q of site.queues) {
            const queue = plan.queues[q]!;
            if (queue.isReentry) continue;
            const segment = segments[q]!.filter((one) => one.tick <= tick).at(-1)!;
            const steps = timeline.sites[s]!.services[queue.service];
            const status = steps ? statusAt(steps, tick) : 'working';
            const works = segment.needs.every(({ level }) => level >= 1);
            if ((status === 'working') !== works || (status === 'down') !== segment.theta <= 0)
              wrong.push(`${site.id} ${queue.service} at ${tick}: ${status}, share ${segment.theta}`);
          }
        });
      }
      expect(wrong).toEqual([]);
      const carried = timeline.sites.some(({ services }) =>
        Object.values(services).some(({ statuses }) => statuses.includes('backup')),
      );
      expect(carried).toBe(strategy.id !== 'nothing');
    }
  });
});
