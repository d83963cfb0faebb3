/** Long work in pieces. */

/** Work in steps of some milliseconds, so that a thread can hear between two of them that nobody wants it any more. */
export type Steps<T> = Generator<void, T, void>;

/** All steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
