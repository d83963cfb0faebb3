/** Texts in boxes: broken into lines that fit, and cut short with an ellipsis when they do not. */
import { textWidth } from '../labels.ts';

/** As much of a text as fits on one line. */
export function shortened(text: string, size: number, width: number, bold = false): string {
  if (textWidth(text, size, bold) <= width) return text;
  let end = text.length;
  while (end > 1 && textWidth(`${text.slice(0, end).trimEnd()}…`, size, bold) > width) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** A text in at most so many lines; what does not fit the last is cut short. */
export function fitted(text: string, size: number, width: number, most: number, bold = false): string[] {
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    if (lines.length === most - 1 || textWidth(rest, size, bold) <= width) {
      lines.push(shortened(rest, size, width, bold));
      break;
    }
    const words = rest.split(' ');
    let count = 1;
    while (count < words.length && textWidth(words.slice(0, count + 1).join(' '), size, bold) <= width) count++;
    const line = words.slice(0, count).join(' ');
    lines.push(shortened(line, size, width, bold));
    rest = words.slice(count).join(' ');
  }
  return lines.length > 0 ? lines : [''];
}
