/** What the texts of every drawing in the gallery do to each other, read from their boxes in the browser. */
import type { Page } from 'playwright-core';

/** Texts that lie over one another or are cut off at the edge of their drawing, one line each. */
export function troubleWithTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // Boxes reach a little beyond the letters.
    const SLACK = 1;
    const trouble: string[] = [];
    for (const state of document.querySelectorAll<HTMLElement>('[data-picture]')) {
      const name = state.dataset['picture'];
      const drawing = state.querySelector('svg[role=img]');
      if (!drawing) {
        trouble.push(`${name}: nothing is drawn`);
        continue;
      }
      const frame = drawing.getBoundingClientRect();
      const texts = [...drawing.querySelectorAll('text')]
        .map((text) => ({
          words: [...text.childNodes].map((node) => (node.nodeName === 'title' ? '' : node.textContent)).join(''),
          box: text.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 0);
      texts.forEach(({ words, box }, k) => {
        if (
          box.left < frame.left - SLACK ||
          box.right > frame.right + SLACK ||
          box.top < frame.top - SLACK ||
          box.bottom > frame.bottom + SLACK
        )
          trouble.push(`${name}: “${words}” is cut off`);
        for (const other of texts.slice(k + 1))
          if (
            box.left < other.box.right - SLACK &&
            other.box.left < box.right - SLACK &&
            box.top < other.box.bottom - SLACK &&
            other.box.top < box.bottom - SLACK
          )
            trouble.push(`${name}: “${words}” lies over “${other.words}”`);
      });
    }
    return trouble;
  });
}
