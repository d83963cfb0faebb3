/**
 * The even run: in place of luck, what is drawn once a run is in the middle (a delay is its median, a number that is
 * not known the median of what it could be), and what is drawn for each site is spread evenly over the sites, so that
 * a chance of one in four comes true at every fourth. It is asked for by the number EVEN_RUN in place of a run's.
 *
 * Of the ways to have one incident stand for all runs this came closest to the median of the simulated ones: nothing
 * but middles would have a backup that fails at one site in four fail nowhere, and the median over a few runs costs
 * as many plans and scripts as there are runs.
 */
import { EVEN_RUN, idCode, streamKey, type StreamKey } from './streams.ts';

/**
 * Steps of the golden ratio and of roots modulo 1: the first n multiples of each are as even as can be for every n, and
 * those of two of them do not go together. By purpose of what is drawn for a site: 1 whether it is hit or has something,
 * 2 prepared, 5 fails to start, or order of stages, 6 order of visits. How long something takes (3, 4) is in the middle,
 * so that sites differ only in what happens to them.
 */
const STEPS: Readonly<Record<number, number>> = {
  1: 0.6180339887498949,
  2: 0.4142135623730951,
  5: 0.7320508075688772,
  6: 0.2360679774997898,
};

/** The stream of something at a site of a plan: `parts` name it. */
export function siteKey(
  plan: { readonly sites: readonly { readonly id: string }[] },
  seed: string,
  run: number,
  site: number,
  ...parts: readonly string[]
): StreamKey {
  if (run !== EVEN_RUN) return streamKey(seed, run, ...parts, plan.sites[site]!.id);
  // Where the row begins: two backups do not fail at the same sites.
  const begins = (idCode(parts.join('/')) >>> 0) / 4294967296;
  const even = (purpose: number): number => {
    const step = STEPS[purpose];
    if (step === undefined) return 0.5;
    const at = begins + (site + 1) * step;
    return at - Math.floor(at);
  };
  return { a: 0, b: 0, even };
}
