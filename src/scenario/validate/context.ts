/** What every check works with: the scenario, its names looked up once, and a place to put findings. */
import type { Pool, Reentry, Service, Template } from '../../catalog/templates/template.ts';
import { dayNumber } from '../calendar.ts';
import { resolveRef, type Components, type Uses } from '../graph.ts';
import { describeValue, type Path } from '../issue.ts';
import { nearest } from '../nearest.ts';
import type { Component, Scenario } from '../schema.ts';
import type { Finding } from '../schemaIssues.ts';

export type Templates = Readonly<Record<string, Template>>;
export type CrossFinding = Finding & { readonly severity: 'error' | 'warning' };

/** Something from a template or a site, with where it stands in the file (for a built-in template: the site that names it). */
export interface Placed<T> {
  readonly value: T;
  readonly path: Path;
}

export interface PlacedNeed {
  /** `re-entry` for the needs of re-entry. */
  readonly service: string;
  readonly ref: string;
  /** Resolved at the sites of the shape. */
  readonly key: string | undefined;
  readonly reentryMinutes: number;
  readonly path: Path;
}

/** What sites of the same template and aliases, with nothing of their own, have in common; a site with its own pools or services is a shape by itself. */
export interface Shape {
  readonly template: string;
  /** Positions in `sites`; empty for a template that no site uses. */
  readonly sites: number[];
  readonly uses: Uses;
  readonly pools: ReadonlyMap<string, Placed<Pool>>;
  readonly services: ReadonlyMap<string, Placed<Service>>;
  readonly reentry: Placed<Reentry> | undefined;
  readonly needs: readonly PlacedNeed[];
}

/** Ids of entries that exist but could not be read, so that nobody is told that they do not exist. */
export type Unread = Readonly<
  Record<
    'components' | 'groups' | 'sites' | 'faults' | 'backups' | 'actions' | 'strategies' | 'templates',
    ReadonlySet<string>
  >
>;

export const NOTHING_UNREAD: Unread = {
  components: new Set(),
  groups: new Set(),
  sites: new Set(),
  faults: new Set(),
  backups: new Set(),
  actions: new Set(),
  strategies: new Set(),
  templates: new Set(),
};

export const REENTRY = 're-entry';
const MAX_SUGGESTIONS = 400;
/** Errors, and warnings, that are said one by one. */
const MAX_FINDINGS = 500;

export class Context {
  readonly findings: CrossFinding[] = [];
  /** Findings beyond that. */
  unsaid = 0;
  readonly scenario: Scenario;
  readonly unread: Unread;
  readonly components: Components;
  readonly templates: ReadonlyMap<string, Placed<Template>>;
  readonly shapes: readonly Shape[];
  /** By position in `sites`; undefined when the template is unknown. */
  readonly shapeOf: readonly (Shape | undefined)[];
  readonly siteIndex: ReadonlyMap<string, number>;
  readonly sitesOfGroup: ReadonlyMap<string, readonly number[]>;
  readonly groupIds: ReadonlySet<string>;
  /** Days of the study from 1970-01-01: warm-up from `first`, results from `results`, the end before `end`. */
  readonly days: { readonly first: number; readonly results: number; readonly end: number };
  readonly #said = new Set<string>();
  readonly #counts = { error: 0, warning: 0 };
  #suggestions = 0;

  constructor(scenario: Scenario, builtIn: Templates, unread: Unread = NOTHING_UNREAD) {
    this.scenario = scenario;
    this.unread = unread;
    this.components = firstOfEach(scenario.components);
    this.templates = new Map<string, Placed<Template>>([
      ...Object.entries(builtIn).map(([id, value]) => [id, { value, path: [] }] as const),
      ...Object.entries(scenario.templates).map(([id, value]) => [id, { value, path: ['templates', id] }] as const),
    ]);
    const siteIndex = new Map<string, number>();
    const sitesOfGroup = new Map<string, number[]>(scenario.groups.map((group) => [group.id, []]));
    scenario.sites.forEach((site, s) => {
      if (!siteIndex.has(site.id)) siteIndex.set(site.id, s);
      for (const group of new Set(site.groups)) sitesOfGroup.get(group)?.push(s);
    });
    this.siteIndex = siteIndex;
    this.sitesOfGroup = sitesOfGroup;
    this.groupIds = new Set(scenario.groups.map((group) => group.id));
    [this.shapes, this.shapeOf] = shapesOf(scenario, this.templates, this.components);
    const first = dayNumber(scenario.start);
    this.days = { first, results: first + scenario.warmUpDays, end: first + scenario.warmUpDays + scenario.days };
  }

  error(path: Path, message: string, more: Partial<Finding> = {}): void {
    this.#add({ severity: 'error', path, message, ...more });
  }

