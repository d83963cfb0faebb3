/** What the page around a chart is limited to: every chart says so under its title, in its pictures and in the names of its files. */
import { getContext, setContext } from 'svelte';

export interface Only {
  /** Names of what alone is looked at; none when everything is. */
  readonly names: readonly string[];
  /** For names of files: `-practice-7-calls`. */
  readonly ending: string;
}

export const EVERYTHING: Only = { names: [], ending: '' };

const KEY = Symbol('only');

export function setOnly(only: () => Only): void {
  setContext(KEY, only);
}

/** Everything, where nobody says otherwise. */
export function getOnly(): () => Only {
  return getContext<(() => Only) | undefined>(KEY) ?? (() => EVERYTHING);
}

/** A subtitle that names what alone is looked at, unless it or the title does already. */
export function withOnly(subtitle: string, title: string, { names }: Only): string {
  const unsaid = names.filter((name) => !subtitle.includes(name) && !title.includes(name));
  if (unsaid.length === 0) return subtitle;
  return `${subtitle.replace(/\.$/, '')}. Only ${unsaid.join(', ')}.`;
}
