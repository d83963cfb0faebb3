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

/** What the piece of work below takes on a quiet machine of the kind that the two seconds were set on. */
const USUAL_MS = 25;

/**
 * How many times slower than usual this machine is just now, at least 1: other work in its caches and memory slows down even
 * what is counted in processor time. What is slow by itself is so many times slower still.
 */
export function slowness(): number {
  const work = (): number => {
    let sum = 0;
    const lists = new Map<string, number[]>();
    for (let k = 0; k < 300_000; k++) {
      const name = `entry ${k % 5000}`;
      const list = lists.get(name) ?? [];
      if (list.length === 0) lists.set(name, list);
      list.push(k);
      sum += name.length;
    }
    return sum + lists.size;
  };
  const times = Array.from({ length: 5 }, () => took(work).ms).sort((a, b) => a - b);
  return Math.max(1, times[2]! / USUAL_MS);
}
