/** A run told on the terminal: what is asked for, how much is printed, and what is refused. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { main } from '../../src/cli.ts';
import { HELP } from '../../src/cli/arguments.ts';
import { TRACE_LINES, TRACE_OPTIONS } from '../../src/cli/traceArguments.ts';

const folder = mkdtempSync(join(tmpdir(), 'standby-trace-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pin = (name: string): string => fileURLToPath(new URL(`../pins/${name}.yaml`, import.meta.url));

async function told(...args: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  let out = '';
  let err = '';
  const code = await main(args, { out: (text) => (out += text), err: (text) => (err += text), isTTY: false }, () => {
    throw new Error('a trace needs no study');
  });
  const lines = (text: string): string[] => text.split('\n').slice(0, -1);
  return { code, out: lines(out), err: lines(err) };
}

describe('a trace on the terminal', () => {
  test('tells the first lines from the beginning of the incident, and how to see the others', async () => {
    const { code, out } = await told(pin('update'), '--trace', '--strategy', 'more');
    expect(code).toBe(0);
    expect(out[0]).toContain('run 0, seed pins, Later and with a locum');
    expect(out[2]).toMatch(/^Tue 2024-07-09 07:30:00 \| mill \| - \| - \| Faulty update \[update\] begins/);
    expect(out).toHaveLength(2 + TRACE_LINES + 1);
    expect(out.at(-1)).toMatch(/^\d+ lines more: --trace-file FILE/);
  });

  test('writes every line to a file', async () => {
    const file = join(folder, 'hub.txt');
    const { code, out, err } = await told(pin('hub'), '--trace', '--trace-file', file, '--from', '2024-07-08');
    expect([code, out]).toEqual([0, []]);
    const lines = readFileSync(file, 'utf8').split('\n').slice(2, -1);
    expect(err).toEqual([`Written: ${file}, ${lines.length} lines`]);
    const pinned = readFileSync(new URL('../pins/hub.trace.txt', import.meta.url), 'utf8').split('\n');
    const from = pinned.indexOf('# today') + 1;
    expect(lines).toEqual(pinned.slice(from, from + lines.length));
  });

  test('is narrowed down by site, service, item, moments, strategy and run', async () => {
    const lines = async (...args: string[]): Promise<string[]> =>
      (await told(pin('update'), '--trace', ...args)).out.slice(2);
    expect((await lines('--site', 'park')).every((line) => line.split(' | ')[1] === 'park')).toBe(true);
    const results = await lines('--service', 'results', '--site', 'mill');
    expect(results.some((line) => line.includes('| results |'))).toBe(true);
    expect(results.some((line) => line.includes('| requests |'))).toBe(false);
    const item = await lines('--item', 'mill/requests/11');
    expect(item.length).toBeGreaterThan(2);
    expect(item.every((line) => line.split(' | ')[3] === 'mill/requests/11')).toBe(true);
    const hour = await lines('--from', '2024-07-09 10:00', '--to', '2024-07-09 11:00');
    expect(hour.every((line) => line.startsWith('Tue 2024-07-09 10:'))).toBe(true);
    expect((await lines('--strategy', 'twin')).join()).not.toContain('cannot start');
    expect(await lines('--run', '1')).not.toEqual(await lines('--run', '0'));
  });

  test('says why an item waits, at a moment and throughout', async () => {
    const { code, out } = await told(
      ...[pin('outage'), '--trace', '--item', 'mill/visits/14', '--why', '--at', '2024-07-09 14:00'],
    );
    expect(code).toBe(0);
    expect(out[1]).toBe('Tue 2024-07-09 14:00:00: mill/visits/14, Booked visits [visits] at Mill Lane Surgery [mill]');
    expect(out[3]).toContain('Paper pack [paper] does not carry it: the hours it can be in force are used up');
    expect(out.at(-1)).toContain('Hosting [hosting] failed at Mill Lane Surgery [mill]: Hosting stops [hosting-down]');
    const throughout = await told(pin('outage'), '--trace', '--item', 'mill/visits/14', '--why');
    expect(throughout.out.join('\n')).toContain(out.slice(1).join('\n'));
    const early = await told(pin('outage'), '--trace', '--item', 'mill/visits/14', '--why', '--at', '2024-07-08 09:00');
    expect(early.out.at(-1)).toBe('It does not wait then: it has not come.');
  });

  test.each([
    [['--site', 'elsewhere'], '--site: there is no site "elsewhere"; there are walk-in, mill.'],
    [['--service', 'x'], '--service: there is no service "x"; there are seen, same-day.'],
    [['--strategy', 'x'], '--strategy: there is no strategy "x"; there are today, pass-on, and twin.'],
    [
      ['--item', 'mill/same-day'],
      '--item: found "mill/same-day", expected site/service/number, such as practice-1/calls/17.',
    ],
    [['--item', 'mill/seen/1'], '--item: there is no service "seen"; there are same-day.'],
    [['--item', 'mill/same-day/1+x'], '--item: there is no extra demand "x".'],
    [
      ['--item', 'mill/same-day/99999'],
      '--item: number 99999 of same-day does not come to mill in run 0 of pin-hub; they are numbered from 0.',
    ],
    [['--run', '-1'], '--run: found "-1", expected a whole number from 0 to 999999.'],
    [['--from', '2024-02-30'], '--from: found "2024-02-30", expected a moment such as "2024-07-19 08:00".'],
    [
      ['--to', '2025-01-01'],
      '--to: 2025-01-01 00:00 is outside the study, which runs from 2024-07-08 00:00 to 2024-07-11 00:00.',
    ],
    [['--from', '2024-07-10', '--to', '2024-07-09'], '--to is not after --from.'],
    [['--why'], '--why needs --item: which item is asked about.'],
    [['--at', '2024-07-09'], '--at belongs to --why.'],
    [['--item', 'mill/same-day/1', '--site', 'mill'], '--site does not go with --item, which names one already.'],
    [['--runs', '5'], '--runs belongs to a study of many runs, not to --trace.'],
    [['--strategy', 'today', 'pass-on'], '--strategy: a trace tells one strategy at a time.'],
    [
      ['--trace-file', join(folder, 'no', 'such')],
      `--trace-file: the folder ${join(folder, 'no')} does not exist or cannot be written to.`,
    ],
  ])('refuses %j in one line', async (args, problem) => {
    const run = args[0] === '--run' ? ['--run=-1'] : args;
    expect(await told(pin('hub'), '--trace', ...run)).toEqual({ code: 2, out: [], err: [problem] });
  });

  test('its options do nothing without it, and each is explained', async () => {
    expect(await told(pin('hub'), '--site', 'mill', '--why')).toEqual({
      code: 2,
      out: [],
      err: ['--site belongs to --trace.', '--why belongs to --trace.'],
    });
    for (const option of Object.keys(TRACE_OPTIONS)) expect(HELP).toContain(`  --${option} `);
  });
});
