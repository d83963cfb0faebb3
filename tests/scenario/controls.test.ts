/** The assumptions a planner moves: what they are called, what they say, and that moving one moves nothing else. */
import { isStarted, isWayOfWorking } from '../../src/catalog/backups/index.ts';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faultKinds } from '../../src/catalog/faults/index.ts';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { describeMinutes } from '../../src/scenario/controls/control.ts';
import { controlsOf, type Control } from '../../src/scenario/controls.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { built, small } from './small.ts';

function read(text = small()): Scenario {
  const { scenario, issues } = parseScenario(text, built);
  expect(issues.filter((issue) => issue.severity === 'error')).toEqual([]);
  return scenario!;
}

function control(scenario: Scenario, id: string): Control {
  const found = controlsOf(scenario, built).find((one) => one.id === id);
  if (!found)
    throw new Error(
      `no control ${id} among ${controlsOf(scenario, built)
        .map((one) => one.id)
        .join(', ')}`,
    );
  return found;
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

const scenarios: [string, Scenario, typeof built][] = [
  ['the small scenario', read(), built],
  [
    'Bolton',
    parseScenario(readFileSync('scenarios/bolton-2024-07-19.yaml', 'utf8'), builtInTemplates).scenario!,
    builtInTemplates,
  ],
  [
    'machines repaired by hand by two crews',
    parseScenario(readFileSync('scenarios/device-recovery-2024-07.yaml', 'utf8'), builtInTemplates).scenario!,
    builtInTemplates,
  ],
  ['an incident with every kind of fault', read(withEveryKind()), built],
];

/** The examples of the reference, all in one incident. */
function withEveryKind(): string {
  const examples = faultKinds.map(({ example }) => `    - ${example.replaceAll('\n', '\n      ')}\n`);
  const flat = JSON.stringify(Array.from({ length: 7 }, () => Array<number>(24).fill(1)));
  const faults = examples.join('').replace(/id: hosting-down/, 'id: first');
  return small(
    [
      'arrivals: { scheduled: { perThousandPerWeek: 100 } }',
      `arrivals: { poisson: { perThousandPerWeek: 100, profile: ${flat} } }`,
    ],
    ['  faults:\n', `  faults:\n${faults}`],
  );
}

describe.each(scenarios)('every control of %s', (_, scenario, templates) => {
  it('has an id and a label of its own', () => {
    const controls = controlsOf(scenario, templates);
    expect(controls.length).toBeGreaterThan(4);
    expect(new Set(controls.map((one) => one.id)).size).toBe(controls.length);
    expect(new Set(controls.map((one) => one.label)).size).toBe(controls.length);
  });

  it('has its value within its bounds and on one of its steps', () => {
    for (const { id, min, max, step, value } of controlsOf(scenario, templates)) {
      expect(value, id).toBeGreaterThanOrEqual(min);
      expect(value, id).toBeLessThanOrEqual(max);
      expect(Math.abs((value - min) / step - Math.round((value - min) / step)), id).toBeLessThan(1e-6);
    }
  });

  it('gives, once applied, the value it was set to, and leaves the scenario it was applied to alone', () => {
    frozen(scenario);
    for (const one of controlsOf(scenario, templates)) {
      for (const wanted of [one.min + one.step, one.max - one.step, one.value]) {
        const changed = one.apply(scenario, wanted);
        const again = controlsOf(changed, templates).find((other) => other.id === one.id);
        expect(again?.value, `${one.id} at ${wanted}`).toBeCloseTo(wanted, 5);
      }
    }
  });

  it('changes nothing when it is set to what it was', () => {
    for (const one of controlsOf(scenario, templates)) {
      const same = one.apply(scenario, one.value);
      const untouched = one.id.endsWith('-spare') ? { ...same, templates: scenario.templates } : same;
      expect(untouched, one.id).toEqual(scenario);
    }
  });

  it('moves only its own value', () => {
    const before = controlsOf(scenario, templates);
    for (const one of before) {
      const after = controlsOf(one.apply(scenario, one.max), templates);
      for (const other of before)
        if (other.id !== one.id)
          expect(after.find((again) => again.id === other.id)?.value, `${other.id} after ${one.id}`).toBe(other.value);
    }
  });
});

describe('what happens', () => {
  it('moves the halt of an update with its beginning', () => {
    const scenario = read(
      small([
        'kind: outage, id: hosting-down, component: hosting, at: 2024-07-19 05:09,',
        'kind: faulty-update, id: hosting-down, component: hosting, at: 2024-07-19 22:50, halted: 2024-07-19 23:20,',
      ]),
    );
    const moved = control(scenario, 'hosting-down-start').apply(scenario, 23 * 60 + 50).incident.faults[0]!;
    expect(moved).toMatchObject({ at: '2024-07-19 23:50', halted: '2024-07-20 00:20' });
  });

  it('stretches every figure of a repair alike', () => {
    const scenario = read();
    const moved = control(scenario, 'hosting-down-length').apply(scenario, 26 * 60).incident.faults[0]!;
    expect(moved).toHaveProperty('repair', { central: { triangular: [18 * 60, 26 * 60, 60 * 60] } });
  });

  it('says times, lengths and counts in a planner’s words', () => {
    const scenario = read();
    expect(control(scenario, 'hosting-down-start').describe(309)).toBe('05:09');
    expect(control(scenario, 'hosting-down-length')).toMatchObject({ label: 'Hosting back after', value: 780 });
    expect(control(scenario, 'hosting-down-length').describe(780)).toBe('13 h');
    expect(control(scenario, 'hosting-down-hit').describe(0.5)).toBe('1 of 2 practices');
    expect(control(scenario, 'hosting-down-hit').describe(1)).toBe('all 2 practices');
    expect([45, 60, 119, 150, 4500, 5760].map(describeMinutes)).toEqual([
      '45 min',
      '1 h',
      '119 min',
      '2 h 30 min',
      '3 days 3 h',
      '4 days',
    ]);
  });
});

describe('practices', () => {
  it('copies a built-in template before changing it, and never touches the original', () => {
    const gp = frozen({ ...read().templates['practice']! });
    const scenario = read();
    const { practice: _, ...others } = scenario.templates;
    const borrowed: Scenario = { ...scenario, templates: others };
    const spare = controlsOf(borrowed, { ...built, practice: gp }).find((one) => one.id === 'practice-spare')!;
    expect(spare.describe(spare.value)).toBe('10%');
    const changed = spare.apply(borrowed, 0.2);
    expect(changed.templates['practice']!.pools['gps']!.utilisation).toBe(0.8);
    expect(borrowed.templates['practice']).toBeUndefined();
    expect(gp.pools['gps']!.utilisation).toBe(0.9);
  });
});

describe('backups', () => {
  it('scales decision and set-up together', () => {
    const scenario = read();
    expect(control(scenario, 'paper-pack-delay').value).toBe(35);
    expect(
      control(scenario, 'paper-pack-delay').apply(scenario, 70).backups.filter(isStarted)[0]!.activation,
    ).toMatchObject({
      decision: { triangular: [20, 40, 80] },
      setUp: { fixed: 30 },
    });
  });

  it('gives a backup without any delay the delay asked for', () => {
    const scenario = read();
    expect(
      control(scenario, 'read-only-delay').apply(scenario, 20).backups.filter(isStarted)[1]!.activation.setUp,
    ).toEqual({
      fixed: 20,
    });
  });

  it('moves the shares of all covers in proportion, none above 1', () => {
    const scenario = read(
      small(
        ['    activation: { decision', '    seats: 3\n    activation: { decision'],
        [
          'share: 0.75, slowdown: 1.3, reentryMinutes: 4 } ]',
          'share: 0.4 }, { services: [ booked ], component: records/appointments, share: 0.8 } ]',
        ],
      ),
    );
    const shares = control(scenario, 'paper-pack-work')
      .apply(scenario, 0.6)
      .backups.filter(isWayOfWorking)[0]!
      .covers.map((cover) => cover.share);
    expect(shares).toEqual([0.6, 1]);
  });

  it('offers only backups that a strategy uses', () => {
    const scenario = read(
      small(['uses: [ paper-pack, read-only, ring-monday, saturday ]', 'uses: [ paper-pack, ring-monday, saturday ]']),
    );
    expect(controlsOf(scenario, built).some((one) => one.id.startsWith('read-only'))).toBe(false);
  });

  it('names preparation as the file does', () => {
    expect(control(read(), 'read-only-prepared').label).toBe('Registered and log-in tested');
  });
});

describe('the date', () => {
  const bolton = (): Scenario => scenarios[1]![1];
  const moved = (days: number): Scenario => {
    const date = control(bolton(), 'date');
    return date.apply(bolton(), date.value + days);
  };
  const windows = (scenario: Scenario): unknown[] =>
    scenario.actions.flatMap(({ when }) => ('from' in when ? [`${when.from} to ${when.to}`] : []));

  it('is said with its weekday, and moves every fault with all that it states', () => {
    const date = control(bolton(), 'date');
    expect(date.describe(date.value)).toBe('Fri 19 Jul');
    expect(date.describe(date.value + 3)).toBe('Mon 22 Jul');
    const { faults } = moved(3).incident;
    expect(faults.map(({ at }) => at)).toEqual(['2024-07-22 05:09', '2024-07-22 05:09', '2024-07-22 05:09']);
    expect(faults[0]).toMatchObject({ halted: '2024-07-22 06:27' });
  });

  it('lets a weekend clinic be on the first weekend after', () => {
    const clinic = windows(bolton())[0];
    expect(clinic).toBe('2024-07-20 08:00 to 2024-07-21 18:00');
    expect(windows(moved(3))[0]).toBe('2024-07-27 08:00 to 2024-07-28 18:00');
    expect(windows(moved(-4))[0]).toBe(clinic);
    expect(windows(moved(7))[0]).toBe('2024-07-27 08:00 to 2024-07-28 18:00');
  });

  it('keeps the distance of what has no days of the week of its own', () => {
    const [first, ...others] = bolton().actions;
    const when = { from: '2024-07-19 08:00', to: '2024-07-20 18:00' };
    const scenario: Scenario = { ...bolton(), actions: [{ ...first!, when }, ...others] };
    const date = control(scenario, 'date');
    expect(windows(date.apply(scenario, date.value + 3))[0]).toBe('2024-07-22 08:00 to 2024-07-23 18:00');
  });

  it('is followed for as many weeks as are asked for', () => {
    const days = control(bolton(), 'days');
    expect(days.describe(days.value)).toBe('Sun 11 Aug');
    expect(days.describe(days.value + 14)).toBe('Sun 25 Aug');
    expect(days.apply(bolton(), 42).days).toBe(42);
  });
});

describe('functions that come back one after another', () => {
  it('are said with the first and the last, since one figure moves them all', () => {
    const length = control(scenarios[1]![1], 'broken-update-length');
    expect(length.describe(length.value)).toBe('16 h to 44 h');
    expect(length.describe(2 * length.value)).toBe('32 h to 3 days 16 h');
  });
});
