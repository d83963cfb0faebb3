import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { violations } from './helpers/violations.ts';
import { expectNoTrouble, sharedVisit, visits, type Visit } from './helpers/visit.ts';

const LONG = 120_000;

/** Opens the tab, and waits until the run has been worked out. */
async function openNetwork({ page }: Visit): Promise<void> {
  await page.getByRole('link', { name: 'Network' }).click();
  await page.locator('.network[data-ready=true]').waitFor({ timeout: LONG });
  await page.getByRole('button', { name: 'Later' }).waitFor({ timeout: LONG });
}

describe('the network', () => {
  const opened = sharedVisit({}, async (visitor) => {
    await visitor.computed();
    await openNetwork(visitor);
  });

  it('is walked by the keyboard alone: one stop, arrows along the lines, Enter and Escape', async () => {
    const { page } = opened();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('slider', { name: /2024 at/ }).focus();
    await page.keyboard.press('Tab');
    const reading = page.locator('figure [role=status].reading');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('application');
    expect(await reading.textContent()).toMatch(/^CrowdStrike: down/);
    await page.keyboard.press('ArrowRight');
    expect(await reading.textContent()).toMatch(/^Security agent on the servers: down at all 19/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await reading.textContent()).toMatch(/^EMIS Web: down at all 19/);
    await page.keyboard.press('ArrowDown');
    expect(await reading.textContent()).toMatch(/^EMIS Web: read/);
    await page.keyboard.press('Enter');
    await page.getByTestId('about').getByRole('heading', { name: 'EMIS Web: read' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('about').getByRole('heading', { name: 'Choose a part' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).not.toBe('application');
  });

  it('has something found and chosen in it, which is still chosen after a look at the outcome', async () => {
    const visitor = opened();
    const { page } = visitor;
    await page
      .getByRole('heading', {
        level: 3,
        name: /^\d+% of all work, 20 services at 19 of 20 practices, rests on EMIS Web/,
      })
      .waitFor();
    const about = page.getByTestId('about');
    await page.getByRole('combobox', { name: 'Find' }).fill('security');
    await page.getByRole('listbox', { name: 'Found' }).getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await about.getByRole('heading', { name: 'Security agent on the servers' }).waitFor();
    expect(await about.textContent()).toContain('It takes Hosting of EMIS Web and EMIS Web with it.');
    await about.getByRole('button', { name: 'Hosting of EMIS Web' }).click();
    await about.getByRole('heading', { name: 'Hosting of EMIS Web' }).waitFor();

    await page.locator('[data-item="emis-web/read"]').click();
    await about.getByRole('heading', { name: 'EMIS Web: read' }).waitFor();
    await page.getByRole('link', { name: 'Outcome', exact: true }).click();
    await visitor.verdict.waitFor();
    await openNetwork(visitor);
    await about.getByRole('heading', { name: 'EMIS Web: read' }).waitFor();

    // A practice inside a box: the box is opened for it.
    expect(await page.locator('[data-item="site:practice-12"]').count()).toBe(0);
    await page.getByRole('combobox', { name: 'Find' }).fill('practice 12');
    await page.keyboard.press('Enter');
    await page.locator('[data-item="site:practice-12"]').waitFor();
    expect(await about.textContent()).toContain('NHS 111 and urgent care');
    await page.getByRole('button', { name: 'Clear' }).click();
    await about.getByRole('heading', { name: 'Choose a part' }).waitFor();
  });

  it('is kept as a picture that says what is shown, at which moment, and what its shapes and lines stand for', async () => {
    const { page } = opened();
    const strategy = page.getByRole('combobox', { name: 'Strategy' });
    const before = await strategy.inputValue();
    await strategy.selectOption({ label: 'Read-only record and a weekend clinic' });
    await page.getByText(/^Under “Read-only record and a weekend clinic”: what works on/).waitFor();
    const [kept] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'SVG picture of this chart' }).click(),
    ]);
    const svg = await readFile((await kept.path())!, 'utf8');
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!);
    expect(texts.join(' ')).toMatch(
      /what works on Friday 19 July 2024 at \d\d:\d\d, in run \d, the middle one of 4 by when everything is back/,
    );
    const legend = await page.getByRole('list', { name: 'Shapes and words' }).getByRole('listitem').allTextContents();
    expect(legend.map((words) => words.replace(/\s+/g, ' ').trim())).toEqual([
      'working',
      'on a backup',
      'partly working',
      'down',
      'needed by what follows',
      'only a backup needs it',
      'how many of those before it are needed',
    ]);
    for (const words of legend) expect(texts).toContain(words.replace(/\s+/g, ' ').trim());
    await strategy.selectOption(before);
  });

  it('is read as a list, and its table sorted', async () => {
    const { page } = opened();
    await page.getByRole('button', { name: 'List', exact: true }).click();
    const list = page.getByTestId('network-list');
    await list.getByRole('button', { name: 'SystmOne' }).click();
    await page.getByTestId('about').getByRole('heading', { name: 'SystmOne' }).waitFor();
    await list.getByRole('button', { name: 'Open Network A (illustrative)' }).click();
    await list.getByRole('button', { name: 'Practice 1 (illustrative)' }).waitFor();
    const table = page.getByTestId('concentration');
    await table.getByRole('button', { name: 'EMIS Web', exact: true }).waitFor();
    expect(await table.getByRole('rowheader').first().textContent()).toContain('Internet');
    await table.getByRole('button', { name: 'Part', exact: true }).click();
    expect(await table.getByRole('rowheader').first().textContent()).toContain('CrowdStrike');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Map', exact: true }).click();
  });
});

