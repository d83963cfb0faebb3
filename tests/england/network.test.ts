/** England without a file, the incident laid over it, and what is on record beside what comes out. */
import { describe, expect, it } from 'vitest';
import { LIST_SPREAD, MEAN_LIST, ON_RECORD } from '../../src/catalog/england/figures.ts';
import { ICBS, REGIONS } from '../../src/catalog/england/icbs.ts';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { partFigures } from '../../src/decide/england/boardFigures.ts';
import { baseOf, networkModel, networkScenario, TEMPLATE_OF, unfitFor } from '../../src/imports/networkScenario.ts';
import { listSize, type Practice } from '../../src/imports/practices.ts';
import { syntheticEngland } from '../../src/imports/syntheticEngland.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { component, group, site } from '../../src/scenario/schema.ts';
import { validate } from '../../src/scenario/validate.ts';
import { boltonModel } from '../helpers/bolton.ts';
import { studyOf, textOf } from '../helpers/study.ts';

const england = syntheticEngland();
const bolton = boltonModel().scenario;
const base = baseOf(bolton, builtInTemplates);
const of = (code: string): Practice[] => england.practices.filter(({ icb }) => icb === code);

describe('the boards', () => {
  it('are 42 in seven regions, each with a tile of its own', () => {
    expect(ICBS).toHaveLength(42);
    expect(new Set(ICBS.map(({ region }) => region))).toEqual(new Set(Object.keys(REGIONS)));
    expect(new Set(ICBS.map(({ column, row }) => `${column}/${row}`)).size).toBe(42);
    expect(new Set(ICBS.map(({ short }) => short)).size).toBe(42);
    for (const { practices, emis, tpp } of ICBS) expect(emis + tpp).toBeLessThanOrEqual(practices);
  });
});

describe('the synthetic England', () => {
  it('has as many practices on EMIS as the mapping of August 2025, within 5%; the press spoke of 3,700', () => {
    const emis = england.practices.filter(({ system }) => system === 'emis').length;
    expect(Math.abs(emis / ON_RECORD.emisPractices.count - 1)).toBeLessThan(0.05);
    expect(ON_RECORD.pressPractices.count).toBe(3700);
  });
  it('is the same every time', () => expect(syntheticEngland()).toEqual(england));
  it('has list sizes around the national mean, with the stated spread', () => {
    const sizes = england.practices.map(({ patients }) => patients);
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(Math.abs(mean / MEAN_LIST.patients - 1)).toBeLessThan(0.03);
    const logs = sizes.map(Math.log);
    const middle = logs.reduce((sum, value) => sum + value, 0) / logs.length;
    const sigma = Math.sqrt(logs.reduce((sum, value) => sum + (value - middle) ** 2, 0) / logs.length);
    expect(sigma).toBeCloseTo(LIST_SPREAD.sigma, 1);
  });
  it('gives a practice its list size by its code alone', () => {
    expect(england.practices.every(({ code, patients }) => patients === listSize(code))).toBe(true);
  });
});

describe('the incident of Bolton over a board', () => {
  const scenario = networkScenario(base, england, of('QT6'));

  it('is the same fault, backups and actions, without what belonged to the hospital', () => {
    expect(scenario.incident.faults).toEqual(bolton.incident.faults.filter(({ id }) => id === 'broken-update'));
    expect(scenario.backups).toEqual(bolton.backups);
    expect(scenario.actions.map(({ id }) => id)).toEqual([
      'ring-monday-gp',
      'ring-monday-nurse',
      'to-111',
      'weekend-gps',
      'weekend-office',
    ]);
    expect(scenario.strategies.map(({ id }) => id)).toEqual(['today', 'read-only']);
    expect(scenario.components.map(({ id }) => id)).not.toContain('chemo-supplier');
  });
  it('takes the practices of the board in place of those of Bolton, with one urgent-care service for its patients', () => {
    const [hub] = scenario.sites.slice(-1);
    const practices = scenario.sites.slice(0, -1);
    expect(practices).toHaveLength(55);
    expect(hub).toMatchObject({
      id: 'urgent-care',
      patients: practices.reduce((sum, { patients }) => sum + patients, 0),
    });
    expect(practices.filter(({ uses }) => uses['records'] === 'emis-web')).toHaveLength(30);
    expect(practices.filter(({ uses }) => uses['records'] === 'systmone')).toHaveLength(25);
  });
  it('says of sites, groups and components what a file would say, and nothing that the schema would change', () => {
    const everything = networkScenario(base, england, of('QYG'));
    expect(everything.sites.map((one) => site.parse(one))).toEqual(everything.sites);
    expect(everything.groups.map((one) => group.parse(one))).toEqual(everything.groups);
    const [added] = everything.components.filter(({ id }) => id === 'system-other');
    expect(component.parse(added)).toEqual(added);
  });
  it('groups the practices by network, sub-ICB location, board, region and system', () => {
    const known = { ...of('QT6')[0]!, subIcb: '11n' };
    const { sites, groups } = networkScenario(base, england, [known]);
    expect(sites[0]!.groups).toEqual(['qt6-pcn-1', 'sub-icb-11n', 'icb-qt6', 'region-y58', 'system-emis']);
    expect(groups.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'icb: Cornwall and the Isles of Scilly',
      'region: South West',
      'supplier: EMIS Web',
      'sub-icb: Sub-ICB location 11N',
      'pcn: Network QT6-PCN-1',
    ]);
  });
  it('passes every check that a file must pass', () => {
    for (const code of ['QT6', 'QKK', 'QYG', 'QHG'])
      expect(
        validate(networkScenario(base, england, of(code)), builtInTemplates).filter(
          ({ severity }) => severity === 'error',
        ),
      ).toEqual([]);
  });
  it('says so when the incident of a scenario reaches no practice', () => {
    expect(unfitFor(base)).toBeUndefined();
    const airport = parseScenario(textOf('airport-2024-07-19.yaml'), builtInTemplates).scenario!;
    expect(unfitFor(baseOf(airport, builtInTemplates))).toMatch(/reaches a record system that practices use/);
  });
});

describe('what is on record', () => {
  it('exposed appointments on 19 July are within 10% of 0.78 million, from a sample of practices, nothing tuned to it', () => {
    // Appointments per patient hardly differ between practices, so every 120th on EMIS stands for all of them.
    const emis = england.practices.filter(({ system }) => system === 'emis');
    const sample = emis.filter((_, k) => k % 120 === 0).map((practice) => ({ ...practice, icb: 'QKS' }));
    const short = {
      ...base,
      scenario: { ...base.scenario, days: 7, strategies: base.scenario.strategies.slice(0, 1) },
    };
    const [system] = partFigures('QKS', studyOf(networkModel(short, england, sample), 1, 'england')).systems;
    expect(system).toMatchObject({ template: TEMPLATE_OF.emis, practices: sample.length, hit: [sample.length] });
    const patients = emis.reduce((sum, practice) => sum + practice.patients, 0);
    const exposed = (system!.appointments[0]! / system!.patients) * patients;
    expect(Math.abs(exposed / ON_RECORD.exposedAppointments.count - 1)).toBeLessThan(0.1);
  }, 60_000);
});
