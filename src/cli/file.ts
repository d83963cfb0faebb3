/** Files that the command line reads. */
import { readFileSync } from 'node:fs';

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};

/** The text of a file, or why there is none. */
export function textOfFile(path: string): string | { readonly problems: readonly string[] } {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    return { problems: [`${path}: ${WHY[code] ?? `it cannot be read (${code})`}.`] };
  }
}
