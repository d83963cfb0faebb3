/** Which preventions can change which faults. */
import type { Prevention } from '../catalog/backups/index.ts';
import type { Fault } from '../catalog/faults/index.ts';

/** Whether a prevention can change a fault of this kind at all. */
export function canChange(prevention: Prevention, fault: Fault): boolean {
  return prevention.kind === 'staged-updates'
    ? fault.kind === 'faulty-update'
    : 'repair' in fault && 'handsOn' in fault.repair;
}

/** Whether it does: it names the fault, or names none. */
export function changesFault(prevention: Prevention, fault: Fault): boolean {
  return canChange(prevention, fault) && (prevention.faults?.includes(fault.id) ?? true);
}
