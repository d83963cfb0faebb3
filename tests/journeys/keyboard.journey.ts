import { describe, expect, it } from 'vitest';
import { expectNoTrouble, visits } from './helpers/visit.ts';

describe('with the keyboard alone', () => {
  const visit = visits();

  it('the page is skipped into, the chart is read, a slider is moved and taken back', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const focused = (): Promise<string> =>
      page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '',
      );
    const tabTo = async (wanted: RegExp): Promise<void> => {
      for (let k = 0; k < 60; k++) {
        await page.keyboard.press('Tab');
        if (wanted.test(await focused())) return;
      }
      throw new Error(`nothing called ${wanted} within 60 tabs`);
    };

    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the outcome');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('outcome');

    await tabTo(/^Time on the chart$/);
    const reading = page.locator('figure [role=status]').first();
    const first = await reading.textContent();
    expect(first).toMatch(/^Fri 19 Jul, 05:00: Today /);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    expect(await reading.textContent()).toMatch(/^Thu 18 Jul, 00:00: /);
    await page.keyboard.press('Escape');
    expect(await reading.textContent()).toBe('');

    const before = await visitor.hash();
    await page.getByRole('slider', { name: 'Practices hit' }).focus();
    for (let k = 0; k < 10; k++) await page.keyboard.press('ArrowLeft');
    await visitor.computed();
    expect(await visitor.hash()).not.toBe(before);
    await page.keyboard.press('Control+z');
    await visitor.computed();
    expect(await visitor.hash()).toBe(before);
    expectNoTrouble(visitor);
  });
});
