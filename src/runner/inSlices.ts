/** Makes something in steps and gives the browser its turn whenever they have taken a while, so that typing is never held up. */
import { nextTask } from './nextTask.ts';

/** Milliseconds of work between two turns. */
const SLICE = 12;

/** What the making gives in the end; undefined as soon as it is no longer wanted. */
export async function inSlices<T>(
  making: Generator<void, T, void>,
  wanted: () => boolean = () => true,
): Promise<T | undefined> {
  let began = performance.now();
  for (;;) {
    const step = making.next();
    if (step.done) return step.value;
    if (performance.now() - began < SLICE) continue;
    await nextTask();
    if (!wanted()) {
      // What it has taken it gives back.
      making.return(undefined as never);
      return undefined;
    }
    began = performance.now();
  }
}