describe('the network of another visit', () => {
  const visit = visits();

  it('is gone through in time, played and paused, under another strategy', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    await openNetwork(visitor);
    const slider = page.getByRole('slider', { name: /2024 at/ });
    const sites = page.getByTestId('sites-now');
    await slider.focus();
    await page.keyboard.press('Home');
    expect(await sites.textContent()).toBe('all 26 sites are working');
    await page.getByRole('button', { name: 'Later' }).click();
    expect(await sites.textContent()).toMatch(/partly working.*of 26 sites/);
    await page.getByRole('button', { name: 'Earlier' }).click();
    expect(await sites.textContent()).toBe('all 26 sites are working');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(() =>
      /partly/.test(document.querySelector('[data-testid=sites-now]')?.textContent ?? ''),
    );
    await page.getByRole('button', { name: 'Pause' }).click();
    const before = await slider.getAttribute('aria-valuetext');
    await page.waitForTimeout(600);
    expect(await slider.getAttribute('aria-valuetext')).toBe(before);

    await page.getByRole('combobox', { name: 'Strategy' }).selectOption({ label: 'Nothing prepared' });
    await page
      .getByRole('heading', { level: 3, name: /none of these services has a backup in “Nothing prepared”$/ })
      .waitFor();
    await slider.focus();
    await page.keyboard.press('End');
    expect(await sites.textContent()).toBe('all 26 sites are working');
    expectNoTrouble(visitor);
  });

  it('fits a telephone, without anything moving for those who want it still', async () => {
    const visitor = await visit({ width: 390, height: 844 });
    const { page } = visitor;
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await visitor.computed();
    await openNetwork(visitor);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(0);
    await page
      .locator('[data-item="emis-web"]')
      .first()
      .click({ position: { x: 60, y: 14 } });
    await page.getByTestId('about').getByRole('heading', { name: 'EMIS Web' }).waitFor();
    expect(await violations(page)).toEqual([]);
    expectNoTrouble(visitor);
  });

  it('says so when the scenario’s faults reach nothing that anybody uses', async () => {
    const visitor = await visit({
      scenario: (text) =>
        text
          .replace(/^runs: \d+$/m, 'runs: 2')
          .replace('components:\n', 'components:\n  - { id: fax, title: Fax machine }\n')
          .replace(
            / {4}- id: broken-update[\s\S]*?\n\nbackups:/,
            '    - { id: fax-down, kind: outage, component: fax, at: 2024-07-19 05:09, repair: { central: 8 h } }\n\nbackups:',
          )
          .replace(/\nuncertain:[\s\S]*$/, '\n'),
    });
    await visitor.computed();
    await visitor.page.getByRole('link', { name: 'Network' }).click();
    await visitor.page.getByText('In this run nothing fails that anybody here uses').waitFor({ timeout: LONG });
    expect(await visitor.page.getByRole('slider').count()).toBe(0);
    expectNoTrouble(visitor);
  });
});
