/** Numbers that are not known: how they are written, what is planned with, and what is said of those that cannot be. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWayOfWorking, type WayOfWorking } from '../../src/catalog/backups/index.ts';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { formatIssue } from '../../src/scenario/issue.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { controlsOf } from '../../src/scenario/controls.ts';
import { toModel, type Model } from '../../src/scenario/model.ts';
import { uncertainExample } from '../../src/scenario/uncertain/about.ts';
import { editorJsonSchema } from '../../src/scenario/uncertain/editorSchema.ts';
import { boundsOf } from '../../src/scenario/uncertain/parameter.ts';
import { lawWords } from '../../src/scenario/uncertain/words.ts';
import { worldModel } from '../../src/scenario/uncertain/worlds.ts';
import { scenarioJsonSchema } from '../../src/scenario/jsonSchema.ts';
import { built, issuesOf, lineOf, small } from './small.ts';

function modelOf(text: string): Model {
  const { model, issues } = parseScenario(text, { ...builtInTemplates, ...built });
  if (!model) throw new Error(issues.map(formatIssue).join('\n'));
  return model;
}

/** A backup that is a way of working, by its place in the file. */
function wayOf({ scenario }: Pick<Model, 'scenario'>, k = 0): WayOfWorking {
  return scenario.backups.filter(isWayOfWorking)[k]!;
}

/** The small scenario with the paper pack's share replaced. */
const withShare = (share: string): string => small(['share: 0.75, slowdown: 1.3', `share: ${share}, slowdown: 1.3`]);
const withList = (...entries: string[]): string =>
  `${small()}uncertain:\n${entries.map((one) => `  - ${one}\n`).join('')}`;
const SHARE = 'backups.paper-pack.covers.0.share';

