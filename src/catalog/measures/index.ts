/** Every measure of disruption, listed once: what tables, files, the terminal and the reference page say of it. Words in braces are the scenario’s. */
import { NEUTRAL, worded, type Words } from '../words.ts';

/** Measures that add up over queues: the order is that of the numbers in a `MeasuredWorld`. */
export const MEASURE_IDS = [
  'peakHours',
  'areaHours',
  'late',
  'longestWait',
  'missed',
  'notDealtWith',
  'deferred',
  'withoutSystem',
  'withoutRecord',
  'recordDays',
  'passedOn',
  'gaveUp',
  'putOff',
  'rebooked',
  'reentryHours',
  'overtimeHours',
  'stayLateHours',
  'extraHours',
  'cost',
] as const;
export type MeasureId = (typeof MEASURE_IDS)[number];

export type MeasureUnit =
  'staff-hours' | 'staff-hours x hours' | 'hours waited' | 'pieces of work' | 'people' | '{person}-days' | 'pounds';

export interface Measure {
  readonly id: MeasureId;
  readonly label: string;
  readonly unit: MeasureUnit;
  readonly meaning: string;
  readonly lowerIsBetter: boolean;
  readonly decimals: number;
  /** False where staff time or money cannot be split between services. */
  readonly perService: boolean;
  /** False where it cannot be split between sites, or groups of them. */
  readonly perSite: boolean;
}

/** A measure with its words filled in. */
export type WordedMeasure = Omit<Measure, 'unit'> & { readonly unit: string };

const TWIN = 'compared with the same run without the incident';

