/** A network of practices as studies, one for each integrated care board with an urgent-care service of its own. */
import type { BoardJob } from '../decide/england/runBoards.ts';
import { networkModel, type Base } from './networkScenario.ts';
import type { Network } from './practices.ts';

/** A job for each board of the network, or for those named, in the network's order. */
export function boardJobs(base: Base, network: Network, codes?: readonly string[]): BoardJob[] {
  const wanted = network.boards.filter(({ code }) => codes?.includes(code) ?? true);
  return wanted.map(({ code }) => {
    const practices = network.practices.filter(({ icb }) => icb === code);
    return { code, practices: practices.length, model: () => networkModel(base, network, practices) };
  });
}
