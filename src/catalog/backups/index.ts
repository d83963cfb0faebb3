/** Every kind of backup, listed once. A new kind is one constant and one line here. */
import { z } from 'zod';
import { encryptedDayList, exportedDayList, printedDayList } from './dayLists.ts';
import { drillsAndEnrolment, locumCallOff } from './improvements.ts';
import { hubView, sharedCareRecord, summaryRecord } from './otherRecords.ts';
import { paperPack } from './paperPack.ts';
import { atRiskLists, independentMessages, paperForms } from './preparedPaper.ts';
import { engineersOnSite, stagedUpdates } from './preventions.ts';
import { readOnlyRecord } from './readOnlyRecord.ts';
import { mobileData, powerSupply, redundantHosting, spareDevices, spareNumbers } from './supports.ts';

export const backupKinds = [
  paperPack,
  printedDayList,
  exportedDayList,
  encryptedDayList,
  readOnlyRecord,
  sharedCareRecord,
  summaryRecord,
  hubView,
  atRiskLists,
  paperForms,
  independentMessages,
  powerSupply,
  mobileData,
  spareNumbers,
  spareDevices,
  redundantHosting,
  stagedUpdates,
  engineersOnSite,
  drillsAndEnrolment,
  locumCallOff,
] as const;
export const backup = z
  .discriminatedUnion('kind', [
    paperPack.fields,
    printedDayList.fields,
    exportedDayList.fields,
    encryptedDayList.fields,
    readOnlyRecord.fields,
    sharedCareRecord.fields,
    summaryRecord.fields,
    hubView.fields,
    atRiskLists.fields,
    paperForms.fields,
    independentMessages.fields,
    powerSupply.fields,
    mobileData.fields,
    spareNumbers.fields,
    spareDevices.fields,
    redundantHosting.fields,
    stagedUpdates.fields,
    engineersOnSite.fields,
    drillsAndEnrolment.fields,
    locumCallOff.fields,
  ])
  .meta({ label: 'Backup' });
export type Backup = z.infer<typeof backup>;

/** The families, told apart by the field that only they have. */
export type WayOfWorking = Extract<Backup, { covers: unknown }>;
export type Support = Extract<Backup, { supports: unknown }>;
/** Anything that somebody must start at a site. */
export type Started = WayOfWorking | Support;
export type Prevention = z.infer<typeof stagedUpdates.fields> | z.infer<typeof engineersOnSite.fields>;
export type Improvement = z.infer<typeof drillsAndEnrolment.fields> | z.infer<typeof locumCallOff.fields>;

export const isWayOfWorking = (backup: Backup): backup is WayOfWorking => 'covers' in backup;
export const isSupport = (backup: Backup): backup is Support => 'supports' in backup;
export const isStarted = (backup: Backup): backup is Started => 'activation' in backup;
export const isPrevention = (backup: Backup): backup is Prevention =>
  backup.kind === 'staged-updates' || backup.kind === 'engineers-on-site';
export const isImprovement = (backup: Backup): backup is Improvement =>
  backup.kind === 'drills-and-enrolment' || backup.kind === 'locum-call-off';

/** Whether a way of working says nothing of what it covers, and so covers what is usual in a general practice. */
export function coversAsUsual(backup: WayOfWorking): boolean {
  let usual = usualCovers.get(backup.kind);
  if (usual === undefined) {
    const kind = backupKinds.find(({ kind }) => kind === backup.kind)!;
    usual = JSON.stringify((kind.fields.parse({ kind: backup.kind, id: 'usual' }) as WayOfWorking).covers);
    usualCovers.set(backup.kind, usual);
  }
  return JSON.stringify(backup.covers) === usual;
}
const usualCovers = new Map<string, string>();
