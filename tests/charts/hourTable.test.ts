import { describe, expect, it } from 'vitest';
import { hourReading, hourRows, lineOfColumn } from '../../src/charts/hourTable.ts';

const lines = ['today', 'paper'].map((id, k) => ({
  id,
  name: id,
  line: [0, 10 * (k + 1), 0.5],
  low: [0, 5, 0],
  high: [0, 30, 1],
}));

describe('lines over the hours as a table', () => {
  const [heading, ...rows] = hourRows(lines, '2024-07-19', 3);

  it('has three figures a line in a row an hour, and a heading for each', () => {
    expect(rows).toHaveLength(3);
    for (const row of [heading!, ...rows]) expect(row).toHaveLength(7);
    expect(rows[1]).toEqual([expect.stringContaining('01:00'), 10, 5, 30, 20, 5, 30]);
  });

  it('knows of which line the figures of a column are: the one named in its heading', () => {
    heading!.slice(1).forEach((text, k) => expect(text).toContain(lineOfColumn(lines, k + 1)));
    expect(lineOfColumn(lines, 7)).toBeUndefined();
  });

  it('is read an hour at a time, as far as there are hours', () => {
    expect(hourReading(lines, '2024-07-19', 1, 3)).toMatch(/01:00: today 10 \(5–30\); paper 20 \(5–30\)$/);
    expect(hourReading(lines, '2024-07-19', 9, 3)).toMatch(/02:00: today 0.5/);
    expect(hourReading(lines, '2024-07-19', null, 3)).toBe('');
  });
});
