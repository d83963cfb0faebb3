/** A name cut to the room there is, with an ellipsis: the whole of it is read and stands in the table. */
import { textWidth } from './labels.ts';

export function shortened(text: string, fontSize: number, bold: boolean, room: number): string {
  if (textWidth(text, fontSize, bold) <= room) return text;
  let length = text.length;
  while (length > 1 && textWidth(`${text.slice(0, length)}…`, fontSize, bold) > room) length--;
  return `${text.slice(0, length).trimEnd()}…`;
}
