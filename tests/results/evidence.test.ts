import { describe, expect, it } from 'vitest';
import { evaluateEvidence } from '../../src/results/evidence.ts';
import { block, made, setOf, type RunSpec } from './handMade.ts';

const claim = (more: Record<string, unknown>) => ({
  id: 'claim',
  claim: 'It was so.',
  sites: { template: 'practice' },
  between: [0, 1],
  fitted: false,
  source: 'A newspaper',
  ...more,
});
/** Back on day n (Monday 15 July is 0) at 08:00. */
const visits = (...days: number[]) => days.map((day) => block(28 * 24, 8, day * 24 + 8, 30));
const run = (today: number[][], more: Partial<RunSpec> = {}): RunSpec => ({
  strategies: [{ visits: today }, {}],
  failed: 8,
  restored: 18,
  ...more,
});
const evaluate = (more: Record<string, unknown>, specs: readonly RunSpec[]) => {
  const from = made({ evidence: [claim(more)] });
  return evaluateEvidence(setOf(from, specs))[0]!;
};
const runs = [run(visits(3, 3, 4)), run(visits(4, 4, 4)), run(visits(9, 9, 2)), run(visits(2, 2, 2))];

describe('back to normal', () => {
  it('is the middle run of the middle site, in working days from restoration', () => {
    // Middle sites: 3, 4, Wednesday of the second week (7 working days) and 2 days, each less one.
    expect(evaluate({ measure: 'back-to-normal', between: [1, 3] }, runs)).toMatchObject({
      simulated: 2,
      low: 1,
      high: 6,
      holds: true,
      unit: 'working days',
    });
  });
  it('can be from the start of the incident, at listed sites', () => {
    expect(
      evaluate({ measure: 'back-to-normal', from: 'incident', sites: { ids: ['site-2'] }, between: [5, 8] }, runs),
    ).toMatchObject({ simulated: 2, holds: false });
  });
  it('can be asked of a share of the runs', () => {
    expect(evaluate({ measure: 'back-to-normal', between: [1, 3], atLeastRuns: 0.75 }, runs)).toMatchObject({
      holds: true,
    });
    expect(evaluate({ measure: 'back-to-normal', between: [1, 3], atLeastRuns: 0.76 }, runs)).toMatchObject({
      holds: false,
    });
  });
  it('can be of one service', () =>
    expect(evaluate({ measure: 'back-to-normal', service: 'letters', between: [-1, -1] }, runs)).toMatchObject({
      simulated: -1,
      holds: true,
    }));
  it('has no number when the middle run is not back', () =>
    expect(evaluate({ measure: 'back-to-normal' }, [run(visits(28, 28, 28))])).toMatchObject({
      simulated: null,
      holds: false,
    }));
  it('leaves out runs that do not hit the sites', () => {
    const spared = run(visits(0, 0, 0), { failed: -1, restored: -1 });
    expect(
      evaluate({ measure: 'back-to-normal', between: [0, 9] }, [run(visits(3, 3, 3)), spared, spared]),
    ).toMatchObject({ simulated: 2 });
    expect(evaluate({ measure: 'back-to-normal', between: [0, 9] }, [spared])).toMatchObject({
      simulated: null,
      holds: false,
      detail: 'The incident hits none of these sites in any run.',
    });
  });
});

describe('other measures', () => {
  it('not back is a share of the sites hit', () => {
    expect(evaluate({ measure: 'not-back', by: '2024-07-18' }, runs).simulated).toBeCloseTo(
      (1 / 3 + 1 + 2 / 3 + 0) / 4,
      12,
    );
    expect(evaluate({ measure: 'not-back', between: [0, 0.05] }, runs)).toMatchObject({ simulated: 0, holds: true });
  });
  it('of a single site it has Wilson’s interval', () => {
    const result = evaluate({ measure: 'not-back', by: '2024-07-18', sites: { ids: ['site-0'] } }, runs);
    expect(result.simulated).toBe(0.5);
    expect(result.low).toBeCloseTo(0.15, 2);
  });
  it('deferred is what was not started on the day, of what would have been', () => {
    // 40 visits a day at each of three sites; on Friday 19 July, day 11 of the study, 30 were started.
    const friday = {
      ...run(visits(5, 5, 5)),
      strategies: [{ visits: visits(5, 5, 5), days: { 11: { sameDay: 30 } } }, {}],
    };
    expect(
      evaluate({ measure: 'deferred', service: 'visits', on: '2024-07-19', between: [0.2, 0.3] }, [friday]),
    ).toMatchObject({ simulated: 0.25, holds: true });
    expect(evaluate({ measure: 'deferred', service: 'visits', on: '2024-07-20' }, [friday])).toMatchObject({
      simulated: 0,
    });
  });
  it('deferred is of the day of the failure when no date is named', () => {
    expect(
      evaluate({ measure: 'deferred', service: 'visits' }, [
        { ...run([]), strategies: [{ days: { 7: { sameDay: 10 } } }, {}] },
      ]).simulated,
    ).toBe(0.75);
  });
  it('nothing extra by a date is a number of items that must be 0', () => {
    const asked = {
      measure: 'nothing-extra-by',
      service: 'visits',
      by: '2024-07-18',
      between: [0, 0],
      atLeastRuns: 0.5,
    };
    expect(evaluate(asked, [run(visits(4, 3, 3)), run(visits(3, 3, 3))])).toMatchObject({
      high: 30,
      holds: true,
      unit: 'items',
    });
    expect(evaluate(asked, [run(visits(4, 3, 3)), run(visits(4, 3, 3))])).toMatchObject({
      simulated: 30,
      holds: false,
    });
  });
  it('less than on an ordinary day counts as nothing extra', () => {
    expect(
      evaluate({ measure: 'nothing-extra-by', service: 'visits', by: '2024-07-18', between: [0, 0] }, [
        run([block(28 * 24, 8, 300, -2)]),
      ]),
    ).toMatchObject({ simulated: 0, holds: true });
  });
  it('weekend sessions used are what was started on Saturday and Sunday over the hours rostered', () => {
    // 10 visits of 12 minutes on Saturday and 5 on Sunday at three sites: 9 staff-hours of 36.
    const clinic = { days: { 12: { starts: 10 }, 13: { starts: 5 } }, extraStaffHours: 36 };
    expect(
      evaluate({ measure: 'weekend-sessions-used', service: 'visits' }, [{ ...run([]), strategies: [clinic, {}] }]),
    ).toMatchObject({ simulated: 0.25, holds: true });
    expect(evaluate({ measure: 'weekend-sessions-used', service: 'visits' }, [run(visits(3, 3, 3))])).toMatchObject({
      simulated: 0,
    });
  });
  it('utilisation is of the ordinary weeks', () =>
    expect(evaluate({ measure: 'utilisation', pool: 'people', between: [0.75, 0.85] }, runs).simulated).toBeCloseTo(
      0.8,
      12,
    ));
  it('a strategy that was not run gives no number', () => {
    const from = made({ evidence: [claim({ measure: 'not-back', strategy: 'gone' })] });
    expect(evaluateEvidence(setOf(from, runs))[0]).toMatchObject({
      simulated: null,
      holds: false,
      detail: 'The strategy gone was not run.',
    });
  });
  it('what was fitted says so', () => {
    expect(
      evaluate({ measure: 'not-back', fitted: true, fittedParameters: ['pools.people.utilisation'] }, runs),
    ).toMatchObject({ fitted: true, fittedParameters: ['pools.people.utilisation'] });
  });
});
