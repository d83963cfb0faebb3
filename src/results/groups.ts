/** The groups of a scenario: their sites one after the other, and together. Made when asked for, because a page that shows none need not wait. */
import { measureOf } from '../catalog/measures/index.ts';
import { layoutOf } from './layout.ts';
import { groupMeasureRuns, strategyIndex } from './perRun.ts';
import { NO_SPREAD, spreadOf } from './quantiles.ts';
import { recoveryRuns, type RecoveryOf } from './recoveryRuns.ts';
import type { ResultSet } from './resultSet.ts';
import { recoverySummary, spreads } from './summarise.ts';
import type { GroupSummary, RecoverySummary } from './types.ts';

/** Every group under a strategy, in file order. Of one kind of work alone what groups come to together is not kept: then there are none. */
export function groupSummaries(set: ResultSet, strategy: string): GroupSummary[] {
  if (set.service) return [];
  const s = strategyIndex(set, strategy);
  const recovery = (of: RecoveryOf): RecoverySummary => recoverySummary(set, recoveryRuns(set, s, of));
  return layoutOf(set.frame, set.model).groups.map(({ id, title, sites }, group) => ({
    id,
    title,
    sites: sites.length,
    typicalSite: recovery({ kind: 'sites', which: 'typical', sites }),
    ninetiethSite: recovery({ kind: 'sites', which: 'ninetieth', sites }),
    slowestSite: recovery({ kind: 'sites', which: 'slowest', sites }),
    whole: recovery({ kind: 'group', group }),
    measures: spreads((measure) =>
      measureOf(measure).perSite ? spreadOf(groupMeasureRuns(set, s, measure, group), set.replicates) : NO_SPREAD,
    ),
  }));
}
