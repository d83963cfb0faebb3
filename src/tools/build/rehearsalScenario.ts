/** The rehearsal's scenario read when the page is built, as `standby:rehearsal`: a worker has no schema to read it with. */
import type { Plugin } from 'vite';
import { rehearsalInput } from '../../runner/rehearsalInput.ts';
import { scenario } from '../../scenario/schema.ts';

const NAME = 'standby:rehearsal';

export function rehearsalScenario(): Plugin {
  return {
    name: 'standby-rehearsal',
    resolveId: (source) => (source === NAME ? `\0${NAME}` : null),
    load: (id) => (id === `\0${NAME}` ? `export default ${JSON.stringify(scenario.parse(rehearsalInput))};` : null),
  };
}
