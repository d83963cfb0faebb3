/** The work that is timed: scenario files read once, and parts of Bolton of any size. */
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import type { Model } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

export function modelOf(text: string): Model {
  const { model, issues } = parseScenario(text, builtInTemplates);
  if (!model) throw new Error(issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return model;
}

/**
 * Bolton with so many practices, those it has over and over, and its hub; without what is not known, so that every run
 * has the same plan. Nothing else is left out.
 */
export function practices(bolton: Model, count: number): Model {
  const { scenario } = bolton;
  const all = bolton.sites.map((site, s) => ({ site, entry: scenario.sites[s]! }));
  const isPractice = ({ entry }: (typeof all)[number]): boolean => entry.template === 'gp-practice';
  const own = all.filter(isPractice);
  const chosen = Array.from({ length: count }, (_, k) => {
    const { site, entry } = own[k % own.length]!;
    const id = `practice-${k + 1}`;
    return { site: { ...site, id }, entry: { ...entry, id } };
  });
  const kept = [...chosen, ...all.filter((one) => !isPractice(one))];
  return {
    ...bolton,
    parameters: [],
    scenario: { ...scenario, sites: kept.map(({ entry }) => entry) },
    sites: kept.map(({ site }) => site),
  };
}
