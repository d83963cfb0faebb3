/** A reporter of vitest that keeps, in the file named by STILL_RUNNING, which test files have begun and not ended: what to look at when a test never ends. */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './ensure.mjs';

export default class StillRunning {
  #running = new Set();

  onTestModuleStart({ moduleId }) {
    this.#running.add(relative(root, moduleId));
    this.#write();
  }

  onTestModuleEnd({ moduleId }) {
    this.#running.delete(relative(root, moduleId));
    this.#write();
  }

  #write() {
    writeFileSync(process.env.STILL_RUNNING, [...this.#running].join('\n'));
  }
}
