/** Lines over the hours of a study in words and as a table: an hour read aloud, and a row an hour. */
import { plainNumber } from './number.ts';
import { moment } from './timeAxis.ts';

/** As it is drawn, hour by hour. */
interface Line {
  readonly id: string;
  readonly name: string;
  readonly line: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** `Fri 19 Jul 10:00: Today 120 (80–190); Paper pack 40 (20–70)`; nothing where no hour is pointed at. */
export function hourReading(lines: readonly Line[], start: string, hour: number | null, hours: number): string {
  if (hour === null || lines.length === 0) return '';
  const at = Math.min(hour, hours - 1);
  const values = lines.map(
    ({ name, line, low, high }) =>
      `${name} ${plainNumber(line[at]!)} (${plainNumber(low[at]!)}–${plainNumber(high[at]!)})`,
  );
  return `${moment(start, at)}: ${values.join('; ')}`;
}

/** Figures of a line in a row. */
const FIGURES = 3;

export function hourRows(lines: readonly Line[], start: string, hours: number): (string | number)[][] {
  return [
    ['Time', ...lines.flatMap(({ name }) => [`${name}, median`, `${name}, 5%`, `${name}, 95%`])],
    ...Array.from({ length: hours }, (_, at) => [
      moment(start, at),
      ...lines.flatMap(({ line, low, high }) =>
        [line[at]!, low[at]!, high[at]!].map((value) => Math.round(value * 100) / 100),
      ),
    ]),
  ];
}

/** The line that a column of the table is about. */
export function lineOfColumn(lines: readonly Line[], column: number): string | undefined {
  return lines[Math.floor((column - 1) / FIGURES)]?.id;
}