describe('an uncertain number in place of a number', () => {
  it('is planned with its middle, its most likely value, or the value stated', () => {
    const central = (law: string): number => wayOf(modelOf(withShare(`{ uncertain: ${law} }`))).covers[0]!.share;
    expect(central('{ range: [ 0.6, 0.9 ] }')).toBe(0.75);
    expect(central('{ range: [ 0.6, 0.9 ], central: 0.7 }')).toBe(0.7);
    expect(central('{ triangular: [ 0.6, 0.8, 0.9 ] }')).toBe(0.8);
    expect(central('{ normal: { mean: 0.7, sd: 0.1, low: 0.5, high: 0.9 } }')).toBe(0.7);
    expect(central('{ lognormal: { median: 0.3, p90: 0.5, high: 0.9 } }')).toBe(0.3);
    expect(central('{ choice: [ 0.9, 0.5, 0.6 ] }')).toBe(0.6);
  });

  it('may be a length of time, working days or a whole number', () => {
    const model = modelOf(
      small(
        ['setUp: 15 min', 'setUp: { uncertain: { range: [ 10 min, 1 h ] } }'],
        ['target: 30 min', 'target: { uncertain: { range: [ 1 workingDays, 4 workingDays ] } }'],
        ['patients: 6800', 'patients: { uncertain: { range: [ 6000, 7001 ] } }'],
      ),
    );
    expect(wayOf(model).activation.setUp).toEqual({ fixed: 35 });
    expect(model.scenario.templates['practice']!.services['calls']!.target).toEqual({ workingDays: 3 });
    expect(model.scenario.sites[0]!.patients).toBe(6501);
    const world = worldModel(
      model,
      model.parameters.map((parameter) => boundsOf(parameter).low),
    );
    expect(wayOf(world).activation.setUp).toEqual({ fixed: 10 });
    expect(world.sites[0]!.services['calls']!.target).toEqual({ workingDays: 1 });
    expect(world.sites[0]!.patients).toBe(6000);
    expect(wayOf(model).activation.setUp).toEqual({ fixed: 35 });
  });

  it('carries its name, label, bounds and reasons', () => {
    const [parameter] = modelOf(
      withShare('{ uncertain: { range: [ 0.6, 0.9 ], why: Nobody measured it, source: Judgement } }'),
    ).parameters;
    expect(parameter).toMatchObject({
      of: SHARE,
      why: 'Nobody measured it',
      source: 'Judgement',
      central: 0.75,
      place: {
        label: 'Paper pack: share of items that can be done at all',
        unit: 'of 1',
        min: 0,
        max: 1,
        whole: false,
      },
    });
    expect(lawWords(parameter!)).toBe('60% to 90%, each value as likely');
  });

  it('means the same as an entry of the list', () => {
    const inPlace = modelOf(withShare('{ uncertain: { range: [ 0.6, 0.9 ] } }'));
    const listed = modelOf(withList(`{ of: ${SHARE}, range: [ 0.6, 0.9 ] }`));
    expect(inPlace).toEqual(listed);
  });

  it('leaves a service, pool or template that is called uncertain alone', () => {
    const text = small([/\bgps\b/g, 'uncertain']);
    expect(parseScenario(text, built).issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(modelOf(text).sites[0]!.pools['uncertain']!.title).toBe('GPs');
  });
});

describe('the list of uncertain numbers', () => {
  it('is in the order of the names, whatever the order of the file', () => {
    const a = `{ of: ${SHARE}, range: [ 0.6, 0.9 ] }`;
    const b = '{ of: actions.ring-monday.share, range: [ 0.1, 0.4 ] }';
    expect(modelOf(withList(a, b))).toEqual(modelOf(withList(b, a)));
    expect(modelOf(withList(a, b)).parameters.map(({ of }) => of)).toEqual(['actions.ring-monday.share', SHARE]);
  });

  it('reaches numbers of a kind of site that is built in, at every site of that kind', () => {
    const model = modelOf(uncertainExample);
    const utilisation = model.parameters.find(({ of }) => of === 'templates.gp-practice.pools.gps.utilisation')!;
    expect(utilisation.central).toBe(builtInTemplates['gp-practice']!.pools['gps']!.utilisation);
    const values = model.parameters.map((parameter) => (parameter === utilisation ? 0.93 : parameter.central));
    expect(worldModel(model, values).sites[0]!.pools['gps']!.utilisation).toBe(0.93);
    expect(builtInTemplates['gp-practice']!.pools['gps']!.utilisation).toBe(0.885);
  });

  it('leaves everything else of a world as it was', () => {
    const model = modelOf(uncertainExample);
    const same = worldModel(
      model,
      model.parameters.map((parameter) => parameter.central),
    );
    expect(same).toEqual(model);
  });

  it.each(['airport-2024-07-19', 'railway-2024-07-19', 'bolton-2024-07-19'])(
    '%s, planned with its central values, is itself, with everybody it serves',
    (file) => {
      const model = modelOf(readFileSync(new URL(`../../scenarios/${file}.yaml`, import.meta.url), 'utf8'));
      const world = worldModel(
        model,
        model.parameters.map((parameter) => parameter.central),
      );
      expect(world.sites[0]!.patients).toBeGreaterThan(1000);
      expect(world).toEqual(model);
    },
  );
});

describe('what cannot be uncertain is said with its place', () => {
  const cases: readonly [what: string, text: string, at: string, says: RegExp][] = [
    [
      'bounds the wrong way round',
      withShare('{ uncertain: { range: [ 0.9, 0.6 ] } }'),
      'share: { uncertain',
      /lowest value first/,
    ],
    [
      'a central value outside',
      withShare('{ uncertain: { range: [ 0.6, 0.9 ], central: 0.5 } }'),
      'share: { uncertain',
      /central value lies outside.*0\.5.*0\.6 to 0\.9/,
    ],
    [
      'a value that the field does not allow',
      withShare('{ uncertain: { range: [ 0.6, 1.2 ] } }'),
      'share: { uncertain',
      /0 to 1/,
    ],
    [
      'a length of time for a share',
      withShare('{ uncertain: { range: [ 1 h, 2 h ] } }'),
      'share: { uncertain',
      /unit of the number.*lengths of time.*plain numbers/,
    ],
    [
      'a number for a length of time',
      small(['setUp: 15 min', 'setUp: { uncertain: { range: [ 5, 20 ] } }']),
      'setUp: { uncertain',
      /unit of the number.*plain numbers.*lengths of time/,
    ],
    [
      'two units in one law',
      small(['setUp: 15 min', 'setUp: { uncertain: { range: [ 5 min, 20 ] } }']),
      'setUp: { uncertain',
      /same unit throughout/,
    ],
    [
      'an unknown unit',
      small(['setUp: 15 min', 'setUp: { uncertain: { range: [ 5 minutes, 20 minutes ] } }']),
      'setUp: { uncertain',
      /such as 30 min/,
    ],
    ['no law', withShare('{ uncertain: { central: 0.7 } }'), 'share: { uncertain', /exactly one of range/],
    [
      'two laws',
      withShare('{ uncertain: { range: [ 0.6, 0.9 ], choice: [ 0.7 ] } }'),
      'share: { uncertain',
      /exactly one of range/,
    ],
    [
      'a law that does not exist',
      withShare('{ uncertain: { ranges: [ 0.6, 0.9 ] } }'),
      'share: { uncertain',
      /no field "ranges".*range/,
    ],
    [
      'no mapping at all',
      withShare('{ uncertain: 0.7 }'),
      'share: { uncertain',
      /does not say what is believed.*Found 0\.7/,
    ],
    [
      'a law without the word',
      withShare('{ range: [ 0.6, 0.9 ] }'),
      'share: { range',
      /Did you mean \{ uncertain: \{ range: \.\.\. \} \}\?/,
    ],
    [
      'a name',
      small(['title: Tonge Fold', 'title: { uncertain: { choice: [ 1, 2 ] } }']),
      'title: { uncertain',
      /cannot stand here/,
    ],
    [
      'the length of the study',
      small([/^days: 14$/m, 'days: { uncertain: { range: [ 10, 20 ] } }']),
      'days: { uncertain',
      /same in every world/,
    ],
    ['the warm-up', withList('{ of: warmUpDays, range: [ 7, 14 ] }'), 'of: warmUpDays', /same in every world/],
    [
      'what is on record',
      withList('{ of: evidence.three-days.between.0, range: [ 1, 4 ] }'),
      'of: evidence',
      /recorded/,
    ],
    [
      'a place that does not exist',
      withList('{ of: backups.paper-box.covers.0.share, range: [ 0.6, 0.9 ] }'),
      'of: backups',
      /no such place/,
    ],
    [
      'a number that is not stated',
      withList('{ of: backups.paper-pack.seats, range: [ 1, 3 ] }'),
      'of: backups',
      /No number stands there/,
    ],
    [
      'a text by its place',
      withList('{ of: backups.paper-pack.title, range: [ 0.6, 0.9 ] }'),
      'of: backups',
      /not a number/,
    ],
    [
      'something that is not a place',
      withList('{ of: "backups..share", range: [ 0.6, 0.9 ] }'),
      'of: "backups',
      /no such place/,
    ],
    [
      'the same number twice',
      withList(`{ of: ${SHARE}, range: [ 0.6, 0.9 ] }`, `{ of: "backups[0].covers[0].share", range: [ 0.5, 0.9 ] }`),
      'of: "backups[0]',
      /same number/,
    ],
  ];
  it.each(cases)('%s', (_, text, at, says) => {
    const errors = issuesOf(text).filter(({ severity }) => severity === 'error');
    expect(errors.length, errors.map(formatIssue).join('\n')).toBeGreaterThan(0);
    expect(formatIssue(errors[0]!)).toMatch(says);
    expect(errors[0]!.line).toBe(lineOf(text, at));
  });

  it('more than two hundred', () => {
    const entries = Array.from(
      { length: 201 },
      (_, k) => `{ of: backups.paper-pack.covers.${k}.share, range: [ 0, 1 ] }`,
    );
    expect(formatIssue(issuesOf(withList(...entries))[0]!)).toMatch(/at most 200/);
  });
});

describe('worlds that could not have been written are found before anything runs', () => {
  const errorsOf = (text: string): string[] =>
    issuesOf(text)
      .filter(({ severity }) => severity === 'error')
      .map(formatIssue);
  const DECISION = 'decision: { triangular: [ 10 min, 20 min, 40 min ] }';

  it('a most likely delay above the highest', () => {
    const text = small([
      DECISION,
      'decision: { triangular: [ 10 min, { uncertain: { range: [ 12 min, 50 min ], central: 20 min } }, 40 min ] }',
    ]);
    expect(errorsOf(text).join()).toMatch(/triangular\[1\].*break a rule.*lowest, most likely and highest in order/);
  });

  it('two neighbours that overlap, but not when they are low and high together', () => {
    const overlapping = (as: string): string =>
      small([
        DECISION,
        `decision: { triangular: [ 10 min, { uncertain: { range: [ 12 min, 30 min ]${as} } }, { uncertain: { range: [ 25 min, 60 min ]${as} } } ] }`,
      ]);
    expect(errorsOf(overlapping('')).join()).toMatch(/in order/);
    expect(errorsOf(overlapping(', as: slow'))).toEqual([]);
  });

  it('shares that add up to more than 1 when all of them are high', () => {
    const sum = (high: number): string =>
      small([
        'share: 0.2 } ], nextDay: 0.5',
        `share: { uncertain: { range: [ 0.1, ${high} ] } } } ], nextDay: { uncertain: { range: [ 0.4, 0.6 ] } }`,
      ]);
    expect(errorsOf(sum(0.4))).toEqual([]);
    expect(errorsOf(sum(0.5)).join()).toMatch(/add up to at most 1/);
  });

  it('a backup that no site might have', () => {
    const text = small(['sites: { share: 0.5 }', 'sites: { share: { uncertain: { range: [ 0, 1 ] } } }']);
    expect(errorsOf(text).join()).toMatch(
      /backups\[1\]\.sites\.share.*could be drawn here would be an error.*no site has it/,
    );
  });
});

describe('worlds with more work than staff', () => {
  const warnings = (highest: number): string[] =>
    issuesOf(
      small([
        'perThousandPerWeek: 40',
        `perThousandPerWeek: { uncertain: { range: [ 40, ${highest} ], central: 40 } }`,
      ]),
    )
      .filter(({ severity }) => severity === 'warning')
      .map(formatIssue)
      .filter((line) => line.includes('highest'));
  it('are warned of, since staff are planned for the central values', () => {
    expect(warnings(80)).toHaveLength(1);
    expect(warnings(80)[0]).toMatch(
      /templates\.practice\.pools\.gps.*could not meet ordinary demand.*work for 1\d\d% of their time/,
    );
    expect(warnings(41)).toEqual([]);
  });
});

describe('the ranges of Bolton', { timeout: 30_000 }, () => {
  const text = readFileSync('scenarios/bolton-2024-07-19.yaml', 'utf8');
  const model = modelOf(text);

  it('leave what is planned with as it was', () => {
    const plain = modelOf(text.slice(0, text.indexOf('\nuncertain:')));
    expect(model.sites).toEqual(plain.sites);
    const { uncertain: _, templates: copied, ...rest } = model.scenario;
    const { templates: none, ...before } = plain.scenario;
    expect(rest).toEqual(before);
    expect([Object.keys(copied), Object.keys(none)]).toEqual([['gp-practice'], []]);
  });

  it('each have a reason, and none is about who was hit, which is on record', () => {
    expect(model.parameters.length).toBeGreaterThan(20);
    for (const { of, why } of model.parameters) expect(why, of).toBeTruthy();
    expect(model.parameters.filter(({ of }) => /faults\.[a-z-]+\.sites|^sites/.test(of))).toEqual([]);
  });

  it('give no warning', () => {
    expect(parseScenario(text, builtInTemplates).issues).toEqual([]);
  });
});

describe('whatever is written as an uncertain number', () => {
  const places = [
    'share: 0.75, slowdown: 1.3',
    'setUp: 15 min',
    'patients: 6800',
    'target: 30 min',
    'priority: 1',
    'days: 14',
    'id: tonge-fold',
    'uses: [ paper-pack, ring-monday ]',
  ];
  const amount = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(
      0,
      1,
      -1,
      0.5,
      1e308,
      -1e308,
      5e-324,
      '15 min',
      '2 workingDays',
      '999999 days',
      '1e9 h',
      null,
      '',
      [],
      {},
      '__proto__',
      true,
    ),
  );
  const list = fc.array(amount, { maxLength: 4 });
  const law = fc.oneof(
    amount,
    list,
    fc.record(
      {
        range: fc.oneof(list, fc.tuple(amount, amount)),
        triangular: fc.oneof(list, fc.tuple(amount, amount, amount)),
        normal: fc.record({ mean: amount, sd: amount, low: amount, high: amount }, { requiredKeys: [] }),
        lognormal: fc.record({ median: amount, p90: amount, low: amount, high: amount }, { requiredKeys: [] }),
        choice: list,
        central: amount,
        as: fc.constantFrom('a', 'b', 'A b', 3),
        uncertain: fc.constant({ range: [0, 1] }),
      },
      { requiredKeys: [] },
    ),
  );

  it('is read without throwing, and no world of a scenario without errors is out of bounds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), law, (place, written) => {
        const field = place.slice(0, place.indexOf(':'));
        const rest = place.includes('slowdown') ? ', slowdown: 1.3' : '';
        const text = small([place, `${field}: ${JSON.stringify({ uncertain: written })}${rest}`]);
        const { model, issues } = parseScenario(text, built);
        for (const issue of issues)
          expect(formatIssue(issue)).not.toMatch(/\n|undefined|\[object|could not be checked/);
        expect(model === undefined).toBe(issues.some(({ severity }) => severity === 'error'));
        for (const parameter of model?.parameters ?? []) {
          const { low, high } = boundsOf(parameter);
          expect(low).toBeLessThanOrEqual(parameter.central);
          expect(high).toBeGreaterThanOrEqual(parameter.central);
          expect(low).toBeGreaterThanOrEqual(parameter.place.min);
          expect(high).toBeLessThanOrEqual(parameter.place.max);
        }
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it('thousands of them are refused about as fast as anything else of that length', () => {
    const time = (word: string): number => {
      const shares = Array.from({ length: 10_000 }, () => `{ "${word}": { "range": [0, 1] } }`).join(', ');
      const from = performance.now();
      const issues = issuesOf(small(['days: 14', `days: [${shares}]`]));
      expect(issues.some(({ severity }) => severity === 'error')).toBe(true);
      return performance.now() - from;
    };
    const other = time('something');
    expect(time('uncertain')).toBeLessThan(2 * other + 500);
  });
});

describe('a scenario that is changed after it was read', () => {
  it('keeps its uncertain numbers, found by name, and loses those whose number is gone', () => {
    const { scenario } = modelOf(
      withList(`{ of: ${SHARE}, range: [ 0.6, 0.9 ] }`, '{ of: actions.ring-monday.share, range: [ 0.1, 0.4 ] }'),
    );
    const turned = toModel({ ...scenario, backups: [...scenario.backups].reverse(), actions: [] }, built);
    expect(turned.parameters.map(({ of, central }) => [of, central])).toEqual([[SHARE, 0.75]]);
    expect(wayOf(worldModel(turned, [0.61]), 1).covers[0]!.share).toBe(0.61);
  });
});

describe('sliders and uncertain numbers', () => {
  const scenario = modelOf(
    small(
      [
        'preparation: { what: Registered and log-in tested, share: 0.8 }',
        'preparation: { what: Registered and log-in tested, share: { uncertain: { range: [ 0.7, 0.9 ] } } }',
      ],
      ['setUp: 15 min', 'setUp: { uncertain: { triangular: [ 10 min, 15 min, 30 min ] } }'],
    ),
  ).scenario;
  const controls = controlsOf(scenario, built);
  const moved = (id: string, value: number, of: string): { low: number; high: number; central: number } => {
    const changed = controls.find((control) => control.id === id)!.apply(scenario, value);
    const parameter = toModel(changed, built).parameters.find((one) => one.of === of)!;
    return { ...boundsOf(parameter), central: parameter.central };
  };

  it('a range moves along, keeps its width and stays within its bounds', () => {
    const of = 'backups.read-only.preparation.share';
    const to = (value: number): readonly number[] => {
      const { low, high, central } = moved('read-only-prepared', value, of);
      return [low, central, high].map((one) => Number(one.toFixed(9)));
    };
    expect(to(0.8)).toEqual([0.7, 0.8, 0.9]);
    expect(to(0.5)).toEqual([0.4, 0.5, 0.6]);
    expect(to(0.96)).toEqual([0.86, 0.96, 1]);
  });

  it('a length of time is stretched, so that lowest, most likely and highest keep their order', () => {
    const { low, high, central } = moved('paper-pack-delay', 70, 'backups.paper-pack.activation.setUp');
    expect([low, central, high]).toEqual([20, 30, 60]);
  });

  it('the label says so, and only where it is so', () => {
    const words = (id: string): string | undefined => controls.find((control) => control.id === id)!.uncertain;
    expect(words('read-only-prepared')).toBe('uncertain: 70% to 90% in the file, moves along');
    expect(words('paper-pack-delay')).toBe('uncertain: its range moves along');
    expect(words('paper-pack-drilled')).toBeUndefined();
  });
});

describe('the reference', () => {
  it('shows an example that can be run, with every way of writing', () => {
    const model = modelOf(uncertainExample);
    expect(model.scenario.replicates).toBe(5);
    expect(model.parameters.map(({ law }) => law.kind)).toEqual(['range', 'triangular', 'lognormal', 'range']);
  });

  it('the schema for editors allows an uncertain number for numbers and lengths of time, and not for what is fixed', () => {
    const { properties, $defs } = editorJsonSchema(scenarioJsonSchema());
    const allows = (schema: object): boolean => JSON.stringify(schema).includes('#/$defs/uncertainNumber');
    expect(allows($defs!['pool']!.properties!['utilisation']!)).toBe(true);
    expect(allows($defs!['delayDistribution']!)).toBe(true);
    expect(allows($defs!['minutesDistribution']!)).toBe(true);
    for (const name of ['days', 'warmUpDays', 'runs', 'title', 'start'])
      expect(allows(properties![name]!), name).toBe(false);
    expect(allows($defs!['evidence']!)).toBe(false);
  });
});
