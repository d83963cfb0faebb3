/** Why of any figure: from every chart and table of the outcome, with the keys and with the pointer, and back again. */
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectNoTrouble, sharedVisit, visits } from './helpers/visit.ts';
import { violations } from './helpers/violations.ts';

const figure = (page: Page, title: RegExp): Locator =>
  page
    .locator('figure')
    .filter({ has: page.getByRole('heading', { name: title }) })
    .first();
const within = (page: Page, id: string, nth = 0): Locator => page.getByTestId(id).locator('figure').nth(nth);
const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: /^Why\? / });
const textOf = async (place: Locator): Promise<string> =>
  ((await place.textContent()) ?? '').replace(/\s+/g, ' ').trim();

/** Everything that is folded away at first, unfolded. */
async function unfold(page: Page): Promise<void> {
  for (const id of ['where', 'missed', 'staff', 'sites']) {
    await page.getByTestId(id).locator('summary').click();
    await page.getByTestId(id).locator('h3').first().waitFor();
  }
  await page.getByText('Every run: ').click();
  await figure(page, /, typical practice: .* middle one of/).waitFor();
}

/** A way in: a chart, what the cursor reads there, and the same figure in the answer. */
interface Way {
  readonly name: string;
  readonly chart: (page: Page) => Locator;
  readonly before?: (page: Page) => Promise<void>;
  /** Keys from the first mark to the one asked about. */
  readonly keys?: readonly string[];
  readonly title: RegExp;
  /** Finds the figure in what the cursor reads; the answer says `figure` of it. */
  readonly read: RegExp;
  readonly told: (found: readonly string[]) => string;
  /** Puts back what `before` changed. */
  readonly after?: (page: Page) => Promise<void>;
}

