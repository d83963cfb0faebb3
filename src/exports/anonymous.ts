/** The same study without the names of its sites and groups: what leaves the machine by hand names nobody unless somebody says so. */
import { KINDS_OF_SITE } from '../catalog/words.ts';
import type { ResultSet } from '../results/resultSet.ts';
import type { StudyResult, Verdict } from '../results/types.ts';
import type { Model } from '../scenario/model.ts';

/** A study with what is said of it. */
export interface Told {
  readonly set: ResultSet;
  readonly result: StudyResult;
  readonly verdict: Verdict;
}

/** `Practice A` to `Practice Z`, `Practice AA` ...: by the word for its kind of site, in file order. */
export function aliases(model: Model): string[] {
  const next = new Map<string, number>();
  return model.sites.map(({ kind, headline }) => {
    const word = headline
      ? model.words.site.one
      : ((Object.hasOwn(KINDS_OF_SITE, kind) ? KINDS_OF_SITE[kind]!.words.site?.one : undefined) ?? 'site');
    const at = next.get(word) ?? 0;
    next.set(word, at + 1);
    return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${letters(at)}`;
  });
}

/** A, B ... Z, AA, AB ... */
function letters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : `${letters(Math.floor(at / 26) - 1)}${last}`;
}

/**
 * Titles of sites and groups become aliases wherever they stand, in stories, claims and warnings too, and so do their ids
 * where they name one. The model that was computed, where less is looked at, keeps its names: nothing is told of it.
 */
export function anonymous({ set, result, verdict }: Told): Told {
  const { model, frame } = set;
  const names = aliases(model);
  const ids = names.map((name) => name.toLowerCase().replaceAll(' ', '-'));
  const groups = new Map(model.scenario.groups.map(({ id }, g) => [id, `group-${letters(g).toLowerCase()}`]));
  const within = replacer(model, names, ids, groups);
  const inGroups = <T extends { readonly groups: readonly string[] }>(sites: readonly T[]): T[] =>
    sites.map((site) => ({ ...site, groups: site.groups.map((id) => groups.get(id) ?? id) }));
  const renamed = <T extends { readonly id: string; readonly title: string }>(sites: readonly T[]): T[] =>
    sites.map((site, i) => ({ ...site, id: ids[i]!, title: names[i]! }));
  const scenario = mapped(model.scenario, within, groups);
  return {
    set: {
      ...set,
      ...(set.focus && { focus: { ...set.focus, id: groups.get(set.focus.id) ?? set.focus.id } }),
      frame: { ...frame, sites: renamed(frame.sites) },
      model: {
        ...model,
        scenario: {
          ...scenario,
          sites: inGroups(renamed(scenario.sites)),
          groups: scenario.groups.map((group, g) => ({
            ...group,
            id: groups.get(model.scenario.groups[g]!.id)!,
            title: groupAlias(g),
          })),
        },
        sites: inGroups(renamed(model.sites)),
        parameters: mapped(model.parameters, within),
      },
    },
    result: mapped(result, within),
    verdict: mapped(verdict, within),
  };
}

function groupAlias(at: number): string {
  return `Group ${letters(at)}`;
}

/** One pass over a text, the longest titles first, whole words only. */
function replacer(
  model: Model,
  names: readonly string[],
  ids: readonly string[],
  groups: ReadonlyMap<string, string>,
): (text: string) => string {
  const to = new Map<string, string>();
  model.scenario.groups.forEach(({ title }, g) => to.set(title, groupAlias(g)));
  model.sites.forEach(({ title }, i) => to.set(title, names[i]!));
  const places = new Map([...groups, ...model.sites.map(({ id }, i) => [id, ids[i]!] as const)]);
  const titles = [...to.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${titles.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) =>
    text
      .replace(pattern, (title) => to.get(title)!)
      .replace(/\b((?:site|group)s?[.: ])([a-z][a-z0-9-]*)/g, (whole, before: string, id: string) =>
        places.has(id) ? `${before}${places.get(id)!}` : whole,
      );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The same thing with every text in it changed, and every id of a group in a field of that name; typed arrays and functions stay what they are. */
function mapped<T>(thing: T, change: (text: string) => string, groups: ReadonlyMap<string, string> = new Map()): T {
  if (typeof thing === 'string') return change(thing) as T;
  if (Array.isArray(thing)) return thing.map((entry) => mapped(entry, change, groups)) as T;
  if (thing === null || typeof thing !== 'object' || ArrayBuffer.isView(thing)) return thing;
  return Object.fromEntries(
    Object.entries(thing).map(([key, value]: [string, unknown]) => [
      key,
      key === 'group' && typeof value === 'string' ? (groups.get(value) ?? value) : mapped(value, change, groups),
    ]),
  ) as T;
}
