/** What comes out of the printer: the outcome stands upright, the map of the network lies across on one side. */
import { describe, expect, it } from 'vitest';
import { VIEWS } from './helpers/views.ts';
import { resize, sharedVisit } from './helpers/visit.ts';

/** A4 across less the margins that the style sheet gives it, in pixels of print. */
const ACROSS = Math.floor(((297 - 24) / 25.4) * 96);
const ACROSS_HEIGHT = Math.floor(((210 - 28) / 25.4) * 96);

/** Width and height of every page of a file, in millimetres. */
const sides = (pdf: Buffer): { wide: number; high: number }[] =>
  [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, wide, high]) => ({
    wide: Math.round((Number(wide) / 72) * 25.4),
    high: Math.round((Number(high) / 72) * 25.4),
  }));

describe('on paper', () => {
  const visitor = sharedVisit();

  it('the outcome stands upright and has what was folded away', async () => {
    const folded = sides(await visitor().page.pdf({ preferCSSPageSize: true }));
    expect(folded).toEqual(folded.map(() => ({ wide: 210, high: 297 })));
    // Tables of every site and of every source alone fill more sides than these.
    expect(folded.length).toBeGreaterThan(5);
  });

  it('the network lies across, its heading, map and shapes on the first side, with what else is told behind', async () => {
    const { page } = visitor();
    await VIEWS.find(({ name }) => name === 'network')!.open(visitor());
    const printed = sides(await page.pdf({ preferCSSPageSize: true }));
    expect(printed.length).toBeGreaterThanOrEqual(2);
    expect(printed).toEqual(printed.map(() => ({ wide: 297, high: 210 })));
    await page.emulateMedia({ media: 'print' });
    await resize(page, ACROSS, 1000);
    const ends = await page
      .locator('.network figure')
      .evaluate((figure) =>
        [...figure.querySelectorAll('h3, svg[role=img], .legend')].map((part) => part.getBoundingClientRect().bottom),
      );
    expect(ends.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...ends)).toBeLessThanOrEqual(ACROSS_HEIGHT);
  });
});
