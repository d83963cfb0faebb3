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
  expect(standingCost(model, { uses: ['generator'] })).toEqual({ perYear: 200, setUp: 14 }));
