/** Whether a file that the command line is asked to write can be written. */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Files that must not be written over, by what they are. */
type Kept = Readonly<Record<string, string | undefined>>;

/** Why a file cannot be written; better said before the runs than after them. */
export function unwritable(name: string, path: string, kept: Kept): string[] {
  if (path === '') return [`--${name}: expected the name of a file.`];
  const over = Object.keys(kept).find((what) => kept[what] !== undefined && resolve(path) === resolve(kept[what]));
  if (over !== undefined) return [`--${name}: "${path}" is ${over}.`];
  const folder = dirname(resolve(path));
  try {
    accessSync(folder, constants.W_OK);
    return isFolder(path) ? [`--${name}: "${path}" is a folder.`] : [];
  } catch {
    return [`--${name}: the folder ${folder} does not exist or cannot be written to.`];
  }
}

/** The same of both files that answers go to. */
export function unwritableAnswers(
  { json, csv }: { readonly json?: string; readonly csv?: string },
  kept: Kept,
): string[] {
  return [
    ...(json === undefined ? [] : unwritable('json', json, kept)),
    ...(csv === undefined ? [] : unwritable('csv', csv, kept)),
    ...(json !== undefined && csv !== undefined && resolve(json) === resolve(csv)
      ? ['--json and --csv name the same file.']
      : []),
  ];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
