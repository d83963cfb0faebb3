/** The work that is timed: scenario files read once, and parts of Bolton of any size. */
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { boardJobs } from '../../src/imports/boardJobs.ts';
import { baseOf } from '../../src/imports/networkScenario.ts';
import { syntheticEngland } from '../../src/imports/syntheticEngland.ts';
import type { Model } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

export function modelOf(text: string): Model {
  const { model, issues } = parseScenario(text, builtInTemplates);
  if (!model) throw new Error(issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return model;
}

/**
 * Bolton with so many practices, those it has over and over, and its hub; without what is not known, so that every run
 * has the same plan. Nothing else is left out. Practices of each time over have networks of their own: as members of one
 * they would share its pharmacists and be worked out together, and not only the number of practices would have grown.
 */
export function practices(bolton: Model, count: number): Model {
  const { scenario } = bolton;
  const networks = new Set(scenario.groups.flatMap(({ id, kind }) => (kind === 'pcn' ? [id] : [])));
  const all = bolton.sites.map((site, s) => ({ site, entry: scenario.sites[s]! }));
  const isPractice = ({ entry }: (typeof all)[number]): boolean => entry.template === 'gp-practice';
  const own = all.filter(isPractice);
  const chosen = Array.from({ length: count }, (_, k) => {
    const { site, entry } = own[k % own.length]!;
    const time = Math.floor(k / own.length) + 1;
    const id = `practice-${k + 1}`;
    const groups = site.groups.map((group) => (time > 1 && networks.has(group) ? `${group}-${time}` : group));
    return { site: { ...site, id, groups }, entry: { ...entry, id, groups } };
  });
  const kept = [...chosen, ...all.filter((one) => !isPractice(one))];
  return {
    ...bolton,
    parameters: [],
    scenario: { ...scenario, sites: kept.map(({ entry }) => entry) },
    sites: kept.map(({ site }) => site),
  };
}

/** Bolton where only the first network is on the system that fails: all other practices are what they are without the incident. */
export function oneNetworkHit(bolton: Model): Model {
  const town = practices(bolton, 20);
  const spared = (groups: readonly string[] = []): boolean =>
    groups.some((id) => id.startsWith('network-') && id !== 'network-a');
  const uses = { records: 'systmone' };
  return {
    ...town,
    scenario: {
      ...town.scenario,
      sites: town.scenario.sites.map((entry) => (spared(entry.groups) ? { ...entry, uses } : entry)),
    },
    sites: town.sites.map((site) => (spared(site.groups) ? { ...site, uses } : site)),
  };
}

/** What a worker has of England at a time: the first part of its largest board, with the incident and two strategies of Bolton. */
export function englandPart({ scenario }: Model): Model {
  const england = syntheticEngland();
  const jobs = boardJobs(baseOf(scenario, builtInTemplates), england);
  const size = ({ parts }: (typeof jobs)[number]): number => parts.reduce((sum, part) => sum + part.practices, 0);
  return jobs.reduce((most, job) => (size(job) > size(most) ? job : most)).parts[0]!.model();
}
