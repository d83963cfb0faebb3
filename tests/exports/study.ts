/** A study made by hand for tests of reports: three practices, two strategies, text that a spreadsheet could take for a formula. */
import { summarise } from '../../src/results/summarise.ts';
import { verdict } from '../../src/results/verdict.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import type { Told } from '../../src/exports/anonymous.ts';
import { block, made, setOf, type Shape } from '../results/handMade.ts';

export const HOURS = 28 * 24;

export const TITLES = ['Green Lane Surgery', 'The Oaks', 'St Mary’s (Town)'];

/** Strategies beside `today`, so many of them. */
export function studyOf(others = 1, shape: Shape = {}): Told {
  const from = made({
    strategies: [
      { id: 'today', title: 'What practices did', baseline: true },
      ...Array.from({ length: others }, (_, k) => ({
        id: `other-${k}`,
        title: k === 0 ? '=Read-only, "quick"' : `Another arrangement ${k}`,
      })),
    ],
    backups: [
      {
        id: 'paper',
        kind: 'paper-pack',
        title: 'Paper pack',
        covers: [{ services: ['visits'], component: 'records', share: 0.7 }],
        activation: { decision: '20 min', setUp: '10 min' },
      },
    ],
    evidence: [
      {
        id: 'three-days',
        claim: 'It took The Oaks three days.',
        measure: 'back-to-normal',
        sites: { template: 'practice' },
        between: [3, 8],
        fitted: true,
        fittedParameters: ['pools.people'],
        source: 'A newspaper',
      },
      {
        id: 'two-weeks',
        claim: 'Nobody took longer than two weeks.',
        measure: 'not-back',
        sites: { template: 'practice' },
        between: [0, 0.1],
        fitted: false,
        source: 'A board paper',
      },
    ],
    ...shape,
  });
  from.model.sites.forEach((site, i) => Object.assign(site, { title: TITLES[i] ?? site.title }));
  from.model.scenario.sites.forEach((site, i) => Object.assign(site, { title: TITLES[i] ?? site.title }));
  from.frame.sites.forEach((site, i) => Object.assign(site, { title: TITLES[i] ?? site.title }));
  const back = (days: number) => [0, 1, 2].map((site) => block(HOURS, 8, (days + site) * 24 + 8, 25));
  const set: ResultSet = setOf(
    from,
    [4, 5, 9].map((days, run) => ({
      strategies: [
        {
          visits: back(days),
          reentry: [block(HOURS, 9, 60, 5)],
          counts: { missed: [1, 4 + run, 0] },
          cost: 1200,
          overtimeHours: 6,
        },
        ...Array.from({ length: others }, (_, k) => ({
          visits: back(2 + k),
          counts: { missed: [0, 1, 0], withoutRecord: [3, 2, 1] },
          stayLateHours: 4,
        })),
      ],
      failed: [8, 8, -1],
      restored: [18, 18, -1],
    })),
  );
  const result = summarise(set);
  return { set, result, verdict: verdict(result, set) };
}

/** The smallest picture there is. */
export const DOT = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (letter) => letter.charCodeAt(0),
);
