/** The words of a scenario: its own, else those of its kinds of site, else neutral ones. */
import type { Template } from '../catalog/templates/template.ts';
import { KINDS_OF_SITE, NEUTRAL, type Words, type WordsGiven } from '../catalog/words.ts';
import type { Scenario } from './schema.ts';

type Templates = Readonly<Record<string, Template>>;

/** What a kind of site is called: as its template says, else as its kind is known, else nothing. */
export function wordsOfTemplate(template: Template): WordsGiven {
  return {
    ...(Object.hasOwn(KINDS_OF_SITE, template.kind) ? KINDS_OF_SITE[template.kind]!.words : {}),
    ...template.words,
  };
}

/** Whether the verdict speaks of sites of this kind when there are others beside them. */
export function isHeadline(template: Template): boolean {
  return template.headline ?? (Object.hasOwn(KINDS_OF_SITE, template.kind) && KINDS_OF_SITE[template.kind]!.headline);
}

/** Taken from the sites the verdict speaks of, hubs only if there is nothing else; a word holds when all of them agree on it. */
export function wordsOf(scenario: Scenario, builtIn: Templates): Words {
  const used = [...new Set(scenario.sites.map((site) => site.template))].flatMap(
    (id) => (Object.hasOwn(scenario.templates, id) ? scenario.templates[id] : builtIn[id]) ?? [],
  );
  const headline = used.filter(isHeadline);
  const others = used.filter((template) => template.kind !== 'hub');
  const spoken = (headline.length > 0 ? headline : others.length > 0 ? others : used).map(wordsOfTemplate);
  const agreed = <K extends keyof Words>(word: K): Words[K] => {
    const first = spoken[0]?.[word];
    const same = first !== undefined && spoken.every((given) => JSON.stringify(given[word]) === JSON.stringify(first));
    return (scenario.words?.[word] ?? (same ? first : NEUTRAL[word])) as Words[K];
  };
  return { site: agreed('site'), person: agreed('person'), record: agreed('record'), elsewhere: agreed('elsewhere') };
}
