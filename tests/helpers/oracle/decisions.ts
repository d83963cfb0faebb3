/** What an action does to an item the moment it first becomes due (rules 25, 26), and to rebooked ones that return. */
import type { DelayDistribution } from '../../../src/catalog/fields.ts';
import type { Service } from '../../../src/catalog/templates/template.ts';
import { delayMinutes } from '../../../src/engine/distributions.ts';
import { Purpose } from '../../../src/engine/streams.ts';
import { TICKS_PER_DAY, tickOf, ticks } from '../../../src/scenario/calendar.ts';
import { dayOf, merged, workingDayAfter } from './calendar.ts';
import type { Circumstances, StaffedPool } from './circumstances.ts';
import { chosen, inForce } from './inForce.ts';
import { drawOnce, type Item } from './items.ts';
import { ANSWERS } from './levels.ts';
import { sendingsOf } from './sentOn.ts';
import { storyOf } from './windows.ts';

/** What becomes of an item; a null moment lies past the horizon. */
export type Decision =
  | {
      /** To another site. */
      readonly kind: 'sent-on';
      readonly to: { readonly site: string; readonly service: string };
      readonly backAt: number | null | 'never';
    }
  /** To another service of the site. */
  | { readonly kind: 'instead'; readonly service: string }
  | { readonly kind: 'lost' }
  | { readonly kind: 'put-off'; readonly until: number | null };

export function decisionFor(
  world: Circumstances,
  item: Item,
  serviceId: string,
  pool: StaffedPool,
  tick: number,
): Decision | null {
  if (world.actions.length === 0) return null;
  const draw = (purpose: Purpose): number => drawOnce(item, purpose, item.lineage);
  const later = (minutes: number): number => tick + Math.max(1, ticks(minutes));

  const [off] = inForce(world, 'switch-off', item.site, serviceId, tick);
  if (off) {
    const canComeInstead = off.instead.service in world.model.sites[item.site]!.services;
    if (canComeInstead && draw(Purpose.switch) < off.instead.share)
      return { kind: 'instead', service: off.instead.service };
    return comesBackOrNot(off.returns, Purpose.switchReturn, Purpose.switchReturnDelay);
  }
  const sending = chosen(sendingsOf(world, item.site, serviceId, tick), () => draw(Purpose.divert));
  if (sending) {
    const comesBack = draw(Purpose.divertReturn) < sending.returns.share;
    return {
      kind: 'sent-on',
      to: sending.to,
      backAt: comesBack ? later(delayMinutes(sending.returns.after, draw(Purpose.divertReturnDelay))) : 'never',
    };
  }
  const shed = chosen(inForce(world, 'shed', item.site, serviceId, tick), () => draw(Purpose.shed));
  if (shed) return comesBackOrNot(shed.returns, Purpose.shedReturn, Purpose.shedReturnDelay);
  const pause = chosen(inForce(world, 'pause', item.site, serviceId, tick), () => draw(Purpose.pause));
  if (!pause) return null;
  const from = pauseEnd(world, item.site, pause.into.from);
  if (from === 'does not apply') return null;
  const moment =
    from === null ? null : momentWithin(world, item.site, from, pause.into.workingDays, draw(Purpose.pauseDue));
  return { kind: 'put-off', until: moment === null ? null : Math.max(moment, tick + 1) };

  /** Who is asked back: on the next working day or after a while, or never. */
  function comesBackOrNot(
    { share, after }: { share: number; after: 'next-working-day' | DelayDistribution },
    returns: Purpose,
    delay: Purpose,
  ): Decision {
    if (draw(returns) >= share) return { kind: 'lost' };
    const until =
      after === 'next-working-day'
        ? openingAfter(world, item.site, pool, dayOf(tick), 1)
        : later(delayMinutes(after, draw(delay)));
    return { kind: 'put-off', until };
  }
}

/** Whether a rebooked person who returns now is offered a slot that was kept back. */
export function isReleased(world: Circumstances, item: Item, serviceId: string, tick: number): boolean {
  return (
    chosen(inForce(world, 'release-held-slots', item.site, serviceId, tick), () =>
      drawOnce(item, Purpose.release, item.lineage),
    ) !== undefined
  );
}

/** When a person who stays away because prescribers have no system comes; undefined when they come as usual. */
export function demandCut(
  world: Circumstances,
  item: Item,
  follows: NonNullable<Service['follows']>,
  tick: number,
): number | null | undefined {
  if (world.isTwin) return undefined;
  const { levels, model, span } = world;
  const sites = model.sites.flatMap((site, s) => {
    const component = site.groups.includes(follows.group) ? levels.components.resolve(s, follows.component) : null;
    return component === null ? [] : [{ s, component, patients: site.patients }];
  });
  const total = sites.reduce((sum, { patients }) => sum + patients, 0);
  const u = drawOnce(item, Purpose.demandCut, item.lineage);
  const staysAway = (moment: number): boolean => {
    const without = sites.reduce(
      (sum, { s, component, patients }) => sum + patients * (1 - levels.at(s, component, moment, ANSWERS)),
      0,
    );
    return total > 0 && u < follows.share * (without / total);
  };
  if (!staysAway(tick)) return undefined;
  const changes = [...new Set(sites.flatMap(({ s }) => levels.changes[s]!))]
    .filter((moment) => moment > tick && moment < span.horizon)
    .sort((a, b) => a - b);
  const back = changes.find((moment) => !staysAway(moment));
  return back === undefined
    ? null
    : back + ticks(delayMinutes(follows.after, drawOnce(item, Purpose.demandReturn, item.lineage)));
}

/** The start of the pool's first base shift on the n-th working date of the site after a day, or on the first later one that has a shift. */
export function openingAfter(
  world: Circumstances,
  site: number,
  pool: StaffedPool,
  day: number,
  n: number,
): number | null {
  const first = workingDayAfter(world.workingDays[site]!, day, n);
  if (first === undefined) return null;
  for (const date of world.workingDays[site]!.filter((other) => other >= first)) {
    const starts = pool.pool.shifts.filter((shift) => shift.day === date).map((shift) => shift.from);
    if (starts.length > 0) return Math.min(...starts);
  }
  return null;
}

/** The moment from which paused work is spread. */
function pauseEnd(
  world: Circumstances,
  site: number,
  from: string | { lead: number },
): number | null | 'does not apply' {
  if (typeof from === 'string') return tickOf(world.model.scenario.start, from);
  const story = storyOf(world.levels, world.baseShifts[site]!, site);
  // A site that was never hit waits for no restoration.
  if (!story) return 'does not apply';
  return story.restoration === null ? null : story.restoration + ticks(from.lead);
}

/** The moment at a fraction of the working time of the first n working dates that end after `from`. */
function momentWithin(world: Circumstances, site: number, from: number, n: number, fraction: number): number | null {
  const dates = world.workingDays[site]!.map((day) =>
    merged(
      world.baseShifts[site]!.map((shift) => ({
        from: Math.max(shift.from, day * TICKS_PER_DAY),
        to: Math.min(shift.to, (day + 1) * TICKS_PER_DAY),
      })),
    ),
  )
    .filter((windows) => windows.length > 0 && windows.at(-1)!.to > from)
    .slice(0, n);
  const windows = merged(dates.flat().map((window) => ({ from: Math.max(window.from, from), to: window.to })));
  let left = Math.floor(fraction * windows.reduce((sum, window) => sum + window.to - window.from, 0));
  for (const window of windows) {
    if (left < window.to - window.from) return window.from + left;
    left -= window.to - window.from;
  }
  return null;
}
