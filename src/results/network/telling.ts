/** What the parts of the map are told in: sections of sentences, with links to other parts. */
import { BUILT_IN_OWNERS } from '../../catalog/words.ts';
import { counted } from '../format.ts';
import { titleOf, type Network } from './network.ts';

/** Something one can go to from here. */
export interface Link {
  readonly id: string;
  readonly title: string;
}

export interface Section {
  readonly heading: string;
  readonly sentences: readonly string[];
  /** Parts of the map named here. */
  readonly links?: readonly Link[];
  /** A list that may be long: shown folded. */
  readonly list?: { readonly summary: string; readonly entries: readonly string[] };
  /** Something that a planner should not miss. */
  readonly warning?: boolean;
}

export interface About {
  readonly id: string;
  readonly title: string;
  /** What it is. */
  readonly what: string;
  readonly sections: readonly Section[];
}

export function linkTo(network: Network, key: string): Link {
  return { id: key, title: titleOf(network, key) };
}

export function ownerOf({ model }: Pick<Network, 'model'>, owner: string): string {
  const title = model.scenario.owners.find(({ id }) => id === owner)?.title ?? BUILT_IN_OWNERS[owner] ?? owner;
  return `the ${title.replace(/^The /, '').replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())}`;
}

export function hoursText(hours: number): string {
  return `${counted(hours, 'staff-hour', 'staff-hours')}`.replace(/^0 /, 'under 1 ');
}

export function quoted(text: string): string {
  return `“${text}”`;
}

export function unique<T>(all: readonly T[]): T[] {
  return [...new Set(all)];
}
