/** What the answer to "why" says of a figure is the figure: for every kind of question, over made-up studies and simulated ones. */
import { describe, expect, it } from 'vitest';
import { MEASURE_IDS, measureOf, recoveryMeasures } from '../../src/catalog/measures/index.ts';
import { curveOf } from '../../src/results/curves.ts';
import { distributionOf } from '../../src/results/distribution.ts';
import { KeptRuns } from '../../src/results/keep.ts';
import { comparable, paired } from '../../src/results/paired.ts';
import { strategyIndex } from '../../src/results/perRun.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { backOrder, byGroup, siteRows, type Back } from '../../src/results/siteByDay.ts';
import { summarise } from '../../src/results/summarise.ts';
import { ON_THE_WAY, PARTS, whereWorkWent } from '../../src/results/whereWorkWent.ts';
import { explain, type Asked, type Explanation, type PartOf } from '../../src/results/why/index.ts';
import { planOf, SEED, smallBolton } from '../helpers/cases.ts';
import { generatedStudy } from '../helpers/generatedStudies.ts';
import { studyOf } from '../helpers/study.ts';

const STUDIES = 12 * Number(process.env['SWEEP'] ?? 1);
const simulated = studyOf(planOf(smallBolton()).model, 5, SEED);
/** The same with the hours of all but a few runs folded together. */
const folded = ((): ResultSet => {
  const { runs, ...head } = studyOf(planOf(smallBolton()).model, 12, SEED);
  const keeping = new KeptRuns({ ...head, wholeRuns: 11 }, {});
  for (const run of runs) keeping.add(run);
  return keeping.set(true);
})();
const made = Array.from({ length: STUDIES }, (_, n) => generatedStudy(n));
const studies = (): [string, ResultSet][] => [
  ...made.map((set, n): [string, ResultSet] => [`made ${n}`, set]),
  ['simulated', simulated],
  ['folded', folded],
];

const valueOf = ({ figure }: Explanation): number => (figure.kind === 'count' ? figure.runs / figure.of : figure.value);
const sum = (parts: readonly PartOf[]): number => parts.reduce((total, { mean }) => total + mean, 0);
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const runsIn = ({ groups, runs }: Explanation): boolean =>
  groups.every((group) => group.runs.every((one) => runs.includes(one)));

/** A figure or the sum of its parts, both rounded the other way in 32 bits for single sites. */
function expectAlike(actual: number, wanted: number, what: string, digits = 6): void {
  if (!Number.isFinite(wanted)) expect(actual, what).toBe(wanted);
  else expect(actual, what).toBeCloseTo(wanted, digits);
}

