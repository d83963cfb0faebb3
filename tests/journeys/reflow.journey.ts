/** Little room: 200% zoom of a small laptop, and a width of 320 pixels. Nothing is lost, only wide tables and charts scroll. */
import { describe, expect, it } from 'vitest';
import { troubleWithWords } from './helpers/reflow.ts';
import { VIEWS } from './helpers/views.ts';
import { expectNoTrouble, visits } from './helpers/visit.ts';

describe.each([
  { room: '200% zoom of 1366 by 768 pixels', width: 683, height: 384 },
  { room: '320 pixels, which is 400% zoom of 1280', width: 320, height: 256 },
])('at $room', ({ width, height }) => {
  const visit = visits();

  it.each(VIEWS)('the view $name does not scroll sideways, and its words are whole', async (view) => {
    const visitor = await visit({ ...view.options, width, height });
    const { page } = visitor;
    await view.open(visitor);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await troubleWithWords(page)).toEqual([]);
    expectNoTrouble(visitor);
  });
});

describe('what would be noticed', () => {
  const visit = visits();

  it('is a word that sticks out, one that is cut off, and one over another', async () => {
    const { page, computed } = await visit({ width: 683, height: 384 });
    await computed();
    await page.evaluate(() => {
      const [first, second] = document.querySelectorAll<HTMLElement>('footer p');
      second!.style.marginTop = '-20px';
      first!.insertAdjacentHTML(
        'beforebegin',
        '<p id="cut">A line that is longer than its frame</p><p id="out">Out</p>',
      );
      const cut = document.getElementById('cut')!.style;
      Object.assign(cut, { width: '40px', overflow: 'hidden', whiteSpace: 'nowrap' });
      Object.assign(document.getElementById('out')!.style, { position: 'relative', left: '680px' });
    });
    const trouble = (await troubleWithWords(page)).join('\n');
    expect(trouble).toMatch(/“A line that is longer than its frame” is cut off/);
    expect(trouble).toMatch(/“Out” sticks out of the page/);
    expect(trouble).toMatch(/“Standby is an independent simulator.*” lies over/);
  });
});
