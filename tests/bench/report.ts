/** Timings as a table for a person, and beside those that were kept. */
import type { Row } from './cases.ts';
import { curves, type Timed } from './growth.ts';
import type { MemoryRow } from './memory.ts';
import type { PageFigures } from './page.ts';
import type { Timing } from './timing.ts';
import type { StudyRow } from './workers.ts';

export interface Results {
  /** Day and machine class: a figure means nothing without them. */
  readonly date: string;
  readonly machine: string;
  readonly node: readonly Row[];
  readonly browser: readonly Row[];
  readonly studies: readonly StudyRow[];
  readonly page: PageFigures;
  readonly memory: readonly MemoryRow[];
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

/** How cost grows, beside how it grew: time an item is to stay within 15% from one practice to all of England. */
export function growthTable(now: Timed, kept: Timed | undefined): string {
  const widths = [48, 10, 10, 10];
  const percent = (growth: number): string => `${growth < 0 ? '-' : '+'}${Math.abs(100 * growth).toFixed(0)}%`;
  const all = curves(now, kept).filter(({ points }) => points.length > 1);
  return [
    line(['How cost grows', 'cost', 'to first', 'kept'], widths),
    ...all.flatMap(({ title, points }) => [
      title,
      ...points.map((point, k) =>
        line(
          [
            `  ${point.title}`,
            number(point.cost),
            k > 0 ? percent(point.growth) : '',
            k > 0 && point.kept !== undefined ? percent(point.kept) : '',
          ],
          widths,
        ),
      ),
    ]),
  ].join('\n');
}

export function memoryTable(rows: readonly MemoryRow[], kept: readonly MemoryRow[] | undefined): string {
  const widths = [50, 10, 10, 10, 12];
  const head = line(['Most memory resident, 2 workers', 'MB', 'kept', 'seconds', 'processor s'], widths);
  const body = rows.map(({ id, title, megabytes, seconds, processorSeconds }) => {
    const before = kept?.find((row) => row.id === id);
    return line(
      [
        title,
        number(megabytes),
        before ? number(before.megabytes) : '',
        seconds === undefined ? '' : number(seconds),
        processorSeconds === undefined ? '' : number(processorSeconds),
      ],
      widths,
    );
  });
  return [head, ...body].join('\n');
}

export function pageTable(now: PageFigures, kept: PageFigures | undefined): string {
  const { firstLoad, engineWorker, firstPicture, preview, slider, longestTask } = now;
  const widths = [30, 10, 10, 10, 10];
  const times = (title: string, timing: Timing, before: Timing | undefined): string =>
    line(
      [
        `${title}, ms`,
        number(timing.median),
        before ? number(before.median) : '',
        number(timing.shortest),
        timing.times,
      ],
      widths,
    );
  const single = (title: string, value: number, before: number | undefined): string =>
    line([title, number(value), before === undefined ? '' : number(before)], widths);
  return [
    line(['The page in Chromium', 'median', 'kept', 'shortest', 'times'], widths),
    single('first load, packed, kB', firstLoad, kept?.firstLoad),
    single("engine's worker more, kB", engineWorker, kept?.engineWorker),
    times('opening to first picture', firstPicture, kept?.firstPicture),
    times('a slider to its preview', preview, kept?.preview),
    times('a slider to first picture', slider, kept?.slider),
    single('longest task of the page from 50 ms on', longestTask, kept?.longestTask),
  ].join('\n');
}
