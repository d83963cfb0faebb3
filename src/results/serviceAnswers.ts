/** Every kind of work of a study by itself: when it is back to normal, and the verdict of it alone. */
import { layoutOf } from './layout.ts';
import type { ResultSet } from './resultSet.ts';
import { serviceSet, type ServiceAlone } from './serviceSet.ts';
import { summarise } from './summarise.ts';
import type { StudyResult, Verdict } from './types.ts';
import { verdict } from './verdict.ts';

export interface ServiceAnswers {
  readonly set: ResultSet;
  readonly service: ServiceAlone;
  readonly result: StudyResult;
  readonly verdict: Verdict;
}

/** In the order of the scenario; of the only one, where one is looked at alone. `chosen` is the strategy of the verdict. */
export function* serviceAnswers(set: ResultSet, chosen?: string): Generator<ServiceAnswers, void> {
  for (const { key } of layoutOf(set.frame, set.model).keys) {
    const alone = set.service ? set : serviceSet(set, key)!;
    const result = summarise(alone);
    yield { set: alone, service: alone.service!, result, verdict: verdict(result, alone, chosen) };
  }
}
