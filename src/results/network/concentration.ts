/** How much of all work rests on each component and supplier, and how much of that a backup of each strategy would carry. */
import { partsOf } from '../../scenario/graph.ts';
import { coverOf, type Covered } from './cover.ts';
import { failedWith, impactOf, type Impact } from './impact.ts';
import { titleOf, type Network } from './network.ts';

export interface ConcentrationRow {
  /** A part of the map: `emis-web`, `emis-web/read`, `supplier:EMIS`. */
  readonly part: string;
  readonly kind: 'supplier' | 'component' | 'function';
  readonly title: string;
  /** One for all sites, so that one failure takes all of this. */
  readonly isShared: boolean;
  /** Share of all staff-hours of an ordinary week that rests on it, and the part of that which could not be done at all. */
  readonly rests: number;
  readonly stops: number;
  readonly sites: number;
  readonly services: number;
  readonly timeCritical: number;
  /** By strategy in file order: share of what rests on it for which a backup is there; undefined when nothing does. */
  readonly backedUp: readonly (number | undefined)[];
}

/** Something whose failure is looked at. */
export interface ConcentrationPart extends Pick<ConcentrationRow, 'part' | 'kind' | 'title' | 'isShared'> {
  readonly failed: readonly string[];
}

/** Every component with its functions, then every supplier, in file order. */
export function concentrationParts(network: Network): ConcentrationPart[] {
  const of = (key: string, kind: 'component' | 'function', isShared: boolean): ConcentrationPart => ({
    part: key,
    kind,
    title: titleOf(network, key),
    failed: [key],
    isShared,
  });
  return [
    ...network.model.scenario.components.flatMap(({ id, functions, scope }) => [
      of(id, 'component', scope === 'shared'),
      ...functions.map((fn) => of(`${id}/${fn}`, 'function', scope === 'shared')),
    ]),
    ...[...network.suppliers.keys()].map((supplier): ConcentrationPart => ({
      part: `supplier:${supplier}`,
      kind: 'supplier',
      title: supplier,
      failed: failedWith(network, { supplier }),
      isShared: true,
    })),
  ];
}

export function concentrationRow(network: Network, { failed, ...about }: ConcentrationPart): ConcentrationRow {
  const impact = impactOf(network, failed);
  return {
    ...about,
    rests: shareOf(impact.hours, network.allHours),
    stops: shareOf(impact.stoppedHours, network.allHours),
    sites: impact.sites.length,
    services: impact.services.length,
    timeCritical: impact.services.filter((service) => service.timeCritical).length,
    backedUp: network.model.scenario.strategies.map((strategy) =>
      backedUpShare(network, impact, coverOf(network, impact, strategy)),
    ),
  };
}

function shareOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** Share of the staff-hours that rest on what failed for which a backup is there. */
export function backedUpShare(network: Network, { hours }: Impact, covered: readonly Covered[]): number | undefined {
  if (hours === 0) return undefined;
  let carried = 0;
  for (const { hit, sites, chance } of covered)
    for (const s of sites) carried += chance * network.hours[s]![hit.position]!;
  return carried / hours;
}

/** The table as a file: heading row first. */
export function concentrationCells(network: Network, rows: readonly ConcentrationRow[]): (string | number)[][] {
  const words = { supplier: 'supplier', component: 'component', function: 'function' } as const;
  return [
    [
      'Part',
      'Kind',
      'Supplier',
      'Share of all work that rests on it (%)',
      'Share of all work that could not be done at all (%)',
      'Sites',
      'Services',
      'Time-critical services',
      ...network.model.scenario.strategies.map(({ title }) => `Backup there for (% of what rests on it): ${title}`),
    ],
    ...rows.map(({ part, kind, title, rests, stops, sites, services, timeCritical, backedUp }) => [
      title,
      words[kind],
      kind === 'supplier' ? title : (network.components.get(partsOf(part)[0])?.supplier ?? ''),
      rounded(rests),
      rounded(stops),
      sites,
      services,
      timeCritical,
      ...backedUp.map((share) => (share === undefined ? '' : rounded(share))),
    ]),
  ];
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 10;
}
