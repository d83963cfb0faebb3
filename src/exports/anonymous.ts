/** The same study without the names of its sites: what leaves the machine by hand names nobody unless somebody says so. */
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

/** Titles of sites become aliases wherever they stand, in stories, claims and warnings too, and so do their ids where they name a site. */
export function anonymous({ set, result, verdict }: Told): Told {
  const { model, frame } = set;
  const names = aliases(model);
  const ids = names.map((name) => name.toLowerCase().replaceAll(' ', '-'));
  const within = replacer(model, names, ids);
  const renamed = <T extends { readonly id: string; readonly title: string }>(sites: readonly T[]): T[] =>
    sites.map((site, i) => ({ ...site, id: ids[i]!, title: names[i]! }));
  const scenario = mapped(model.scenario, within);
  return {
    set: {
      ...set,
      frame: { ...frame, sites: renamed(frame.sites) },
      model: {
        ...model,
        scenario: { ...scenario, sites: renamed(scenario.sites) },
        sites: renamed(model.sites),
        parameters: mapped(model.parameters, within),
      },
    },
    result: mapped(result, within),
    verdict: mapped(verdict, within),
  };
}

/** One pass over a text, the longest titles first, whole words only. */
function replacer(model: Model, names: readonly string[], ids: readonly string[]): (text: string) => string {
  const to = new Map<string, string>();
  model.sites.forEach(({ title }, i) => to.set(title, names[i]!));
  const places = new Map(model.sites.map(({ id }, i) => [id, ids[i]!]));
  const titles = [...to.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${titles.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  return (text) =>
    text
      .replace(pattern, (title) => to.get(title)!)
      .replace(/\b(sites?[.: ])([a-z][a-z0-9-]*)/g, (whole, before: string, id: string) =>
        places.has(id) ? `${before}${places.get(id)!}` : whole,
      );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The same thing with every text in it changed; typed arrays and functions stay what they are. */
function mapped<T>(thing: T, change: (text: string) => string): T {
  if (typeof thing === 'string') return change(thing) as T;
  if (Array.isArray(thing)) return thing.map((entry) => mapped(entry, change)) as T;
  if (thing === null || typeof thing !== 'object' || ArrayBuffer.isView(thing)) return thing;
  return Object.fromEntries(Object.entries(thing).map(([key, value]) => [key, mapped(value, change)])) as T;
}
