/** What the backups of a strategy cost whether or not anything fails: once, and every year. */
import type { Backup, Improvement, Prevention } from '../catalog/backups/index.ts';
import { isPrevention, isSupport, isWayOfWorking } from '../catalog/backups/index.ts';
import { countOf } from '../catalog/effects.ts';
import { brokenBy } from '../catalog/faults/aim.ts';
import type { SiteScope } from '../catalog/fields.ts';
import type { Components } from '../scenario/graph.ts';
import { resolveRef } from '../scenario/graph.ts';
import { inUse, needsOf, supportedAt } from '../scenario/inUse.ts';
import type { Model, ModelSite } from '../scenario/model.ts';
import { changesFault } from '../scenario/prevents.ts';

export interface StandingCost {
  readonly perYear: number;
  readonly setUp: number;
  /** Titles of backups left out, because a share of sites has them, drawn in each run: whether these do is not known. */
  readonly notSplit: readonly string[];
}

/**
 * Every site that has a backup pays for it, prepared or not. A scope of affected sites cannot be known beforehand, so all
 * that could use it pay. `only` are the ids of the sites whose costs are told, all when absent.
 */
export function standingCost(
  model: Model,
  strategy: { readonly uses: readonly string[] },
  only?: ReadonlySet<string>,
): StandingCost {
  let perYear = 0;
  let setUp = 0;
  const notSplit: string[] = [];
  for (const backup of model.scenario.backups) {
    if (!strategy.uses.includes(backup.id)) continue;
    const { perSitePerYear, setUpPerSite } = backup.cost;
    if (perSitePerYear === 0 && setUpPerSite === 0) continue;
    const sites = only ? sitesAmong(model, backup, only) : sitesWith(model, backup);
    if (sites === undefined) {
      notSplit.push(backup.title);
      continue;
    }
    perYear += sites * perSitePerYear;
    setUp += sites * setUpPerSite;
  }
  return { perYear, setUp, notSplit };
}

/** How many sites have a backup: of those with something that it answers, keeps up, protects or improves (rule 22). */
export function sitesWith(model: Model, backup: Backup): number {
  return whoHas(model, backup).count;
}

/** How many of some sites have it; undefined where only its share of more sites than these is known. */
function sitesAmong(model: Model, backup: Backup, only: ReadonlySet<string>): number | undefined {
  const { within, count } = whoHas(model, backup);
  const here = within.filter(({ id }) => only.has(id)).length;
  if (here === 0 || count === 0) return 0;
  if (count === within.length) return here;
  return here === within.length ? count : undefined;
}

/** The sites that may have a backup, and how many of them do. */
function whoHas(model: Model, backup: Backup): { readonly within: readonly ModelSite[]; readonly count: number } {
  const components: Components = new Map(model.scenario.components.map((component) => [component.id, component]));
  const candidates = model.sites.filter((site) => couldUse(model, components, site, backup));
  const within = isPrevention(backup) ? candidates : candidates.filter((site) => isInScope(site, backup.sites));
  const isShare = !isPrevention(backup) && typeof backup.sites === 'object' && 'share' in backup.sites;
  return { within, count: isShare ? countOf((backup.sites as { share: number }).share, within.length) : within.length };
}

function isInScope(site: ModelSite, scope: SiteScope): boolean {
  if (scope === 'all' || scope === 'affected') return true;
  if (Array.isArray(scope)) return scope.includes(site.id);
  return scope.group === undefined || site.groups.includes(scope.group);
}

function couldUse(model: Model, components: Components, site: ModelSite, backup: Backup): boolean {
  const resolved = (ref: string): string | undefined => resolveRef(ref, site.uses, components);
  const used = (): Set<string> => inUse(needsOf(site, components), site.uses, model.scenario.backups, components);
  if (isWayOfWorking(backup))
    return backup.covers.some((cover) =>
      cover.services.some((id) =>
        site.services[id]?.needs.some((need) => resolved(need.component) === resolved(cover.component)),
      ),
    );
  if (isSupport(backup)) {
    const felt = used();
    return supportedAt(backup, site.uses, components).some((key) => felt.has(key));
  }
  return isPrevention(backup) ? isProtected(model, site, used(), backup) : isImproved(model, components, site, backup);
}

/** A site that one of the faults it changes can hit. */
function isProtected(model: Model, site: ModelSite, felt: ReadonlySet<string>, backup: Prevention): boolean {
  return model.scenario.incident.faults.some(
    (fault) =>
      changesFault(backup, fault) &&
      (fault.group === undefined || site.groups.includes(fault.group)) &&
      brokenBy(fault).some((key) => felt.has(key)),
  );
}

/** A site with a backup that is drilled, or with the pool that locums would join. */
function isImproved(model: Model, components: Components, site: ModelSite, backup: Improvement): boolean {
  const { backups, actions } = model.scenario;
  return backup.kind === 'drills-and-enrolment'
    ? backups.some((other) => backup.backups.includes(other.id) && couldUse(model, components, site, other))
    : actions.some(
        (action) => backup.actions.includes(action.id) && 'pool' in action && Object.hasOwn(site.pools, action.pool),
      );
}
