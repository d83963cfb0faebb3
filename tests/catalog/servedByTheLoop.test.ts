/** Kinds that the event loop serves in its own way: their fields, examples and what they compile to. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { buddy, compileBuddy, partnerOf } from '../../src/catalog/actions/buddy.ts';
import { reentryTeam } from '../../src/catalog/actions/reentryTeam.ts';
import { compileSwitchOff, switchOff } from '../../src/catalog/actions/switchOff.ts';
import { actionKinds, compileAction } from '../../src/catalog/actions/index.ts';
import { backupKinds } from '../../src/catalog/backups/index.ts';
import { prescriptionPads } from '../../src/catalog/backups/prescriptionPads.ts';
import type { ActionContext } from '../../src/catalog/effects.ts';
import { whenBacklog } from '../../src/catalog/fields.ts';
import { afterLook } from '../../src/engine/backlogTrigger.ts';
import { TICKS_PER_HOUR } from '../../src/scenario/calendar.ts';

const KINDS = [reentryTeam, buddy, switchOff, prescriptionPads] as const;

describe.each(KINDS)('$kind', ({ kind, example, fields }) => {
  test('is listed', () => expect([...actionKinds, ...backupKinds].map((one): string => one.kind)).toContain(kind));
  test('has an example that its fields read', () => {
    const { actions = [], backups = [] } = parse(example) as Record<string, unknown[]>;
    const read = (fields as z.ZodType).safeParse([...actions, ...backups][0]);
    expect(read.error?.issues).toBeUndefined();
    expect(read.data).toMatchObject({ kind });
  });
});

const first = (example: string): unknown => (parse(example) as { actions: unknown[] }).actions[0];
const window = { from: 100, to: 1000 };

test('a re-entry team is there in its hours, within the window', () => {
  const context = {
    window,
    occurrences: () => [
      { from: 0, to: 50 },
      { from: 60, to: 300 },
      { from: 900, to: 1200 },
    ],
  } as unknown as ActionContext;
  expect(compileAction(reentryTeam.fields.parse(first(reentryTeam.example)), context)).toEqual([
    { kind: 'staff', pool: 'office', people: 2, as: 're-entry', from: 100, to: 300 },
    { kind: 'staff', pool: 'office', people: 2, as: 're-entry', from: 900, to: 1000 },
  ]);
});

test('a switched-off service sends people to the telephone for as long as it is off', () => {
  const [effect] = compileSwitchOff(switchOff.fields.parse(first(switchOff.example)), { window });
  expect(effect).toMatchObject({ kind: 'switch', instead: { service: 'calls', share: 0.5 }, ...window });
});

describe('a buddy', () => {
  const action = buddy.fields.parse(first(buddy.example));
  test('takes in nobody while it has lost the same component, and in part what is left of it', () => {
    const working = [
      { from: 0, to: 200, level: 1 },
      { from: 200, to: 500, level: 0 },
      { from: 500, to: 800, level: 0.5 },
      { from: 800, to: 5000, level: 1 },
    ];
    expect(
      compileBuddy(action, { window, partnership: () => ({ partner: 'next-door', working }) }).map(
        ({ from, to, share }) => [from, to, share],
      ),
    ).toEqual([
      [100, 200, 0.3],
      [500, 800, 0.15],
      [800, 1000, 0.3],
    ]);
    expect(compileBuddy(action, { window, partnership: () => undefined })).toEqual([]);
  });
  test('is whom the file names, or the next of a ring', () => {
    const ring = (): string[] => ['a', 'b', 'c'];
    expect(partnerOf({ a: 'c' }, 'a', ring)).toBe('c');
    expect(partnerOf({ a: 'c' }, 'b', ring)).toBeUndefined();
    expect(['a', 'b', 'c', 'd'].map((site) => partnerOf({ ring: 'north' }, site, ring))).toEqual([
      'b',
      'c',
      'a',
      undefined,
    ]);
    expect(partnerOf({ ring: 'north' }, 'a', () => ['a'])).toBeUndefined();
  });
});

describe('a backlog of more than twenty calls', () => {
  const horizon = 48 * TICKS_PER_HOUR;
  const hour = (h: number): number => h * TICKS_PER_HOUR;
  const started = whenBacklog.parse({ on: 'backlog', service: 'calls', above: 20, lead: '30 min', lasts: '2 h' });
  const opened = afterLook(started, hour(10), 21, [], horizon);

  test('starts a window half an hour after the next full hour, and not again before that is over', () => {
    expect(opened).toEqual([{ from: hour(11.5), to: hour(13.5) }]);
    expect(afterLook(started, hour(10), 20, [], horizon)).toEqual([]);
    expect(afterLook(started, hour(13), 99, opened, horizon)).toBe(opened);
    expect(afterLook(started, hour(14), 99, opened, horizon)).toEqual([
      ...opened,
      { from: hour(15.5), to: hour(17.5) },
    ]);
  });

  const until = whenBacklog.parse({ on: 'backlog', service: 'calls', above: 20, below: 5 });
  const open = afterLook(until, hour(10), 21, [], horizon);

  test('holds until there are fewer than five, at the next full hour', () => {
    expect(open).toEqual([{ from: hour(11), to: horizon }]);
    expect(afterLook(until, hour(12), 5, open, horizon)).toBe(open);
    const over = afterLook(until, hour(12), 4, open, horizon);
    expect(over).toEqual([{ from: hour(11), to: hour(13) }]);
    expect(afterLook(until, hour(13), 21, over, horizon)).toEqual([...over, { from: hour(14), to: horizon }]);
  });

  test('never began for people who had not come yet when it was over', () => {
    const later = { ...until, lead: 180 };
    const coming = afterLook(later, hour(10), 21, [], horizon);
    expect(afterLook(later, hour(11), 0, coming, horizon)).toEqual([{ from: hour(14), to: hour(12) }]);
  });

  test('never ends later for being looked at: a window of its own length keeps it', () => {
    const both = whenBacklog.parse({ on: 'backlog', service: 'calls', above: 20, below: 5, lasts: '90 min' });
    const short = afterLook(both, hour(10), 21, [], horizon);
    expect(afterLook(both, hour(12), 0, short, horizon)).toBe(short);
  });
});
