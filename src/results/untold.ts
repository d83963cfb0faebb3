/** What cannot be told of some sites alone, or of one kind of work: which figures, and why, so that none is silently of all. */
import { measureOf, recoveryMeasures, type MeasureId } from '../catalog/measures/index.ts';
import { list } from './format.ts';
import type { PairedMeasure } from './perRun.ts';
import type { ResultSet } from './resultSet.ts';
import type { StrategySummary } from './types.ts';

type LookedAt = Pick<ResultSet, 'focus' | 'service'>;

/** What typing up is measured by, beside when it is done. */
const OF_REENTRY: readonly PairedMeasure[] = ['peakHours', 'areaHours', 'recordDays', 'reentryHours'];
const TYPED_UP: readonly PairedMeasure[] = ['recordsUpToDate', 'recordDays', 'reentryHours'];

/** Why a figure does not exist for what is looked at, as a sentence; undefined where it does. */
export function untold({ focus, service }: LookedAt, measure: PairedMeasure): string | undefined {
  const isRecovery = recoveryMeasures.some(({ id }) => id === measure);
  if (service) {
    if (measure === 'noTraceLeft')
      return '“No trace left” compares everything that a site does, so it is not told of one service.';
    if (!isRecovery && !measureOf(measure as MeasureId).perService)
      return 'Staff time and what this incident costs are not split between services.';
    if (service.isReentry && !isRecovery && !OF_REENTRY.includes(measure))
      return 'Typing up is told by how much there is of it and when it is done.';
    if (!service.isReentry && !service.timeCritical && measure === 'missed')
      return 'This service is not time-critical.';
    if (!service.isReentry && TYPED_UP.includes(measure))
      return 'From which service each record to be typed up came is not kept.';
  }
  if (focus && !isRecovery && !measureOf(measure as MeasureId).perSite)
    return 'What this incident costs is not split between sites.';
  return undefined;
}

/** Why a part of the model is not held against the record; undefined where all of it is looked at. */
export function recordUntold({ focus, service }: LookedAt): string | undefined {
  return focus || service ? 'What is on record is of all sites and services together.' : undefined;
}

/** Of whom it is told what backups cost, where not all is looked at: `, here`. */
export function whoPays({ focus, service }: LookedAt): string {
  return `${focus ? ', here' : ''}${service ? ', for all services' : ''}`;
}

/** Which backups are left out of what it costs here, as a sentence; none where every cost is told. */
export function costsNotSplit(strategies: readonly Pick<StrategySummary, 'costNotSplit'>[]): string[] {
  const titles = [...new Set(strategies.flatMap(({ costNotSplit }) => costNotSplit))];
  if (titles.length === 0) return [];
  return [`Not in what backups cost here: ${list(titles)}, which only a share of sites has, drawn in each run.`];
}

/** The reasons for all of some figures that do not exist here, each once. */
export function reasonsUntold(looked: LookedAt, measures: readonly PairedMeasure[]): string[] {
  return [...new Set(measures.flatMap((measure) => untold(looked, measure) ?? []))];
}