const WAYS: readonly Way[] = [
  {
    name: 'the backlog',
    chart: (page) => figure(page, /^Extra work peaks at/),
    keys: ['ArrowRight', 'ArrowRight', 'ArrowRight'],
    title: /^Why\? Extra work outstanding, Friday 19 July 2024 at \d\d:00, under “Today”/,
    read: /: Today ([\d,.−]+) /,
    told: ([value]) => `In the middle run: ${value} staff-hours.`,
  },
  {
    name: 'recovery',
    chart: (page) => figure(page, /^In the middle run .* back to normal/),
    keys: ['ArrowDown'],
    title: /^Why\? Back to normal, typical practice, under “Nothing”/,
    read: /in the middle run back to normal ([\d.]+) working days after restoration/,
    told: ([value]) => `In the middle run: ${value} working days.`,
  },
  {
    name: 'the chance by date',
    chart: (page) => figure(page, /^By the end of /),
    title: /^Why\? Back to normal, typical practice, by the end of \w+ \d+ Jul, under “Today”/,
    read: /: Today (\d+)%/,
    told: ([share]) => `In ${(Number(share) * 4) / 100} of 4 runs (${share}%).`,
  },
  {
    name: 'where the work went',
    chart: (page) => within(page, 'where'),
    keys: ['End'],
    title: /^Why\? .*, under “And weekend”/,
    read: /\. [^.]+: ([\d,.−]+) \(/,
    told: ([value]) => `On average over 4 runs: ${value} staff-hours.`,
  },
  {
    name: 'time-critical work missed',
    chart: (page) => within(page, 'missed'),
    keys: ['ArrowDown'],
    title: /^Why\? Time-critical work missed: .*, under “Nothing”/,
    read: /, Nothing: ([\d,.]+) pieces of work/,
    told: ([value]) => `On average over 4 runs: ${value} pieces of work.`,
  },
  {
    name: 'typing up owed',
    chart: (page) => within(page, 'staff'),
    keys: ['PageUp'],
    title: /^Why\? Typing up owed, Saturday 20 July 2024 at \d\d:00, under “Today”/,
    read: /: Today ([\d,.]+) /,
    told: ([value]) => `In the middle run: ${value} staff-hours.`,
  },
  {
    name: 'staff time',
    chart: (page) => within(page, 'staff', 1),
    title: /^Why\? (Extra staff|Staying late|Overtime|Re-entry), under “Today”/,
    read: /, Today: ([\d,.]+) staff-hours/,
    told: ([value]) => `On average over 4 runs: ${value} staff-hours`,
  },
  {
    name: 'one against another',
    chart: (page) => page.locator('section[aria-labelledby=comparison] figure'),
    keys: ['End'],
    title: /^Why\? Back to normal, typical practice, “And weekend” less “Today”/,
    read: /beat “Today” in (\d) of 4 runs.*; mean ([\d.]+) working days sooner/,
    told: ([, value]) => `On average over 4 runs: −${value} working days, with a 95% interval of `,
  },
  {
    name: 'how often, by every measure',
    chart: (page) => page.locator('section[aria-labelledby=comparison] figure'),
    before: async (page) => {
      await page.getByLabel('Chart', { exact: true }).selectOption('every');
      await figure(page, /of 25 measures/).waitFor();
    },
    keys: ['End'],
    title: /^Why\? Cost of this incident, “Nothing” less “Today”/,
    read: /^Cost of this incident: “Nothing” beat “Today” in (\d) of 4 runs/,
    told: ([better]) => `“Nothing” better in ${better} of 4 runs`,
    after: async (page) => {
      await page.getByLabel('Chart', { exact: true }).selectOption('one');
    },
  },
  {
    name: 'how runs spread',
    chart: (page) => figure(page, /, typical practice: .* middle one of/),
    title: /^Why\? Back to normal, typical practice: [\d.]+ to [\d.]+ working days, under “Today”/,
    read: /^“Today”: ([\d.]+ to [\d.]+) in (\d) of 4 runs/,
    told: ([, runs]) => `In this bar: ${runs} of 4 runs`,
  },
];

/** The outcome with everything unfolded, for all that asks with a mouse or the keys. */
const opened = sharedVisit({}, async ({ page, computed }) => {
  await computed();
  await unfold(page);
});

describe('why, of a mark on any chart', () => {
  const visit = visits();

  it('is asked with Enter, says the figure that was read, and leads back to the same mark', async () => {
    const { page } = opened();
    const dialog = dialogOf(page);
    for (const { name, chart, before, keys = [], title, read, told, after } of WAYS) {
      await before?.(page);
      const cursor = chart(page).getByRole('slider');
      const status = chart(page).getByRole('status');
      await cursor.focus();
      for (const key of keys) await page.keyboard.press(key);
      expect(await cursor.getAttribute('aria-describedby'), name).not.toBeNull();
      const reading = await textOf(status);
      const found = read.exec(reading);
      expect(found, `${name}: ${reading}`).not.toBeNull();
      await page.keyboard.press('Enter');
      await dialog.waitFor();
      expect(await textOf(dialog.getByRole('heading', { level: 2 })), name).toMatch(title);
      expect(await textOf(dialog), name).toContain(told(found!.slice(1)));
      if (name === 'one against another' || name === 'where the work went') expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await cursor.evaluate((element) => element === document.activeElement), name).toBe(true);
      expect(await textOf(status), name).toBe(reading);
      await after?.(page);
    }
  });

  it('is asked with a click where the pointer is, of the line that is nearest', async () => {
    // A page of its own: on the other one the cursors stand where the keys have left them.
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    await unfold(page);
    const dialog = dialogOf(page);
    for (const { name, chart, before, keys = [], read, told } of WAYS) {
      await before?.(page);
      const cursor = chart(page).getByRole('slider');
      const status = chart(page).getByRole('status');
      // The keys only tell where the mark is.
      await cursor.focus();
      for (const key of keys) await page.keyboard.press(key);
      const mark = (await cursor.locator('.hand').boundingBox())!;
      await cursor.blur();
      expect(await textOf(status), name).toBe('');
      const box = (await cursor.boundingBox())!;
      const position = { x: mark.x + mark.width / 2 - box.x, y: mark.y + mark.height / 2 - box.y };
      await cursor.hover({ position });
      const reading = await textOf(status);
      await cursor.click({ position });
      await dialog.waitFor();
      const heading = await textOf(dialog.getByRole('heading', { level: 2 }));
      // Over time the height says of which line: the figure is the one that was read of that.
      const line = /under “(.*)”$/.exec(heading)?.[1];
      const ofLine = read.source.includes(': Today')
        ? new RegExp(read.source.replace(': Today', `[:;] ${line}`))
        : read;
      const found = ofLine.exec(reading);
      expect(found, `${name}: ${reading}`).not.toBeNull();
      expect(await textOf(dialog), `${name}: ${reading}`).toContain(told(found!.slice(1)));
      await dialog.getByRole('button', { name: 'Close' }).click();
      await dialog.waitFor({ state: 'detached' });
    }
    expectNoTrouble(visitor);
  });

  it('does not take a drag, which chooses days, for a question', async () => {
    const { page } = opened();
    const cursor = page.getByRole('slider', { name: 'Time on the chart' }).first();
    await cursor.scrollIntoViewIfNeeded();
    const box = (await cursor.boundingBox())!;
    await page.mouse.move(box.x + 100, box.y + 50);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 60, { steps: 5 });
    await page.mouse.up();
    const days = page.getByLabel('Days', { exact: true });
    expect(await days.inputValue()).toBe('chosen');
    expect(await dialogOf(page).count()).toBe(0);
    await days.selectOption('around');
  });

  it('with a finger reads first and asks with the second tap', async () => {
    const visitor = await visit({ width: 390, height: 844, hasTouch: true });
    await visitor.computed();
    const { page } = visitor;
    for (const chart of [figure(page, /^In the middle run .* back to normal/), figure(page, /^By the end of /)]) {
      const cursor = chart.getByRole('slider');
      await cursor.scrollIntoViewIfNeeded();
      await cursor.tap({ position: { x: 150, y: 30 } });
      const reading = await textOf(chart.getByRole('status'));
      expect(reading).not.toBe('');
      expect(await dialogOf(page).count()).toBe(0);
      await cursor.tap({ position: { x: 150, y: 30 } });
      await dialogOf(page).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialogOf(page).waitFor({ state: 'detached' });
      expect(await textOf(chart.getByRole('status'))).toBe(reading);
    }
    expectNoTrouble(visitor);
  });
});

