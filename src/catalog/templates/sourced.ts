/** Shorthand for saying where a figure comes from. */
import type { Basis, FigureSource } from './template.ts';

const sourced =
  (basis: Basis) =>
  (figure: string, source: string, note?: string): FigureSource =>
    note === undefined ? { figure, basis, source } : { figure, basis, source, note };

/** Somebody printed this figure. */
export const published = sourced('published');
/** Worked out from published figures; the note shows how. */
export const derived = sourced('derived');
/** Chosen so that the model meets a figure that was observed; that figure is then no evidence for the model. */
export const fitted = sourced('fitted');
/** Our judgement, to be replaced by local data. */
export const assumed = (figure: string, note: string): FigureSource => ({
  figure,
  basis: 'assumption',
  source: 'Judgement of the authors; replace with local data',
  note,
});
