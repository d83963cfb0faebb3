/** Forms of prescription pads: each item started with one uses it up; the last one ends the pads at the site (rule 22f). */
import type { WayOfWorking } from '../../../src/catalog/backups/index.ts';
import type { BackupInForce } from './backups.ts';

export class Forms {
  /** Per backup with forms, per site. */
  private readonly left: ReadonlyMap<WayOfWorking, number[]>;
  /** How often any of them has run out: what was worked out before that holds no longer. */
  timesOver = 0;

  constructor(backups: readonly BackupInForce[]) {
    this.left = new Map(
      backups.flatMap(({ backup, inForce }) => ('forms' in backup ? [[backup, inForce.map(() => backup.forms)]] : [])),
    );
  }

  isOver(backup: WayOfWorking, site: number): boolean {
    return this.left.get(backup)?.[site] === 0;
  }

  /** One item is started with these ways of working: one form of each that has any. */
  use(backups: ReadonlySet<WayOfWorking>, site: number): void {
    for (const backup of backups) {
      const left = this.left.get(backup);
      if (!left) continue;
      left[site]!--;
      if (left[site] === 0) this.timesOver++;
    }
  }
}
