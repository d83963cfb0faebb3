/** Which sites a fault can hit at all (rules 17 and 17a). */
import type { Fault } from '../../../src/catalog/faults/index.ts';
import type { Model } from '../../../src/scenario/model.ts';
import { candidatesOf } from './backups.ts';
import type { Components } from './components.ts';

export function sitesAtRisk(model: Model, components: Components, fault: Fault): number[] {
  return model.sites.flatMap((site, s) => {
    if (fault.group !== undefined && !site.groups.includes(fault.group)) return [];
    return isAtRisk(model, components, fault, s) ? [s] : [];
  });
}

function isAtRisk(model: Model, components: Components, fault: Fault, s: number): boolean {
  const { pools, services } = model.sites[s]!;
  if (fault.kind === 'staff-absence') return fault.pools === 'all' || fault.pools.some((pool) => pool in pools);
  if (fault.kind === 'demand-surge') return fault.services.some((service) => service in services);
  const named = namedBy(fault);
  return inUseAt(model, components, s).some((key) => named.some((ref) => components.treeOf(s, key).has(ref)));
}

/** Components of the fault, and functions that its repair or return names. */
function namedBy(fault: Exclude<Fault, { kind: 'staff-absence' | 'demand-surge' }>): string[] {
  const own = fault.kind === 'site-loss' ? fault.components : [fault.component];
  const stages =
    fault.kind === 'ransomware' ? fault.returns : 'staged' in fault.repair ? fault.repair.staged : undefined;
  return [...own, ...Object.keys(stages?.functions ?? {})];
}

/** What the needs of a site name, and what backups for them require. */
function inUseAt(model: Model, components: Components, s: number): string[] {
  const behindBackups = model.scenario.backups
    .filter((backup) => candidatesOf(model, components, backup).includes(s))
    .flatMap((backup) => backup.requires.flatMap((ref) => components.resolve(s, ref) ?? []));
  return [...components.needsOf(s), ...behindBackups];
}
