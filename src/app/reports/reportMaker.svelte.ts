/** One file at a time: asked for, waiting for the runs, being made, kept; and what is said of it on the way. */
import { keep } from '../../charts/keep.ts';
import type { StrategyStyle } from '../../charts/strategyStyle.ts';
import type { Template } from '../../catalog/templates/template.ts';
import type { Told } from '../../exports/anonymous.ts';
import { fileName, type Standing } from '../../exports/report/standing.ts';
import { nextTask } from '../../runner/nextTask.ts';
import { inSlices } from '../../runner/inSlices.ts';

export type FileKind = 'docx' | 'xlsx' | 'json' | 'csv';

export const FILES: Readonly<Record<FileKind, { readonly label: string; readonly what: string }>> = {
  docx: { label: 'Word report', what: 'report' },
  xlsx: { label: 'Excel workbook', what: 'workbook' },
  json: { label: 'JSON', what: 'results' },
  csv: { label: 'CSV', what: 'results' },
};

export interface Material {
  readonly told: Told;
  readonly templates: Readonly<Record<string, Template>>;
  readonly standing: Standing;
  readonly styles: ReadonlyMap<string, StrategyStyle>;
}

export class ReportMaker {
  /** Asked for while runs were under way: made when they are done, or at once when told to. */
  waiting = $state<FileKind | null>(null);
  making = $state<FileKind | null>(null);
  /** What is being done, or was done last. */
  said = $state('');
  failure = $state('');

  /** Makes a file of what is there. Everything heavy is loaded now, and goes in slices or to a worker. */
  async make(kind: FileKind, material: Material): Promise<void> {
    if (this.making) return;
    this.waiting = null;
    this.making = kind;
    this.failure = '';
    const { label, what } = FILES[kind];
    try {
      this.said = `${label}: preparing …`;
      await nextTask();
      const { write } = await import('./reportWriter.ts');
      const blob = await write(await this.#prepared(kind, material));
      const name = fileName(material.told.result, what, kind);
      keep(name, blob);
      this.said = `${label} made: ${name}, ${Math.max(1, Math.round(blob.size / 1000))} kB.`;
    } catch (reason) {
      this.said = '';
      this.failure = `${label} could not be made: ${reason instanceof Error ? reason.message : String(reason)}`;
    } finally {
      this.making = null;
    }
  }

  async #prepared(
    kind: FileKind,
    { told, templates, standing, styles }: Material,
  ): Promise<import('./writeHere.ts').ToWrite> {
    if (kind === 'json' || kind === 'csv') return { kind, told };
    if (kind === 'xlsx') {
      const { workbook } = await import('../../exports/report/workbook.ts');
      const sheets = (await inSlices(workbook(told, templates, standing)))!;
      this.said = 'Excel workbook: writing …';
      return { kind, sheets };
    }
    const [{ chartFigures }, { drawings }, { wordReport }] = await Promise.all([
      import('./chartFigures.ts'),
      import('./drawings.ts'),
      import('../../exports/report/wordReport.ts'),
    ]);
    const figures = (await inSlices(chartFigures(told, styles)))!;
    this.said = 'Word report: drawing the charts …';
    const pictures = await drawings(figures, told.result);
    const charts = figures.map(({ id, section, title, subtitle, alt, table }) => ({
      id,
      section,
      title,
      subtitle,
      alt,
      table,
    }));
    const report = (await inSlices(wordReport({ told, templates, standing, charts })))!;
    this.said = 'Word report: writing …';
    return { kind, report, pictures };
  }
}
