/** Timings as a table for a person, and beside those that were kept. */
import type { Row } from './cases.ts';
import type { PageFigures } from './page.ts';
import type { StudyRow } from './workers.ts';

export interface Results {
  /** Day and machine class: a figure means nothing without them. */
  readonly date: string;
  readonly machine: string;
  readonly node: readonly Row[];
  readonly browser: readonly Row[];
  readonly studies: readonly StudyRow[];
  readonly page: PageFigures;
}

const number = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

const line = (cells: readonly (string | number)[], widths: readonly number[]): string =>
  cells
    .map((cell, k) => (k === 0 ? String(cell).padEnd(widths[k]!) : String(cell).padStart(widths[k]!)))
    .join('  ')
    .trimEnd();

/** A time as a multiple of the yardstick of the same process. */
export const inYards = (row: Row, rows: readonly Row[]): number =>
  row.median / rows.find(({ id }) => id === 'yardstick')!.median;

/** Rows of one process: milliseconds, nanoseconds an item, and multiples of the yardstick, then and now. */
export function rowTable(title: string, rows: readonly Row[], kept: readonly Row[] | undefined): string {
  const widths = [48, 10, 10, 9, 9, 10];
  const head = line([title, 'median ms', 'shortest', 'ns/item', 'yards', 'kept'], widths);
  const body = rows.map((row) => {
    const before = kept?.find(({ id }) => id === row.id);
    return line(
      [
        row.title,
        number(row.median),
        number(row.shortest),
        row.items > 0 ? number((row.median * 1e6) / row.items) : '',
        inYards(row, rows).toFixed(4),
        before ? inYards(before, kept!).toFixed(4) : '',
      ],
      widths,
    );
  });
  const plain = rows.find(({ id }) => id === 'w2-plain');
  const fast = rows.find(({ id }) => id === 'w2');
  const ratio =
    plain && fast ? [`W2: ${number(plain.median / fast.median)} times as fast as the plain simulation`] : [];
  return [head, ...body, ...ratio].join('\n');
}

export function studyTable(rows: readonly StudyRow[], kept: readonly StudyRow[] | undefined): string {
  const widths = [48, 10, 10, 12, 10];
  const head = line(['Workers of Chromium', 'workers', 'seconds', 'ms a run', 'kept'], widths);
  const body = rows.map((row) => {
    const before = kept?.find(({ id }) => id === row.id);
    return line(
      [
        row.title,
        row.workers,
        number(row.milliseconds / 1000),
        number(row.milliseconds / row.runs),
        before ? number(before.milliseconds / before.runs) : '',
      ],
      widths,
    );
  });
  return [head, ...body].join('\n');
}

export function pageTable({
  firstLoad,
  engineWorker,
  firstPicture,
  preview,
  slider,
  longestTask,
}: PageFigures): string {
  return [
    'The page in Chromium',
    `  first load, packed            ${number(firstLoad)} kB, engine's worker ${number(engineWorker)} kB more`,
    `  opening to first picture      ${number(firstPicture.median)} ms (shortest ${number(firstPicture.shortest)}, ${firstPicture.times} openings)`,
    `  a slider to its preview       ${number(preview.median)} ms (shortest ${number(preview.shortest)}, ${preview.times} moves)`,
    `  slider to new first picture   ${number(slider.median)} ms (shortest ${number(slider.shortest)}, ${slider.times} moves)`,
    `  longest task of the page      ${number(longestTask)} ms`,
  ].join('\n');
}
