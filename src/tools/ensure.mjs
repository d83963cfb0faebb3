/** Brings a fresh clone to where a command can run: the right Node, the packages of the lock file. Needs nothing installed. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Ends with a clear line when Node is too old. */
export function ensureNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Standby needs Node 20.19 or later; this is ${process.versions.node}. Get it from nodejs.org and try again.`,
  );
  process.exit(2);
}

/** Installs the packages of the lock file when they are missing or the lock file has changed. */
export function ensurePackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.standby-lock');
  // npm writes its own list last: without it an installation was cut off.
  const complete = existsSync(join(root, 'node_modules', '.package-lock.json'));
  if (complete && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  console.error('Installing what is missing (once) ...');
  execFileSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, lock);
}

/** A Chromium of the system, or Playwright's own; undefined when there is none. */
export function findBrowser() {
  const candidates = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return candidates.find((path) => path && existsSync(path));
}

/** Whether Debian's packages can be installed here: as root, where there is apt. */
const hasDebian = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/** Installs packages of Debian's; throws when they are not to be had. */
function installFromDebian(...packages) {
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...packages],
  ])
    execFileSync('apt-get', args, {
      stdio: ['ignore', 2, 2],
      timeout: 300_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
}

/** Looks for a browser, then installs one: Debian's as root, otherwise Playwright's own download. */
export function ensureBrowser() {
  if (findBrowser()) return;
  console.error('No Chromium found: installing one for the browser tests ...');
  if (hasDebian) {
    try {
      installFromDebian('chromium');
      if (findBrowser()) return;
    } catch {
      console.error('The system package could not be installed; trying Playwright’s own browser.');
    }
  }
  execFileSync(
    process.execPath,
    [join(root, 'node_modules/playwright-core/cli.js'), 'install', '--with-deps', 'chromium-headless-shell'],
    { stdio: ['ignore', 2, 2] },
  );
}

/** LibreOffice, in which the tests open the Word and Excel files; undefined when there is none. */
export function findOffice() {
  const candidates = [
    process.env.SOFFICE,
    '/usr/bin/soffice',
    '/usr/local/bin/soffice',
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
    'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
  ];
  return candidates.find((path) => path && existsSync(path));
}

/** Installs it where Debian's can be had (100 MB, half a minute); elsewhere the tests that need it say that they are skipped. */
export function ensureOffice() {
  if (findOffice() || !hasDebian) return;
  console.error('No LibreOffice found: installing the parts that open documents and workbooks ...');
  try {
    installFromDebian('libreoffice-writer-nogui', 'libreoffice-calc-nogui');
  } catch {
    console.error('LibreOffice could not be installed; the tests that open files in it are skipped.');
  }
}

/** GNU parallel, which shares a study out among processors, in the same way. */
export function ensureParallel() {
  if (existsSync('/usr/bin/parallel') || !hasDebian) return;
  try {
    installFromDebian('parallel');
  } catch {
    console.error('GNU parallel could not be installed; the test that runs a study under it is skipped.');
  }
}