describe('why, of a cell of any table', () => {
  it('is asked from the table of strategies, with one tab stop, and one run is told', async () => {
    const { page } = opened();
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
    expect(await textOf(dialog)).toMatch(
      /4 runs, from [\d.]+ to [\d.]+, nine in ten of them from [\d.]+ to [\d.]+; the one in the middle has [\d.]+/,
    );
    expect(await dialog.textContent()).toContain('Told from 20 runs on');
    await dialog.getByRole('button', { name: 'Tell this run' }).press('Enter');
    const story = dialog.getByRole('list', { name: /What happens in run/ });
    await story.getByRole('listitem').first().waitFor({ timeout: 60_000 });
    expect(await story.getByRole('listitem').first().textContent()).toContain('Broken update');
    expect(await violations(page)).toEqual([]);
    // A story of another run would be a lie: it goes when another is chosen.
    const run = dialog.getByLabel('Run', { exact: true });
    await run.selectOption({ index: 0 });
    expect(await story.count()).toBe(0);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('of a chance names the runs that are back by then; of a difference those that are better, told under either strategy', async () => {
    const { page } = opened();
    const table = page.getByRole('region', { name: 'Strategies side by side' });
    const dialog = dialogOf(page);
    const first = table.locator('tbody tr').first().locator('button.cell');
    const share = (await textOf(first.nth(2))).replace('%', '');
    await first.nth(2).click();
    expect(await textOf(dialog)).toContain(
      `Back by then in ${share === '0' ? 'no run' : `${(Number(share) * 4) / 100} of 4`}`,
    );
    await page.keyboard.press('Escape');

    await page.getByLabel('Show', { exact: true }).nth(1).selectOption('differences');
    const sooner = table.locator('tbody tr').last().locator('button.cell');
    const mean = /^[+−]?[\d.]+/.exec(await textOf(sooner.first()))![0];
    await sooner.first().click();
    expect(await textOf(dialog)).toContain(`On average over 4 runs: ${mean} working days`);
    await dialog
      .getByRole('button', { name: /^run \d$/ })
      .first()
      .click();
    const run = dialog.getByLabel('Run', { exact: true });
    expect(await run.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await textOf(run.locator('option:checked'))).toMatch(/^\d \([+−]?[\d.]+: [\d.]+ less [\d.]+/);
    // Of the site that counts in this run, under one strategy and then under the other.
    expect(await textOf(dialog.getByLabel('at', { exact: true }).locator('option:checked'))).toContain(
      'the one that counts',
    );
    const under = dialog.getByLabel('under', { exact: true });
    for (const strategy of ['And weekend', 'Today']) {
      await under.selectOption({ label: strategy });
      await dialog.getByRole('button', { name: 'Tell this run' }).click();
      const story = dialog.getByRole('list', { name: new RegExp(`under “${strategy}”$`) });
      await story.getByRole('listitem').first().waitFor({ timeout: 60_000 });
    }
    await page.keyboard.press('Escape');
    await page.getByLabel('Show', { exact: true }).nth(1).selectOption('figures');
  });

  it('is asked from the tables of charts, from sites by day and from what happened on the way', async () => {
    const { page } = opened();
    const dialog = dialogOf(page);
    const asked = async (cell: Locator, told: (text: string) => string, title: RegExp): Promise<void> => {
      const text = await textOf(cell);
      await cell.focus();
      await page.keyboard.press('Enter');
      await dialog.waitFor();
      expect(await textOf(dialog.getByRole('heading', { level: 2 }))).toMatch(title);
      expect(await textOf(dialog), text).toContain(told(text));
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true);
    };
    const sites = page.getByTestId('sites').locator('tbody tr').first();
    await asked(
      sites.locator('td.cell button').first(),
      (text) => `: ${text} days of normal work`,
      /^Why\? Extra work at /,
    );
    const figures = sites.locator('td.num button');
    await asked(figures.nth(0), (text) => `In the middle run: ${text} working days.`, /^Why\? Back to normal, /);
    await asked(figures.nth(1), (text) => `One run in twenty is later than: ${text}`, /^Why\? Back to normal, /);
    await asked(figures.nth(2), (text) => `: ${text} pieces of work`, /^Why\? Time-critical work missed at /);
    const way = page.getByTestId('where').getByRole('region', { name: 'On the way there' }).locator('button.cell');
    await asked(way.first(), (text) => `: ${text} staff-hours`, /^Why\? Rebooked after a missed slot, on the way/);
    const compared = page.locator('section[aria-labelledby=comparison] > .scroll button.cell');
    await asked(compared.last(), (text) => `: ${text} working days`, /^Why\? .* “And weekend” less “Today”/);

    const missed = within(page, 'missed');
    await missed.getByRole('button', { name: 'Show as table' }).click();
    const cell = missed
      .getByRole('region', { name: /as a table$/ })
      .locator('button.cell')
      .first();
    await asked(cell, (text) => `: ${text} pieces of work`, /^Why\? Time-critical work missed: /);
    const chance = figure(page, /^By the end of /);
    await chance.getByRole('button', { name: 'Show as table' }).click();
    const last = chance
      .getByRole('region', { name: /as a table$/ })
      .locator('tbody tr')
      .last()
      .locator('button.cell')
      .first();
    await asked(last, (text) => `In 4 of 4 runs (${text}%).`, /^Why\? .* by the end of \w+ \d+ Aug, under “Today”/);
    expect(await violations(page)).toEqual([]);
  });

  it('leads to a site alone', async () => {
    const visitor = opened();
    const { page } = visitor;
    await page.getByRole('region', { name: 'Strategies side by side' }).locator('button.cell').nth(4).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Look at Practice \d+ .*alone$/ })
      .first()
      .click();
    await visitor.computed();
    expect(await page.getByRole('group', { name: 'Limited to' }).textContent()).toMatch(/Only Practice \d+/);
    await page.getByRole('button', { name: 'Look at all 26 sites' }).click();
    await visitor.computed();
  });
});
