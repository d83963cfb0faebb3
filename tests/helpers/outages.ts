/** A station that loses its system for a while, and what waits there: what the tests of outage and recovery build with. */
import type { ItemRecord } from '../../src/catalog/types.ts';
import { itemsOf, type Plan } from '../../src/engine/index.ts';
import { tickOf, TICKS_PER_MINUTE } from '../../src/scenario/calendar.ts';
import { arriving, stationOf, type ServiceInput, type Station } from './queues.ts';

export const START = '2024-07-01';
export const FAILS = tickOf(START, '2024-07-02 06:00');
type Need = NonNullable<ServiceInput['needs']>[number];

/** A station that is without its system from 06:00 of its second day, for a number of minutes. */
export function failing(
  minutes: number,
  mode: Omit<Need, 'component'>,
  work: { service: number; arrivals: number },
  station: Partial<Station>,
  level = 0,
): Plan {
  return stationOf({
    start: START,
    warmUpDays: 1,
    days: 2,
    components: [{ id: 'system', title: 'System' }],
    services: {
      work: {
        minutes: { exponential: { mean: work.service } },
        arrivals: arriving(work.arrivals),
        needs: [{ component: 'system', ...mode }],
      },
    },
    faults: [
      {
        kind: 'outage',
        id: 'down',
        component: 'system',
        at: '2024-07-02 06:00',
        level,
        repair: { central: `${minutes} min` },
      },
    ],
    ...station,
  });
}

/** Every item of a run under a strategy, null for the twin. */
export const runOf = (plan: Plan, k: number, strategy: string | null = 'nothing'): ItemRecord[] =>
  itemsOf(plan, 'recovery', k, strategy);
export const runs = <T>(count: number, of: (k: number) => T): T[] => Array.from({ length: count }, (_, k) => of(k));
/** Due before a tick and not started by then. */
export const waitingAt = (items: readonly ItemRecord[], tick: number): number =>
  items.filter((item) => item.due < tick && !(item.start >= 0 && item.start < tick)).length;
/** When the system is back. */
export const restored = (minutes: number): number => FAILS + minutes * TICKS_PER_MINUTE;

/** The first moment from a tick on at which nobody waits: everybody who fell due up to a start has started by then. */
export function clearedAt(items: readonly ItemRecord[], from: number): number {
  let latest = from;
  for (const item of items.filter(({ due, start }) => due > from || start > from).sort((a, b) => a.due - b.due)) {
    if (item.due > latest) break;
    latest = Math.max(latest, item.start);
  }
  return latest;
}
