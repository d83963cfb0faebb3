import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { violations } from './helpers/violations.ts';
import { expectNoTrouble, visits, type Visit } from './helpers/visit.ts';

const LONG = 180_000;

/** Two of the smaller boards: one all on EMIS Web, one half of it. */
const PART = '#england/QOC,QT6';

async function done({ page }: Visit): Promise<void> {
  await page.locator('.england[data-phase="done"]').waitFor({ timeout: LONG });
}

describe('England', () => {
  const visit = visits();

  it('is reached from the header, and shows whom the incident reaches before anything is run', async () => {
    const visitor = await visit();
    const { page } = visitor;
    await page.getByRole('link', { name: 'All of England' }).click();
    await page.getByTestId('england-headline').waitFor();
    await page.locator('.england[data-phase="ready"]').waitFor({ timeout: LONG });
    expect(await page.getByTestId('england-headline').textContent()).toBe(
      '3,622 of 6,166 practices work with EMIS Web and would be exposed',
    );
    expect(await page.locator('[data-tile]').count()).toBe(42);
    expect(
      await page.getByRole('button', { name: /^K&M ?, Kent and Medway: 100% of practices, top$/ }).isVisible(),
    ).toBe(true);
    expect(await page.getByRole('button', { name: 'Simulate 42 boards' }).isEnabled()).toBe(true);
    await page.getByRole('link', { name: 'Back to the scenario' }).click();
    await visitor.computed();
    expectNoTrouble(visitor);
  });

  it('runs two boards in workers, tells them apart by colour, number and word, and sorts them in a table', async () => {
    const visitor = await visit({ query: PART });
    const { page } = visitor;
    await done(visitor);
    expect(await page.getByTestId('england-headline').textContent()).toMatch(
      /^2 of 42 boards: 80 practices and 1\d,\d{3} appointments exposed; the backlog peaks at 0\.\d\d \(Today\) or 0\.\d\d \(Read-only\) days of normal work$/,
    );
    // The map, which showed whom it reaches, shows how hard.
    expect(await page.getByLabel('Show').inputValue()).toBe('peak');
    await page.getByLabel('Show').selectOption('back');
    const tile = page.locator('[data-tile="QOC"]');
    const told = async (code: string): Promise<string> =>
      ((await page.locator(`[data-tile="${code}"]`).textContent()) ?? '').replace(/\s+/g, ' ').trim();
    expect(await told('QOC')).toMatch(
      /^STW, Shropshire, Telford and Wrekin: \d\.\d working days after restoration, (low|some|high|top)$/,
    );
    expect(await told('QOP')).toBe('GM, Greater Manchester: – not run');

    // From tile to tile with the arrow keys; the board is told beside the map.
    await tile.focus();
    expect(await page.locator('#board-name').textContent()).toBe('Shropshire, Telford and Wrekin');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#board-name').textContent()).toBe('Staffordshire and Stoke-on-Trent');
    // A mouse on its way over the map changes nothing.
    await page.locator('[data-tile="QOP"]').hover();
    expect(await page.locator('#board-name').textContent()).toBe('Staffordshire and Stoke-on-Trent');

    // Day by day.
    await page.getByLabel('Show').selectOption('not-back');
    expect(await told('QOC')).toMatch(/: 100% of practices hit, top$/);
    for (let day = 0; day < 21; day++) await page.getByRole('button', { name: 'The day after' }).click();
    expect(await told('QOC')).toMatch(/: 0% of practices hit, none$/);

    const table = page.getByRole('region', { name: /^Boards:/ });
    const first = async (): Promise<string | null> => table.locator('tbody th').first().textContent();
    await table.getByRole('button', { name: 'Integrated care board' }).click();
    expect(await first()).toBe('Bath and North East Somerset, Swindon and Wiltshire');
    await table.getByRole('button', { name: 'Integrated care board' }).click();
    expect(await first()).toBe('West Yorkshire');
    expect(await table.getByRole('columnheader', { name: 'Integrated care board' }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    await table.getByRole('button', { name: 'Largest backlog' }).click();
    expect(await first()).toBe('Shropshire, Telford and Wrekin');
    // The other way round, boards that were not run are still the last.
    await table.getByRole('button', { name: 'Largest backlog' }).click();
    expect(await first()).toBe('Cornwall and the Isles of Scilly');
    expect(await violations(page)).toEqual([]);
    expectNoTrouble(visitor);
  });

  it('runs the board that is chosen on the map, and then those around it', async () => {
    const visitor = await visit({ query: '#england' });
    const { page } = visitor;
    await page.locator('.england[data-phase="ready"]').waitFor({ timeout: LONG });
    await page.locator('[data-tile="QT6"]').click();
    await page.getByRole('button', { name: 'This and the 2 boards around it' }).waitFor();
    await page.getByRole('button', { name: 'Simulate this board' }).press('Enter');
    // What was pressed is gone while it runs.
    const stands = page.locator('#board-name:focus');
    await stands.waitFor();
    await done(visitor);
    expect(await stands.textContent()).toBe('Cornwall and the Isles of Scilly');
    expect(await page.getByTestId('england-headline').textContent()).toMatch(/^1 of 42 boards: 30 practices/);
    await page.getByRole('heading', { name: 'Recovery by week: 1 of 42 boards' }).waitFor();
    await page.getByRole('button', { name: 'Simulate the 2 boards around it' }).click();
    await page.getByText(/^3 of 42 boards: /).waitFor({ timeout: LONG });

    // Figures of another number of runs are others; those of before are still there.
    const told = await page.getByTestId('england-headline').textContent();
    await page.getByLabel('Runs').selectOption('3');
    expect(await page.getByTestId('england-headline').textContent()).toMatch(/^3,622 of 6,166 practices/);
    await page.getByLabel('Runs').selectOption('1');
    expect(await page.getByTestId('england-headline').textContent()).toBe(told);
    expectNoTrouble(visitor);
  });

  it('can be cancelled, and keeps the boards that are done', async () => {
    const visitor = await visit({ query: PART });
    // Beside the map as well, where a narrow page has the bar out of sight.
    await visitor.page.getByText(/^Simulating: 0 of 2 boards/).waitFor({ timeout: LONG });
    await visitor.page.getByRole('button', { name: 'Cancel' }).press('Enter', { timeout: LONG });
    await visitor.page.getByText('Stopped. Boards that were done are kept.').waitFor({ timeout: LONG });
    expect(await visitor.page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Simulate 4\d boards$/);
    expectNoTrouble(visitor);
  });

  it('runs what the address asks for, also when it is changed by hand, and says which board there is not', async () => {
    const visitor = await visit({ query: '#england' });
    const { page } = visitor;
    await page.locator('.england[data-phase="ready"]').waitFor({ timeout: LONG });
    await page.evaluate(() => (location.hash = '#england/XYZ,QT6'));
    await page.getByText('There is no board XYZ.').waitFor();
    expect(await page.locator('#board-name').textContent()).toBe('Cornwall and the Isles of Scilly');
    await done(visitor);
    expect(await page.getByTestId('england-headline').textContent()).toMatch(/^1 of 42 boards/);
  });

  it('takes practices from a mapping file, or says what is wrong with it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'standby-mapping-'));
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    try {
      const visitor = await visit({ query: '#england' });
      const { page } = visitor;
      await page.locator('.england[data-phase="ready"]').waitFor({ timeout: LONG });
      await page.getByTestId('mapping').setInputFiles(file('wrong.csv', 'GP_CODE,SUPPLIER\nP82001,EMIS\n'));
      await page.getByRole('alert').waitFor();
      expect(await page.getByRole('alert').textContent()).toMatch(/There is no column ICB_CODE/);
      await page
        .getByTestId('mapping')
        .setInputFiles(file('right.csv', 'GP_CODE,SUPPLIER,ICB_CODE\nP82001,EMIS,QOP\nP82002,TPP,QOP\n'));
      await page.getByRole('alert').waitFor({ state: 'detached' });
      expect(await page.getByTestId('england-headline').textContent()).toBe(
        '1 of 2 practices work with EMIS Web and would be exposed',
      );
      expect(await page.locator('[data-tile]').count()).toBe(1);
      expect(await page.locator('#board-name').textContent()).toBe('QOP');
      expect(await page.getByText('Practices of right.csv.').isVisible()).toBe(true);
      await page.getByRole('button', { name: 'Back to the synthetic practices' }).click();
      await page.getByText('3,622 of 6,166 practices').waitFor();
      expectNoTrouble(visitor);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each([390, 320])('at %i pixels does not scroll sideways', async (width) => {
    const visitor = await visit({ width, height: 844, query: '#england' });
    await visitor.page.locator('.england[data-phase="ready"]').waitFor({ timeout: LONG });
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    expect(await violations(visitor.page)).toEqual([]);
  });
});
