/** Shares of sites in words: so many of so many practices. */
import type { Context } from '../validate/context.ts';

export interface Counting {
  /** `practices`, or `sites` when they are of several kinds. */
  readonly noun: string;
  /** One site, where that is a round share, else one in a hundred. */
  readonly step: number;
  readonly describe: (count: number) => string;
}

const NOUNS: Readonly<Record<string, string>> = {
  'gp-practice': 'practices',
  pharmacy: 'pharmacies',
  'hospital-unit': 'hospital units',
  hub: 'hubs',
};

export function countDescriber(context: Context, sites: readonly number[]): Counting {
  const kinds = new Set(
    sites.map((s) => context.templates.get(context.scenario.sites[s]!.template)?.value.kind ?? 'other'),
  );
  const noun = kinds.size === 1 ? (NOUNS[[...kinds][0]!] ?? 'sites') : 'sites';
  const n = sites.length;
  return {
    noun,
    step: n <= 50 && 1000 % n === 0 ? 1 / n : 0.01,
    describe: (count) => (count === n ? `all ${n} ${noun}` : `${count} of ${n} ${noun}`),
  };
}
