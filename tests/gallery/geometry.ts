/** What the texts of every drawing in the gallery do to each other, read from their boxes in the browser. */
import type { Page } from 'playwright-core';

/** The drawing of a state: a picture, or all of what has no frame. */
export const DRAWN = 'svg[role=img], [data-drawn]';

/** Texts that lie over one another or are cut off at the edge of their drawing, one line each. */
export function troubleWithTexts(page: Page): Promise<string[]> {
  return page.evaluate((drawn) => {
    // Boxes reach a little beyond the letters.
    const SLACK = 1;
    const trouble: string[] = [];
    for (const state of document.querySelectorAll<HTMLElement>('[data-picture]')) {
      const name = state.dataset['picture'];
      const drawing = state.querySelector(drawn);
      if (!drawing) {
        trouble.push(`${name}: nothing is drawn`);
        continue;
      }
      const frame = drawing.getBoundingClientRect();
      const texts: { words: string; box: DOMRect }[] = [];
      // Titles are read aloud and pointed at, not written.
      for (const text of drawing.querySelectorAll('text'))
        texts.push({
          words: [...text.childNodes].map((node) => (node.nodeName === 'title' ? '' : node.textContent)).join(''),
          box: text.getBoundingClientRect(),
        });
      const walker = document.createTreeWalker(drawing, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement!;
        const words = walker.currentNode.textContent!.trim();
        if (words === '' || parent.closest('svg, .nhsuk-u-visually-hidden')) continue;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        for (const box of range.getClientRects()) texts.push({ words, box });
        if (getComputedStyle(parent).overflowX === 'hidden' && parent.scrollWidth > parent.clientWidth + SLACK)
          trouble.push(`${name}: “${words}” is cut off`);
      }
      texts.forEach(({ words, box }, k) => {
        if (box.width === 0) return;
        // What is too wide for a telephone is scrolled to, where there is something to scroll.
        const isWide = drawing.querySelector('.scroll') !== null;
        if (
          box.left < frame.left - SLACK ||
          (box.right > frame.right + SLACK && !isWide) ||
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
  }, DRAWN);
}
