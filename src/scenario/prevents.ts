/** What a fault breaks, and which preventions can change it. */
import type { Prevention } from '../catalog/backups/index.ts';
import type { Fault } from '../catalog/faults/index.ts';

/** What a fault lowers directly. */
export function brokenBy(fault: Fault): string[] {
  const functions = 'staged' in fault.repair ? Object.keys(fault.repair.staged.functions ?? {}) : [];
  return [fault.component, ...functions];
}

/** Whether a prevention can change a fault of this kind at all. */
export function canChange(prevention: Prevention, fault: Fault): boolean {
  return prevention.kind === 'staged-updates' ? fault.kind === 'faulty-update' : 'handsOn' in fault.repair;
}

/** Whether it does: it names the fault, or names none. */
export function changesFault(prevention: Prevention, fault: Fault): boolean {
  return canChange(prevention, fault) && (prevention.faults?.includes(fault.id) ?? true);
}
