/** How the figures of a scenario are known: every source of it and of its kinds of site, and how many are assumptions. */
import type { Basis, Template } from '../../catalog/templates/template.ts';
import { count } from '../../results/format.ts';
import type { StudyResult } from '../../results/types.ts';
import type { Scenario } from '../../scenario/schema.ts';

export interface KnownFigure {
  readonly figure: string;
  readonly basis: Basis;
  readonly source: string;
  readonly note: string;
}

/** What a board asks about first stands first. */
export const BASES: readonly { readonly basis: Basis; readonly title: string; readonly meaning: string }[] = [
  { basis: 'assumption', title: 'Assumption', meaning: 'No source: judgement, to be replaced by local figures.' },
  { basis: 'fitted', title: 'Fitted', meaning: 'Chosen so that the model gives something on record.' },
  { basis: 'derived', title: 'Derived', meaning: 'Worked out from published figures.' },
  { basis: 'published', title: 'Published', meaning: 'As published.' },
];

/** In the order of `BASES`, then of the file. */
export function knownFigures(scenario: Scenario, templates: Readonly<Record<string, Template>>): KnownFigure[] {
  const used = [...new Set(scenario.sites.map((site) => site.template))];
  const all = [
    ...scenario.sources.map((one) => ({ ...one, of: '' })),
    ...used.flatMap((id) => {
      const template = scenario.templates[id] ?? templates[id];
      return (template?.sources ?? []).map((one) => ({ ...one, of: `${template!.title}: ` }));
    }),
  ].map(({ of, figure, basis, source, note }) => ({ figure: `${of}${figure}`, basis, source, note: note ?? '' }));
  return BASES.flatMap(({ basis }) => all.filter((one) => one.basis === basis));
}

/** Three sentences: what was fitted, what was predicted, what is assumed. */
export interface BasisWords {
  readonly fitted: string;
  readonly predicted: string;
  readonly assumed: string;
}

export function basisWords(result: StudyResult, figures: readonly KnownFigure[]): BasisWords {
  const fitted = result.evidence.filter((one) => one.fitted);
  const predicted = result.evidence.filter((one) => !one.fitted);
  const held = (some: StudyResult['evidence']): string => {
    const holding = some.filter((one) => one.holds).length;
    return holding === some.length
      ? some.length === 1
        ? 'it holds'
        : 'all hold'
      : `${count(holding)} of ${count(some.length)} hold`;
  };
  const records = (n: number): string => `${count(n)} ${n === 1 ? 'record' : 'records'}`;
  const assumed = figures.filter((one) => one.basis === 'assumption').length;
  const unknown = result.uncertain.parameters.length;
  return {
    fitted:
      fitted.length === 0
        ? 'Nothing was fitted to a record.'
        : `Parameters were chosen to meet ${records(fitted.length)} (${held(fitted)}), which proves nothing.`,
    predicted:
      predicted.length === 0
        ? 'No record was left to test the model by.'
        : `${records(predicted.length)} to which nothing was fitted ${predicted.length === 1 ? 'is' : 'are'} compared with the model: ${held(predicted)}.`,
    assumed: `${figures.length === 0 ? 'No sources are stated for the figures of this scenario' : `${count(assumed)} of ${count(figures.length)} stated figures are assumptions`}${unknown > 0 ? `; ${count(unknown)} uncertain ${unknown === 1 ? 'number is' : 'numbers are'} drawn anew for the runs, so the ranges contain them` : ''}.`,
  };
}
