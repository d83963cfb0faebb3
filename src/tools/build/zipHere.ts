/**
 * Builds write-excel-file so that it packs large sheets where it runs: its zip library would start workers from `blob:`
 * addresses, which the page's content security policy forbids. Files are written in a worker of ours anyhow.
 */
import type { Plugin } from 'vite';

const ID = '\0standby-zip-here';

export function zipHere(): Plugin {
  return {
    name: 'standby-zip-here',
    enforce: 'pre',
    resolveId: (source, importer) => (source === 'fflate' && importer?.includes('/write-excel-file/') ? ID : null),
    load: (id) =>
      id === ID
        ? `import { strToU8, zipSync } from 'fflate';
export { strToU8, zipSync };
export function zip(files, done) {
  let packed;
  try {
    packed = zipSync(files);
  } catch (reason) {
    done(reason);
    return;
  }
  done(null, packed);
}`
        : null,
  };
}
