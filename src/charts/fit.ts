/** Texts and ticks where there is only so much room. */
import { textWidth } from './labels.ts';
import type { Scale } from './scale.ts';

/** As much of a text as fits, with an ellipsis where something is missing. */
export function fitted(text: string, width: number, fontSize: number, bold = false): string {
  if (textWidth(text, fontSize, bold) <= width) return text;
  let kept = text;
  while (kept.length > 1 && textWidth(`${kept}…`, fontSize, bold) > width) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}

/** As many round values as can be written side by side between two pixels, eight at most. */
export function ticksThatFit(x: Scale, left: number, right: number, told: (value: number) => string): number[] {
  for (let count = 8; count > 1; count--) {
    const ticks = x.ticks(count);
    const widest = Math.max(0, ...ticks.map((tick) => textWidth(told(tick), 12)));
    if (ticks.length * (widest + 14) <= right - left) return ticks;
  }
  return x.ticks(1).slice(0, 1);
}
