/** How long something takes a person, on a machine that may be busy. */

/**
 * Milliseconds on the clock or, where other work keeps the machine busy, of processor time (which counts the threads that
 * collect garbage meanwhile): the lesser, so that only what is slow by itself is slow.
 */
export function took<T>(what: () => T): { readonly value: T; readonly ms: number } {
  const from = process.cpuUsage();
  const begun = performance.now();
  const value = what();
  const waited = performance.now() - begun;
  const { user, system } = process.cpuUsage(from);
  return { value, ms: Math.min(waited, (user + system) / 1000) };
}
