/** Shares of sites in words: so many of so many practices. */
import type { Context } from '../validate/context.ts';
import { wordsOfTemplate } from '../words.ts';

export interface Counting {
  /** `practices`, `terminals`, or `sites` when they are of several kinds. */
  readonly noun: string;
  /** One site, where that is a round share, else one in a hundred. */
  readonly step: number;
  readonly describe: (count: number) => string;
}

export function countDescriber(context: Context, sites: readonly number[]): Counting {
  const nouns = new Set(
    sites.map((s) => {
      const template = context.templates.get(context.scenario.sites[s]!.template)?.value;
      return (template && wordsOfTemplate(template).site?.many) ?? context.scenario.words?.site?.many ?? 'sites';
    }),
  );
  const noun = nouns.size === 1 ? [...nouns][0]! : 'sites';
  const n = sites.length;
  return {
    noun,
    step: n <= 50 && 1000 % n === 0 ? 1 / n : 0.01,
    describe: (count) => (count === n ? `all ${n} ${noun}` : `${count} of ${n} ${noun}`),
  };
}
