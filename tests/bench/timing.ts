/** How long something takes: the median and the shortest of several times, in milliseconds. */

export interface Timing {
  readonly median: number;
  readonly shortest: number;
  readonly times: number;
}

/** Runs `work` so often, after `before` runs that do not count; `work` is told which time it is. */
export function timed(work: (time: number) => unknown, times: number, before = Math.ceil(times / 4)): Timing {
  const taken: number[] = [];
  for (let k = 0; k < before + times; k++) {
    const from = performance.now();
    work(k);
    if (k >= before) taken.push(performance.now() - from);
  }
  return timingOf(taken);
}

export async function timedLater(work: (time: number) => Promise<unknown>, times: number): Promise<Timing> {
  const taken: number[] = [];
  for (let k = 0; k < times; k++) {
    const from = performance.now();
    await work(k);
    taken.push(performance.now() - from);
  }
  return timingOf(taken);
}

export function timingOf(taken: readonly number[]): Timing {
  const sorted = [...taken].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1]!, shortest: sorted[0]!, times: sorted.length };
}
