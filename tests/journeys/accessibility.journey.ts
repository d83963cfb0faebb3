import { describe, expect, it } from 'vitest';
import { violations } from './helpers/violations.ts';
import { expectNoTrouble, visits } from './helpers/visit.ts';

describe('WCAG 2.2 AA', () => {
  const visit = visits();

  it('holds on the outcome with everything unfolded and something changed', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    await page.getByRole('slider', { name: 'EMIS Web back after' }).press('ArrowRight');
    await visitor.computed();
    await page.getByRole('button', { name: 'What happened' }).click();
    for (const summary of await page.locator('summary').all()) await summary.click();
    for (const button of await page.getByRole('button', { name: 'Show as table' }).all()) await button.click();
    expect(await violations(page)).toEqual([]);
    expectNoTrouble(visitor);
  });

  it('holds on a telephone, with the sliders unfolded', async () => {
    const visitor = await visit({ width: 390, height: 844 });
    await visitor.computed();
    await visitor.page.getByText('Change what happens').click();
    expect(await violations(visitor.page)).toEqual([]);
  });

  it('holds when a file is refused', async () => {
    const visitor = await visit({ scenario: (text) => text.replace('template: gp-practice', 'template: gp-practise') });
    await visitor.page.getByRole('alert').waitFor();
    expect(await violations(visitor.page)).toEqual([]);
  });

  it('has headings in order', async () => {
    const visitor = await visit();
    await visitor.computed();
    const levels = await visitor.page.evaluate(() =>
      [...document.querySelectorAll('h1, h2, h3, h4')].map((heading) => Number(heading.tagName.slice(1))),
    );
    expect(levels[0]).toBe(1);
    levels.slice(1).forEach((level, k) => expect(level - levels[k]!).toBeLessThanOrEqual(1));
  });
});

describe('narrow screens', () => {
  const visit = visits();

  it.each([390, 320])('at %i pixels the page does not scroll sideways', async (width) => {
    const visitor = await visit({ width, height: 844 });
    await visitor.computed();
    await visitor.page.getByText('Change what happens').click();
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await visitor.page.getByRole('slider', { name: 'EMIS Web back after' }).isVisible()).toBe(true);
    expectNoTrouble(visitor);
  });
});
