/** Every view of the page at its fullest: unfolded, with something chosen, and all figures there. */
import type { Page } from 'playwright-core';
import type { Visit, VisitOptions } from './visit.ts';

const LONG = 180_000;

export interface ViewOf {
  readonly name: string;
  readonly options: VisitOptions;
  /** How many pictures can be kept of it, at least. */
  readonly pictures?: number;
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
    pictures: 11,
    open: async (visitor) => {
      await visitor.computed();
      await visitor.page.getByRole('button', { name: 'What happened' }).click();
      await unfolded(visitor.page);
      // Parts of it come when they are asked for, and a chart a task after its figure.
      await visitor.page.waitForFunction(
        () =>
          [...document.querySelectorAll('.rest details')].every((part) => part.querySelector('figure, table, p')) &&
          [...document.querySelectorAll('main figure')].length >= 10 &&
          [...document.querySelectorAll('main figure')].every((figure) => figure.querySelector('svg[role=img], .heat')),
      );
    },
  },
  {
    name: 'network',
    options: {},
    pictures: 2,
    open: async ({ page, computed }) => {
      // Which run is the middle one is known when all are done.
      await computed();
      await page.getByRole('link', { name: 'Network', exact: true }).click();
      await page.locator('.network[data-ready=true]').waitFor({ timeout: LONG });
      await page.getByRole('button', { name: 'Later' }).waitFor({ timeout: LONG });
      // Its heading: further down are its functions, each to be chosen by itself.
      await page.locator('[data-item="emis-web"]').click({ position: { x: 30, y: 8 } });
      await page.getByTestId('about').getByRole('heading', { name: 'EMIS Web', exact: true }).waitFor();
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
