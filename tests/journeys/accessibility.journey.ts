import { describe, expect, it } from 'vitest';
import { violations } from './helpers/violations.ts';
import { expectNoTrouble, sharedVisit, visits } from './helpers/visit.ts';

describe('WCAG 2.2 AA', () => {
  const opened = sharedVisit();
  const visit = visits();

  it('has headings in order', async () => {
    const levels = await opened().page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => Number(heading.tagName.slice(1))),
    );
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, k) => expect(level - levels[k]!).toBeLessThanOrEqual(1));
  });

  it('holds on the outcome with everything unfolded and something changed', async () => {
    const { page, computed } = opened();
    await page.getByRole('slider', { name: 'EMIS Web back after' }).press('ArrowRight');
    await computed();
    await page.getByRole('button', { name: 'What happened' }).click();
    for (const summary of await page.locator('summary').all()) await summary.click();
    for (const button of await page.getByRole('button', { name: 'Show as table' }).all()) await button.click();
    expect(await violations(page)).toEqual([]);
  });

  it('holds when a file is refused', async () => {
    const visitor = await visit({ scenario: (text) => text.replace('template: gp-practice', 'template: gp-practise') });
    await visitor.page.getByRole('alert').waitFor();
    expect(await violations(visitor.page)).toEqual([]);
  });
});

describe('narrow screens', () => {
  const visit = visits();

  it.each([390, 320])('at %i pixels the page does not scroll sideways, and WCAG 2.2 AA holds', async (width) => {
    const visitor = await visit({ width, height: 844 });
    await visitor.computed();
    await visitor.page.getByText('Change what happens').click();
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await visitor.page.getByRole('slider', { name: 'EMIS Web back after' }).isVisible()).toBe(true);
    expect(await violations(visitor.page)).toEqual([]);
    expectNoTrouble(visitor);
  });
});
