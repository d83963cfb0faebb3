/** What the backups of a strategy cost whether or not anything fails: once, and every year. */
import type { Backup } from '../catalog/backups/index.ts';
import type { Model, ModelSite } from '../scenario/model.ts';

export interface StandingCost {
  readonly perYear: number;
  readonly setUp: number;
}

/** Every site that has a backup pays for it, prepared or not. A scope of affected sites cannot be known beforehand, so all that could use it pay. */
export function standingCost(model: Model, strategy: { readonly uses: readonly string[] }): StandingCost {
  let perYear = 0;
  let setUp = 0;
  for (const backup of model.scenario.backups) {
    if (!strategy.uses.includes(backup.id)) continue;
    const sites = sitesWith(model, backup);
    perYear += sites * backup.cost.perSitePerYear;
    setUp += sites * backup.cost.setUpPerSite;
  }
  return { perYear, setUp };
}

/** How many sites have a backup: of those with a service that it covers (rule 22). */
export function sitesWith(model: Model, backup: Backup): number {
  const candidates = model.sites.filter((site) => couldUse(site, backup));
  const scope = backup.sites;
  if (scope === 'all' || scope === 'affected') return candidates.length;
  if (Array.isArray(scope)) return candidates.filter((site) => scope.includes(site.id)).length;
  const group = 'group' in scope ? scope.group : undefined;
  const within = group === undefined ? candidates : candidates.filter((site) => site.groups.includes(group));
  return 'share' in scope ? Math.floor(scope.share * within.length + 0.5) : within.length;
}

function couldUse(site: ModelSite, backup: Backup): boolean {
  return backup.covers.some((cover) =>
    cover.services.some((id) =>
      site.services[id]?.needs.some((need) => resolved(site, need.component) === resolved(site, cover.component)),
    ),
  );
}

/** `records/read` is `emis-web/read` at a site whose records are in EMIS Web. */
function resolved(site: ModelSite, reference: string): string {
  const [component, part] = reference.split('/') as [string, string?];
  const named = site.uses[component] ?? component;
  return part === undefined ? named : `${named}/${part}`;
}
