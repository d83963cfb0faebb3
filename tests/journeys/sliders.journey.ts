import { describe, expect, it } from 'vitest';
import { expectNoTrouble, visits } from './helpers/visit.ts';

describe('moving a slider', () => {
  const visit = visits();

  it('gives other figures, which undo takes back exactly', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const before = await visitor.hash();
    const slider = page.getByRole('slider', { name: 'EMIS Web back after' });
    const words = await slider.getAttribute('aria-valuetext');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    expect(await slider.getAttribute('aria-valuetext')).not.toBe(words);
    await page.getByText('1 changed').waitFor();
    await visitor.computed();
    expect(await visitor.hash()).not.toBe(before);
    const asItWas = page.getByText('The record is of the day as it was');
    await asItWas.waitFor();

    await page.getByRole('button', { name: /^Undo: EMIS Web back after/ }).click();
    await visitor.computed();
    expect(await visitor.hash()).toBe(before);
    expect(await asItWas.count()).toBe(0);
    await page.getByRole('button', { name: /^Redo: EMIS Web back after/ }).click();
    await page.getByRole('button', { name: /^Reset EMIS Web back after/ }).click();
    await visitor.computed();
    expect(await visitor.hash()).toBe(before);
    expect(await slider.getAttribute('aria-valuetext')).toBe(words);
    expectNoTrouble(visitor);
  });

  it('dims what belongs to the earlier settings and says so until the new figures are there', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    await page.getByRole('slider', { name: 'EMIS Web back after' }).press('End');
    await page.getByText('Results shown: earlier settings').waitFor();
    expect(await page.locator('.outcome.stale').count()).toBe(1);
    await visitor.computed();
    expect(await page.getByText('Results shown: earlier settings').count()).toBe(0);
  });

  it('does not draw up what stands below the verdict while runs come in', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    await page.evaluate(() => {
      const heights: number[] = [];
      const look = (): void => {
        if (document.querySelector('.outcome[aria-busy="true"]'))
          heights.push(document.querySelector('.verdict')!.getBoundingClientRect().height);
        requestAnimationFrame(look);
      };
      look();
      Object.assign(globalThis, { heights });
    });
    await page.getByRole('slider', { name: 'EMIS Web back after' }).press('End');
    await page.getByText('Results shown: earlier settings').waitFor();
    await visitor.computed();
    const heights = await page.evaluate(() => (globalThis as unknown as { heights: number[] }).heights);
    expect(heights.length).toBeGreaterThan(0);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  });

  it('redraws while it moves, and a drag is one step of undo', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const box = (await page.getByRole('slider', { name: 'EMIS Web back after' }).boundingBox())!;
    const values = new Set<string | null>();
    await page.mouse.move(box.x + box.width * 0.22, box.y + box.height / 2);
    await page.mouse.down();
    for (let k = 0; k < 8; k++) {
      await page.mouse.move(box.x + box.width * (0.25 + k * 0.05), box.y + box.height / 2);
      values.add(await page.getByRole('slider', { name: 'EMIS Web back after' }).getAttribute('aria-valuetext'));
    }
    await page.mouse.up();
    expect(values.size).toBeGreaterThan(3);
    await visitor.computed();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).waitFor();
    expectNoTrouble(visitor);
  });

  it('can be stopped, keeps the last figures and runs again when asked', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const verdict = await visitor.verdict.textContent();
    await page.getByRole('slider', { name: 'EMIS Web back after' }).press('End');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Results shown: earlier settings').waitFor();
    expect(await visitor.verdict.textContent()).toBe(verdict);
    await page.getByRole('button', { name: 'Run again' }).click();
    await visitor.computed();
    expectNoTrouble(visitor);
  });
});
