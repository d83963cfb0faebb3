/**
 * Some of the sites looked at alone, in the world of all of them: nobody's luck or wait is another, only what is counted
 * is less. A frame, a model and an outcome are cut down to these sites, and everything made from them is about these sites.
 */
import { QUEUE_COUNTS, type Frame, type PoolInfo, type RunOutcome, type WorldOutcome } from '../catalog/types.ts';
import { KINDS_OF_SITE, NEUTRAL, type Noun } from '../catalog/words.ts';
import { TICKS_PER_DAY } from '../scenario/calendar.ts';
import type { Model, ModelSite } from '../scenario/model.ts';
import type { Counts, ResultSet, Ticks } from './resultSet.ts';

/** One site, or those of a group of the scenario. */
export interface Focus {
  readonly kind: 'site' | 'group';
  readonly id: string;
}

export function sameFocus(a: Focus | undefined, b: Focus | undefined): boolean {
  return a?.kind === b?.kind && a?.id === b?.id;
}

/** What a focus is called; undefined when the scenario has no such site or group. */
export function focusTitle({ scenario }: Pick<Model, 'scenario'>, { kind, id }: Focus): string | undefined {
  return (kind === 'site' ? scenario.sites : scenario.groups).find((one) => one.id === id)?.title;
}

/** The places of its sites, in file order; none when it names nothing. */
export function focusSites({ sites }: Pick<Model, 'sites'>, { kind, id }: Focus): number[] {
  return sites.flatMap((site, k) => ((kind === 'site' ? site.id === id : site.groups.includes(id)) ? [k] : []));
}

/** The model as far as these sites are concerned: what results are laid out by, not what is simulated. */
export function focusedModel(model: Model, sites: readonly number[]): Model {
  const { scenario } = model;
  const chosen = sites.map((site) => model.sites[site]!);
  return {
    ...model,
    sites: chosen,
    words: chosen.some(({ headline }) => headline) ? model.words : { ...model.words, site: nounOf(model, chosen) },
    // What is on record is of all sites together.
    scenario: { ...scenario, sites: sites.map((site) => scenario.sites[site]!), evidence: [] },
  };
}

/** What sites that the verdict does not speak of are called: by their kind when they are all of one. */
function nounOf(model: Model, sites: readonly ModelSite[]): Noun {
  if (!model.sites.some(({ headline }) => headline)) return model.words.site;
  const kinds = new Set(sites.map(({ kind }) => kind));
  const [kind] = kinds;
  const known = kinds.size === 1 && Object.hasOwn(KINDS_OF_SITE, kind!) ? KINDS_OF_SITE[kind!]!.words.site : undefined;
  return known ?? NEUTRAL.site;
}

/** The scenario as it was computed, whether or not all of it is looked at. */
export function wholeModel({ model, focus, service }: Pick<ResultSet, 'model' | 'focus' | 'service'>): Model {
  return focus?.of ?? service?.of ?? model;
}

/** Cuts frames and outcomes down to some sites, and frames to some of their queues. */
export class Cut {
  readonly frame: Frame;
  readonly sites: readonly number[];
  readonly #queues: readonly number[];
  readonly #pools: readonly number[];
  readonly #hours: number;
  readonly #days: number;
  /** Re-entry queues of all sites. */
  readonly #reentry: readonly number[];

  constructor(frame: Frame, sites: readonly number[], isWanted: (queue: number) => boolean = () => true) {
    const place = new Map(sites.map((site, k) => [site, k]));
    const placesOf = (all: readonly { readonly site: number }[]): number[] =>
      all.flatMap(({ site }, k) => (place.has(site) ? [k] : []));
    this.sites = sites;
    this.#queues = placesOf(frame.queues).filter(isWanted);
    // Shared staff are told with the first site that has them.
    this.#pools = placesOf(frame.pools);
    this.#hours = frame.hours;
    this.#reentry = frame.queues.flatMap(({ isReentry }, queue) => (isReentry ? [queue] : []));
    this.#days = frame.horizonTick / TICKS_PER_DAY;
    const moved = <T extends { readonly site: number }>(one: T): T => ({ ...one, site: place.get(one.site)! });
    this.frame = {
      ...frame,
      sites: sites.map((site) => frame.sites[site]!),
      queues: this.#queues.map((queue) => moved(frame.queues[queue]!)),
      pools: this.#pools.map((pool) => moved(frame.pools[pool]!)),
    };
  }

  pools(pools: readonly PoolInfo[]): PoolInfo[] {
    return this.#pools.map((pool, k) => ({ ...pools[pool]!, site: this.frame.pools[k]!.site }));
  }

  outcome({ run, twin, strategies, incidentTick, restoredTick }: RunOutcome): RunOutcome {
    return {
      run,
      twin: this.#world(twin),
      strategies: strategies.map((world) => this.#world(world)),
      incidentTick: rows(incidentTick, this.sites, 1),
      restoredTick: rows(restoredTick, this.sites, 1),
    };
  }

  #world(world: WorldOutcome): WorldOutcome {
    return {
      ...world,
      backlog: rows(world.backlog, this.#queues, this.#hours),
      outstanding: rows(world.outstanding, this.#queues, this.#hours),
      counts: rows(world.counts, this.#queues, QUEUE_COUNTS.length),
      dayDue: rows(world.dayDue, this.#queues, this.#days),
      dayStartedSameDay: rows(world.dayStartedSameDay, this.#queues, this.#days),
      dayStarts: rows(world.dayStarts, this.#queues, this.#days),
      reentryMinutes: this.#reentryMinutes(world),
      lastDifference: rows(world.lastDifference, this.sites, 1),
      overtimeTicks: rows(world.overtimeTicks, this.sites, 1),
      stayLateTicks: rows(world.stayLateTicks, this.sites, 1),
      extraStaffTicks: rows(world.extraStaffTicks, this.sites, 1),
      poolBusyTicks: rows(world.poolBusyTicks, this.#pools, 1),
    };
  }

  /** Minutes of re-entry are known for all that was lived through: they are shared out by items, hour by hour, as among templates. */
  #reentryMinutes({ outstanding, reentryMinutes }: WorldOutcome): Float64Array {
    const hours = this.#hours;
    const own = new Set(this.#queues);
    return reentryMinutes.map((minutes, hour) => {
      if (minutes === 0) return 0;
      let all = 0;
      let here = 0;
      for (const queue of this.#reentry) {
        const items = outstanding[queue * hours + hour]!;
        all += items;
        if (own.has(queue)) here += items;
      }
      return all === 0 ? 0 : minutes * (here / all);
    });
  }
}

/** Rows of some width, of those that are wanted; zeros of what is empty, as what only others have is in the twin. */
export function rows<A extends Counts | Ticks | Float32Array>(values: A, wanted: readonly number[], width = 1): A {
  const cut = new (values.constructor as new (length: number) => A)(wanted.length * width);
  if (values.length > 0)
    wanted.forEach((row, k) => cut.set(values.subarray(row * width, row * width + width), k * width));
  return cut;
}
