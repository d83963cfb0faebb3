/** How what was struck comes back: all at once, function by function or site by site (rules 18, 18a, 18b). */
import type { Stages } from '../../../src/catalog/faults/repair.ts';
import { delayMinutes } from '../../../src/engine/distributions.ts';
import { ticks } from '../../../src/scenario/calendar.ts';
import { Draw, type Begun } from './begun.ts';
import { shareOf, sortedBy } from './choose.ts';
import type { Effect } from './levels.ts';

/** What is struck, how hard, and when at each site. */
export interface Blow {
  readonly refs: readonly string[];
  readonly level: number;
  readonly slow: number;
  readonly strikes: ReadonlyMap<number, number>;
}

/** Everything counts from a site's strike; with stages each delay comes on top of `first`. */
export function comesBack(begun: Begun, blow: Blow, stages: Stages | undefined, first: number): Effect[] {
  const { level, slow, strikes } = blow;
  const struck = (site: number, refs: readonly string[], lasts: number): Effect[] =>
    refs.map((ref) => ({ site, ref, level, slow, from: strikes.get(site)!, to: strikes.get(site)! + lasts }));

  if (stages?.functions) {
    const functions = Object.entries(stages.functions).map(([ref, delay], j) => ({
      ref,
      lasts: first + ticks(delayMinutes(delay, begun.draw(Draw.function, j))),
    }));
    const earliest = Math.min(...functions.map(({ lasts }) => lasts));
    return [...strikes.keys()].flatMap((site) => [
      ...struck(site, blow.refs, earliest),
      ...functions.flatMap(({ ref, lasts }) => struck(site, [ref], lasts)),
    ]);
  }
  if (!stages?.sites) return [...strikes.keys()].flatMap((site) => struck(site, blow.refs, first));

  // Stages count over all sites hit, those that a halt spared included: who is spared moves nobody to another stage.
  const order = sortedBy(begun.hit, begun.drawAt(Draw.stageOrder));
  const effects: Effect[] = [];
  let lasts = first;
  let begin = 0;
  stages.sites.forEach((stage, j) => {
    lasts = Math.max(lasts, first + ticks(delayMinutes(stage.after, begun.draw(Draw.stage, j))));
    const end = shareOf(stage.share, order.length);
    for (const site of order.slice(begin, end)) if (strikes.has(site)) effects.push(...struck(site, blow.refs, lasts));
    begin = end;
  });
  return effects;
}
