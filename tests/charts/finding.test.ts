import { describe, expect, it } from 'vitest';
import { csv } from '../../src/charts/csv.ts';
import { amount, peakFinding } from '../../src/charts/finding.ts';
import { plainNumber } from '../../src/charts/number.ts';
import { domainOf, linear } from '../../src/charts/scale.ts';

const START = '2024-07-15';
const line = (name: string, baseline: boolean, peak: number, at: number) => ({
  name,
  baseline,
  line: Array.from({ length: 200 }, (_, hour) => (hour >= at ? Math.max(0, peak - (hour - at)) : 0)),
});

describe('the sentence above the chart', () => {
  it('says where the baseline peaks and how far the furthest other one is from it', () => {
    const lines = [line('Nothing', false, 640, 115), line('Today', true, 600, 114), line('Read-only', false, 490, 114)];
    expect(peakFinding(lines, START, 'Extra work', 'hours of work')).toBe(
      'Extra work peaks at 600 hours of work on Fri 19 Jul, 18:00, under “Today”; at 490 under “Read-only”',
    );
  });

  it('speaks of what is drawn: without the baseline, of the first line', () => {
    expect(peakFinding([line('Read-only', false, 490, 114)], START, 'Extra work', 'hours of work')).toBe(
      'Extra work peaks at 490 hours of work on Fri 19 Jul, 18:00, under “Read-only”',
    );
  });

  it('does not set two equal numbers against each other', () => {
    expect(
      peakFinding([line('Today', true, 600, 114), line('Other', false, 600.2, 114)], START, 'Extra work', 'hours'),
    ).not.toContain('Other');
  });

  it('says so when there is nothing to see', () => {
    expect(peakFinding([line('Today', true, 0, 114)], START, 'Extra work', 'hours')).toBe(
      'Extra work: nothing above an ordinary week in the middle run',
    );
    expect(peakFinding([], START, 'Extra work', 'hours')).toBe('No strategy is switched on');
  });
});

describe('numbers on charts', () => {
  it('have commas, few decimals and a real minus sign', () => {
    expect([1240, 8.44, -12, 0, -0.001, 0.5, 999.6, 12345678].map(plainNumber)).toEqual([
      '1,240',
      '8.4',
      '−12',
      '0',
      '0',
      '0.5',
      '1,000',
      '12,345,678',
    ]);
  });

  it('are counted in the singular once', () => {
    expect(amount(1, 'hours of work')).toBe('1 hour of work');
    expect(amount(2, 'hours of work')).toBe('2 hours of work');
    expect(amount(1, 'people')).toBe('1 person');
    expect(amount(1, 'items')).toBe('1 item');
  });
});

describe('scales', () => {
  it('map a domain to pixels and back', () => {
    const x = linear([24, 48], [100, 340]);
    expect(x(36)).toBe(220);
    expect(x.invert(220)).toBe(36);
  });

  it('end on round numbers over the highest band, never below it', () => {
    for (const high of [0.3, 7, 99, 101, 640, 1234, 98765]) {
      const [low, top] = domainOf([0, high], 5);
      expect(low).toBe(0);
      expect(top).toBeGreaterThanOrEqual(high);
    }
  });

  it('go just as far below zero as the values do when that is a little', () => {
    expect(domainOf([-6, 1100], 4)).toEqual([-6, 1200]);
    const [low] = domainOf([-600, 1100], 4);
    expect(low).toBeLessThanOrEqual(-600);
  });
});

describe('files for a spreadsheet', () => {
  it('quote what needs it, and a cell that would be a formula is made harmless', () => {
    expect(
      csv([
        ['Time', 'A, b'],
        ['=1+1', 2.5],
        ['say "no"', null],
      ]),
    ).toBe('\uFEFFTime,"A, b"\r\n\'=1+1,2.5\r\n"say ""no""",\r\n');
  });
});
