/** Where the faults of the incident strike in a run, and what they hold at which level for how long (rules 17 to 19). */
import { isWayOfWorking } from '../../../src/catalog/backups/index.ts';
import { delayMinutes } from '../../../src/engine/distributions.ts';
import { streamKey, uniformAt } from '../../../src/engine/streams.ts';
import { tickOf, ticks } from '../../../src/scenario/calendar.ts';
import type { Model } from '../../../src/scenario/model.ts';
import { plainFault, type PlainFault as Fault } from '../plainFaults.ts';
import { candidatesOf } from './backups.ts';
import type { Span } from './calendar.ts';
import { shareOf, smallest, sortedBy } from './choose.ts';
import type { Components } from './components.ts';
import { handsOnEffects } from './handsOn.ts';
import type { Effect } from './levels.ts';

/** What a site-wise uniform number of a fault is for. */
const HIT = 1;
const STAGE_ORDER = 5;
/** What a number of the fault itself is for. */
const CENTRAL = 2;
const FUNCTION = 3;
const STAGE = 4;

export function faultEffects(model: Model, span: Span, components: Components, seed: string, run: number): Effect[] {
  return model.scenario.incident.faults.flatMap((fault) =>
    effectsOf(model, span, components, seed, run, plainFault(fault)),
  );
}

function effectsOf(
  model: Model,
  span: Span,
  components: Components,
  seed: string,
  run: number,
  fault: Fault,
): Effect[] {
  const siteUniform = (purpose: number) => (site: number) =>
    uniformAt(streamKey(seed, run, 'fault', fault.id, model.sites[site]!.id), 0, purpose);
  const faultStream = streamKey(seed, run, 'fault', fault.id);

  const hit = smallest(sitesAtRisk(model, components, fault), fault.sites, siteUniform(HIT));
  const strikes = new Map(
    [...strikesOf(model, fault, hit, siteUniform(HIT))].filter(([, strike]) => strike < span.horizon),
  );
  const level = fault.kind === 'outage' ? fault.level : 0;
  const down = (site: number, ref: string, delay: number): Effect => {
    const from = strikes.get(site)!;
    return { site, ref, from, to: from + ticks(delay), level };
  };

  if ('handsOn' in fault.repair) return handsOnEffects(model, span, fault, fault.repair.handsOn, strikes, siteUniform);
  const struck = [...strikes.keys()];
  if ('central' in fault.repair) {
    const delay = delayMinutes(fault.repair.central, uniformAt(faultStream, 0, CENTRAL));
    return struck.map((site) => down(site, fault.component, delay));
  }
  const { functions, sites } = fault.repair.staged;
  if (functions) {
    const delays = Object.entries(functions).map(([ref, delay], j) => ({
      ref,
      delay: delayMinutes(delay, uniformAt(faultStream, j, FUNCTION)),
    }));
    const earliest = Math.min(...delays.map(({ delay }) => delay));
    return struck.flatMap((site) => [
      down(site, fault.component, earliest),
      ...delays.map(({ ref, delay }) => down(site, ref, delay)),
    ]);
  }
  // Stages count over all sites hit, those that the halt spared included: who is spared moves nobody to another stage.
  const order = sortedBy(hit, siteUniform(STAGE_ORDER));
  const effects: Effect[] = [];
  let delay = 0;
  let begin = 0;
  sites!.forEach((stage, j) => {
    delay = Math.max(delay, delayMinutes(stage.after, uniformAt(faultStream, j, STAGE)));
    const end = shareOf(stage.share, order.length);
    for (const site of order.slice(begin, end)) if (strikes.has(site)) effects.push(down(site, fault.component, delay));
    begin = end;
  });
  return effects;
}

/** Sites with a need, or a backup for one of their needs, that rests on what the fault, or its repair, names. */
function sitesAtRisk(model: Model, components: Components, fault: Fault): number[] {
  const named = [
    fault.component,
    ...('staged' in fault.repair ? Object.keys(fault.repair.staged.functions ?? {}) : []),
  ];
  return model.sites.flatMap((site, s) => {
    if (fault.group !== undefined && !site.groups.includes(fault.group)) return [];
    const behindBackups = model.scenario.backups
      .filter(isWayOfWorking)
      .filter((backup) => candidatesOf(model, components, backup).includes(s))
      .flatMap((backup) => backup.requires.flatMap((ref) => components.resolve(s, ref) ?? []));
    const rests = [...components.needsOf(s), ...behindBackups].some((key) =>
      named.some((ref) => components.treeOf(s, key).has(ref)),
    );
    return rests ? [s] : [];
  });
}

/** When each site is struck; sites that a halt spares are left out. */
function strikesOf(
  model: Model,
  fault: Fault,
  hit: readonly number[],
  uniform: (site: number) => number,
): Map<number, number> {
  const at = tickOf(model.scenario.start, fault.at);
  if (fault.kind === 'outage') return new Map(hit.map((site) => [site, at]));
  const halted = tickOf(model.scenario.start, fault.halted);
  const order = sortedBy(hit, uniform);
  const strikes = new Map<number, number>();
  let reached = 0;
  let begin = 0;
  for (const ring of fault.rings) {
    reached += ring.share;
    const end = shareOf(reached, order.length);
    const strike = at + ticks(ring.after);
    if (strike < halted) for (const site of order.slice(begin, end)) strikes.set(site, strike);
    begin = end;
  }
  return strikes;
}
