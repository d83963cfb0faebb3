/** What happens to the words of a page where there is little room, read from their boxes in the browser. */
import type { Page } from 'playwright-core';

/**
 * Words that stick out of the page, are cut off or lie over one another, one line each. What scrolls by itself, as wide
 * tables do, may be wider than the page; drawings are looked at in the gallery.
 */
export function troubleWithWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // Boxes of letters reach beyond the letters, above and below more than at the sides.
    const ASIDE = 1.5;
    const ABOVE = 4;
    const trouble: string[] = [];
    const words: { said: string; of: Element; box: DOMRect }[] = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const of = node.parentElement!;
      const said = node.textContent!.trim().replace(/\s+/g, ' ').slice(0, 60);
      if (
        said === '' ||
        of.closest('svg, select, script, noscript, [inert], .nhsuk-u-visually-hidden, .nhsuk-skip-link')
      )
        continue;
      if (!of.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      range.selectNodeContents(node);
      const boxes = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      let clip: Element | null = of;
      while (clip && getComputedStyle(clip).overflowX === 'visible') clip = clip.parentElement;
      const style = clip && clip !== document.documentElement ? getComputedStyle(clip) : undefined;
      const frame = clip?.getBoundingClientRect();
      // One dot is what is only read aloud.
      if (frame && frame.width <= 1) continue;
      const scrolls = style !== undefined && /auto|scroll/.test(style.overflowX);
      for (const box of boxes) {
        if (!scrolls && (box.right > innerWidth + ASIDE || box.left < -ASIDE))
          trouble.push(`“${said}” sticks out of the page`);
        if (
          style &&
          !scrolls &&
          frame &&
          style.textOverflow !== 'ellipsis' &&
          style.webkitLineClamp === 'none' &&
          (box.right > frame.right + ASIDE ||
            box.left < frame.left - ASIDE ||
            (style.overflowY !== 'visible' && box.bottom > frame.bottom + ABOVE))
        )
          trouble.push(`“${said}” is cut off`);
        // What has been scrolled away lies over nothing.
        if (!scrolls || (frame && box.left >= frame.left && box.right <= frame.right)) words.push({ said, of, box });
      }
    }
    words.sort((a, b) => a.box.top - b.box.top);
    words.forEach(({ said, of, box }, k) => {
      for (let j = k + 1; j < words.length && words[j]!.box.top < box.bottom - ABOVE; j++) {
        const other = words[j]!;
        if (
          box.left < other.box.right - ASIDE &&
          other.box.left < box.right - ASIDE &&
          other.box.bottom - ABOVE > box.top &&
          !of.contains(other.of) &&
          !other.of.contains(of)
        )
          trouble.push(`“${said}” lies over “${other.said}”`);
      }
    });
    return [...new Set(trouble)];
  });
}
