/** What a moment of recovery is, in a sentence that stands alone; and which site stands for all of them in a run. */
import { strategyIndex, type PairedMeasure } from '../perRun.ts';
import { serviceRecovery, standingSite, type RecoveryOf } from '../recoveryRuns.ts';
import type { ResultSet } from '../resultSet.ts';
import type { RecoveryAsked } from './asked.ts';
import type { Explanation } from './explanation.ts';

type Whose = RecoveryAsked['whose'];

const RECOVERY: Readonly<Record<Whose, RecoveryOf>> = {
  typicalSite: { kind: 'sites', which: 'typical' },
  ninetiethSite: { kind: 'sites', which: 'ninetieth' },
  slowestSite: { kind: 'sites', which: 'slowest' },
  whole: { kind: 'whole' },
};

export function isRecovery(measure: PairedMeasure): measure is Whose {
  return measure in RECOVERY;
}

/** Whose recovery is looked at: of all services, or of one by its key. */
export function recoveryOf(set: ResultSet, whose: Whose, service: string | undefined): RecoveryOf {
  return service === undefined ? RECOVERY[whose] : serviceRecovery(set, service, RECOVERY[whose]);
}

/** The meaning by a clock; `service` is the title of the only one looked at. */
export function recoveryMeaning(
  { model }: Pick<ResultSet, 'model'>,
  whose: Whose,
  clock: RecoveryAsked['clock'],
  service: string | undefined,
): string {
  const { many } = model.words.site;
  const who = {
    typicalSite: `the middle one of the ${many} hit`,
    ninetiethSite: `the one by which nine in ten of the ${many} hit are back`,
    slowestSite: `the last of the ${many} hit`,
    whole: 'all sites together, hubs included',
  }[whose];
  const since =
    clock === 'incident' ? 'the start of the incident' : whose === 'whole' ? 'the last restoration' : 'restoration';
  const what = service === undefined ? 'every service’s extra outstanding' : `the extra outstanding of ${service}`;
  return `In each run ${who}: from ${since} until ${what} is back, and stays, within 5% of a normal working day’s work.`;
}

/** Names the site whose recovery it is in a run; nothing where it is that of all of them together, or no recovery at all. */
export function standing(
  set: ResultSet,
  measure: PairedMeasure,
  service: string | undefined,
): Pick<Explanation, 'standsFor'> {
  const of = isRecovery(measure) ? recoveryOf(set, measure, service) : undefined;
  if (of?.kind !== 'sites') return {};
  return {
    standsFor: (run, strategy) => {
      const found = set.runs.find((one) => one.run === run);
      const site = found && standingSite(set, found, strategyIndex(set, strategy), of);
      return site === undefined ? undefined : set.frame.sites[site]!.id;
    },
  };
}
