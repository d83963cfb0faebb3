/** How the figures of a scenario are known: every source of it and of its kinds of site, and how many are assumptions. */
import type { Basis, Template } from '../../catalog/templates/template.ts';
import { wholeModel } from '../../results/focus.ts';
import { count } from '../../results/format.ts';
import type { StudyResult } from '../../results/types.ts';
import { figureWords } from '../../scenario/figureWords.ts';
import { recordUntold } from '../../results/untold.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { Told } from '../anonymous.ts';

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
    ...scenario.sources.map((one) => ({ ...one, of: '', root: scenario as unknown })),
    ...used.flatMap((id) => {
      const template = scenario.templates[id] ?? templates[id];
      return (template?.sources ?? []).map((one) => ({
        ...one,
        of: `${template!.title}: `,
        root: template as unknown,
      }));
    }),
  ].map(({ of, figure, basis, source, note, root }) => {
    const { label, value } = figureWords(root, figure);
    return { figure: `${of}${label}${value === undefined ? '' : `, ${value}`}`, basis, source, note: note ?? '' };
  });
  return BASES.flatMap(({ basis }) => all.filter((one) => one.basis === basis));
}

/** Three sentences: what was fitted, what was predicted, what is assumed. */
export interface BasisWords {
  readonly fitted: string;
  readonly predicted: string;
  readonly assumed: string;
}

export function basisWords(
  { set, result }: Pick<Told, 'set' | 'result'>,
  templates: Readonly<Record<string, Template>>,
): BasisWords {
  const { scenario } = wholeModel(set);
  const figures = knownFigures(scenario, templates);
  const known = assumedWords(result, figures);
  const untold = recordUntold(set);
  if (untold !== undefined && scenario.evidence.length > 0) {
    const fitted = scenario.evidence.filter((one) => one.fitted).length;
    return {
      fitted:
        fitted === 0
          ? 'Nothing was fitted to a record.'
          : `Parameters were chosen to meet ${records(fitted)}, which proves nothing.`,
      predicted: `${untold} The report of all of them says how the model stands against it.`,
      assumed: known,
    };
  }
  const fitted = result.evidence.filter((one) => one.onRecord && one.fitted);
  const predicted = result.evidence.filter((one) => one.onRecord && !one.fitted);
  const held = (some: StudyResult['evidence']): string => {
    const holding = some.filter((one) => one.holds).length;
    return holding === some.length
      ? some.length === 1
        ? 'it holds'
        : 'all hold'
      : `${count(holding)} of ${count(some.length)} hold`;
  };
  return {
    fitted:
      fitted.length === 0
        ? 'Nothing was fitted to a record.'
        : `Parameters were chosen to meet ${records(fitted.length)} (${held(fitted)}), which proves nothing.`,
    predicted:
      predicted.length === 0
        ? 'No record was left to test the model by.'
        : `${records(predicted.length)} to which nothing was fitted ${predicted.length === 1 ? 'is' : 'are'} compared with the model: ${held(predicted)}.`,
    assumed: known,
  };
}

const records = (n: number): string => `${count(n)} ${n === 1 ? 'record' : 'records'}`;

function assumedWords(result: StudyResult, figures: readonly KnownFigure[]): string {
  const assumed = figures.filter((one) => one.basis === 'assumption').length;
  const unknown = result.uncertain.parameters.length;
  return `${figures.length === 0 ? 'No sources are stated for the figures of this scenario' : `${count(assumed)} of ${count(figures.length)} stated figures are assumptions`}${unknown > 0 ? `; ${count(unknown)} uncertain ${unknown === 1 ? 'number is' : 'numbers are'} drawn anew for the runs, so the ranges contain them` : ''}.`;
}
