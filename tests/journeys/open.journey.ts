import { describe, expect, it } from 'vitest';
import { expectNoTrouble, sharedVisit, visits } from './helpers/visit.ts';

describe('opening the page', () => {
  const visit = visits();

  it('computes the built-in scenario there and then and says what came of it', async () => {
    const visitor = await visit({ asDelivered: true });
    const { page, verdict } = visitor;
    await verdict.waitFor({ timeout: 60_000 });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Faulty security update, Friday 19 July 2024, Bolton',
    );
    expect(await page.title()).toContain('Standby');
    expect(((await verdict.textContent()) ?? '').length).toBeGreaterThan(40);
    expect(await page.getByTestId('runs-done').textContent()).toMatch(/^\d+ of 100 runs$/);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expectNoTrouble(visitor);
  });

  it('draws the frame of the chart and says what it is doing while nothing is computed yet', async () => {
    let deliver = (): void => {};
    const workersAfter = new Promise<void>((resolve) => (deliver = resolve));
    const visitor = await visit({ workersAfter });
    const { page } = visitor;
    await page.getByText('Computing the first runs…').waitFor();
    const chart = page.getByRole('img', { name: /^Extra work\./ });
    await chart.waitFor();
    expect(await chart.textContent()).toContain('Fri 19');
    expect(await chart.locator('path.line').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Show as table' }).isDisabled()).toBe(true);
    expect(await visitor.verdict.count()).toBe(0);
    deliver();
    await visitor.computed();
    expect(await page.getByRole('img').first().locator('path.line').count()).toBe(4);
    expect(await page.getByText('Computing the first runs…').count()).toBe(0);
    expectNoTrouble(visitor);
  });
});

describe('the page that opens', () => {
  const opened = sharedVisit();
  const visit = visits();

  it('shows verdict, chart and the head of the table at 1366 by 768 without scrolling', async () => {
    const visitor = opened();
    const bottomOf = async (what: ReturnType<typeof visitor.page.locator>): Promise<number> => {
      const box = await what.boundingBox();
      return box!.y + box!.height;
    };
    expect(await bottomOf(visitor.verdict)).toBeLessThan(768);
    expect(await bottomOf(visitor.page.getByRole('img').first())).toBeLessThan(768);
    expect(await bottomOf(visitor.page.getByRole('columnheader', { name: 'Strategy' }).first())).toBeLessThan(768);
  });

  it('has a line, a row and a switch for every strategy, and keys that a test can read', async () => {
    const visitor = opened();
    const { page } = visitor;
    expect(await page.getByRole('group', { name: 'Strategies shown' }).getByRole('checkbox').count()).toBe(4);
    expect(await page.getByRole('region', { name: 'Strategies side by side' }).locator('tbody tr').count()).toBe(4);
    expect(await page.getByRole('img').first().getAttribute('aria-label')).toMatch(
      /peaks at .* hours of work on \w{3} \d+ \w{3}/,
    );
    expect(await visitor.hash()).toMatch(/^[0-9a-f]{16}$/);
    // A section fills when it has unfolded, which the browser tells a moment later.
    const rowsOf = async (name: string): Promise<number> => {
      const rows = page.getByRole('region', { name }).locator('tbody tr');
      await rows.first().waitFor();
      return rows.count();
    };
    await page.getByText('Recorded against simulated').click();
    expect(await rowsOf('Recorded against simulated')).toBeGreaterThan(3);
    await page.getByText('Sources and assumptions').click();
    expect(await rowsOf('Assumptions')).toBeGreaterThan(3);
  });

  it('gives the same figures each time it is opened', async () => {
    const again = await visit();
    await again.computed();
    expect(await again.hash()).toBe(await opened().hash());
  });
});
