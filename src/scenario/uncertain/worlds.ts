/** A scenario in one of the worlds that could be true: other values in the places of its uncertain numbers, everything else as it is. */
import type { Template } from '../../catalog/templates/template.ts';
import type { Path } from '../issue.ts';
import type { Model, ModelSite } from '../model.ts';
import { sizeOf, type Scenario } from '../schema.ts';
import type { Parameter, Written } from './parameter.ts';

/** A copy of the scenario with these values, in the order of the parameters. */
export function withValues(scenario: Scenario, parameters: readonly Parameter[], values: ArrayLike<number>): Scenario {
  const fresh = new Set<unknown>();
  const copyOf = <T extends object>(value: T): T => {
    if (fresh.has(value)) return value;
    const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as T;
    fresh.add(copy);
    return copy;
  };
  const changed = copyOf(scenario) as unknown as Record<string | number, unknown>;
  parameters.forEach(({ place }, k) => {
    put(changed, place.path, asWritten(place.written, values[k]!), copyOf);
  });
  return changed as unknown as Scenario;
}

function put(
  root: Record<string | number, unknown>,
  path: Path,
  value: unknown,
  copyOf: <T extends object>(value: T) => T,
): void {
  let at = root;
  for (const part of path.slice(0, -1)) at = at[part] = copyOf(at[part] as Record<string | number, unknown>);
  at[path[path.length - 1]!] = value;
}

function asWritten(written: Written, value: number): unknown {
  return written === 'number' ? value : { [written]: value };
}

/** The model of such a world, without reading anything again. */
export function worldModel(model: Model, values: ArrayLike<number>): Model {
  if (model.parameters.length === 0) return model;
  const scenario = withValues(model.scenario, model.parameters, values);
  return { ...model, scenario, sites: model.sites.map((before, s) => siteIn(scenario, model.scenario, before, s)) };
}

/** What the world leaves as it is stays the very same, so that others can see that it does. */
function siteIn(scenario: Scenario, central: Scenario, before: ModelSite, s: number): ModelSite {
  const site = scenario.sites[s]!;
  const was = central.sites[s]!;
  // What the file does not hold is a built-in template without uncertain numbers.
  const template: Template | undefined = scenario.templates[site.template];
  const templateWas: Template | undefined = central.templates[site.template];
  if (site === was && template === templateWas) return before;
  const isSame = (part: 'pools' | 'services'): boolean =>
    site[part] === was[part] && template?.[part] === templateWas?.[part];
  return {
    ...before,
    patients: sizeOf(site),
    devices: site.devices,
    pools: isSame('pools') ? before.pools : { ...(template ?? before).pools, ...site.pools },
    services: isSame('services') ? before.services : { ...(template ?? before).services, ...site.services },
    reentry: template ? template.reentry : before.reentry,
  };
}
