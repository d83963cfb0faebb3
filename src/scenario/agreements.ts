/** Whom a strategy depends on besides those who carry it out: whose agreement each action needs, who owns each backup, and how long each takes to have. */
import { actionKinds } from '../catalog/actions/index.ts';
import { backupKinds } from '../catalog/backups/index.ts';
import type { Owner } from '../catalog/fields.ts';
import type { Scenario, Strategy } from './schema.ts';

export interface ActionAgreement {
  readonly id: string;
  readonly title: string;
  readonly decidedBy: Owner;
  /** Whose agreement it needs, without whoever decides. */
  readonly agreement: readonly Owner[];
  /** Minutes from its trigger; undefined when it begins at a stated moment. */
  readonly leadMinutes: number | undefined;
  /** What is usual for its kind, in words. */
  readonly usualLeadTime: string;
}

export interface BackupOwner {
  readonly id: string;
  readonly title: string;
  readonly owner: Owner;
  /** As the file says; undefined when it does not. */
  readonly leadMinutes: number | undefined;
  readonly usualLeadTime: string;
}

export interface Agreements {
  readonly actions: readonly ActionAgreement[];
  readonly backups: readonly BackupOwner[];
  /** What the owners of the file are called, by id. */
  readonly owners: ReadonlyMap<string, string>;
}

/** All actions and backups of a strategy in file order; a call-off counts with the lead time it brings. */
export function agreementsOf(scenario: Scenario, strategy: Pick<Strategy, 'uses'>): Agreements {
  const uses = new Set(strategy.uses);
  const used = scenario.backups.filter(({ id }) => uses.has(id));
  return {
    owners: new Map(scenario.owners.map(({ id, title }) => [id, title])),
    actions: scenario.actions
      .filter(({ id }) => uses.has(id))
      .map(({ id, kind, title, decidedBy, agreement, when }) => ({
        id,
        title,
        decidedBy,
        agreement: [...new Set(agreement)].filter((party) => party !== decidedBy),
        leadMinutes:
          'on' in when
            ? used.reduce(
                (lead, backup) =>
                  backup.kind === 'locum-call-off' && backup.actions.includes(id) ? Math.min(lead, backup.lead) : lead,
                when.lead,
              )
            : undefined,
        usualLeadTime: actionKinds.find((one) => one.kind === kind)!.leadTime,
      })),
    backups: used.map(({ id, kind, title, owner, leadTime }) => ({
      id,
      title,
      owner,
      leadMinutes: leadTime,
      usualLeadTime: backupKinds.find((one) => one.kind === kind)!.leadTime,
    })),
  };
}

const NAMES: Readonly<Partial<Record<Owner, string>>> = {
  site: 'the site itself',
  practice: 'the practice',
  pcn: 'the network (PCN)',
  icb: 'the ICB',
  national: 'a national body',
  supplier: 'the supplier',
  trust: 'the trust',
};

/** `the ICB`, or what the file calls its own owners. */
function ownerName(owner: Owner, owners: ReadonlyMap<string, string>): string {
  return owners.get(owner) ?? NAMES[owner] ?? owner;
}

/** `4 h`, `2 days`: a lead time as a person would say it. */
export function leadTimeText(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const [amount, unit] = minutes < 1440 ? [minutes / 60, 'h'] : [minutes / 1440, minutes === 1440 ? 'day' : 'days'];
  return `${Math.round(amount * 10) / 10} ${unit}`;
}

/** One line for each action that cannot be decided alone, none when all can. */
export function agreementLines({ actions, owners }: Agreements): string[] {
  return actions
    .filter(({ agreement }) => agreement.length > 0)
    .map(({ title, decidedBy, agreement, leadMinutes }) => {
      const whose = agreement.map((owner) => ownerName(owner, owners)).join(' and ');
      const lead = leadMinutes === undefined || leadMinutes === 0 ? '' : `, lead time ${leadTimeText(leadMinutes)}`;
      return `${title}: decided by ${ownerName(decidedBy, owners)}, needs the agreement of ${whose}${lead}`;
    });
}
