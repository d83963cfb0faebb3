/** What a fault is aimed at: the components, staff pools or services that decide which sites are at risk. */
import type { Fault } from './index.ts';

export type Aim =
  | { readonly what: 'components'; readonly names: readonly string[] }
  | { readonly what: 'pools'; readonly names: readonly string[] | 'all' }
  | { readonly what: 'services'; readonly names: readonly string[] };

/** Containment is no part of it: what is switched off afterwards changes nobody's risk of being struck. */
export function aimOf(fault: Fault): Aim {
  switch (fault.kind) {
    case 'staff-absence':
      return { what: 'pools', names: fault.pools };
    case 'demand-surge':
      return { what: 'services', names: fault.services };
    default:
      return { what: 'components', names: [...componentsOf(fault), ...functionsOf(fault)] };
  }
}

/** The components a fault names as its own. */
export function componentsOf(fault: Fault): readonly string[] {
  if ('components' in fault) return fault.components;
  return 'component' in fault ? [fault.component] : [];
}

/** Functions and components whose own return the fault states. */
export function functionsOf(fault: Fault): string[] {
  if (fault.kind === 'ransomware') return Object.keys(fault.returns?.functions ?? {});
  return 'repair' in fault && 'staged' in fault.repair ? Object.keys(fault.repair.staged.functions ?? {}) : [];
}

/** Everything whose own level a fault lowers or slows, containment included. */
export function brokenBy(fault: Fault): string[] {
  const contained = fault.kind === 'ransomware' ? fault.containment.flatMap((step) => step.components) : [];
  return [...new Set([...componentsOf(fault), ...functionsOf(fault), ...contained])];
}
