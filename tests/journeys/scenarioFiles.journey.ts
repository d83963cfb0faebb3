import { describe, expect, it } from 'vitest';
import { expectNoTrouble, fewRuns, scenarioText, visits } from './helpers/visit.ts';

describe('the scenario file', () => {
  const visit = visits();

  it('decides the figures: one number altered on its way gives another verdict and another hash', async () => {
    const seen: { verdict: string | null; hash: string }[] = [];
    for (const alter of [
      (text: string) => text,
      (text: string) =>
        text
          .replace(
            'emis-web/read: { triangular: [12 h, 16 h, 40 h] }',
            'emis-web/read: { triangular: [2 h, 3 h, 5 h] }',
          )
          // How sure anybody is of the middle of the three is a line of its own in the file.
          .replace('range: [13 h, 24 h], as: restoration', 'range: [3 h, 4 h], as: restoration'),
    ]) {
      const visitor = await visit({ scenario: (text) => fewRuns(alter(text)) });
      await visitor.computed();
      seen.push({ verdict: await visitor.page.locator('.verdict').textContent(), hash: await visitor.hash() });
    }
    expect(seen[0]!.hash).not.toBe(seen[1]!.hash);
    expect(seen[0]!.verdict).not.toBe(seen[1]!.verdict);
  });

  it('is refused with every problem at once, and the last good result stays', async () => {
    const visitor = await visit();
    await visitor.computed();
    const { page } = visitor;
    const verdict = await visitor.verdict.textContent();
    const broken = (await scenarioText())
      .replace('template: gp-practice', 'template: gp-practise')
      .replace('days: 28', 'days: many');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from(broken) });
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const text = (await alert.textContent()) ?? '';
    expect(text).toContain('mine.yaml was not opened');
    expect(text).toContain('days');
    expect(text).toContain('gp-practise');
    expect(await alert.getByRole('listitem').count()).toBeGreaterThanOrEqual(2);
    expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await visitor.verdict.textContent()).toBe(verdict);

    const good = fewRuns(await scenarioText()).replace(/^title: .*$/m, 'title: My own Friday');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from(good) });
    await page.getByRole('heading', { level: 1, name: 'My own Friday' }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await visitor.computed();
    expectNoTrouble(visitor);
  });

  it('that is missing is said to be missing', async () => {
    const visitor = await visit({ scenario: () => '' });
    await visitor.page.getByRole('alert').waitFor();
    expect(await visitor.page.getByRole('alert').textContent()).toContain('was not opened');
  });
});