const described: Readonly<Record<MeasureId, Omit<Measure, 'id'>>> = {
  peakHours: {
    label: 'Peak of extra work outstanding',
    unit: 'staff-hours',
    meaning:
      'The most extra work outstanding at any hourly sample, in the staff time it takes; re-entry included, but not for single sites and groups.',
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  areaHours: {
    label: 'Extra work outstanding, added up over time',
    unit: 'staff-hours x hours',
    meaning:
      'Extra work outstanding in staff-hours, added up over every hour of the results period; hours below zero count as such. Re-entry as for the peak.',
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  late: {
    label: 'Late',
    unit: 'pieces of work',
    meaning: `Started after the target, left after it, or still waiting after it, ${TWIN}.`,
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  longestWait: {
    label: 'Longest wait',
    unit: 'hours waited',
    meaning:
      'How much longer the longest wait is than without the incident: from when something first became due until it was started, or to the end of the results period.',
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  missed: {
    label: 'Time-critical work missed',
    unit: 'pieces of work',
    meaning: `Time-critical work not started within its limit, ${TWIN}.`,
    lowerIsBetter: true,
    decimals: 1,
    perService: true,
    perSite: true,
  },
  notDealtWith: {
    label: 'Not dealt with by close',
    unit: 'pieces of work',
    meaning: `Left undone when the day's last shift ended, each time that it happened, ${TWIN}.`,
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  deferred: {
    label: 'Deferred',
    unit: 'pieces of work',
    meaning: 'Could not be started when first looked at, because something it needs was down.',
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  withoutSystem: {
    label: 'Worked without the system',
    unit: 'pieces of work',
    meaning: 'Done while something that it needs was down.',
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  withoutRecord: {
    label: 'Seen without {record}',
    unit: 'people',
    meaning: 'People served while nothing of {record} could be read. For the whole, only services that count people.',
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  recordDays: {
    label: 'Record not up to date',
    unit: '{person}-days',
    meaning: 'Days from being seen until what was done had begun to be typed up, added up over everybody concerned.',
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  passedOn: {
    label: 'Passed on to {elsewhere}',
    unit: 'pieces of work',
    meaning: `Sent or gone to a hub with a queue of its own, ${TWIN}.`,
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  gaveUp: {
    label: 'Gave up or went elsewhere',
    unit: 'pieces of work',
    meaning: `Left for good without being dealt with by anybody in the model, ${TWIN}.`,
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  putOff: {
    label: 'Asked to come back later',
    unit: 'pieces of work',
    meaning: 'Asked to come back, or put off into a later window.',
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  rebooked: {
    label: 'Rebooked after a missed slot',
    unit: 'people',
    meaning: `Booked people who were not started in time and were rebooked, ${TWIN}.`,
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  reentryHours: {
    label: 'Re-entry',
    unit: 'staff-hours',
    meaning: 'Typing up after restoration what was done without the system.',
    lowerIsBetter: true,
    decimals: 0,
    perService: true,
    perSite: true,
  },
  overtimeHours: {
    label: 'Overtime',
    unit: 'staff-hours',
    meaning: `Finishing, after the end of a shift, what had been started in it, ${TWIN}.`,
    lowerIsBetter: true,
    decimals: 0,
    perService: false,
    perSite: true,
  },
  stayLateHours: {
    label: 'Staying late',
    unit: 'staff-hours',
    meaning: `Hours for which people stayed or logged in again after their shifts, paid or not, ${TWIN}.`,
    lowerIsBetter: true,
    decimals: 0,
    perService: false,
    perSite: true,
  },
  extraHours: {
    label: 'Extra staff',
    unit: 'staff-hours',
    meaning: 'Hours of people rostered on top.',
    lowerIsBetter: true,
    decimals: 0,
    perService: false,
    perSite: true,
  },
  cost: {
    label: 'Cost of this incident',
    unit: 'pounds',
    meaning: 'What backups in use and recovery actions cost this time; what they cost every year is stated separately.',
    lowerIsBetter: true,
    decimals: 0,
    perService: false,
    perSite: false,
  },
};

/** Every measure in the words of a scenario. */
export function measuresIn(words: Words): readonly WordedMeasure[] {
  return MEASURE_IDS.map((id) => measureOf(id, words));
}

export const measures: readonly WordedMeasure[] = MEASURE_IDS.map((id) => measureOf(id));

export function measureOf(id: MeasureId, words: Words = NEUTRAL): WordedMeasure {
  const { label, unit, meaning, ...rest } = described[id];
  return {
    id,
    label: worded(label, words),
    unit: worded(unit, words),
    meaning: worded(meaning, words),
    ...rest,
  };
}

/** Where a measure stands in the numbers of a `MeasuredWorld`. */
export const MEASURE_AT: Readonly<Record<MeasureId, number>> = Object.fromEntries(
  MEASURE_IDS.map((id, k) => [id, k]),
) as Record<MeasureId, number>;

/** Measures that are moments and do not add up over services; all are better when earlier. */
export const RECOVERY_IDS = [
  'typicalSite',
  'ninetiethSite',
  'slowestSite',
  'whole',
  'noTraceLeft',
  'recordsUpToDate',
] as const;
export type RecoveryId = (typeof RECOVERY_IDS)[number];

export interface RecoveryMeasure {
  readonly id: RecoveryId;
  readonly label: string;
  readonly unit: 'working days' | 'hours';
  readonly meaning: string;
  readonly lowerIsBetter: true;
  readonly decimals: number;
}

const recoveryDescribed: readonly RecoveryMeasure[] = [
  {
    id: 'typicalSite',
    label: 'Back to normal, typical {site}',
    unit: 'working days',
    meaning:
      'In each run the middle one of the {sites} hit: from restoration until every service’s extra outstanding is back, and stays, within 5% of a normal working day’s work.',
    lowerIsBetter: true,
    decimals: 1,
  },
  {
    id: 'ninetiethSite',
    label: 'Back to normal, nine {sites} in ten',
    unit: 'working days',
    meaning: 'The same, for the one by which nine in ten of the {sites} hit are back (their 90th percentile).',
    lowerIsBetter: true,
    decimals: 1,
  },
  {
    id: 'slowestSite',
    label: 'Back to normal, slowest {site}',
    unit: 'working days',
    meaning: 'The same, for the last of the {sites} hit.',
    lowerIsBetter: true,
    decimals: 1,
  },
  {
    id: 'whole',
    label: 'Back to normal, everybody together',
    unit: 'working days',
    meaning:
      'From the last restoration until every service is back to normal on extra work added up over all sites, hubs included.',
    lowerIsBetter: true,
    decimals: 1,
  },
  {
    id: 'noTraceLeft',
    label: 'No trace left',
    unit: 'hours',
    meaning:
      'From the start of the incident until every site is in exactly the state in which it would have been without it.',
    lowerIsBetter: true,
    decimals: 0,
  },
  {
    id: 'recordsUpToDate',
    label: 'Records up to date',
    unit: 'hours',
    meaning:
      'From restoration until everything that was done without the system has begun to be typed up; 0 when nothing was left to type up.',
    lowerIsBetter: true,
    decimals: 0,
  },
];

/** Every moment of recovery in the words of a scenario. */
export function recoveryMeasuresIn(words: Words): readonly RecoveryMeasure[] {
  return recoveryDescribed.map((measure) => ({
    ...measure,
    label: worded(measure.label, words),
    meaning: worded(measure.meaning, words),
  }));
}

export const recoveryMeasures: readonly RecoveryMeasure[] = recoveryMeasuresIn(NEUTRAL);
