/** The pool shares out the first run, whoever is free to take a part of it. */
import { expect, test, vi } from 'vitest';
import { studyHash } from '../../src/results/hash.ts';
import { answering, type FromWorker, type ToWorker } from '../../src/runner/messages.ts';
import { createPool, runsAhead, type Port } from '../../src/runner/pool.ts';
import { compile } from '../../src/engine/index.ts';
import { StudyThread } from '../../src/runner/study.ts';
import { measureRun } from '../../src/results/measure.ts';
import { readModel, textOf } from '../helpers/study.ts';
import { made, outcome } from '../results/handMade.ts';

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
        post: (message, transfer = []) => {
          const copy: ToWorker = structuredClone(message, { transfer });
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

test('a worker is asked for one long run at a time, and for so many short ones that it never waits', async () => {
  const bolton = readModel(textOf('bolton-2024-07-19.yaml')).model;
  expect(runsAhead(compile(bolton).frame, bolton.scenario.strategies.length)).toBe(1);

  const tiny = made({ sites: 1, days: 7 });
  const strategies = tiny.model.scenario.strategies.length;
  const ahead = runsAhead(tiny.frame, strategies);
  expect(ahead).toBeGreaterThan(3);
  let [unanswered, most] = [0, 0];
  const pool = createPool(1, () => {
    let listener: (message: FromWorker) => void = () => {};
    const say = (message: FromWorker): void => void setTimeout(() => listener(message));
    return {
      post: (message) => {
        if (message.kind === 'study') say({ kind: 'prepared', study: message.study, frame: tiny.frame });
        if (message.kind !== 'run') return;
        most = Math.max(most, ++unanswered);
        const { study, run } = message;
        const strategyOutcomes = tiny.model.scenario.strategies.map(() => ({}));
        const measured = measureRun(tiny.frame, tiny.model, outcome(tiny, run, { strategies: strategyOutcomes }));
        setTimeout(() => {
          unanswered--;
          listener({ kind: 'measured', study, run: measured });
        });
      },
      onMessage: (to) => (listener = to),
      onError: () => undefined,
      close: () => undefined,
    };
  });
  const set = await pool.run({ model: tiny.model, seed: 'ahead', runs: 40 }, {}).done;
  expect(set.runs.map(({ run }) => run)).toEqual(Array.from({ length: 40 }, (_, run) => run));
  expect(most).toBe(Math.min(ahead, 39));
});

test('a run that nobody wants any more is given up between two steps, and what comes next is as if it had never been', async () => {
  const bolton = readModel(textOf('bolton-2024-07-19.yaml')).model;
  const heard: FromWorker[] = [];
  const tell = answering((message) => heard.push(message));
  tell({ kind: 'study', study: 1, model: bolton, seed: 'overtaken' });
  tell({ kind: 'run', study: 1, run: 0 });
  tell({ kind: 'run', study: 1, run: 1 });
  // It has begun the first of them, and goes on only when this thread has its turn again.
  tell({ kind: 'stop', study: 1 });
  // The same buffers serve the next study.
  tell({ kind: 'study', study: 2, model: bolton, seed: 'pool' });
  tell({ kind: 'run', study: 2, run: 0 });
  await vi.waitFor(() => expect(heard.at(-1)?.kind).toBe('measured'), { timeout: 50_000 });
  expect(heard.map(({ kind }) => kind)).toEqual(['ready', 'prepared', 'given-up', 'given-up', 'prepared', 'measured']);
  const last = heard.at(-1)!;
  const alone = new StudyThread(bolton, 'pool').run(0);
  expect(last.kind === 'measured' && last.run).toEqual(alone);
}, 60_000);
