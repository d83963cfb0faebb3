/** Which backups carry on when something fails, and which would be of no use because what they need fails with it. */
import {
  isSupport,
  isWayOfWorking,
  type Backup,
  type Started,
  type Support,
  type WayOfWorking,
} from '../../catalog/backups/index.ts';
import { supportedAt } from '../../scenario/inUse.ts';
import { resolveRef } from '../../scenario/graph.ts';
import type { Strategy } from '../../scenario/schema.ts';
import type { Hit, Impact } from './impact.ts';
import { allRestOn, levelsWhen, requiredOf, startedIn, type Network, type Shape } from './network.ts';

/** Sites of a hit that have the same backups. */
export interface Covered {
  readonly hit: Hit;
  readonly sites: readonly number[];
  /** Chance that a backup is there for everything that the service lacks. */
  readonly chance: number;
  /** Backups that carry some of it, and those that would if what they require did not fail too; ids in file order. */
  readonly by: readonly string[];
  readonly lost: readonly string[];
}

/** How the hits of a failure are covered under a strategy; without one by anything that some strategy uses. */
export function coverOf(network: Network, impact: Impact, strategy?: Strategy): Covered[] {
  const backups = startedIn(network, strategy);
  const all = network.model.scenario.backups.filter(({ id }) => !strategy || strategy.uses.includes(id));
  const chances = backups.map((backup) => chanceOf(network, backup, all));
  return impact.hits.flatMap((hit) => {
    const alike = new Map<string, number[]>();
    for (const s of hit.shape.sites) {
      const spare = backups.some((backup) => 'spare' in backup) ? network.model.sites[s]!.devices : 0;
      const name = `${chances.map((chance) => chance(s)).join()} ${spare}`;
      const found = alike.get(name);
      if (found) found.push(s);
      else alike.set(name, [s]);
    }
    return [...alike.values()].map((sites) => {
      const had = backups.flatMap((backup, b) => {
        const chance = chances[b]!(sites[0]!);
        return chance > 0 ? [{ backup, chance }] : [];
      });
      return { hit, sites, ...coveredAt(network, hit, sites[0]!, had, impact.failed) };
    });
  });
}

interface Had {
  readonly backup: Started;
  readonly chance: number;
}

/** Chance that a site has a backup ready, as far as the file says. */
function chanceOf(network: Network, backup: Started, all: readonly Backup[]): (s: number) => number {
  const { sites, preparation } = backup;
  const drilled = all.map((other) =>
    other.kind === 'drills-and-enrolment' && other.backups.includes(backup.id) ? (other.prepared ?? 0) : 0,
  );
  const prepared = preparation?.otherwise === 'unavailable' ? Math.max(preparation.share, ...drilled) : 1;
  return (s) => {
    if (typeof sites === 'string') return prepared;
    const { id, groups } = network.model.sites[s]!;
    if (Array.isArray(sites)) return sites.includes(id) ? prepared : 0;
    if (sites.group !== undefined && !groups.includes(sites.group)) return 0;
    return 'share' in sites ? prepared * sites.share : prepared;
  };
}

function coveredAt(
  network: Network,
  { shape, service, failing }: Hit,
  s: number,
  had: readonly Had[],
  failed: readonly string[],
): Pick<Covered, 'chance' | 'by' | 'lost'> {
  const own = new Map(failed.map((key) => [key, 0]));
  const ownLevel = (key: string): number => own.get(key) ?? 1;
  const by = new Set<string>();
  const lost = new Set<string>();
  const rests = allRestOn(
    network,
    shape,
    failing.map(({ key }) => key),
  );
  const supports: (Had & { readonly keys: readonly string[] })[] = [];
  for (const { backup, chance } of had) {
    if (!isSupport(backup)) continue;
    const keys = supportedAt(backup, shape.uses, network.components).filter((key) => ownLevel(key) < 1);
    if (!keys.some((key) => rests.has(key))) continue;
    const supplied = suppliedBy(network, shape, backup, levelsWhen(network, shape, ownLevel));
    if (supplied <= 0) lost.add(backup.id);
    else {
      for (const key of keys) own.set(key, Math.max(ownLevel(key), supplied * liftOf(network, backup, shape, key, s)));
      supports.push({ backup, chance, keys });
    }
  }
  const level = levelsWhen(network, shape, ownLevel);
  const ways = had.filter((one): one is Had & { readonly backup: WayOfWorking } => isWayOfWorking(one.backup));
  const chances = failing.map(({ key }) => {
    let best = 0;
    if (level(key) > 0) {
      const below = allRestOn(network, shape, [key]);
      for (const { backup, chance, keys } of supports) {
        if (!keys.some((one) => below.has(one))) continue;
        by.add(backup.id);
        best = Math.max(best, chance);
      }
    }
    for (const { backup, chance } of ways) {
      if (!answers(network, shape, backup, service.id, key)) continue;
      if (suppliedBy(network, shape, backup, level) <= 0) lost.add(backup.id);
      else {
        by.add(backup.id);
        best = Math.max(best, chance);
      }
    }
    return best;
  });
  const inOrder = (ids: ReadonlySet<string>): string[] =>
    had.map(({ backup }) => backup.id).filter((id) => ids.has(id));
  return { chance: Math.min(...chances), by: inOrder(by), lost: inOrder(lost) };
}

/** Whether a way of working carries on a service that lacks a component. */
function answers(network: Network, shape: Shape, backup: WayOfWorking, service: string, key: string): boolean {
  return backup.covers.some(
    ({ component, services, share }) =>
      share > 0 && services.includes(service) && resolveRef(component, shape.uses, network.components) === key,
  );
}

/** The lowest level among what a backup requires; 0 when a reference stands for nothing. */
function suppliedBy(network: Network, shape: Shape, backup: Started, level: (key: string) => number): number {
  return requiredOf(network, shape, backup).reduce<number>(
    (least, key) => Math.min(least, key === undefined ? 0 : level(key)),
    1,
  );
}

function liftOf(network: Network, backup: Support, shape: Shape, key: string, s: number): number {
  if ('spare' in backup) {
    const { devices } = network.model.sites[s]!;
    return devices > 0 ? Math.min(1, backup.spare / devices) : 0;
  }
  return backup.supports.reduce(
    (most, entry) =>
      resolveRef(entry.component, shape.uses, network.components) === key && 'level' in entry
        ? Math.max(most, entry.level)
        : most,
    0,
  );
}