  warn(path: Path, message: string, more: Partial<Finding> = {}): void {
    this.#add({ severity: 'warning', path, message, ...more });
  }

  /** An id that names nothing. */
  unknown(path: Path, what: string, id: string, candidates: Iterable<string>, more: Partial<Finding> = {}): void {
    const suggestion = this.suggest(id, candidates);
    this.error(path, `There is no ${what} "${id}".`, {
      found: describeValue(id),
      expected: `the id of a ${what} in this file`,
      ...(suggestion !== undefined && { suggestion }),
      ...more,
    });
  }

  suggest(word: string, candidates: Iterable<string>): string | undefined {
    return this.#suggestions++ < MAX_SUGGESTIONS ? nearest(word, candidates) : undefined;
  }

  /** Some site or template could not be read, so what no site has cannot be known. */
  get isPartial(): boolean {
    return this.unread.sites.size > 0 || this.unread.templates.size > 0;
  }

  resolve(ref: string, uses: Uses): string | undefined {
    return resolveRef(ref, uses, this.components);
  }

  #add(finding: CrossFinding): void {
    const key = JSON.stringify([finding.path, finding.message, finding.found]);
    if (this.#said.has(key)) return;
    if (this.#counts[finding.severity]++ >= MAX_FINDINGS) {
      this.unsaid++;
      return;
    }
    this.#said.add(key);
    this.findings.push(finding);
  }
}

function firstOfEach(components: readonly Component[]): Map<string, Component> {
  const map = new Map<string, Component>();
  for (const component of components) if (!map.has(component.id)) map.set(component.id, component);
  return map;
}

function shapesOf(
  scenario: Scenario,
  templates: ReadonlyMap<string, Placed<Template>>,
  components: Components,
): [Shape[], (Shape | undefined)[]] {
  const shapes = new Map<string, Shape>();
  const shapeOf = scenario.sites.map((site, s) => {
    const template = templates.get(site.template);
    if (!template) return undefined;
    const isPlain = Object.keys(site.pools).length === 0 && Object.keys(site.services).length === 0;
    const key = isPlain ? JSON.stringify([site.template, site.uses]) : `#${s}`;
    let shape = shapes.get(key);
    if (!shape) shapes.set(key, (shape = shapeFrom(site.template, template, components, s, site)));
    shape.sites.push(s);
    return shape;
  });
  for (const [id, template] of templates) {
    const isOwn = template.path.length > 0;
    if (isOwn && !scenario.sites.some((site) => site.template === id))
      shapes.set(`unused ${id}`, shapeFrom(id, template, components));
  }
  return [[...shapes.values()], shapeOf];
}

function shapeFrom(
  id: string,
  template: Placed<Template>,
  components: Components,
  s?: number,
  site?: Scenario['sites'][number],
): Shape {
  const base: Path = template.path.length > 0 ? template.path : ['sites', s ?? 0, 'template'];
  const within = (...more: Path): Path => (template.path.length > 0 ? [...base, ...more] : base);
  const merged = <T>(
    field: 'pools' | 'services',
    own: Readonly<Record<string, T>>,
    overrides: Readonly<Record<string, T>> | undefined,
  ): Map<string, Placed<T>> => {
    const map = new Map<string, Placed<T>>(
      Object.entries(own).map(([key, value]) => [key, { value, path: within(field, key) }]),
    );
    for (const [key, value] of Object.entries(overrides ?? {}))
      map.set(key, { value, path: ['sites', s!, field, key] });
    return map;
  };
  const uses = site?.uses ?? {};
  const pools = merged<Pool>('pools', template.value.pools, site?.pools);
  const services = merged<Service>('services', template.value.services, site?.services);
  const reentry = template.value.reentry && { value: template.value.reentry, path: within('reentry') };
  const needsOf = (service: string, needs: Service['needs'], path: Path): PlacedNeed[] =>
    needs.map((need, k) => ({
      service,
      ref: need.component,
      key: resolveRef(need.component, uses, components),
      reentryMinutes: need.reentryMinutes,
      path: inside(path, 'needs', k),
    }));
  const needs = [
    ...[...services].flatMap(([service, { value, path }]) => needsOf(service, value.needs, path)),
    ...(reentry ? needsOf(REENTRY, reentry.value.needs, reentry.path) : []),
  ];
  return { template: id, sites: [], uses, pools, services, reentry, needs };
}

/** `["sites", 3, "template"]` stands for the whole of a built-in template; anything else can be gone into. */
export function inside(path: Path, ...more: Path): Path {
  return path.length === 3 && path[0] === 'sites' && path[2] === 'template' ? path : [...path, ...more];
}
