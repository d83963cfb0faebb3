import { describe, expect, it } from 'vitest';
import { violations } from './helpers/violations.ts';
import { expectNoTrouble, visits, type Visit } from './helpers/visit.ts';

describe('the preview while a slider moves', () => {
  const visit = visits();
  const sketches = ({ page }: Visit) => page.locator('figure g.sketch');

  /** What was on the page, change by change, while something was going on. */
  async function watch({
    page,
  }: Visit): Promise<() => Promise<{ sketched: boolean; stale: boolean; verdict: string }[]>> {
    await page.evaluate(() => {
      const seen: object[] = [];
      const note = (): void => {
        const now = {
          sketched: document.querySelector('figure g.sketch') !== null,
          stale: document.querySelector('.outcome.stale') !== null,
          verdict: document.querySelector('[data-testid=verdict]')?.textContent ?? '',
        };
        if (JSON.stringify(now) !== JSON.stringify(seen.at(-1))) seen.push(now);
      };
      note();
      new MutationObserver(note).observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      Object.assign(globalThis, { seen });
    });
    return () => page.evaluate(() => (globalThis as unknown as { seen: [] }).seen);
  }

  it('is drawn as a sketch and called a preview before the new verdict is there, and gives way to the simulation', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const seen = await watch(visitor);
    await page.getByRole('slider', { name: 'EMIS Web back after' }).press('End');
    await visitor.computed();
    const states = await seen();
    const before = states[0]!.verdict;
    const first = states.findIndex(({ sketched }) => sketched);
    expect(first).toBeGreaterThan(0);
    // The verdict is still that of before, and said to be; no sketch outlives the figures it announced.
    expect(states[first]).toEqual({ sketched: true, stale: true, verdict: before });
    expect(states.every(({ sketched, stale }) => stale || !sketched)).toBe(true);
    expect(states.at(-1)).toMatchObject({ sketched: false, stale: false });
    expect(states.at(-1)!.verdict).not.toBe(before);
    expect(await page.locator('figure').getByText('Preview').count()).toBe(0);
    expect(await page.getByRole('img').first().locator('path.line').count()).toBe(4);
    expectNoTrouble(visitor);
  });

  it('has a line for every strategy shown, says in words what it is, and stays as it was made when the runs are stopped', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    await page.getByRole('slider', { name: 'EMIS Web back after' }).press('End');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await sketches(visitor).first().waitFor();
    expect(await sketches(visitor).count()).toBe(4);
    expect(await page.getByText('Preview', { exact: true }).isVisible()).toBe(true);
    expect(await page.getByText('Preview by a simple flow calculation; the simulation was stopped.').isVisible()).toBe(
      true,
    );
    expect(await page.getByRole('img', { name: /^Preview by a simple flow calculation/ }).count()).toBe(1);
    expect(await page.getByText('Results shown: earlier settings').isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);

    await page.getByRole('checkbox', { name: 'Nothing' }).uncheck();
    expect(await sketches(visitor).count()).toBe(3);
    await page.getByRole('combobox', { name: 'In' }).selectOption('days');
    expect(await sketches(visitor).count()).toBe(3);
    // How many things are to be typed up is not known to a flow: the chart of before is dimmed.
    await page.getByRole('combobox', { name: 'Of' }).selectOption('gp-practice/re-entry');
    expect(await sketches(visitor).count()).toBe(3);
    await page.getByRole('combobox', { name: 'In' }).selectOption('items');
    expect(await sketches(visitor).count()).toBe(0);
    expect(await page.locator('.panel.of-before').count()).toBe(1);
    expectNoTrouble(visitor);
  });

  it('is said to those who do not see it once, not with every move', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    await page.evaluate(() => {
      const said: string[] = [];
      new MutationObserver(() => {
        for (const status of document.querySelectorAll('[role=status]')) {
          const text = status.textContent?.trim() ?? '';
          if (text.includes('preview') && said.at(-1) !== text) said.push(text);
          if (text.startsWith('All ') && said.at(-1) !== 'done') said.push('done');
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
      Object.assign(globalThis, { said });
    });
    const slider = page.getByRole('slider', { name: 'EMIS Web back after' });
    for (let k = 0; k < 3; k++) {
      await slider.press('ArrowRight');
      await sketches(visitor).first().waitFor();
      await visitor.computed();
    }
    const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    expect(said.filter((text) => text.includes('preview'))).toEqual([
      'The chart shows a preview until the simulation is there.',
    ]);
  });

  it('is simply not there when its worker cannot be started: the page works as before', async () => {
    const visitor = await visit();
    const { page } = visitor;
    await page.route('**/fluidWorker*.js', (route) => route.fulfill({ status: 500, body: '' }));
    await visitor.computed();
    const before = await visitor.hash();
    await page.getByRole('slider', { name: 'EMIS Web back after' }).press('End');
    await page.getByText('Results shown: earlier settings').waitFor();
    await visitor.computed();
    expect(await visitor.hash()).not.toBe(before);
    expect(await sketches(visitor).count()).toBe(0);
  });

  it('does not widen a telephone, and holds to WCAG 2.2 AA there', async () => {
    const visitor = await visit({ width: 390, height: 844 });
    await visitor.computed();
    const { page } = visitor;
    await page.getByText('Change what happens').click();
    await page.getByRole('slider', { name: 'EMIS Web back after' }).press('End');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await sketches(visitor).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await violations(page)).toEqual([]);
  });
});
