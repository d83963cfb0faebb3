/** What a fault can ask of a plan in one run: the sites at risk, its luck, the clock and working hours. */
import type { FaultContext } from '../catalog/effects.ts';
import { aimOf } from '../catalog/faults/aim.ts';
import type { Fault } from '../catalog/faults/index.ts';
import { tickOf, ticks } from '../scenario/calendar.ts';
import { inUse } from './answers.ts';
import { delayMinutes } from './distributions.ts';
import { siteKey } from './evenRun.ts';
import type { Plan } from './plan.ts';
import { closedDays, occurrences } from './shifts.ts';
import { streamKey, uniformAt } from './streams.ts';

export function faultContext(
  plan: Plan,
  fault: Fault,
  seed: string,
  run: number,
  at: number,
  onlyAt: ReadonlySet<number> | undefined,
): FaultContext {
  const { model } = plan;
  const key = streamKey(seed, run, 'fault', fault.id);
  const siteKeys = new Map<number, ReturnType<typeof streamKey>>();
  return {
    id: fault.id,
    at,
    sitesAtRisk: sitesAtRisk(plan, fault),
    onlyAt,
    everySite: plan.sites.flatMap((_, s) => (isMeant(plan, fault, s) ? [s] : [])),
    pools: (s) => [...plan.sites[s]!.poolOf.keys()],
    services: (s) => Object.keys(model.sites[s]!.services),
    open: (s) => plan.sites[s]!.open,
    devices: (s) => model.sites[s]!.devices,
    technicians: (s) => model.sites[s]!.groups[0] ?? `site ${model.sites[s]!.id}`,
    siteId: (s) => model.sites[s]!.id,
    uniform: (index, purpose) => uniformAt(key, index, purpose),
    siteUniform: (s, purpose) => {
      let ofSite = siteKeys.get(s);
      if (!ofSite) siteKeys.set(s, (ofSite = siteKey(plan, seed, run, s, 'fault', fault.id)));
      return uniformAt(ofSite, 0, purpose);
    },
    delay: delayMinutes,
    tickOf: (dateTime) => tickOf(model.scenario.start, dateTime),
    ticks,
    workingHours: (s, days, from, to) => {
      const group = model.sites[s]!.groups[0];
      const first = group === undefined ? s : model.sites.findIndex((site) => site.groups[0] === group);
      return occurrences(
        [{ days: [...days], from, to }],
        plan.days,
        closedDays(plan.days, model.sites[first]!.closedDates),
      );
    },
    horizon: plan.horizon,
  };
}

const atRisk = new WeakMap<Plan, Map<string, readonly number[]>>();

/** Sites that depend on what the fault is aimed at. The same in every run and every world: it rests on names alone. */
function sitesAtRisk(plan: Plan, fault: Fault): readonly number[] {
  const central = plan.central ?? plan;
  let known = atRisk.get(central);
  if (!known) atRisk.set(central, (known = new Map<string, readonly number[]>()));
  let sites = known.get(fault.id);
  if (!sites) known.set(fault.id, (sites = findSitesAtRisk(plan, fault)));
  return sites;
}

function findSitesAtRisk(plan: Plan, fault: Fault): number[] {
  const aim = aimOf(fault);
  const meets = (s: number): boolean => {
    const site = plan.sites[s]!;
    if (aim.what === 'pools')
      return aim.names === 'all' ? site.pools.length > 0 : aim.names.some((id) => site.poolOf.has(id));
    if (aim.what === 'services') return aim.names.some((id) => site.queueOf.has(id));
    const felt = inUse(plan, s);
    return aim.names.some((part) => felt.has(part));
  };
  return plan.sites.flatMap((_, s) => (isMeant(plan, fault, s) && meets(s) ? [s] : []));
}

function isMeant(plan: Plan, fault: Fault, s: number): boolean {
  return fault.group === undefined || plan.model.sites[s]!.groups.includes(fault.group);
}
