/** Whether a file that the command line is asked to write can be written. */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Why a file cannot be written; better said before the runs than after them. */
export function unwritable(name: string, path: string, scenarioFile: string | undefined): string[] {
  if (path === '') return [`--${name}: expected the name of a file.`];
  if (scenarioFile !== undefined && resolve(path) === resolve(scenarioFile))
    return [`--${name}: "${path}" is the scenario itself.`];
  const folder = dirname(resolve(path));
  try {
    accessSync(folder, constants.W_OK);
    return isFolder(path) ? [`--${name}: "${path}" is a folder.`] : [];
  } catch {
    return [`--${name}: the folder ${folder} does not exist or cannot be written to.`];
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
