/** Every view on A4: its words are whole, nothing to press is left, and the map of the network is on one side. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { troubleWithWords } from './helpers/reflow.ts';
import { VIEWS } from './helpers/views.ts';
import { expectNoTrouble, visits } from './helpers/visit.ts';

/** A4 less the margins that the style sheet gives it, in pixels of print, upright; across, the sides change places. */
const WIDTH = Math.floor(((210 - 24) / 25.4) * 96);
const ACROSS = Math.floor(((297 - 24) / 25.4) * 96);
const ACROSS_HEIGHT = Math.floor(((210 - 28) / 25.4) * 96);

async function onPaper(page: Page, width: number): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width, height: 1000 });
}

/** Width and height of every page of a file, in millimetres. */
const sides = (pdf: Buffer): { wide: number; high: number }[] =>
  [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, wide, high]) => ({
    wide: Math.round((Number(wide) / 72) * 25.4),
    high: Math.round((Number(high) / 72) * 25.4),
  }));

describe('on paper', () => {
  const visit = visits();

  it.each(VIEWS)('the words of $name are whole, and nothing is left to press', async (view) => {
    const visitor = await visit(view.options);
    const { page } = visitor;
    await view.open(visitor);
    await onPaper(page, view.name === 'network' ? ACROSS : WIDTH);
    expect(await troubleWithWords(page)).toEqual([]);
    const pressed = await page
      .locator('button:visible, input:not([type=checkbox]):visible, nav:visible, progress:visible')
      .evaluateAll((elements) =>
        // Headings of tables and entries of lists are words on paper, and the tiles of England are its map.
        elements
          .filter((element) => !element.closest('table, .tree, .about, .map'))
          .map((element) => element.outerHTML),
      );
    expect(pressed).toEqual([]);
    expectNoTrouble(visitor);
  });

  it('the network lies across, its heading, map and shapes on the first side, with what else is told behind', async () => {
    const network = VIEWS.find(({ name }) => name === 'network')!;
    const visitor = await visit(network.options);
    const { page } = visitor;
    await network.open(visitor);
    const printed = sides(await page.pdf({ preferCSSPageSize: true }));
    expect(printed.length).toBeGreaterThanOrEqual(2);
    expect(printed).toEqual(printed.map(() => ({ wide: 297, high: 210 })));
    await onPaper(page, ACROSS);
    const ends = await page
      .locator('.network figure')
      .evaluate((figure) =>
        [...figure.querySelectorAll('h3, svg[role=img], .legend')].map((part) => part.getBoundingClientRect().bottom),
      );
    expect(ends.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...ends)).toBeLessThanOrEqual(ACROSS_HEIGHT);
  });

  it('the outcome stands upright and has what was folded away', async () => {
    const visitor = await visit();
    const { page } = visitor;
    await visitor.computed();
    const folded = sides(await page.pdf({ preferCSSPageSize: true }));
    expect(folded).toEqual(folded.map(() => ({ wide: 210, high: 297 })));
    // Tables of every site and of every source alone fill more sides than these.
    expect(folded.length).toBeGreaterThan(5);
  });
});
