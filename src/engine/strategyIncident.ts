/** The incident as a strategy lives it: after its preventions, and with the components that its supports keep up. */
import type { Steps } from '../catalog/types.ts';
import { liftsOf } from './answers.ts';
import type { Arrangement, Used } from './arrangement.ts';
import { daysInUse, inForceAt, suppliedBy, type InForce } from './backups.ts';
import { amendedIncident, oncePerRun, siteUnder, type Incident, type SiteIncident } from './incident.ts';
import { prevented } from './prevention.ts';
import type { Support } from '../catalog/backups/index.ts';
import type { Plan } from './plan.ts';
import { combine, tidy, valueAt } from './steps.ts';

/** With the days for which each support was in use, in file order of the strategy's supports. */
export interface Lived {
  readonly incident: Incident;
  readonly daysInUse: readonly number[];
}

/** Strategies with the same preventions and supports live the same incident; without any it is the one given. */
export function incidentUnder(
  plan: Plan,
  seed: string,
  run: number,
  incident: Incident,
  { preventions, supports }: Arrangement,
): Lived {
  const left =
    preventions.length === 0
      ? incident
      : oncePerRun(incident, `prevented by ${preventions.map(({ id }) => id).join()}`, () =>
          amendedIncident(plan, seed, run, incident, (fault, hit) => prevented(fault, preventions, hit)),
        );
  if (supports.length === 0) return { incident: left, daysInUse: [] };
  return oncePerRun(left, `supported by ${supports.map(({ name }) => name).join()}`, () =>
    supported(plan, seed, run, left, supports),
  );
}

function supported(
  plan: Plan,
  seed: string,
  run: number,
  incident: Incident,
  supports: readonly Used<Support>[],
): Lived {
  let now = incident;
  const days = supports.map(({ value: support }) => {
    const lifts = liftsOf(plan, support);
    const candidates = plan.sites.flatMap((_, s) => (lifts[s]!.length > 0 ? [s] : []));
    const inForce = inForceAt(plan, seed, run, now, support, candidates);
    // One that is in force nowhere changes nothing.
    if (inForce.length > 0) {
      const sites = [...now.sites];
      for (const at of inForce) sites[at.site] = lifted(plan, now, support, at);
      now = { ...now, sites, shared: new Map() };
    }
    return daysInUse(inForce);
  });
  return { incident: now, daysInUse: days };
}

/** A site with own levels raised, while the support is in force, to its level times what it is supplied with; what is slow stays slow. */
function lifted(plan: Plan, incident: Incident, support: Support, { site: s, intervals }: InForce): SiteIncident {
  const site = incident.sites[s]!;
  const supplied = suppliedBy(plan, s, site.answering, support.requires);
  const own = new Map<string, Steps>();
  for (const { component, level } of liftsOf(plan, support)[s]!) {
    const ticks = [...new Set([0, ...intervals.flatMap(({ from, to }) => [from, to]), ...supplied.ticks])].sort(
      (a, b) => a - b,
    );
    const lift = tidy(
      ticks,
      ticks.map((tick) =>
        intervals.some(({ from, to }) => from <= tick && tick < to) ? level * valueAt(supplied, tick) : 0,
      ),
    );
    own.set(
      component,
      combine([own.get(component) ?? site.own(component), lift], (values) => Math.max(...values)),
    );
  }
  return siteUnder(plan, s, incident.struck, { ...site, own: (key) => own.get(key) ?? site.own(key) });
}
