/** Why a measure of a strategy is what it is; and which runs lie in one bar of its distribution. */
import { measureOf, recoveryMeasures, recoveryMeasuresIn, type MeasureId } from '../../catalog/measures/index.ts';
import { binAt } from '../distribution.ts';
import { layoutOf, type ServiceKey } from '../layout.ts';
import { comparable, restrictedValues } from '../paired.ts';
import { measureRuns, strategyIndex, type PairedMeasure } from '../perRun.ts';
import type { ResultSet } from '../resultSet.ts';
import { siteMeasures } from '../sites.ts';
import type { MeasureAsked, RecoveryAsked } from './asked.ts';
import { figuresOf, meanOf, middleOf, moving, parts, ranked, type Explanation, type PartOf } from './explanation.ts';
import { isRecovery, recoveryMeaning, standing } from './recoveryWords.ts';

/** The measures that do not add up: the most of something, people who may be in several services' counts, and money. */
const NO_SUMS: ReadonlySet<PairedMeasure> = new Set<MeasureId>(['peakHours', 'longestWait', 'withoutRecord', 'cost']);
const isSum = (measure: PairedMeasure): measure is MeasureId =>
  !recoveryMeasures.some(({ id }) => id === measure) && !NO_SUMS.has(measure);

export function explainMeasure(set: ResultSet, { strategy, measure, service, bin }: MeasureAsked): Explanation {
  const about = measureWords(set, measure, service);
  const own = comparable(set, strategyIndex(set, strategy), measure, service);
  const runs = ranked(figuresOf(set, own.values));
  const common = {
    ...about,
    runs,
    ofRuns: set.runs.length,
    about: [],
    moved: moving(set, restrictedValues(own)),
    ...lies(set, measure, service, [[strategy, 1]]),
    ...standing(set, measure, service),
  };
  if (bin) {
    const within = runs.filter(({ value }) =>
      bin.at === 'not-back' ? !Number.isFinite(value) : Number.isFinite(value) && binAt(bin.scale, value) === bin.at,
    );
    return {
      ...common,
      figure: { kind: 'count', runs: within.length, of: runs.length },
      groups: [{ is: 'within', runs: within }],
    };
  }
  const isMoment = recoveryMeasures.some(({ id }) => id === measure);
  return {
    ...common,
    figure: isMoment
      ? { kind: 'middle', value: middleOf(runs)?.value ?? 0 }
      : { kind: 'mean', value: meanOf(own.values) },
    groups: [],
  };
}

/** What a measure is called, of one service when only that is looked at. */
export function measureWords(
  set: ResultSet,
  measure: PairedMeasure,
  service: string | undefined,
  clock: RecoveryAsked['clock'] = 'restoration',
): Pick<Explanation, 'label' | 'unit' | 'meaning' | 'decimals'> {
  const { words } = set.model;
  const { label, unit, meaning, decimals } =
    recoveryMeasuresIn(words).find(({ id }) => id === measure) ?? measureOf(measure as MeasureId, words);
  const key = keyOf(set, service);
  return {
    label: key ? `${label}: ${key.title}` : label,
    unit,
    decimals,
    meaning: isRecovery(measure) ? recoveryMeaning(set, measure, clock, key?.title) : meaning,
  };
}

export function keyOf(set: ResultSet, service: string | undefined): ServiceKey | undefined {
  if (service === undefined) return undefined;
  const { keys } = layoutOf(set.frame, set.model);
  const found = keys.find(({ key }) => key === service);
  if (!found) throw new Error(`there is no service ${service}; there are ${keys.map(({ key }) => key).join(', ')}`);
  return found;
}

/** The services and sites in which a sum of strategies lies, each counted as often as it says: 1 and −1 for a difference. */
export function lies(
  set: ResultSet,
  measure: PairedMeasure,
  service: string | undefined,
  strategies: readonly (readonly [strategy: string, times: number])[],
): Pick<Explanation, 'services' | 'sites'> {
  if (!isSum(measure) || service !== undefined) return { services: [], sites: [] };
  const id = measure;
  const { keys } = layoutOf(set.frame, set.model);
  const sum = (mean: (strategy: string) => number): number =>
    strategies.reduce((all, [strategy, times]) => all + times * mean(strategy), 0);
  const meanAt = (strategy: string, key: number): number =>
    meanOf(measureRuns(set, strategyIndex(set, strategy), id, key));
  const ofSites = new Map(strategies.map(([strategy]) => [strategy, siteMeasures(set, strategy)]));
  return {
    services: measureOf(id).perService
      ? parts(
          keys.map(({ key, title }, k): PartOf => ({
            id: key,
            title,
            mean: sum((strategy) => meanAt(strategy, k)),
          })),
        )
      : [],
    sites:
      set.frame.sites.length > 1
        ? parts(
            set.frame.sites.map(({ id: site, title }, k): PartOf => ({
              id: site,
              title,
              mean: sum((strategy) => ofSites.get(strategy)![k]![id] ?? 0),
            })),
          )
        : [],
  };
}
