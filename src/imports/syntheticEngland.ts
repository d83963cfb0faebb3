/** England without any file: as many practices in each integrated care board, and as many on each system, as were published. */
import { NETWORK_SIZE } from '../catalog/england/figures.ts';
import { ICBS, REGIONS, type Icb } from '../catalog/england/icbs.ts';
import { listSize, type Network, type Practice, type System } from './practices.ts';

/** The same practices every time. Networks are of one system as far as numbers allow, as 86% of the real ones are. */
export function syntheticEngland(practices: readonly Practice[] = ICBS.flatMap(practicesOf)): Network {
  return {
    source:
      'Synthetic practices: numbers of practices and their systems by integrated care board from the practice mapping of August 2025 (NHS England), list sizes drawn around the national mean',
    practices,
    boards: ICBS.map(({ code, name, region }) => ({ code, name, region, regionName: REGIONS[region]! })),
  };
}

/** The practices of one board, for a page that must not work too long at a time. */
export function practicesOf({ code: icb, practices, emis, tpp }: Icb): Practice[] {
  return Array.from({ length: practices }, (_, k) => {
    const system: System = k < emis ? 'emis' : k < emis + tpp ? 'tpp' : 'other';
    const code = `${icb.toLowerCase()}-${k + 1}`;
    const pcn = `${icb.toLowerCase()}-pcn-${Math.floor(k / NETWORK_SIZE.practices) + 1}`;
    return { code, system, pcn, icb, patients: listSize(code) };
  });
}
