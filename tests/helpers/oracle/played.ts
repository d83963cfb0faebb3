/** A world played to the end, with all that backlogs start and end on the way (rule 23b). */
import { TICKS_PER_HOUR } from '../../../src/scenario/calendar.ts';
import type { Model } from '../../../src/scenario/model.ts';
import { lookedAt, NONE_OPENED, type Opened } from './backlog.ts';
import { circumstancesOf } from './circumstances.ts';
import { World } from './world.ts';

/**
 * Whenever a backlog has started or cut a window, the world is played again from its beginning as if that window had
 * been in the file by date: nothing that an hour's look decides is felt before the next hour.
 */
export function played(
  model: Model,
  seed: string,
  run: number,
  strategyId: string | null,
): { world: World; opened: Opened } {
  const given = circumstancesOf(model, seed, run, strategyId);
  let opened = NONE_OPENED;
  let looked = -1;
  for (;;) {
    const circumstances = given(opened);
    const world = new World(circumstances);
    const { watches, span } = circumstances;
    if (watches.length === 0) {
      world.play();
      return { world, opened };
    }
    const before = opened;
    world.play((hour) => {
      if (hour <= looked) return undefined;
      opened = lookedAt(watches, opened, hour, span.horizon, (site, service) => world.backlogOf(site, service));
      looked = hour;
      return opened === before || isLast(hour, span.horizon) ? undefined : 'stop';
    });
    if (opened === before || isLast(looked, span.horizon)) return { world, opened };
  }
}

/** What is started at the last hour is felt by nobody. */
const isLast = (hour: number, horizon: number): boolean => hour + TICKS_PER_HOUR >= horizon;
