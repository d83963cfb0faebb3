/**
 * The incident of a scenario laid over other practices: its faults, backups and strategies as they are, its sites
 * exchanged for those of a network. What belonged only to the sites left out goes with them.
 */
import { brokenBy } from '../catalog/faults/aim.ts';
import type { Fault } from '../catalog/faults/index.ts';
import type { SiteScope } from '../catalog/fields.ts';
import type { FigureSource, Template } from '../catalog/templates/template.ts';
import { LIST_SPREAD, MEAN_LIST } from '../catalog/england/figures.ts';
import { formatIssue } from '../scenario/issue.ts';
import { toModel, type Model } from '../scenario/model.ts';
import type { Component, Requirement, Scenario, Site } from '../scenario/schema.ts';
import { validate } from '../scenario/validate.ts';
import { SYSTEMS, type Network, type Practice, type System } from './practices.ts';

type Templates = Readonly<Record<string, Template>>;

/** The kind of site that the practices of a network take over, and the alias by which it names the record system. */
const PRACTICE = 'gp-practice';
const RECORDS = 'records';
const HUB = 'urgent-care-hub';

/** Kinds of practice by system, so that results can be told apart by supplier. */
export const TEMPLATE_OF: Readonly<Record<System, string>> = {
  emis: 'practice-emis',
  tpp: 'practice-tpp',
  other: 'practice-other',
};
export const TITLE_OF: Readonly<Record<System, string>> = {
  emis: 'EMIS Web',
  tpp: 'SystmOne (TPP)',
  other: 'Other systems',
};
const SUPPLIER_OF: Readonly<Record<System, string>> = { emis: 'EMIS', tpp: 'TPP', other: 'Other suppliers' };

/** What is built from a scenario once, whatever practices follow. */
export interface Base {
  readonly scenario: Scenario;
  readonly templates: Templates;
}

/** Strategies that are run over a whole country when none are named: today's arrangement and the one that the BMA's question is about. */
const USUAL = 'read-only';

/** The scenario with the strategies named and the baseline; without names the baseline and one more. */
export function baseOf(scenario: Scenario, templates: Templates, strategies: readonly string[] = []): Base {
  const baseline = scenario.strategies.find((one) => one.baseline) ?? scenario.strategies[0]!;
  const another =
    scenario.strategies.find(({ id }) => id === USUAL) ?? scenario.strategies.find((one) => one !== baseline);
  const wanted = strategies.length > 0 ? strategies : another ? [another.id] : [];
  return {
    scenario: {
      ...scenario,
      strategies: scenario.strategies.filter((one) => one === baseline || wanted.includes(one.id)),
    },
    templates,
  };
}

/** What the schema puts where a file says nothing; written out here because the page carries no schema. */
const NOTHING_OF_ITS_OWN: Pick<Site, 'devices' | 'pools' | 'services'> = { devices: 0, pools: {}, services: {} };

/** Practices of a network as one scenario with one urgent-care service for all of them. The order of practices is kept. */
export function networkScenario(
  base: Base,
  network: Pick<Network, 'boards' | 'source'>,
  practices: readonly Practice[],
): Scenario {
  const { scenario, templates } = base;
  const practice = scenario.templates[PRACTICE] ?? templates[PRACTICE]!;
  const used = SYSTEMS.filter((system) => practices.some((one) => one.system === system));
  const systems = systemComponents(scenario, practice);
  const boards = network.boards.filter(({ code }) => practices.some(({ icb }) => icb === code));
  const regions = new Map(boards.map(({ code, region }) => [code, region]));
  const regionOf = (icb: string): string[] => {
    const region = regions.get(icb) ?? '';
    return region === '' ? [] : [regionId(region)];
  };
  const hub = hubOf(scenario);
  const sites: Site[] = [
    ...practices.map(({ code, system, pcn, subIcb, icb, patients }, k) => ({
      id: code,
      title: `Practice ${k + 1}`,
      template: TEMPLATE_OF[system],
      patients,
      groups: [
        pcn ?? `alone-${code}`,
        ...(subIcb === undefined ? [] : [`sub-icb-${subIcb}`]),
        `icb-${icb.toLowerCase()}`,
        ...regionOf(icb),
        `system-${system}`,
      ],
      uses: { [RECORDS]: systems.ids[system] },
      ...NOTHING_OF_ITS_OWN,
    })),
    ...(hub === undefined
      ? []
      : [
          {
            id: hub.id,
            title: hub.title,
            template: hub.template,
            patients: practices.reduce((sum, { patients }) => sum + patients, 0),
            groups: [],
            uses: hub.uses,
            ...NOTHING_OF_ITS_OWN,
          },
        ]),
  ];
  const kept = keptOf(scenario, practice, systems, used, hub);
  const { uncertain: _, ...rest } = scenario;
  return {
    ...rest,
    id: 'network',
    title: `${scenario.incident.title}, ${boards.length === 1 ? boards[0]!.name : `${boards.length} integrated care boards`}`,
    groups: groupsOf(practices, boards),
    templates: {
      ...scenario.templates,
      ...Object.fromEntries(
        used.map((system) => [TEMPLATE_OF[system], { ...practice, title: `GP practice, ${TITLE_OF[system]}` }]),
      ),
    },
    sites,
    ...kept,
    evidence: [],
    sources: [
      ...scenario.sources.filter(({ figure }) => /^(incident|backups|actions|warmUpDays|days)\b/.test(figure)),
      ...sourcesOf(network),
    ],
  };
}

