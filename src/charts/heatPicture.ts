/** A table of rows by days as a picture to keep: an SVG file written as text, with title, numbers and colours, on white. */
import { textWidth } from './labels.ts';
import { heatOf, heatTold, type HeatDecimals } from './heatColours.ts';
import type { HeatRow } from './heatOrder.ts';
import { wrapped, type Caption, type Picture } from './picture.ts';
import { shortened } from './shortened.ts';

export interface HeatDrawing {
  readonly days: readonly { readonly name: string; readonly date: string }[];
  readonly figures: readonly string[];
  readonly rows: readonly HeatRow[];
  /** What the first column is called. */
  readonly heading: string;
  readonly bounds: readonly number[];
  readonly decimals: HeatDecimals;
}

const MARGIN = 16;
const ROW = 24;
const DAY = 44;
const FIGURE = 96;
const DARK = '#212b32';
const QUIET = '#4c6272';

/** Rows in the order given; all of them are drawn. */
export function heatPicture(
  { days, figures, rows, heading, bounds, decimals }: HeatDrawing,
  caption: Caption,
): Picture {
  const name = Math.min(260, Math.max(90, ...rows.map((row) => textWidth(row.title, 13, true) + 12)));
  const inner = Math.max(420, name + days.length * DAY + figures.length * FIGURE);
  const parts: string[] = [];
  let y = MARGIN;
  const text = (x: number, at: number, content: string, size: number, rest = ''): void => {
    parts.push(`<text x="${round(x)}" y="${round(at)}" font-size="${size}" ${rest}>${escaped(content)}</text>`);
  };
  const write = (content: string, size: number, bold: boolean, colour: string): void => {
    for (const line of wrapped(content, size, bold, inner)) {
      y += Math.round(size * 1.3);
      text(MARGIN, y - Math.round(size * 0.3), line, size, `fill="${colour}"${bold ? ' font-weight="700"' : ''}`);
    }
  };
  write(caption.title, 16, true, DARK);
  write(caption.subtitle, 13, false, QUIET);
  y += 10;
  const left = MARGIN + name;
  const headings = figures.map((figure) => wrapped(figure, 11, false, FIGURE - 10));
  const head = Math.max(2, ...headings.map((lines) => lines.length)) * 14;
  y += head;
  text(MARGIN, y, heading, 12, `fill="${QUIET}"`);
  days.forEach((day, k) => {
    text(left + (k + 0.5) * DAY, y - 14, day.name, 11, `fill="${QUIET}" text-anchor="middle"`);
    text(left + (k + 0.5) * DAY, y, day.date, 11, `fill="${QUIET}" text-anchor="middle"`);
  });
  headings.forEach((lines, f) =>
    lines.forEach((line, k) =>
      text(
        left + days.length * DAY + (f + 1) * FIGURE - 4,
        y - (lines.length - 1 - k) * 14,
        line,
        11,
        `fill="${QUIET}" text-anchor="end"`,
      ),
    ),
  );
  y += 6;
  for (const row of rows) {
    text(MARGIN, y + 16, shortened(row.title, 13, true, name - 8), 13, `fill="${DARK}" font-weight="700"`);
    row.values.forEach((value, k) => {
      const heat = heatOf(value, bounds, decimals);
      if (heat)
        parts.push(
          `<rect x="${round(left + k * DAY)}" y="${round(y)}" width="${DAY - 1}" height="${ROW - 1}" fill="${heat.ground}"/>`,
        );
      text(
        left + (k + 0.5) * DAY,
        y + 16,
        heatTold(value, decimals),
        12,
        `fill="${heat?.text ?? DARK}" text-anchor="middle"`,
      );
    });
    row.figures.forEach((figure, f) =>
      text(
        left + days.length * DAY + (f + 1) * FIGURE - 4,
        y + 16,
        figure.text,
        12,
        `fill="${DARK}" text-anchor="end"`,
      ),
    );
    y += ROW;
  }
  y += 4;
  write(caption.note, 11, false, QUIET);
  const width = Math.ceil(inner + 2 * MARGIN);
  const height = Math.ceil(y + MARGIN);
  return {
    width,
    height,
    text: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Arial, Helvetica, sans-serif"><title>${escaped(caption.title)}</title><rect width="100%" height="100%" fill="#ffffff"/>${parts.join('')}</svg>`,
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
