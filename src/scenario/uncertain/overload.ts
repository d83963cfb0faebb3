/** A warning for worlds with more ordinary work than the staff can do, since staff are planned for the central values. */
import type { Service } from '../../catalog/templates/template.ts';
import type { Path } from '../issue.ts';
import { toModel, type Model, type ModelSite } from '../model.ts';
import type { Finding } from '../schemaIssues.ts';
import type { Scenario } from '../schema.ts';
import type { Templates } from '../validate/context.ts';
import { aWeek, itemVolumes, shiftMinutes, workOf } from '../volumes.ts';
import { boundsOf } from './parameter.ts';
import { worldModel } from './worlds.ts';

/** One warning for each pool of a kind of site, at the site where it is worst. The scenario has no errors. */
export function overloadedWorlds(scenario: Scenario, builtIn: Templates): Finding[] {
  const model = toModel(scenario, builtIn);
  if (model.parameters.length === 0) return [];
  const worst = new Map<string, { share: number; site: ModelSite; pool: string; end: string }>();
  for (const end of ['high', 'low'] as const) {
    const world = worldModel(
      model,
      model.parameters.map((parameter) => boundsOf(parameter)[end]),
    );
    for (const { key, share, site, pool } of sharesOf(world, model))
      if (share > Math.max(1, worst.get(key)?.share ?? 0)) worst.set(key, { share, site, pool, end });
  }
  const usual = new Map<string, number>();
  for (const { key, share } of sharesOf(model, model)) usual.set(key, Math.max(share, usual.get(key) ?? 0));
  return [...worst]
    .filter(([key]) => usual.get(key)! <= 1)
    .map(([, { share, site, pool, end }]) => ({
      path: pathOf(scenario, site, pool),
      message: `${pool} could not meet ordinary demand at ${site.id} if all uncertain numbers were at their ${end === 'high' ? 'highest' : 'lowest'}: staff are planned for the central values, so a queue would grow even without an incident.`,
      found: `work for ${Math.round(share * 100)}% of their time`,
      expected: 'narrower ranges, or more time to spare',
    }));
}

/** For each pool of each site: the share of its time that ordinary work takes in a world. */
function* sharesOf(
  world: Model,
  planned: Model,
): Generator<{ key: string; share: number; site: ModelSite; pool: string }> {
  for (const [s, site] of world.sites.entries()) {
    const now = workByPool(site);
    const before = workByPool(planned.sites[s]!);
    for (const [id, pool] of Object.entries(site.pools)) {
      const minutes = now.get(id)!;
      // A pool that a group shares has its plan from all of its sites together; each of them stands for the group.
      const share =
        pool.staff === undefined
          ? before.get(id)! > 0
            ? (pool.utilisation! * minutes) / before.get(id)!
            : 0
          : pool.shared !== undefined || pool.staff === 0
            ? 0
            : minutes / (pool.staff * shiftMinutes(pool));
      yield { key: `${site.template}/${id}`, share, site, pool: id };
    }
  }
}

const known = new WeakMap<ModelSite['services'], ReadonlyMap<string, ReturnType<typeof workOf>>>();

/** Minutes a week, by pool. */
function workByPool(site: ModelSite): ReadonlyMap<string, number> {
  let volumes = known.get(site.services);
  if (!volumes) {
    const services = new Map<string, Service>(Object.entries(site.services));
    const expected = itemVolumes(services);
    volumes = new Map(
      Object.keys(site.pools).map((id) => [
        id,
        expected ? workOf(id, services, expected) : { perPatient: 0, fixed: 0 },
      ]),
    );
    known.set(site.services, volumes);
  }
  return new Map([...volumes].map(([id, volume]) => [id, aWeek(volume, site.patients)]));
}

function pathOf(scenario: Scenario, site: ModelSite, pool: string): Path {
  const s = scenario.sites.findIndex(({ id }) => id === site.id);
  if (Object.hasOwn(scenario.sites[s]!.pools, pool)) return ['sites', s, 'pools', pool];
  return Object.hasOwn(scenario.templates, site.template)
    ? ['templates', site.template, 'pools', pool]
    : ['sites', s, 'template'];
}
