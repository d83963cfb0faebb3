/** What is behind a figure: which runs gave what, which services and sites it lies in, and which assumptions move it. */
import type { ResultSet } from '../resultSet.ts';
import type { Asked } from './asked.ts';
import { explainDifference } from './difference.ts';
import type { Explanation } from './explanation.ts';
import { explainHour } from './hour.ts';
import { explainMeasure } from './measure.ts';
import { explainRecovery } from './recovery.ts';
import { explainSites } from './sites.ts';
import { explainWork } from './work.ts';

export type { Asked } from './asked.ts';
export type { Explanation, Figure, PartOf, RunFigure, RunGroup } from './explanation.ts';

export function explain(set: ResultSet, asked: Asked): Explanation {
  if (!set.service) return explained(set, asked);
  // Where one kind of work is looked at alone, everything is of it.
  const told = explained(set, 'service' in asked ? { ...asked, service: undefined } : asked);
  return {
    ...told,
    label: asked.kind === 'hour' ? told.label : `${told.label}: ${set.service.title}`,
    services: [],
  };
}

function explained(set: ResultSet, asked: Asked): Explanation {
  switch (asked.kind) {
    case 'measure':
      return explainMeasure(set, asked);
    case 'recovery':
      return explainRecovery(set, asked);
    case 'difference':
      return explainDifference(set, asked);
    case 'hour':
      return explainHour(set, asked);
    case 'work':
      return explainWork(set, asked);
    case 'sites':
      return explainSites(set, asked);
    default:
      return asked satisfies never;
  }
}
