/** What is built is kept for the sources as they are: the same version for the same text, on whatever machine and at whatever time. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';

/** A word for the contents of files and folders, given from the root; `skip` says which files make no difference. */
export function versionOf(paths, skip = () => false) {
  const hash = createHash('sha256');
  const take = (path) => {
    const full = join(root, path);
    if (statSync(full).isDirectory()) for (const name of readdirSync(full).sort()) take(join(path, name));
    else if (!skip(path)) hash.update(path).update(readFileSync(full));
  };
  paths.forEach(take);
  return hash.digest('hex').slice(0, 16);
}
