/** What a planner may ask besides: another day, a longer look, another strategy, more runs. */
import { describe, expect, it } from 'vitest';
import { expectNoTrouble, sharedVisit, visits } from './helpers/visit.ts';

const visit = visits();
const opened = sharedVisit();

describe('a planner', () => {
  it('lets it happen on a Monday, and follows it for longer', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const day = page.getByRole('slider', { name: 'Begins on' });
    expect(await day.getAttribute('aria-valuetext')).toBe('Fri 19 Jul');
    await day.focus();
    for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowRight');
    expect(await day.getAttribute('aria-valuetext')).toBe('Mon 22 Jul');
    await visitor.computed();
    await page
      .getByText(/peaks at .* on (Mon 22|Tue 23|Wed 24) Jul/)
      .first()
      .waitFor();

    const until = page.getByRole('slider', { name: 'Followed until' });
    await until.focus();
    await page.keyboard.press('ArrowRight');
    expect(await until.getAttribute('aria-valuetext')).toBe('Sun 18 Aug');
    await visitor.computed();
    await page.getByRole('combobox', { name: 'Days', exact: true }).selectOption({ label: 'all 35 days' });
    expectNoTrouble(visitor);
  });

  it('chooses which strategy the verdict is about', async () => {
    const visitor = opened();
    const { page } = visitor;
    const first = await visitor.verdict.textContent();
    const about = page.getByLabel('The verdict is about');
    await about.selectOption({ label: 'About: Nothing' });
    expect(await visitor.verdict.textContent()).toContain('Nothing prepared');
    expect(await visitor.verdict.textContent()).not.toBe(first);
    await about.selectOption({ label: 'About: back soonest' });
    expect(await visitor.verdict.textContent()).toBe(first);
  });

  it('asks for more runs, which go on from those that are there', async () => {
    const { page } = opened();
    await page.getByRole('button', { name: '100 more runs' }).click();
    await page.getByText(/^\d+ of 104 runs$/).waitFor();
    // The figures stand meanwhile: they are of the same study.
    expect(await page.locator('.outcome.stale').count()).toBe(0);
    await page.waitForFunction(
      () => Number(document.querySelector<HTMLElement>('[data-testid=runs-done]')?.dataset['runs']) >= 6,
    );
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText(/^\d+ of 104 runs stopped$/).waitFor();
  });
});
