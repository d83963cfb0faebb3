/** What backups of each family cost every year: who pays is who could use them. */
import { expect, test } from 'vitest';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { toModel } from '../../src/scenario/model.ts';
import { scenario } from '../../src/scenario/schema.ts';
import { standingCost } from '../../src/results/costs.ts';

const NORTH = { groups: ['north'] };
const practice = (id: string, more: object = {}): object => ({
  id,
  title: id,
  template: 'gp-practice',
  patients: 5000,
  uses: { records: 'records-system' },
  ...more,
});
const yearly = { perSitePerYear: 100 };

/** Three practices on one system, two of them in a network, and a hub that needs none of it. */
const model = toModel(
  scenario.parse({
    format: 1,
    id: 'costs',
    title: 'Costs',
    start: '2024-07-01',
    groups: [{ id: 'north', title: 'North' }],
    components: [
      {
        id: 'records-system',
        title: 'Records',
        functions: ['read', 'write', 'appointments', 'prescribing', 'interfaces'],
        requires: 'power',
      },
      { id: 'power', title: 'Power', scope: 'per-site' },
    ],
    sites: [
      practice('a', NORTH),
      practice('b', NORTH),
      practice('c'),
      { id: 'urgent-care', title: 'Urgent care', template: 'urgent-care-hub', patients: 15000 },
    ],
    incident: {
      title: 'Update',
      faults: [
        {
          kind: 'faulty-update',
          id: 'update',
          component: 'power',
          group: 'north',
          at: '2024-07-16 08:00',
          halted: '2024-07-16 09:00',
          repair: { central: '2 h' },
        },
      ],
    },
    backups: [
      { kind: 'paper-pack', id: 'paper', drilled: false, cost: yearly },
      { kind: 'power-supply', id: 'generator', sites: { group: 'north' }, cost: { ...yearly, setUpPerSite: 7 } },
      { kind: 'staged-updates', id: 'staged', cost: yearly },
      { kind: 'drills-and-enrolment', id: 'drills', backups: ['paper'], sites: ['a'], cost: yearly },
      { kind: 'locum-call-off', id: 'call-off', actions: ['gps'], cost: yearly },
      { kind: 'paper-pack', id: 'some', title: 'Paper at some', sites: { share: 0.5 }, drilled: false, cost: yearly },
      { kind: 'paper-pack', id: 'north', sites: { group: 'north', share: 0.5 }, drilled: false, cost: yearly },
    ],
    actions: [{ kind: 'locums', id: 'gps', pool: 'gps' }],
    strategies: [{ id: 'nothing', title: 'Nothing', baseline: true }],
  }),
  builtInTemplates,
);

test.each([
  ['paper', 'everybody who could use it', 300],
  ['generator', 'the sites of its scope', 200],
  ['staged', 'the sites that the fault can hit', 200],
  ['drills', 'the sites of its scope that have what is drilled', 100],
  ['call-off', 'the sites with the pool that locums would join', 300],
])('%s is paid for by %s', (id, _, perYear) => {
  expect(standingCost(model, { uses: [id] }).perYear).toBe(perYear);
});

test('set-up is paid once at each of them', () =>
  expect(standingCost(model, { uses: ['generator'] })).toEqual({ perYear: 200, setUp: 14, notSplit: [] }));

test.each([
  ['paper', ['a'], 100],
  ['paper', ['a', 'b', 'c', 'urgent-care'], 300],
  ['generator', ['b', 'c'], 100],
  ['drills', ['b'], 0],
  ['staged', ['urgent-care'], 0],
])('of %s, %s pay for themselves alone', (id, sites, perYear) => {
  expect(standingCost(model, { uses: [id] }, new Set(sites))).toEqual({
    perYear,
    setUp: id === 'generator' ? 7 : 0,
    notSplit: [],
  });
});

test('what sites pay one by one is what they pay together, where it can be split', () => {
  for (const id of ['paper', 'generator', 'staged', 'drills', 'call-off'])
    expect(
      model.sites.reduce((sum, site) => sum + standingCost(model, { uses: [id] }, new Set([site.id])).perYear, 0),
      id,
    ).toBe(standingCost(model, { uses: [id] }).perYear);
});

test('who has what a share of sites has is not known, so what they pay is left out and named', () => {
  const of = (id: string, ...sites: string[]) => standingCost(model, { uses: [id] }, new Set(sites));
  expect(of('some', 'a')).toEqual({ perYear: 0, setUp: 0, notSplit: ['Paper at some'] });
  // Of all that may have it, it is known how many do; of those that cannot, that none does.
  expect(of('some', 'a', 'b', 'c').perYear).toBe(standingCost(model, { uses: ['some'] }).perYear);
  expect(of('north', 'a', 'b')).toEqual({ perYear: 100, setUp: 0, notSplit: [] });
  expect(of('north', 'c')).toEqual({ perYear: 0, setUp: 0, notSplit: [] });
});
