/** Reads scenario files in a worker of its own: the page loads without the parser and its schema, and never waits for them. */
import type { Template } from '../catalog/templates/template.ts';
import type { Issue } from '../scenario/issue.ts';
import type { Scenario } from '../scenario/schema.ts';

/** What a file turned out to be: a scenario without errors, or the reasons why it is none. */
export interface ReadScenario {
  readonly scenario?: Scenario;
  readonly issues: readonly Issue[];
  /** The built-in kinds of site, which the scenario may name. */
  readonly templates: Readonly<Record<string, Template>>;
}

export interface ScenarioReader {
  read(text: string): Promise<ReadScenario>;
  dispose(): void;
}

/** What passes between the page and the worker. */
export interface ToReader {
  readonly number: number;
  readonly text: string;
}
export interface FromReader {
  readonly number: number;
  readonly read: ReadScenario;
}

/** The worker starts when there is something to read. */
export function createScenarioReader(): ScenarioReader {
  const waiting = new Map<number, { resolve: (read: ReadScenario) => void; reject: (error: Error) => void }>();
  let worker: Worker | undefined;
  let count = 0;
  let broken: string | undefined;
  const start = (): Worker => {
    const started = new Worker(new URL('./scenarioWorker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<FromReader>) => {
      waiting.get(data.number)?.resolve(data.read);
      waiting.delete(data.number);
    });
    started.addEventListener('error', (event) => {
      broken = event.message || 'the part that reads scenario files could not be started';
      for (const { reject } of waiting.values()) reject(new Error(broken));
      waiting.clear();
    });
    return started;
  };
  return {
    read(text) {
      if (broken !== undefined) return Promise.reject(new Error(broken));
      worker ??= start();
      const number = ++count;
      return new Promise((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        worker!.postMessage({ number, text } satisfies ToReader);
      });
    },
    dispose: () => worker?.terminate(),
  };
}
