import { describe, expect, it } from 'vitest';
import { expectNoTrouble, visits } from './helpers/visit.ts';

describe('strategies', () => {
  const visit = visits();

  it('are switched on and off without computing anything again, and the last one stays on', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const hash = await visitor.hash();
    const rows = page.getByRole('region', { name: 'Strategies side by side' }).locator('tbody tr');
    const switches = page.getByRole('group', { name: 'Strategies shown' }).getByRole('checkbox');
    const all = await switches.count();
    await switches.nth(1).uncheck();
    expect(await rows.count()).toBe(all - 1);
    expect(await visitor.hash()).toBe(hash);
    for (let k = 2; k < all; k++) await switches.nth(k).uncheck();
    await switches.first().click();
    expect(await switches.first().isChecked()).toBe(true);
    expect(await rows.count()).toBe(1);
    expectNoTrouble(visitor);
  });

  it('are compared, run by run, with any other', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const table = page.getByRole('region', { name: 'One against another' });
    expect(await table.locator('tbody').textContent()).toMatch(/beat “Today” in \d+ of 4 runs/);
    const compare = page.getByLabel('Compare with');
    await compare.selectOption({ index: 2 });
    const other = await compare.locator('option:checked').textContent();
    expect(other).not.toBe('What practices did');
    expect(await table.locator('tbody').textContent()).toMatch(/“Today” beat “.+” in \d+ of 4 runs/);
    await page.getByLabel('by', { exact: true }).selectOption('cost');
    expect(await table.locator('thead').textContent()).toContain('£');
    expectNoTrouble(visitor);
  });
});

describe('the chart', () => {
  const visit = visits();

  it('shows items only of one service', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const unit = page.getByLabel('In', { exact: true });
    expect(await unit.locator('option[value=items]').isDisabled()).toBe(true);
    await page.getByLabel('Of', { exact: true }).selectOption({ index: 1 });
    await unit.selectOption('items');
    expect(await page.getByRole('img').first().getAttribute('aria-label')).toMatch(/ (items|people) on /);
    await page.getByLabel('Of', { exact: true }).selectOption('all');
    expect(await unit.inputValue()).toBe('hours');
    expectNoTrouble(visitor);
  });

  it('is also a table and a file', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const chart = page.locator('figure').first();
    await chart.getByRole('button', { name: 'Show as table' }).click();
    const table = page.getByRole('region', { name: /as a table$/ });
    expect(await table.locator('tbody tr').count()).toBeGreaterThan(20);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      chart.getByRole('button', { name: /^CSV/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bolton-2024-07-19-backlog.csv');
    expectNoTrouble(visitor);
  });
});
