/** Every chart of the gallery. Adding one is a file in entries/ and a line here. */
import { backlog } from './entries/backlog.ts';
import { betterWorse } from './entries/betterWorse.ts';
import { chanceByDate } from './entries/chanceByDate.ts';
import { differences } from './entries/differences.ts';
import { recoveryIntervals } from './entries/recoveryIntervals.ts';
import { networkLegend, strategyMarks } from './entries/keys.ts';
import { network } from './entries/networkMap.ts';
import { runDistribution } from './entries/runDistribution.ts';
import { sitesByDay, sitesByDayPicture } from './entries/sitesByDay.ts';
import { strategyRows } from './entries/strategyRows.ts';
import { tiles } from './entries/tiles.ts';
import { whereWorkWent } from './entries/whereWorkWent.ts';
import type { Entry } from './entry.ts';

export const entries: readonly Entry[] = [
  backlog,
  recoveryIntervals,
  chanceByDate,
  differences,
  betterWorse,
  runDistribution,
  whereWorkWent,
  strategyRows,
  sitesByDay,
  sitesByDayPicture,
  network,
  networkLegend,
  tiles,
  strategyMarks,
];
