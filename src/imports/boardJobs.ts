/** A network of practices as studies: each integrated care board in parts that share nothing, so that little is in memory at a time. */
import type { BoardJob, PartJob } from '../decide/england/runBoards.ts';
import { networkModel, touchedSystems, type Base } from './networkScenario.ts';
import type { Network, Practice } from './practices.ts';

/** A part is closed when it has so many practices; a primary care network is never divided. */
const PART = 48;

/** A job for each board of the network, or for those named, in the network's order. */
export function boardJobs(base: Base, network: Network, codes?: readonly string[]): BoardJob[] {
  const wanted = network.boards.filter(({ code }) => codes?.includes(code) ?? true);
  const touched = touchedSystems(base);
  return wanted.map(({ code }) => {
    const own = network.practices.filter(({ icb }) => icb === code);
    const job = (practices: readonly Practice[], untouched: boolean): PartJob => ({
      practices: practices.length,
      model: () => networkModel(base, network, practices),
      untouched,
    });
    const reached = own.filter(({ system }) => touched.has(system));
    const others = own.filter(({ system }) => !touched.has(system));
    return {
      code,
      parts: [...partsOf(reached).map((part) => job(part, false)), ...(others.length > 0 ? [job(others, true)] : [])],
    };
  });
}

/**
 * Practices in parts of whole primary care networks. What they send to urgent care does not come back to them from there, so
 * each part has an urgent-care service for its own patients and no practice's figures depend on it. Where a share of
 * practices has something, it is that share of each part.
 */
export function partsOf(practices: readonly Practice[]): Practice[][] {
  const networks = new Map<string, Practice[]>();
  for (const practice of practices) {
    const key = practice.pcn ?? `alone ${practice.code}`;
    const members = networks.get(key);
    if (members) members.push(practice);
    else networks.set(key, [practice]);
  }
  const parts: Practice[][] = [];
  for (const members of networks.values()) {
    const last = parts.at(-1);
    if (last && last.length < PART) last.push(...members);
    else parts.push([...members]);
  }
  return parts;
}
