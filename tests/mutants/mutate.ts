/** Breaks one piece of the source while it is loaded: the mutant that the environment variable MUTANT names. */
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { mutants, type Mutant } from './mutants.ts';

/** How often a piece occurs in a text. */
export const occurrences = (text: string, piece: string): number => text.split(piece).length - 1;

/** A source with a mutant's fault in it. */
export function mutated(source: string, { id, file, find, replace }: Mutant): string {
  if (occurrences(source, find) !== 1)
    throw new Error(`what mutant ${id} breaks does not occur exactly once in ${file}`);
  return source.replace(find, () => replace);
}

/** Without MUTANT everything stays as it is. */
export function oneMutant(root: string): Plugin {
  const id = process.env['MUTANT'];
  const mutant = mutants.find((one) => one.id === id);
  if (id !== undefined && !mutant) throw new Error(`there is no mutant ${id}`);
  const path = mutant && join(root, 'src', mutant.file).replaceAll('\\', '/');
  return {
    name: 'standby-one-mutant',
    enforce: 'pre',
    transform: (source, module) => (mutant && module.split('?')[0] === path ? mutated(source, mutant) : undefined),
  };
}
