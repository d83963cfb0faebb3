/** Every chart of the gallery. Adding one is a file in entries/ and a line here. */
import { backlog } from './entries/backlog.ts';
import { betterWorse } from './entries/betterWorse.ts';
import { chanceByDate } from './entries/chanceByDate.ts';
import { differences } from './entries/differences.ts';
import { recoveryIntervals } from './entries/recoveryIntervals.ts';
import { runDistribution } from './entries/runDistribution.ts';
import type { Entry } from './entry.ts';

export const entries: readonly Entry[] = [
  backlog,
  recoveryIntervals,
  chanceByDate,
  differences,
  betterWorse,
  runDistribution,
];
