/** What a report in the making gives in the end, without a breath in between: for tests and wherever nobody waits for the screen. */
export function atOnce<T>(making: Generator<void, T, void>): T {
  for (;;) {
    const step = making.next();
    if (step.done) return step.value;
  }
}