/** Why the incident of a scenario cannot be laid over practices, if so. */
export function unfitFor({ scenario, templates }: Base): string | undefined {
  const any: Practice[] = SYSTEMS.map((system) => ({ code: `a-${system}`, system, icb: 'A', patients: 1000 }));
  const board = { code: 'A', name: 'A', region: '', regionName: '' };
  const laid = networkScenario({ scenario, templates }, { boards: [board], source: '' }, any);
  if (laid.incident.faults.length === 0)
    return `No fault of "${scenario.title}" reaches a record system that practices use (a component with the supplier EMIS or TPP and the functions that practices need).`;
  const errors = validate(laid, templates).filter((issue) => issue.severity === 'error');
  return errors.length === 0
    ? undefined
    : `"${scenario.title}" cannot be laid over practices. ${errors.slice(0, 3).map(formatIssue).join(' ')}`;
}

/**
 * The same ready to simulate. The scenario has been checked when it was read, and practices bring nothing with them that
 * could be wrong (a test validates boards as if they were files), so that the page need not carry the checks.
 */
export function networkModel(
  base: Base,
  network: Pick<Network, 'boards' | 'source'>,
  practices: readonly Practice[],
): Model {
  return toModel(networkScenario(base, network, practices), base.templates);
}

interface Systems {
  readonly ids: Readonly<Record<System, string>>;
  /** Those that the scenario lacks. */
  readonly added: readonly Component[];
}

/** The component that stands for each system: the scenario's own by its supplier, else one that works throughout. */
function systemComponents({ components }: Scenario, practice: Template): Systems {
  const functions = functionsNeeded(practice);
  const added: Component[] = [];
  const ids = Object.fromEntries(
    SYSTEMS.map((system) => {
      const own = components.find(
        (one) => one.supplier === SUPPLIER_OF[system] && functions.every((name) => one.functions.includes(name)),
      );
      if (own) return [system, own.id];
      const id = `system-${system}`;
      added.push({ id, title: TITLE_OF[system], supplier: SUPPLIER_OF[system], scope: 'shared', functions });
      return [system, id];
    }),
  ) as Record<System, string>;
  return { ids, added };
}

/** Functions of the record system that a practice needs. */
function functionsNeeded(practice: Template): string[] {
  const needs = [
    ...Object.values(practice.services).flatMap((service) => service.needs),
    ...(practice.reentry?.needs ?? []),
  ];
  const named = needs.flatMap(({ component: ref }) =>
    ref.startsWith(`${RECORDS}/`) ? [ref.slice(RECORDS.length + 1)] : [],
  );
  return [...new Set(named)];
}

function hubOf({ sites }: Scenario): Scenario['sites'][number] | undefined {
  return sites.find((one) => one.template === HUB);
}

const regionId = (region: string): string => `region-${region.toLowerCase()}`;

function groupsOf(
  practices: readonly Practice[],
  boards: Network['boards'],
): { id: string; title: string; kind: string }[] {
  const named = (
    ids: readonly string[],
    kind: string,
    title: (id: string) => string,
  ): { id: string; title: string; kind: string }[] => [...new Set(ids)].map((id) => ({ id, title: title(id), kind }));
  return [
    ...boards.map(({ code, name }) => ({ id: `icb-${code.toLowerCase()}`, title: name, kind: 'icb' })),
    ...[...new Map(boards.map(({ region, regionName }) => [region, regionName]))].flatMap(([region, title]) =>
      region === '' ? [] : [{ id: regionId(region), title, kind: 'region' }],
    ),
    ...named(
      practices.map(({ system }) => system),
      'supplier',
      (system) => TITLE_OF[system as System],
    ).map((group) => ({ ...group, id: `system-${group.id}` })),
    ...named(
      practices.flatMap(({ subIcb }) => subIcb ?? []),
      'sub-icb',
      (code) => `Sub-ICB location ${code.toUpperCase()}`,
    ).map((group) => ({ ...group, id: `sub-icb-${group.id}` })),
    ...named(
      practices.map(({ code, pcn }) => pcn ?? `alone-${code}`),
      'pcn',
      (id) => (id.startsWith('alone-') ? 'In no network' : `Network ${id.toUpperCase()}`),
    ),
  ];
}

