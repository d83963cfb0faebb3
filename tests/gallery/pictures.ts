/** Drawings compared with kept pictures of them, and the kept ones written anew when asked for. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pixelmatch from 'pixelmatch';
import { palettePng, readPng, type Dots } from './palettePng.ts';

const KEPT = join(import.meta.dirname, 'kept');
const LOOK_AT = join(import.meta.dirname, '../../test-results/pictures');

/**
 * Two dots differ when they are visibly different colours (a quarter of the way from black to white, in pixelmatch's
 * perceptual measure) and neither is a smoothed edge, which other versions of a browser draw a little otherwise. So many
 * of them may differ in a drawing: less than the ink of a four-letter name.
 */
export const TOLERANCE = { colour: 0.25, dots: 60 } as const;

/** Widths of a few words in the fonts that the pictures were taken with. */
export interface Fonts {
  readonly words: string;
  readonly plain: number;
  readonly bold: number;
}

export function keptFonts(): Fonts {
  return JSON.parse(readFileSync(join(KEPT, 'fonts.json'), 'utf8')) as Fonts;
}

/** The same to within a fifth of a dot, which no two fonts are by chance. */
export function areAlike(a: Fonts, b: Fonts): boolean {
  return a.words === b.words && Math.abs(a.plain - b.plain) < 0.2 && Math.abs(a.bold - b.bold) < 0.2;
}

/** How many dots differ; all of them when the sizes do. */
export function differingDots(a: Dots, b: Dots, difference?: Uint8Array): number {
  if (a.width !== b.width || a.height !== b.height) return Math.max(a.width * a.height, b.width * b.height);
  return pixelmatch(a.data, b.data, difference, a.width, a.height, { threshold: TOLERANCE.colour });
}

/** What is wrong with a drawing, in a sentence; nothing when it looks as it did. What was drawn is then left to be looked at. */
export function complaint(name: string, now: Dots): string | undefined {
  let kept: Dots;
  try {
    kept = readPng(readFileSync(join(KEPT, `${name}.png`)));
  } catch {
    leave(name, now);
    return `${name}: no picture of it is kept; UPDATE_PICTURES=1 writes one`;
  }
  const dots = differingDots(now, kept);
  if (dots <= TOLERANCE.dots) return undefined;
  leave(name, now);
  const sizes =
    now.width === kept.width && now.height === kept.height
      ? `${dots} dots differ`
      : `it is ${now.width} × ${now.height} instead of ${kept.width} × ${kept.height}`;
  return `${name}: ${sizes}; what was drawn lies in test-results/pictures`;
}

function leave(name: string, drawn: Dots): void {
  mkdirSync(LOOK_AT, { recursive: true });
  writeFileSync(join(LOOK_AT, `${name}.png`), palettePng(drawn));
}

/** Keeps these pictures and no others. */
export function keepPictures(drawings: ReadonlyMap<string, Dots>, fonts: Fonts): void {
  mkdirSync(KEPT, { recursive: true });
  for (const file of readdirSync(KEPT)) rmSync(join(KEPT, file));
  for (const [name, drawn] of drawings) writeFileSync(join(KEPT, `${name}.png`), palettePng(drawn));
  writeFileSync(join(KEPT, 'fonts.json'), `${JSON.stringify(fonts, null, 2)}\n`);
}

/** Names of the pictures kept. */
export function keptPictures(): string[] {
  return readdirSync(KEPT)
    .filter((file) => file.endsWith('.png'))
    .map((file) => file.replace(/\.png$/, ''));
}
