/** The shape of a plan: how sites, queues and pools are numbered and hang together. It rests on names alone, never on a number. */
import { partnerOf } from '../catalog/actions/buddy.ts';
import type { Model } from '../scenario/model.ts';
import { assignPools } from './planPools.ts';

export const REENTRY = 're-entry';

export interface Shape {
  readonly siteIndex: ReadonlyMap<string, number>;
  readonly pools: readonly { readonly id: string; readonly sites: readonly number[] }[];
  readonly queues: readonly {
    readonly site: number;
    readonly service: string;
    readonly pool: number;
    readonly isReentry: boolean;
  }[];
  /** Per site: the position of each service's queue, and of each pool. */
  readonly queueOf: readonly ReadonlyMap<string, number>[];
  readonly poolOf: readonly ReadonlyMap<string, number>[];
  /** Per pool. */
  readonly queuesOf: readonly (readonly number[])[];
  readonly isHub: readonly boolean[];
  readonly cells: readonly (readonly number[])[];
}

export function shapeOf(model: Model): Shape {
  const siteIndex = new Map(model.sites.map((site, k) => [site.id, k]));
  const pools = assignPools(model);
  const poolNumber = new Map<string, number>();
  pools.forEach(({ id, sites }, p) => sites.forEach((site) => poolNumber.set(`${site}/${id}`, p)));
  const queues: Shape['queues'][number][] = [];
  const queueOf = model.sites.map(() => new Map<string, number>());
  const queuesOf = pools.map((): number[] => []);
  model.sites.forEach((site, s) => {
    const add = (service: string, poolId: string, isReentry: boolean): void => {
      const pool = poolNumber.get(`${s}/${poolId}`)!;
      queueOf[s]!.set(service, queues.length);
      queuesOf[pool]!.push(queues.length);
      queues.push({ site: s, service, pool, isReentry });
    };
    for (const [service, { pool }] of Object.entries(site.services)) add(service, pool, false);
    if (site.reentry) add(REENTRY, site.reentry.pool, true);
  });
  const isHub = hubsOf(model, siteIndex);
  return {
    siteIndex,
    pools,
    queues,
    queueOf,
    poolOf: model.sites.map(
      (site, s) => new Map(Object.keys(site.pools).map((id) => [id, poolNumber.get(`${s}/${id}`)!])),
    ),
    queuesOf,
    isHub,
    cells: cellsOf(
      model.sites.length,
      [...pools.map((pool) => pool.sites), ...partnersOf(model, siteIndex, isHub)],
      isHub,
    ),
  };
}

/** Sites that receive items from others. */
function hubsOf(model: Model, siteIndex: ReadonlyMap<string, number>): boolean[] {
  const isHub = model.sites.map(() => false);
  const mark = (id: string): void => {
    const site = siteIndex.get(id);
    if (site !== undefined) isHub[site] = true;
  };
  for (const site of model.sites) {
    for (const service of Object.values(site.services)) {
      service.patience?.hubs.forEach((hub) => mark(hub.site));
      service.atClose?.hubs.forEach((hub) => mark(hub.site));
    }
  }
  for (const action of model.scenario.actions) if (action.kind === 'divert') mark(action.to.site);
  return isHub;
}

/** Sites that a buddy joins, whatever a strategy uses. */
function partnersOf(model: Model, siteIndex: ReadonlyMap<string, number>, isHub: readonly boolean[]): number[][] {
  return model.scenario.actions.flatMap((action) => {
    if (action.kind !== 'buddy') return [];
    return model.sites.flatMap(({ id }, s) => {
      const partner = partnerOf(action.partners, id, (group) => ringOf({ model, isHub }, group, action.service));
      const k = partner === undefined ? undefined : siteIndex.get(partner);
      return k === undefined || k === s ? [] : [[s, k]];
    });
  });
}

/** Members of a group that have a service, in file order; a hub is passed by. */
export function ringOf(
  { model, isHub }: { readonly model: Model; readonly isHub: readonly boolean[] },
  group: string,
  service: string,
): string[] {
  return model.sites.flatMap(({ id, groups, services }, s) =>
    groups.includes(group) && service in services && !isHub[s] ? [id] : [],
  );
}

/** Sites worked out together: each of `together` is one with its first. */
function cellsOf(count: number, together: readonly (readonly number[])[], isHub: readonly boolean[]): number[][] {
  const parent = Array.from({ length: count }, (_, s) => s);
  const root = (s: number): number => (parent[s] === s ? s : (parent[s] = root(parent[s]!)));
  for (const sites of together) {
    for (const s of sites) {
      const a = root(sites[0]!);
      const b = root(s);
      parent[Math.max(a, b)] = Math.min(a, b);
    }
  }
  const cells = new Map<number, number[]>();
  for (let s = 0; s < count; s++) {
    const r = root(s);
    const cell = cells.get(r);
    if (cell) cell.push(s);
    else cells.set(r, [s]);
  }
  const all = [...cells.values()];
  return [...all.filter((cell) => !cell.some((s) => isHub[s])), ...all.filter((cell) => cell.some((s) => isHub[s]))];
}
