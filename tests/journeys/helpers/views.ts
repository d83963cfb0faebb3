/** Every view of the page at its fullest: unfolded, with something chosen, and all figures there. */
import type { Page } from 'playwright-core';
import type { Visit, VisitOptions } from './visit.ts';

const LONG = 180_000;

export interface ViewOf {
  readonly name: string;
  readonly options: VisitOptions;
  /** Waits until everything is drawn. */
  readonly open: (visit: Visit) => Promise<void>;
}

async function unfolded(page: Page): Promise<void> {
  for (const summary of await page.locator('main summary').all())
    if (!(await summary.evaluate((element) => (element.parentElement as HTMLDetailsElement).open)))
      await summary.click();
}

export const VIEWS: readonly ViewOf[] = [
  {
    name: 'outcome',
    options: {},
    open: async (visitor) => {
      await visitor.computed();
      await visitor.page.getByRole('button', { name: 'What happened' }).click();
      await unfolded(visitor.page);
      await visitor.page.waitForFunction(() =>
        [...document.querySelectorAll('figure .plot')].every((plot) => plot.querySelector('svg[role=img]')),
      );
    },
  },
  {
    name: 'network',
    options: { query: '#network' },
    open: async ({ page }) => {
      await page.locator('.network[data-ready=true]').waitFor({ timeout: LONG });
      await page.getByRole('button', { name: 'Later' }).waitFor({ timeout: LONG });
      await page.locator('[data-item="emis-web"]').click();
      await page.getByTestId('about').getByRole('heading', { name: 'EMIS Web' }).waitFor();
    },
  },
  {
    name: 'reports',
    options: { query: '#reports' },
    open: async ({ page }) => {
      await page.getByTestId('board').getByText('Made from').waitFor({ state: 'detached', timeout: LONG });
      await page.getByTestId('who').waitFor({ timeout: LONG });
    },
  },
  {
    name: 'all of England',
    options: { query: '#england/QT6' },
    open: async ({ page }) => {
      await page.locator('.england[data-phase="done"]').waitFor({ timeout: LONG });
    },
  },
];
