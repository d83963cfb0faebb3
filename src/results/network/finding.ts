/** The sentence above the map: what carries most of the work, where, and what of it nothing backs up. */
import { restsOn } from '../../scenario/graph.ts';
import type { Strategy } from '../../scenario/schema.ts';
import { counted, percent } from '../format.ts';
import { coverOf } from './cover.ts';
import { impactOf, type Impact } from './impact.ts';
import { titleOf, type Network } from './network.ts';

/**
 * The component on which most staff-hours rest. One for all sites goes before one at each, because a single failure takes
 * all of it; of equals the one that rests on more, which is the one that people know by its name.
 */
export function mostDependedOn(network: Network): string | undefined {
  const all = network.model.scenario.components.map(({ id, scope }) => ({
    id,
    hours: impactOf(network, [id]).hours,
    isShared: scope === 'shared',
    below: restsOn(id, {}, network.components).size,
  }));
  const felt = all.filter(({ hours }) => hours > 0);
  const from = felt.some(({ isShared }) => isShared) ? felt.filter(({ isShared }) => isShared) : felt;
  return from.reduce<(typeof from)[number] | undefined>(
    (best, one) =>
      !best || one.hours > best.hours || (one.hours === best.hours && one.below > best.below) ? one : best,
    undefined,
  )?.id;
}

/** `19 of 20 practices`, or `24 of 26 sites` when other kinds are among them. */
export function whereOf(network: Network, sites: readonly number[]): string {
  const { model, kinds } = network;
  const headline = new Set(kinds.flatMap((kind) => (kind.headline ? kind.sites : [])));
  const among = sites.every((s) => headline.has(s));
  const all = among ? headline.size : model.sites.length;
  const one = !among && kinds.length === 1 ? kinds[0]!.noun : among ? model.words.site : { one: 'site', many: 'sites' };
  if (sites.length === 1 && all === 1) return `the one ${one.one}`;
  return `${sites.length} of ${counted(all, one.one, one.many)}`;
}

/** Services that nothing backs up at any site, and those that something backs up at every one. */
export function bareServices(
  network: Network,
  impact: Impact,
  strategy?: Strategy,
): { readonly bare: readonly string[]; readonly whole: readonly string[] } {
  const found = new Map<string, { some: boolean; every: boolean }>();
  for (const { hit, chance } of coverOf(network, impact, strategy)) {
    const name = `${hit.shape.template}/${hit.service.id}`;
    const before = found.get(name) ?? { some: false, every: true };
    found.set(name, { some: before.some || chance > 0, every: before.every && chance > 0 });
  }
  return {
    bare: [...found].flatMap(([name, { some }]) => (some ? [] : [name])),
    whole: [...found].flatMap(([name, { every }]) => (every ? [name] : [])),
  };
}

export function networkFinding(network: Network, strategy: Strategy): string {
  const key = mostDependedOn(network);
  if (key === undefined) return 'No work rests on any of the components';
  const impact = impactOf(network, [key]);
  const { bare, whole } = bareServices(network, impact, strategy);
  const of = impact.services.length;
  const services = counted(of, 'service', 'services');
  const begin = `${percent(impact.hours / network.allHours)} of all work, ${services} at ${whereOf(network, impact.sites)}, rests on ${titleOf(network, key)}`;
  const name = `“${strategy.title}”`;
  const everywhere = whole.length === of ? '' : ', though not everywhere';
  if (bare.length === of)
    return `${begin}; ${of === 1 ? 'it has no' : 'none of these services has a'} backup in ${name}`;
  if (bare.length > 0)
    return `${begin}; ${bare.length} of these services ${bare.length === 1 ? 'has' : 'have'} no backup in ${name}`;
  return `${begin}; ${of === 1 ? 'it' : 'each of these services'} has a backup in ${name}${everywhere}`;
}
