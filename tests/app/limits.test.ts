/** What everything is limited to, and the address that keeps it. */
import { describe, expect, test } from 'vitest';
import { keptLimits, limitsOf, onlyOf, queryOf, sameLimits, withAlone, type Limits } from '../../src/app/limits.ts';
import { placeIn, routeOf } from '../../src/app/route.ts';
import { withOnly } from '../../src/charts/only.ts';
import { serviceSet } from '../../src/results/serviceSet.ts';
import { made, setOf } from '../results/handMade.ts';

const ALL: readonly Limits[] = [
  {},
  { focus: { kind: 'site', id: 'practice-7' } },
  { focus: { kind: 'group', id: 'network-a' } },
  { service: 'gp-practice/calls' },
  { focus: { kind: 'site', id: 'odd & id?=é' }, service: 'a/b' },
];

describe('an address', () => {
  test.each(ALL)('keeps the limits %j, on whatever tab', (limits) => {
    for (const place of ['#outcome', '#network', '#reports']) {
      const address = `${place}${queryOf(limits)}`;
      expect(sameLimits(limitsOf(address), limits)).toBe(true);
      expect(routeOf(address)).toEqual(routeOf(place));
      expect(placeIn(address)).toBe(place);
    }
  });
  test('without limits has nothing after its place', () => expect(queryOf({})).toBe(''));
  test('can be read', () =>
    expect(queryOf({ focus: { kind: 'site', id: 'practice-7' }, service: 'gp-practice/calls' })).toBe(
      '?site=practice-7&service=gp-practice/calls',
    ));
  test('of England’s boards is read as ever', () =>
    expect(routeOf('#england/QT6,QOC')).toEqual({ kind: 'england', boards: ['QT6', 'QOC'] }));
});

describe('limits', () => {
  const { model } = made();
  test('are put on one by one and taken off one by one', () => {
    const site = withAlone({}, { kind: 'site', id: 'site-1' });
    const both = withAlone(site, { kind: 'service', id: 'practice/visits' });
    expect(both).toEqual({ focus: { kind: 'site', id: 'site-1' }, service: 'practice/visits' });
    expect(sameLimits(withAlone(both, { kind: 'service', id: undefined }), site)).toBe(true);
    expect(withAlone(both, { kind: 'site', id: undefined }).service).toBe('practice/visits');
    // A group takes the place of a site.
    expect(withAlone(both, { kind: 'group', id: 'north' }).focus).toEqual({ kind: 'group', id: 'north' });
  });
  test('that the scenario can keep are kept, typing up too', () => {
    for (const service of ['practice/visits', 'practice/re-entry'])
      expect(keptLimits(model, { focus: { kind: 'group', id: 'north' }, service })).toEqual({
        limits: { focus: { kind: 'group', id: 'north' }, service },
        unknown: [],
      });
  });
  test('that it cannot keep are dropped, each with a sentence', () => {
    const { limits, unknown } = keptLimits(model, { focus: { kind: 'group', id: 'west' }, service: 'practice/x-rays' });
    expect(sameLimits(limits, {})).toBe(true);
    expect(unknown).toEqual([
      'This scenario has no group “west”: all sites are shown.',
      'This scenario has no service “x-rays”: all services are shown.',
    ]);
  });
  test('to a service that the site looked at does not have are to the site', () => {
    const { limits, unknown } = keptLimits(model, {
      focus: { kind: 'site', id: 'site-1' },
      service: 'pharmacy/advice',
    });
    expect(limits).toEqual({ focus: { kind: 'site', id: 'site-1' }, service: undefined });
    expect(unknown).toEqual(['Practice 1 does not have service “advice”: all services are shown.']);
  });
});

describe('a chart', () => {
  const set = setOf(made(), [{ strategies: [{}, {}] }]);
  test('says what it is limited to, and so does the name of its file', () => {
    const alone = serviceSet({ ...set, focus: { kind: 'group', id: 'north', of: set.model } }, 'practice/visits')!;
    expect(onlyOf(alone)).toEqual({ names: ['North: the first two', 'Visits'], ending: '-north-visits' });
    expect(onlyOf(set)).toEqual({ names: [], ending: '' });
  });
  test('does not say it twice', () => {
    const only = { names: ['Farnworth', 'Visits'], ending: '' };
    expect(withOnly('Visits by day.', 'Extra work', only)).toBe('Visits by day. Only Farnworth.');
    expect(withOnly('By day', 'Visits at Farnworth', only)).toBe('By day');
    expect(withOnly('By day', 'Extra work', { names: [], ending: '' })).toBe('By day');
  });
});
