/** The run that stands for all: the middle one by the moment at which the last site that is hit has everything back. */

/** Its number; undefined before the first run. Of runs that end at the same moment the first. */
export function middleRun(
  runs: readonly {
    readonly run: number;
    readonly incidentTick: ArrayLike<number>;
    readonly restoredTick: ArrayLike<number>;
  }[],
): number | undefined {
  const ends = runs.map(({ run, incidentTick, restoredTick }) => {
    let end = -1;
    for (let s = 0; s < restoredTick.length; s++) if (incidentTick[s]! >= 0) end = Math.max(end, restoredTick[s]!);
    return { run, end };
  });
  ends.sort((a, b) => a.end - b.end || a.run - b.run);
  return ends[(ends.length - 1) >> 1]?.run;
}
