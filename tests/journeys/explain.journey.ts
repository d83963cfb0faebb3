import { describe, expect, it } from 'vitest';
import { expectNoTrouble, visits } from './helpers/visit.ts';
import { violations } from './helpers/violations.ts';

describe('why a figure is what it is', () => {
  const visit = visits();

  it('is answered from the keyboard: runs, where it lies, and one run told', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const table = page.getByRole('region', { name: 'Strategies side by side' });
    const stops = table.locator('button.cell[tabindex="0"]');
    expect(await stops.count()).toBe(1);
    await stops.focus();
    // Three to the right: the first measure of disruption.
    for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    expect(await stops.count()).toBe(1);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: /^Why\? Time-critical work missed, under “Nothing”/ });
    await dialog.waitFor();
    expect((await dialog.textContent())!.replace(/\s+/g, ' ')).toMatch(
      /4 runs, from [\d.]+ to [\d.]+; the one in the middle has [\d.]+/,
    );
    expect(await dialog.textContent()).toContain('Told from 20 runs on.');
    await dialog.getByRole('button', { name: 'Tell this run' }).press('Enter');
    const story = dialog.getByRole('list', { name: /What happens in run/ });
    await story.getByRole('listitem').first().waitFor({ timeout: 60_000 });
    expect(await story.getByRole('listitem').first().textContent()).toContain('Broken update');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expectNoTrouble(visitor);
  });

  it('leads to a site alone', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    await page.getByRole('region', { name: 'Strategies side by side' }).locator('button.cell').nth(4).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Look at Practice \d+ .*alone$/ })
      .first()
      .click();
    await visitor.computed();
    expect(await page.getByRole('group', { name: 'Limited to' }).textContent()).toMatch(/Only Practice \d+/);
    expectNoTrouble(visitor);
  });
});
