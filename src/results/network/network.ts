/** What depends on what in a model, made ready once: components, and sites that are alike in what they need. */
import { isStarted, type Started } from '../../catalog/backups/index.ts';
import { meanMinutes } from '../../catalog/means.ts';
import type { Template } from '../../catalog/templates/template.ts';
import type { Noun } from '../../catalog/words.ts';
import { componentsOf, SiteLevels } from '../../engine/components.ts';
import { ALWAYS_ONE } from '../../engine/steps.ts';
import { partsOf, resolveRef, restsOn, type Components, type Uses } from '../../scenario/graph.ts';
import { inUse, needsOf } from '../../scenario/inUse.ts';
import type { Model, ModelSite } from '../../scenario/model.ts';
import type { Strategy } from '../../scenario/schema.ts';
import { expectedItems } from '../../scenario/volumes.ts';
import { wordsOfTemplate } from '../../scenario/words.ts';

export interface NetworkNeed {
  /** Resolved at the sites of the shape. */
  readonly key: string;
  /** What can be done without it when nothing is prepared. */
  readonly share: number;
}

export interface NetworkService {
  readonly id: string;
  readonly title: string;
  readonly timeCritical: boolean;
  readonly needs: readonly NetworkNeed[];
}

/** Sites of one kind with the same needs behind the same aliases: whatever fails, it does the same to all of them. */
export interface Shape {
  readonly template: string;
  readonly uses: Uses;
  readonly services: readonly NetworkService[];
  /** Positions in file order. */
  readonly sites: readonly number[];
  /** What can be felt there: needs, what they rest on, and what backups require. */
  readonly inUse: ReadonlySet<string>;
}

export interface Kind {
  readonly id: string;
  readonly title: string;
  readonly noun: Noun;
  readonly headline: boolean;
  readonly sites: readonly number[];
}

export interface Network {
  readonly model: Model;
  readonly components: Components;
  /** Kinds of site in the order in which they first appear. */
  readonly kinds: readonly Kind[];
  readonly shapes: readonly Shape[];
  /** By site. */
  readonly shapeOf: readonly Shape[];
  /** By site, then service in the order of its shape: staff-hours of an ordinary week. */
  readonly hours: readonly (readonly number[])[];
  readonly allHours: number;
  /** Suppliers by name, with their components; in file order of these. */
  readonly suppliers: ReadonlyMap<string, readonly string[]>;
}

export function networkOf(model: Model, builtIn: Readonly<Record<string, Template>>): Network {
  const components = componentsOf(model.scenario.components);
  const byName = new Map<string, { readonly site: ModelSite; readonly sites: number[] }>();
  const nameOf = model.sites.map((site, s) => {
    const name = shapeName(site, model.scenario.sites[s]!.services);
    const found = byName.get(name);
    if (found) found.sites.push(s);
    else byName.set(name, { site, sites: [s] });
    return name;
  });
  const shapes = new Map(
    [...byName].map(([name, { site, sites }]) => [name, shapeOf(model, components, site, sites)] as const),
  );
  const hours = model.sites.map(({ services, patients }) => {
    const expected = expectedItems(new Map(Object.entries(services)), patients)!;
    return Object.entries(services).map(([id, { minutes }]) => (expected.get(id)! * meanMinutes(minutes)) / 60);
  });
  const suppliers = new Map<string, string[]>();
  for (const { id, supplier } of model.scenario.components)
    if (supplier !== undefined) suppliers.set(supplier, [...(suppliers.get(supplier) ?? []), id]);
  return {
    model,
    components,
    kinds: kindsOf(model, builtIn),
    shapes: [...shapes.values()],
    shapeOf: nameOf.map((name) => shapes.get(name)!),
    hours,
    allHours: hours.flat().reduce((sum, own) => sum + own, 0),
    suppliers,
  };
}

function shapeName({ template, uses, services }: ModelSite, own: Readonly<Record<string, unknown>>): string {
  const replaced = Object.keys(own).map((id) => [
    id,
    services[id]!.title,
    services[id]!.timeCritical,
    services[id]!.needs,
  ]);
  return JSON.stringify([template, Object.entries(uses).sort(([a], [b]) => (a < b ? -1 : 1)), replaced]);
}

function shapeOf(model: Model, components: Components, site: ModelSite, sites: readonly number[]): Shape {
  const needs = needsOf(site, components);
  return {
    template: site.template,
    uses: site.uses,
    services: Object.entries(site.services).map(([id, { title, timeCritical, needs: own }]) => ({
      id,
      title,
      timeCritical: timeCritical !== undefined,
      needs: own.flatMap(({ component, share }) => {
        const key = resolveRef(component, site.uses, components);
        return key === undefined ? [] : [{ key, share }];
      }),
    })),
    sites,
    inUse: inUse(needs, site.uses, model.scenario.backups, components),
  };
}

/** The sites that sentences speak of: those of headline kinds, or all but hubs when there are none. */
export function isSpokenOf({ sites }: Pick<Model, 'sites'>, site: ModelSite): boolean {
  return sites.some(({ headline }) => headline) ? site.headline : site.kind !== 'hub';
}

function kindsOf(model: Model, builtIn: Readonly<Record<string, Template>>): Kind[] {
  const ids = [...new Set(model.sites.map(({ template }) => template))];
  return ids.map((id): Kind => {
    const template = model.scenario.templates[id] ?? builtIn[id];
    const sites = model.sites.flatMap((site, s) => (site.template === id ? [s] : []));
    const headline = isSpokenOf(model, model.sites[sites[0]!]!);
    const own = template && wordsOfTemplate(template).site;
    return {
      id,
      title: template?.title ?? id,
      noun: headline ? model.words.site : (own ?? { one: 'site', many: 'sites' }),
      headline,
      sites,
    };
  });
}

/** A component's title, with the function after a colon; of a supplier its name. */
export function titleOf({ components }: Pick<Network, 'components'>, key: string): string {
  const [id, fn] = partsOf(key);
  const title = components.get(id)?.title ?? id;
  return fn === undefined ? title : `${title}: ${fn.replaceAll('-', ' ')}`;
}

/** Levels at the sites of a shape when some components are at a level of their own and all others work. */
export function levelsWhen(
  network: Network,
  shape: Pick<Shape, 'uses'>,
  own: (key: string) => number,
): (key: string) => number {
  const levels = new SiteLevels(shape, network.components, (key) => {
    const level = own(key);
    return level >= 1 ? ALWAYS_ONE : { ticks: [0], values: [level] };
  });
  return (key) => levels.of(key).values[0]!;
}

/** Everything that several components rest on at sites of a shape, themselves included. */
export function allRestOn(network: Network, shape: Pick<Shape, 'uses'>, keys: Iterable<string>): Set<string> {
  const found = new Set<string>();
  for (const key of keys)
    if (!found.has(key)) for (const part of restsOn(key, shape.uses, network.components)) found.add(part);
  return found;
}

/** Backups of a strategy that somebody must start, in file order; of all strategies without one. */
export function startedIn({ model }: Pick<Network, 'model'>, strategy?: Pick<Strategy, 'uses'>): Started[] {
  const uses = new Set(strategy ? strategy.uses : model.scenario.strategies.flatMap((one) => one.uses));
  return model.scenario.backups.filter(isStarted).filter(({ id }) => uses.has(id));
}

/** What a backup requires, resolved at sites of a shape; undefined where a reference stands for nothing. */
export function requiredOf(network: Network, shape: Pick<Shape, 'uses'>, backup: Started): (string | undefined)[] {
  return backup.requires.map((ref) => resolveRef(ref, shape.uses, network.components));
}