/** What still has something to act on: components that are needed, faults of these, and what names no site that is gone. */
function keptOf(
  scenario: Scenario,
  practice: Template,
  systems: Systems,
  used: readonly System[],
  hub: Scenario['sites'][number] | undefined,
): Pick<Scenario, 'components' | 'incident' | 'backups' | 'actions' | 'strategies'> {
  const all = [...scenario.components, ...systems.added];
  const needed = underneath(all, [...used.map((system) => systems.ids[system]), ...Object.values(hub?.uses ?? {})]);
  // All sites, those hit, or a share of them; not a list or a group of sites that are gone.
  const isHere = (of: SiteScope | undefined): boolean =>
    of === undefined || typeof of === 'string' || (!Array.isArray(of) && of.group === undefined);
  const backups = scenario.backups.filter((one) => !('sites' in one) || isHere(one.sites));
  const forBackups = backups.flatMap((one) => ('requires' in one ? (one.requires as readonly string[]) : []));
  for (const id of underneath(
    all,
    forBackups.filter((ref) => !ref.startsWith(`${RECORDS}/`)),
  ))
    needed.add(id);
  const actions = scenario.actions.filter(
    (one) =>
      isHere(one.sites) &&
      (!('service' in one) || one.service in practice.services) &&
      (!('pool' in one) || one.pool in practice.pools),
  );
  const gone = new Set([...scenario.backups, ...scenario.actions].map(({ id }) => id));
  for (const { id } of [...backups, ...actions]) gone.delete(id);
  return {
    components: all.filter(({ id }) => needed.has(id)),
    incident: {
      ...scenario.incident,
      faults: scenario.incident.faults.filter(
        (fault) =>
          (!('sites' in fault) || isHere(fault.sites as SiteScope | undefined)) &&
          (brokenBy(fault).length === 0 || breaks(fault, needed)),
      ),
    },
    backups,
    actions,
    strategies: scenario.strategies.map((one) => ({ ...one, uses: one.uses.filter((id) => !gone.has(id)) })),
  };
}

const componentOf = (ref: string): string => ref.split('/')[0]!;
const breaks = (fault: Fault, components: ReadonlySet<string>): boolean =>
  brokenBy(fault).some((ref) => components.has(componentOf(ref)));

/** Components named, and everything that they require. */
function underneath(components: readonly Component[], refs: readonly string[]): Set<string> {
  const found = new Set<string>();
  const add = (ref: string): void => {
    const id = componentOf(ref);
    if (found.has(id)) return;
    found.add(id);
    const requires = components.find((one) => one.id === id)?.requires;
    if (requires !== undefined) refsOf(requires).forEach(add);
  };
  refs.forEach(add);
  return found;
}

/**
 * Systems whose practices the incident or a strategy can change anything for. The practices of the others are in every run
 * what they are without the incident: whatever they need stands, and actions are for sites that are hit.
 */
export function touchedSystems({ scenario, templates }: Base): ReadonlySet<System> {
  const practice = scenario.templates[PRACTICE] ?? templates[PRACTICE]!;
  const systems = systemComponents(scenario, practice);
  const { components, incident, actions, strategies } = keptOf(scenario, practice, systems, SYSTEMS, hubOf(scenario));
  const used = new Set(strategies.flatMap(({ uses }) => uses));
  const reachesOthers = actions.some(({ id, sites }) => used.has(id) && sites !== 'affected');
  return new Set(
    SYSTEMS.filter((system) => {
      const needed = underneath(components, [systems.ids[system]]);
      return reachesOthers || incident.faults.some((fault) => brokenBy(fault).length === 0 || breaks(fault, needed));
    }),
  );
}

function refsOf(requirement: Requirement): string[] {
  if (typeof requirement === 'string') return [requirement];
  const inner =
    'all' in requirement ? requirement.all : 'any' in requirement ? requirement.any : requirement.atLeast.of;
  return inner.flatMap(refsOf);
}

function sourcesOf({ source }: Pick<Network, 'source'>): FigureSource[] {
  return [
    { figure: 'sites', basis: 'derived', source: source.slice(0, 500) },
    {
      figure: 'sites.patients',
      basis: 'assumption',
      source: `${MEAN_LIST.source}: ${MEAN_LIST.patients} patients to a practice`,
      note: `Spread of the logarithm ${LIST_SPREAD.sigma}: ${LIST_SPREAD.source}.`,
    },
  ];
}
