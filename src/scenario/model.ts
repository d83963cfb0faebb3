/** The parsed scenario with templates applied: what the engine, and its oracle in the tests, start from. */
import type { Pool, Reentry, Service, Template } from '../catalog/templates/template.ts';
import type { Words } from '../catalog/words.ts';
import { sizeOf, type Scenario } from './schema.ts';
import { isHeadline, wordsOf } from './words.ts';
import { parametersOf, type Parameter } from './uncertain/parameter.ts';

export interface ModelSite {
  readonly id: string;
  readonly title: string;
  readonly template: string;
  readonly kind: string;
  /** The verdict speaks of it. */
  readonly headline: boolean;
  /** People served, whatever the scenario calls them. */
  readonly patients: number;
  readonly groups: readonly string[];
  readonly uses: Readonly<Record<string, string>>;
  readonly devices: number;
  readonly closedDates: readonly string[];
  /** In file order: the template's, with the site's own in place of those of the same id. */
  readonly pools: Readonly<Record<string, Pool>>;
  readonly services: Readonly<Record<string, Service>>;
  readonly reentry: Reentry | undefined;
}

export interface Model {
  readonly scenario: Scenario;
  readonly sites: readonly ModelSite[];
  /** The numbers that are not known; the scenario and the sites hold their central values. */
  readonly parameters: readonly Parameter[];
  readonly words: Words;
}

/** What re-entry goes by among the services of a site. */
export const REENTRY = 're-entry';

/** The keys of the kinds of work of a site, re-entry last. */
export function serviceKeys({ template, services, reentry }: ModelSite): string[] {
  return [...Object.keys(services), ...(reentry ? [REENTRY] : [])].map((id) => `${template}/${id}`);
}

/** Applies templates to sites. The scenario must have passed `validate`. */
export function toModel(scenario: Scenario, builtIn: Readonly<Record<string, Template>>): Model {
  const sites = scenario.sites.map((site): ModelSite => {
    const template = scenario.templates[site.template] ?? builtIn[site.template];
    if (!template) throw new Error(`site ${site.id} names template ${site.template}, which does not exist`);
    return {
      id: site.id,
      title: site.title,
      template: site.template,
      kind: template.kind,
      headline: isHeadline(template),
      patients: sizeOf(site),
      groups: site.groups,
      uses: site.uses,
      devices: site.devices,
      closedDates: site.closedDates ?? scenario.closedDates,
      pools: { ...template.pools, ...site.pools },
      services: { ...template.services, ...site.services },
      reentry: template.reentry,
    };
  });
  return { scenario, sites, parameters: parametersOf(scenario), words: wordsOf(scenario, builtIn) };
}
