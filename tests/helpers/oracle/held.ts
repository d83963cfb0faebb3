/** Messages that an interface keeps while it is down: which arrivals are held, and when they come after all (rule 26a). */
import type { Fault } from '../../../src/catalog/faults/index.ts';
import { Purpose } from '../../../src/engine/streams.ts';
import { ticks } from '../../../src/scenario/calendar.ts';
import type { Components } from './components.ts';
import type { Span } from './calendar.ts';
import { effectsWhereHit, type Struck } from './faults.ts';
import { drawOnce, type Item } from './items.ts';
import { ANSWERS, type Levels } from './levels.ts';

type Holds = Extract<Fault, { holds: unknown }>['holds'][number];

/** An interface of a site that keeps messages from a moment on. */
export interface Hold {
  readonly entry: Holds;
  readonly component: string;
  readonly from: number;
}

/** Per site, in the order of the file. */
export function holdsOf(components: Components, span: Span, incident: readonly Struck[]): Hold[][] {
  return components.model.sites.map((_, site) =>
    incident.flatMap((struck) => {
      const effects = effectsWhereHit(struck, span).filter((effect) => effect.site === site);
      if (effects.length === 0 || !('holds' in struck.fault)) return [];
      const from = Math.min(...effects.map((effect) => effect.from));
      return struck.fault.holds.flatMap((entry) => {
        const component = components.resolve(site, entry.component);
        return component === null ? [] : [{ entry, component, from }];
      });
    }),
  );
}

/** When a message that is held now comes; null for not before the horizon, undefined when it is not held. */
export function heldUntil(
  levels: Levels,
  holds: readonly Hold[],
  item: Item,
  serviceId: string,
  now: number,
): number | null | undefined {
  const own = holds.filter(({ entry }) => entry.services.includes(serviceId));
  if (own.length === 0) return undefined;
  const u = drawOnce(item, Purpose.held, item.lineage);
  const holdsIt = ({ entry, component, from }: Hold, tick: number): boolean =>
    tick >= from && u < entry.share * (1 - levels.at(item.site, component, tick, ANSWERS));
  const holder = own.find((hold) => holdsIt(hold, now));
  if (!holder) return undefined;
  const free = levels.changes[item.site]!.find((tick) => tick > now && !own.some((hold) => holdsIt(hold, tick)));
  if (free === undefined) return null;
  return free + Math.floor(drawOnce(item, Purpose.heldSpread, item.lineage) * ticks(holder.entry.spread));
}
