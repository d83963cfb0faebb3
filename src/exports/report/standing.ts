/** What a report says of the study it was made from: whether it was done, and how to compute the same again. */
import { addDays, count, longDate } from '../../results/format.ts';
import type { ResultSet } from '../../results/resultSet.ts';
import type { StudyResult } from '../../results/types.ts';

/** Beside the runs themselves, what the page knows of them. */
export interface Standing {
  /** Settings were changed after these figures were computed. */
  readonly stale: boolean;
  /** Further runs are under way. */
  readonly running: boolean;
}

export const SETTLED: Standing = { stale: false, running: false };

/** A warning sentence, or nothing when every run of these settings is in. */
export function standingWords({ runs, requestedRuns }: StudyResult, { stale, running }: Standing): string | undefined {
  if (stale) return 'These figures belong to earlier settings: the settings were changed after they were computed.';
  if (runs >= requestedRuns) return undefined;
  const so = `Made from ${count(runs)} of ${count(requestedRuns)} runs`;
  return `${so}${running ? ' while the others were under way' : '; the others were not computed'}: more runs will refine these figures.`;
}

/** `; only Practice 7, Phone calls` where not all sites or services are looked at, by the name that the report calls them; else nothing. */
export function onlyWords(set: Pick<ResultSet, 'focus' | 'service' | 'frame' | 'model'>): string {
  const names = [...focusName(set), ...(set.service ? [set.service.title] : [])];
  return names.length === 0 ? '' : `; only ${names.join(', ')}`;
}

function focusName({ focus, frame, model }: Pick<ResultSet, 'focus' | 'frame' | 'model'>): string[] {
  if (!focus) return [];
  const group = model.scenario.groups.find(({ id }) => id === focus.id)?.title;
  return [focus.kind === 'site' ? frame.sites[0]!.title : (group ?? focus.id)];
}

/** The date of the incident in the middle run; the first of the results where it hits nobody. */
export function incidentDate({ resultsFrom, incidentHour }: StudyResult): string {
  return addDays(resultsFrom, Math.floor(Math.max(0, incidentHour ?? 0) / 24));
}

/** `bolton-2024-07-19-report.docx`: scenario and date of its incident, not the clock. */
export function fileName(result: StudyResult, what: string, ending: string): string {
  const { id } = result.scenario;
  const date = incidentDate(result);
  return `${id.includes(date) ? id : `${id}-${date}`}-${what}.${ending}`;
}

/** `100 runs, seed “bolton”, engine 0.2, scenario 1a2b…, results 3c4d….` */
export function repeatWords(result: StudyResult): string {
  return `${count(result.runs)} ${result.runs === 1 ? 'run' : 'runs'}, seed “${result.seed}”, engine ${result.engineVersion}; scenario ${result.scenario.hash}, results ${result.hash}`;
}

export function periodWords(result: StudyResult): string {
  const days = Math.round(result.hours / 24);
  return `${longDate(result.resultsFrom)} to ${longDate(addDays(result.resultsFrom, days - 1))}`;
}

export const DISCLAIMER = 'Simulated disruption, not clinical outcomes. Standby is not an NHS England or BMA product.';
