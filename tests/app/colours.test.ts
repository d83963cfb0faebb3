/** Every pair of colours that is read or told apart, in light and in dark surroundings, as the style sheet has them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileString } from 'sass';
import { describe, expect, it } from 'vitest';
import { HEAT_STEPS } from '../../src/charts/heatColours.ts';
import { apart, contrast, SIGHTS } from '../helpers/colour.ts';

type Palette = ReadonlyMap<string, string>;

const styles = join(import.meta.dirname, '../../src/app/styles');

/** Role to colour, as one of the mixins of the palettes writes it. */
function palette(name: 'light' | 'dark' | 'forced'): Palette {
  const { css } = compileString(`@use 'palettes'; :root { @include palettes.${name}; }`, { loadPaths: [styles] });
  return new Map([...css.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, role, colour]) => [role!, colour!]));
}

const light = palette('light');
const dark = palette('dark');

const PAGES = ['surface', 'surface-quiet'];
const STRATEGIES = ['baseline', 'a', 'b', 'c', 'd'].map((role) => `strategy-${role}`);
const STATUSES = ['working', 'backup', 'partly', 'down'].map((status) => `status-${status}`);

/** Foreground and ground that are read as text. */
const TEXTS: readonly (readonly [string, string])[] = [
  ...['text', 'text-secondary', 'text-earlier', 'link', 'link-hover', 'accent', 'error'].flatMap((role) =>
    PAGES.map((page) => [role, page] as const),
  ),
  ...STRATEGIES.flatMap((strategy) => PAGES.map((page) => [`${strategy}-name`, page] as const)),
  ['text-inverse', 'surface-header'],
  ['text', 'chart-outage'],
  ['chart-outage-text', 'surface'],
  ...[1, 2, 3, 4, 5, 6].map((step) => [`heat-${step}-text`, `heat-${step}`] as const),
  ...[0, 1, 2, 3, 4].map((level) => [`level-${level}-text`, `level-${level}`] as const),
  ...[1, 2, 4, 5].map((part) => ['part-text', `part-${part}`] as const),
  ['part-3-text', 'part-3'],
  ...STATUSES.slice(1).flatMap((status) =>
    ['text', 'text-secondary'].map((text) => [text, `${status}-ground`] as const),
  ),
];

/** Lines, marks and edges of what is pressed, on what is around them. */
const LINES: readonly (readonly [string, string])[] = [
  ...[...STRATEGIES, ...STATUSES, 'border-strong', 'border-input', 'accent', 'chart-axis'].flatMap((role) =>
    PAGES.map((page) => [role, page] as const),
  ),
  ...['chart-outage-line', 'map-line', 'map-edge'].map((role) => [role, 'surface'] as const),
  ...STATUSES.slice(1).map((status) => [status, `${status}-ground`] as const),
];

const failing = (colours: Palette, pairs: readonly (readonly [string, string])[], least: number): string[] =>
  pairs
    .map(([front, ground]) => ({ front, ground, is: contrast(colours.get(front)!, colours.get(ground)!) }))
    .filter(({ is }) => !(is >= least))
    .map(({ front, ground, is }) => `${front} on ${ground}: ${is.toFixed(2)}`);

describe.each([
  ['light', light],
  ['dark', dark],
])('in %s surroundings', (_, colours) => {
  it('every text can be read: at least 4.5 to 1', () => {
    expect(failing(colours, TEXTS, 4.5)).toEqual([]);
  });

  it('every line, mark and control can be seen: at least 3 to 1', () => {
    expect(failing(colours, LINES, 3)).toEqual([]);
  });

  it('strategies are told apart, whatever colours somebody sees', () => {
    for (const sight of SIGHTS)
      STRATEGIES.forEach((one, k) => {
        for (const other of STRATEGIES.slice(k + 1))
          expect(apart(colours.get(one)!, colours.get(other)!, sight), `${one}, ${other}: ${sight}`).toBeGreaterThan(
            0.1,
          );
      });
  });

  it('more is further from the page, step by step, in tables and on the map of England', () => {
    const far = (role: string): number => contrast(colours.get(role)!, colours.get('surface')!);
    for (const [name, steps] of [
      ['heat', [1, 2, 3, 4, 5, 6]],
      ['level', [0, 1, 2, 3, 4]],
    ] as const)
      steps.slice(1).forEach((step) => expect(far(`${name}-${step}`)).toBeGreaterThan(far(`${name}-${step - 1}`)));
  });
});

describe('the palettes', () => {
  it('are where every colour comes from: no component and no other style sheet names one of its own', () => {
    const folders = ['app', 'charts'].map((folder) => join(import.meta.dirname, '../../src', folder));
    const files = folders.flatMap((folder) =>
      (readdirSync(folder, { recursive: true }) as string[])
        .filter((file) => /\.(svelte|scss)$/.test(file) && !/_(palettes|tokens|print)\.scss$/.test(file))
        .map((file) => join(folder, file)),
    );
    expect(files.length).toBeGreaterThan(50);
    const named = files.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const style = file.endsWith('.svelte') ? (/<style>.*<\/style>/s.exec(text)?.[0] ?? '') : text;
      return [...style.matchAll(/(?:#[\da-f]{3,8}\b(?!\{)|\b(?:rgb|hsl)a?\(|\b(?:white|black)\b(?!-))[^;\n]*/gi)].map(
        ([colour]) => `${file}: ${colour}`,
      );
    });
    expect(named).toEqual([]);
  });

  it('have a dark colour for every light one, and forced colours only for roles that there are', () => {
    expect([...dark.keys()]).toEqual([...light.keys()]);
    expect([...palette('forced').keys()].filter((role) => !light.has(role))).toEqual([]);
  });

  it('colour a table on the page as a picture of it that is kept', () => {
    const long = (colour: string): string => (colour === '#fff' ? '#ffffff' : colour);
    expect(
      HEAT_STEPS.map(({ level }) => [long(light.get(`heat-${level}`)!), long(light.get(`heat-${level}-text`)!)]),
    ).toEqual(HEAT_STEPS.map(({ ground, text }) => [ground, text]));
  });
});