describe('the answer to why has the figure of the chart', () => {
  it.each(['restoration', 'incident'] as const)('of recovery from %s, and of the chance by every date', (clock) => {
    for (const [name, set] of studies())
      for (const summary of summarise(set).strategies)
        for (const whose of ['typicalSite', 'ninetiethSite', 'slowestSite', 'whole'] as const) {
          const asked: Asked = { kind: 'recovery', strategy: summary.id, whose, clock };
          const what = `${name} ${summary.id} ${whose}`;
          const told = explain(set, asked);
          const spread = clock === 'restoration' ? summary[whose].fromRestoration : summary[whose].fromIncident;
          const undisrupted = summary[whose].notDisrupted >= 0.5;
          expectAlike(valueOf(told), undisrupted ? -Infinity : (spread.median ?? Infinity), what);
          expect(told.runs.filter(({ value }) => value === Infinity).length / told.runs.length).toBe(spread.notBack);
          for (const { date, share } of summary[whose].chanceByDate) {
            const by = explain(set, { ...asked, by: date });
            expect(valueOf(by), `${what} ${date}`).toBe(share);
            expect(by.groups.reduce((all, { runs }) => all + runs.length, 0)).toBe(set.runs.length);
            expect(runsIn(by)).toBe(true);
          }
        }
  });

  it('of every measure, of all services and of each; services and sites add up to it where it is a sum', () => {
    let added = 0;
    for (const [name, set] of studies())
      for (const summary of summarise(set).strategies)
        for (const measure of MEASURE_IDS) {
          const asked: Asked = { kind: 'measure', strategy: summary.id, measure };
          const told = explain(set, asked);
          const what = `${name} ${summary.id} ${measure}`;
          expectAlike(valueOf(told), summary.measures[measure].mean!, what);
          for (const parts of [told.services, told.sites]) {
            // Peaks and the area of re-entry are the whole's alone.
            if (parts.length === 0 || measure === 'areaHours') continue;
            expectAlike(sum(parts), valueOf(told), `${what} in parts`, 1);
            added++;
          }
          if (!measureOf(measure).perService) continue;
          for (const service of summary.services)
            expectAlike(
              valueOf(explain(set, { ...asked, service: service.key })),
              service.measures[measure].mean!,
              `${what} ${service.key}`,
            );
        }
    expect(added).toBeGreaterThan(100);
  });

  it('of one strategy against another: mean, interval, and in how many runs it is better, equal and worse', () => {
    for (const [name, set] of studies()) {
      const ids = set.model.scenario.strategies.map(({ id }) => id);
      for (const against of ids)
        for (const strategy of ids)
          for (const measure of [...recoveryMeasures.map(({ id }) => id), 'late', 'missed', 'cost'] as const) {
            const told = explain(set, { kind: 'difference', strategy, against, measure });
            const wanted = paired(set, strategy, against, measure);
            const what = `${name} ${strategy} against ${against} by ${measure}`;
            expect(told.figure, what).toMatchObject({
              kind: 'mean',
              value: wanted.mean,
              ...(set.runs.length > 1 && { interval: { low: wanted.low, high: wanted.high } }),
            });
            expect(
              told.groups.map(({ runs }) => runs.length),
              what,
            ).toEqual([wanted.aBetter, wanted.ties, wanted.bBetter]);
            expect(runsIn(told)).toBe(true);
            if (told.services.length > 0) expectAlike(sum(told.services), wanted.mean, `${what} by service`);
          }
    }
  });

  it('of every bar of a distribution: the runs that lie in it', () => {
    for (const [name, set] of studies()) {
      const ids = set.model.scenario.strategies.map(({ id }) => id);
      for (const measure of ['typicalSite', 'slowestSite', 'late', 'cost'] as const) {
        const found = distributionOf(
          ids.map((id) => ({ id, values: comparable(set, strategyIndex(set, id), measure).values })),
        );
        for (const row of found.rows) {
          const bars = [...row.counts.keys(), 'not-back' as const];
          const seen: number[] = [];
          for (const at of bars) {
            const told = explain(set, { kind: 'measure', strategy: row.id, measure, bin: { scale: found.scale, at } });
            const runs = told.groups[0]!.runs.map(({ run }) => run);
            expect(runs.length, `${name} ${row.id} ${measure} ${at}`).toBe(
              at === 'not-back' ? row.notBack : row.counts[at],
            );
            expect(told.figure).toEqual({ kind: 'count', runs: runs.length, of: row.runs });
            seen.push(...runs);
          }
          expect(sorted(seen)).toEqual(set.runs.map(({ run }) => run));
        }
      }
    }
  });

  it('of hours of the backlog and of typing up, in every unit; kinds of work add up to the mean', () => {
    for (const [name, set] of studies()) {
      const { services } = summarise(set);
      const typing = services.filter(({ isReentry }) => isReentry).map(({ key }) => key);
      const [first] = services.map(({ key }) => key);
      const looks = [
        { unit: 'hours' },
        { unit: 'days' },
        { unit: 'hours', services: typing },
        { unit: 'items', services: [first!] },
        { unit: 'days', services: [first!] },
      ] as const;
      for (const { id } of set.model.scenario.strategies)
        for (const quantity of ['extra', 'outstanding'] as const)
          for (const look of looks) {
            const curve = curveOf(set, id, quantity, look);
            for (const hour of [0, 15, 33, set.frame.hours - 1]) {
              const told = explain(set, { kind: 'hour', strategy: id, quantity, hour, ...look });
              const what = `${name} ${id} ${quantity} ${look.unit} ${hour}`;
              expectAlike(valueOf(told), curve.median[hour]!, what);
              if (set.folded || told.services.length === 0) continue;
              expectAlike(sum(told.services), curve.mean[hour]!, `${what} by kind of work`);
            }
          }
    }
  });

  it('of where the work went: all of it, every part, and what happened on the way; kinds of work add up to it', () => {
    for (const [name, set] of studies())
      for (const service of [
        undefined,
        ...summarise(set)
          .services.filter((one) => !one.isReentry)
          .map(({ key }) => key),
      ]) {
        const found = whereWorkWent(set, service);
        for (const work of found.strategies) {
          const figures = [
            [{ is: 'displaced' }, work.displaced] as const,
            ...PARTS.map((part) => [{ is: 'part', part }, work.parts[part]] as const),
            ...ON_THE_WAY.map((way) => [{ is: 'way', way }, work.onTheWay[way]] as const),
            ...work.received.map((spread, hub) => [{ is: 'received', hub }, spread] as const),
          ];
          for (const [figure, wanted] of figures) {
            const told = explain(set, { kind: 'work', strategy: work.id, service, figure });
            const what = `${name} ${work.id} ${service} ${JSON.stringify(figure)}`;
            expectAlike(valueOf(told), wanted.mean!, what);
            expect(told.runs).toHaveLength(found.runs);
            if (told.services.length > 0) expectAlike(sum(told.services), wanted.mean!, `${what} by kind of work`);
          }
        }
      }
  });

  it('of every cell of the sites by days, of a site and of a group', () => {
    const order = (back: Back): number => (back.kind === 'not-disrupted' ? -Infinity : backOrder(back));
    for (const [name, set] of studies())
      for (const { id: strategy } of set.model.scenario.strategies) {
        const rows = siteRows(set, strategy);
        for (const row of rows) {
          const what = `${name} ${strategy} ${row.id}`;
          const of = (figure: Extract<Asked, { kind: 'sites' }>['figure']): Explanation =>
            explain(set, { kind: 'sites', strategy, sites: [row.id], title: row.title, figure });
          row.hours.forEach((hours, day) => {
            expectAlike(valueOf(of({ is: 'day', day, unit: 'hours' })), hours, `${what} on day ${day}`);
            if (row.normalHours > 0)
              expectAlike(valueOf(of({ is: 'day', day, unit: 'days' })), hours / row.normalHours, what);
          });
          expectAlike(valueOf(of({ is: 'missed' })), row.missed, what);
          if (row.back.kind !== 'untouched') {
            expectAlike(valueOf(of({ is: 'back', late: false })), order(row.back), what);
            expectAlike(valueOf(of({ is: 'back', late: true })), order(row.backLate), what);
          }
        }
        for (const group of byGroup(set, rows)) {
          const asked = {
            kind: 'sites',
            strategy,
            sites: group.sites.map(({ id }) => id),
            title: group.title,
          } as const;
          const worst = explain(set, { ...asked, figure: { is: 'day', day: 3, unit: 'hours' } });
          expectAlike(valueOf(worst), group.hours[3]!, `${name} ${strategy} ${group.title}`);
          if (group.sites.length > 1) expectAlike(sum(worst.sites), group.hours[3]!, group.title);
          expectAlike(valueOf(explain(set, { ...asked, figure: { is: 'missed' } })), group.missed, group.title);
        }
      }
  });
});
