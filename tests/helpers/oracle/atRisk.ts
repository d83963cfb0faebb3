/** Which sites a fault can hit at all (rules 17, 17a, 17d). */
import type { Fault } from '../../../src/catalog/faults/index.ts';
import type { Model, ModelSite } from '../../../src/scenario/model.ts';

/** `inUse`, per site: what it uses. */
export function sitesAtRisk(model: Model, inUse: readonly ReadonlySet<string>[], fault: Fault): number[] {
  return model.sites.flatMap((site, s) => {
    if (fault.group !== undefined && !site.groups.includes(fault.group)) return [];
    return isAtRisk(site, inUse[s]!, fault) ? [s] : [];
  });
}

function isAtRisk({ pools, services }: ModelSite, inUse: ReadonlySet<string>, fault: Fault): boolean {
  if (fault.kind === 'staff-absence') return fault.pools === 'all' || fault.pools.some((pool) => pool in pools);
  if (fault.kind === 'demand-surge') return fault.services.some((service) => service in services);
  return namedBy(fault).some((ref) => inUse.has(ref));
}

/** Components of the fault, and functions that its repair or return names. */
function namedBy(fault: Exclude<Fault, { kind: 'staff-absence' | 'demand-surge' }>): string[] {
  const own = fault.kind === 'site-loss' ? fault.components : [fault.component];
  const stages =
    fault.kind === 'ransomware' ? fault.returns : 'staged' in fault.repair ? fault.repair.staged : undefined;
  return [...own, ...Object.keys(stages?.functions ?? {})];
}
