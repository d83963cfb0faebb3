/** The pool shares out the first run, whoever is free to take a part of it. */
import { expect, test, vi } from 'vitest';
import { studyHash } from '../../src/results/hash.ts';
import { answering, type FromWorker, type ToWorker } from '../../src/runner/messages.ts';
import { createPool, type Port } from '../../src/runner/pool.ts';
import { readModel, textOf } from '../helpers/study.ts';

const { model } = readModel(textOf('airport-2024-07-19.yaml'));
const request = { model, seed: 'pool', runs: 3 };

/** Workers in this thread; one that is held up hears nothing any more. */
function workers(): { open: () => Port; count: () => number; holdUp: (worker: number) => void } {
  const made: { held: boolean }[] = [];
  return {
    open() {
      const listeners: ((message: FromWorker) => void)[] = [];
      // As between threads: a message is a copy, and memory handed over is gone.
      const answer = answering((message, transfer) => {
        const copy = structuredClone(message, { transfer });
        queueMicrotask(() => listeners.forEach((listener) => listener(copy)));
      });
      const worker = { held: false };
      made.push(worker);
      return {
        post: (message) => {
          const copy: ToWorker = structuredClone(message);
          if (!worker.held) setTimeout(() => answer(copy));
        },
        onMessage: (listener) => listeners.push(listener),
        onError: () => undefined,
        close: () => undefined,
      };
    },
    count: () => made.length,
    holdUp: (k) => (made[k]!.held = true),
  };
}

test('a worker that is still busy with an overtaken study does not keep the new one from its first run, nor change it', async () => {
  const alone = createPool(1, workers().open);
  const expected = studyHash(await alone.run(request, {}).done);

  const crew = workers();
  const pool = createPool(2, crew.open);
  await pool.run(request, {}).done;
  await vi.waitFor(() => expect(crew.count()).toBe(2));
  // The second worker takes a run of this study and is never heard of again.
  crew.holdUp(1);
  const overtaken = pool.run({ ...request, seed: 'overtaken' }, {});
  overtaken.done.catch(() => undefined);
  // Nobody lets it go: the other one takes both parts of the first run and all the rest.
  expect(studyHash(await pool.run(request, {}).done)).toBe(expected);
}, 60_000);
