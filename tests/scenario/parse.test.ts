/** Reading a scenario: what is found in a file with mistakes, where, and what to type instead. */
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { formatIssue, formatPath, type Issue } from '../../src/scenario/issue.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { MAX_CHARACTERS } from '../../src/scenario/readText.ts';
import { built, issuesOf, lineOf, SMALL, small } from './small.ts';

function only(text: string): Issue {
  const issues = issuesOf(text);
  expect(issues, issues.map(formatIssue).join('\n')).toHaveLength(1);
  return issues[0]!;
}

function at(text: string, path: string): Issue {
  const issues = issuesOf(text);
  const issue = issues.find((one) => one.path === path);
  expect(issue, issues.map(formatIssue).join('\n')).toBeDefined();
  return issue!;
}

describe('a file without mistakes', () => {
  it('gives a scenario and a model', () => {
    const { scenario, model, issues } = parseScenario(SMALL, built);
    expect(issues).toEqual([]);
    expect(scenario?.sites.map((site) => site.id)).toEqual(['tonge-fold', 'halliwell', 'urgent-care']);
    expect(model?.sites[1]?.services['same-day']?.target).toBe(240);
  });

  it('may be JSON', () => {
    const { scenario } = parseScenario(SMALL, built);
    const json = JSON.stringify(parseYaml(SMALL), null, 2);
    expect(parseScenario(json, built)).toMatchObject({ scenario, issues: [] });
  });

  it('keeps dates, times of day and words such as yes as text', () => {
    const { scenario } = parseScenario(
      small(['title: A small scenario', 'title: yes'], ['title: Bolton,', 'title: "2024-07-19",']),
      built,
    );
    expect(scenario).toMatchObject({ title: 'yes', start: '2024-07-01' });
    expect(scenario?.incident.faults[0]?.at).toBe('2024-07-19 05:09');
    expect(scenario?.groups[0]?.title).toBe('2024-07-19');
  });

  it('may have warnings and still a model', () => {
    const { model, issues } = parseScenario(small(['closedDates: []', 'closedDates: [ 2024-08-26 ]']), built);
    expect(issues.map((issue) => issue.severity)).toEqual(['warning']);
    expect(model).toBeDefined();
  });

  it('has a scenario and no model when only names are wrong', () => {
    const { scenario, model } = parseScenario(
      small(['title: Halliwell, template: practice', 'title: Halliwell, template: practise']),
      built,
    );
    expect(scenario).toBeDefined();
    expect(model).toBeUndefined();
  });
});

interface Field {
  readonly claim: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly path: string;
  readonly found?: string;
  readonly expected?: string | RegExp;
  readonly suggestion?: string;
}

const fields: Field[] = [
  { claim: 'an unknown field', from: 'days: 14\n', to: 'dayz: 14\n', path: 'dayz', suggestion: 'days' },
  {
    claim: 'name for title',
    from: 'id: hosting, title',
    to: 'id: hosting, name',
    path: 'components[0].name',
    suggestion: 'title',
  },
  { claim: 'a missing field', from: ', title: Hosting }', to: ' }', path: 'components[0].title', expected: 'text' },
  {
    claim: 'nothing after a colon',
    from: 'title: A small scenario',
    to: 'title:',
    path: 'title',
    found: 'nothing',
    expected: 'text',
  },
  {
    claim: 'a UK date',
    from: 'start: 2024-07-01',
    to: 'start: 01/07/2024',
    path: 'start',
    found: '"01/07/2024"',
    expected: 'a date such as 2024-07-19',
    suggestion: '2024-07-01',
  },
  {
    claim: 'a date that does not exist',
    from: 'start: 2024-07-01',
    to: 'start: 2024-02-30',
    path: 'start',
    expected: 'a date that exists',
  },
  {
    claim: 'an ISO date and time',
    from: '2024-07-19 05:09',
    to: '2024-07-19T05:09',
    path: 'incident.faults[0].at',
    suggestion: '2024-07-19 05:09',
  },
  {
    claim: 'a time of day without its zero',
    from: '"08:00"',
    to: '"8:00"',
    path: 'templates.practice.pools.desk.shifts[0].from',
    suggestion: '08:00',
  },
  {
    claim: 'a time of day with am',
    from: '"08:00"',
    to: '8am',
    path: 'templates.practice.pools.desk.shifts[0].from',
    suggestion: '08:00',
  },
  {
    claim: 'weekdays',
    from: 'days: mon-fri',
    to: 'days: Monday to Friday',
    path: 'templates.practice.pools.desk.shifts[0].days',
    suggestion: 'mon-fri',
  },
  {
    claim: 'hours in full',
    from: 'target: 4 h',
    to: 'target: 4 hours',
    path: 'templates.practice.services.same-day.target',
    expected: /a length of time such as 30 min, 4 h or 2 days, or a number of working days/,
    suggestion: '4 h',
  },
  {
    claim: 'working days in two words',
    from: 'target: 4 h',
    to: 'target: 2 working days',
    path: 'templates.practice.services.same-day.target',
    suggestion: '2 workingDays',
  },
  {
    claim: 'a length without a unit',
    from: 'target: 4 h',
    to: 'target: 30',
    path: 'templates.practice.services.same-day.target',
    found: '30',
    suggestion: '30 min',
  },
  {
    claim: 'a percentage',
    from: 'utilisation: 0.7',
    to: 'utilisation: 70%',
    path: 'templates.practice.pools.desk.utilisation',
    suggestion: '0.7',
  },
  {
    claim: 'a share above 1',
    from: 'share: 0.3 } ]',
    to: 'share: 30 } ]',
    path: 'templates.practice.services.calls.followOn[0].share',
    expected: 'at most 1',
    suggestion: '0.3',
  },
  {
    claim: 'a number in quotation marks',
    from: 'patients: 9000',
    to: 'patients: "9,000"',
    path: 'sites[1].patients',
    expected: /^a whole number from 0/,
    suggestion: '9000',
  },
  {
    claim: 'a fraction where whole numbers are meant',
    from: 'warmUpDays: 14',
    to: 'warmUpDays: 1.5',
    path: 'warmUpDays',
    expected: 'a whole number',
  },
  {
    claim: 'a number that is none',
    from: 'patients: 9000',
    to: 'patients: .nan',
    path: 'sites[1].patients',
    found: '.nan',
    expected: 'an ordinary number',
  },
  {
    claim: 'an infinite number',
    from: 'patients: 9000',
    to: 'patients: 1e999',
    path: 'sites[1].patients',
    found: '1e999',
  },
  {
    claim: 'one where a list is meant',
    from: 'groups: [ bolton ], uses',
    to: 'groups: bolton, uses',
    path: 'sites[0].groups',
    expected: 'a list',
    suggestion: '[ bolton ]',
  },
  {
    claim: 'yes',
    from: 'baseline: true',
    to: 'baseline: yes',
    path: 'strategies[0].baseline',
    expected: 'true or false',
    suggestion: 'true',
  },
  {
    claim: 'an unknown kind of fault',
    from: 'kind: outage',
    to: 'kind: outrage',
    path: 'incident.faults[0].kind',
    expected: /^outage\b.*faulty-update/,
    suggestion: 'outage',
  },
  {
    claim: 'an old kind of backup',
    from: 'kind: paper-pack',
    to: 'kind: paper',
    path: 'backups[0].kind',
    suggestion: 'paper-pack',
  },
  {
    claim: 'a kind that is missing',
    from: 'kind: outage, ',
    to: '',
    path: 'incident.faults[0].kind',
    expected: /^outage\b.*faulty-update/,
  },
  {
    claim: 'a misspelt choice',
    from: 'owner: practice',
    to: 'owner: practise',
    path: 'backups[0].owner',
    suggestion: 'practice',
  },
  {
    claim: 'a misspelt distribution',
    from: '{ lognormal: { mean: 2.3',
    to: '{ log-normal: { mean: 2.3',
    path: 'templates.practice.services.calls.minutes.log-normal',
    suggestion: 'lognormal',
  },
  {
    claim: 'half a distribution',
    from: '{ mean: 2.3, cv: 0.8 }',
    to: '{ mean: 2.3 }',
    path: 'templates.practice.services.calls.minutes.lognormal.cv',
    expected: 'a number from 0 to 10',
  },
  {
    claim: 'a number for a distribution',
    from: 'minutes: { fixed: 11 }',
    to: 'minutes: 11',
    path: 'templates.practice.services.booked.minutes',
    expected: /^a mapping with fixed or exponential/,
  },
  {
    claim: 'a misspelt repair',
    from: '{ central: {',
    to: '{ centre: {',
    path: 'incident.faults[0].repair.centre',
    suggestion: 'central',
  },
  {
    claim: 'one wrong figure in a repair',
    from: '[ 9 h, 13 h, 30 h ]',
    to: '[ 9 h, 13 hours, 30 h ]',
    path: 'incident.faults[0].repair.central.triangular[1]',
    suggestion: '13 h',
  },
  {
    claim: 'figures out of order',
    from: '[ 9 h, 13 h, 30 h ]',
    to: '[ 9 h, 40 h, 30 h ]',
    path: 'incident.faults[0].repair.central.triangular',
    expected: 'lowest, most likely and highest in order',
  },
  {
    claim: 'too few figures',
    from: '[ 9 h, 13 h, 30 h ]',
    to: '[ 9 h, 13 h ]',
    path: 'incident.faults[0].repair.central.triangular',
    expected: /3/,
  },
  {
    claim: 'an action without an end',
    from: 'when: { on: failure, until: restoration }',
    to: 'when: { on: failure }',
    path: 'actions[1].when',
    expected: /^either until: restoration or lasts/,
  },
  {
    claim: 'an action without its second moment',
    from: ', to: 2024-07-20 13:00 }',
    to: ' }',
    path: 'actions[0].when.to',
    expected: /^a date and time/,
  },
  {
    claim: 'a misspelt moment',
    from: 'on: failure',
    to: 'on: failiure',
    path: 'actions[1].when.on',
    suggestion: 'failure',
  },
  {
    claim: 'both utilisation and staff',
    from: 'utilisation: 0.7',
    to: 'utilisation: 0.7, staff: 2',
    path: 'templates.practice.pools.desk',
    expected: 'either utilisation or staff, not both',
  },
  {
    claim: 'an id with capitals',
    from: 'id: small\n',
    to: 'id: Small One\n',
    path: 'id',
    expected: /^lower-case letters/,
    suggestion: 'small-one',
  },
  {
    claim: 'a name with capitals in a mapping',
    from: '      same-day:\n',
    to: '      Same Day:\n',
    path: 'templates.practice.services["Same Day"]',
    suggestion: 'same-day',
  },
  {
    claim: 'a wrong requirement',
    from: '{ all: [ hosting ] }',
    to: '{ both: [ hosting ] }',
    path: 'components[1].requires.both',
    expected: 'all, any or atLeast',
  },
  {
    claim: 'a number for a requirement',
    from: '{ all: [ hosting ] }',
    to: '{ all: [ { any: [ 5 ] } ] }',
    path: 'components[1].requires.all[0].any[0]',
    found: '5',
    expected: 'a component id, or component/function, or a mapping with all or any or atLeast',
  },
];

describe('a field', () => {
  it.each(fields)('with $claim is found at its line', ({ from, to, path, found, expected, suggestion }) => {
    const text = small([from, to]);
    const issue = at(text, path);
    expect(issue.severity).toBe('error');
    const changed = text.split('\n').findIndex((line, k) => line !== SMALL.split('\n')[k]) + 1;
    expect(issue.line).toBe(changed);
    if (found !== undefined) expect(issue.found).toBe(found);
    if (typeof expected === 'string') expect(issue.expected).toBe(expected);
    else if (expected) expect(issue.expected).toMatch(expected);
    if (suggestion !== undefined) expect(issue.suggestion).toBe(suggestion);
    expect(formatIssue(issue)).not.toContain('\n');
    expect(formatIssue(issue)).not.toMatch(/[Ii]nvalid input/);
  });

  it.each(fields)('with $claim is one issue, not several', ({ from, to, path }) => {
    expect(issuesOf(small([from, to])).filter((issue) => issue.path === path)).toHaveLength(1);
  });
});

describe('all problems at once', () => {
  const text = small(
    ['start: 2024-07-01', 'start: 2024-7-1'],
    ['utilisation: 0.9', 'utilisation: 90%'],
    ['title: Halliwell, template: practice', 'title: Halliwell, template: hubb'],
    ['kind: paper-pack', 'kind: paper'],
    ['uses: [ paper-pack, ring-monday ]', 'uses: [ paper-pack, ring-mondays ]'],
  );
  const issues = issuesOf(text);

  it('are told in the order of the file', () => {
    expect(issues.map((issue) => issue.path)).toEqual([
      'start',
      'templates.practice.pools.gps.utilisation',
      'sites[1].template',
      'backups[0].kind',
      'strategies[0].uses[1]',
    ]);
    const lines = issues.map((issue) => issue.line!);
    expect([...lines].sort((a, b) => a - b)).toEqual(lines);
  });

  it('name what is wrong across the file even when some fields cannot be read', () => {
    expect(issues.find((issue) => issue.path === 'strategies[0].uses[1]')).toMatchObject({
      suggestion: 'ring-monday',
      place: 'today',
      line: lineOf(text, 'ring-mondays'),
    });
  });

  it('do not include names of entries that cannot be read', () => {
    expect(issuesOf(small(['title: Hosting }', 'titel: Hosting }'])).map((issue) => issue.path)).toEqual([
      'components[0].title',
      'components[0].titel',
    ]);
  });

  it('keep their places when an entry before them cannot be read', () => {
    const both = small(
      ['id: tonge-fold, title: Tonge Fold,', 'id: tonge-fold,'],
      ['title: Halliwell, template: practice', 'title: Halliwell, template: nowhere'],
    );
    expect(issuesOf(both).map((issue) => issue.path)).toEqual(['sites[0].title', 'sites[1].template']);
  });

  it('are not more than can be read', () => {
    const many = SMALL + Array.from({ length: 2000 }, (_, k) => `wrong${k}: 1\n`).join('');
    const list = issuesOf(many);
    expect(list).toHaveLength(501);
    expect(list.at(-1)?.message).toMatch(/^There are \d+ more issues like these\.$/);
  });
});

describe('a file that is no scenario', () => {
  it.each([
    ['nothing', '', 'The file is empty.'],
    ['blank lines', '\n\n  \n', 'The file is empty.'],
    ['comments', '# only this\n', 'The file is empty.'],
    ['a list', '- a\n- b\n', 'The file is not a scenario.'],
    ['a word', 'hello\n', 'The file is not a scenario.'],
    ['a Word file', 'PK\u0003\u0004abc', 'This is not a scenario file.'],
    ['a web page', '<!DOCTYPE html><html></html>', 'This is not a scenario file.'],
    ['bytes', 'format: 1\u0000', 'This is not a scenario file.'],
    ['another format', 'format: 2\nid: x\n', 'This file was written for a newer version of Standby.'],
    ['a format in quotation marks', 'format: "1"\nid: x\n', 'This is not a format that Standby reads.'],
    ['too much text', ' '.repeat(MAX_CHARACTERS + 1), 'The file is too large.'],
    ['too many lines', '\n'.repeat(600_000) + 'a', 'The file has too many lines.'],
  ])('because it is %s', (_, text, message) => {
    expect(only(text).message).toBe(message);
  });

  it('because its format is missing, is told so with everything else', () => {
    expect(at(small(['format: 1\n', '']), 'format')).toMatchObject({
      message: 'The field "format" is missing.',
      line: 1,
    });
  });
});

describe('YAML the format does without', () => {
  it.each([
    [
      'anchors',
      ['title: A small scenario', 'title: &name A small scenario'],
      'Anchors are not allowed.',
      'title: &name',
    ],
    ['tags', ['title: A small scenario', 'title: !!js/function A'], 'Tags are not allowed.', '!!js'],
    ['a second document', ['evidence:\n', '---\nevidence:\n'], 'A scenario file holds one document.', '---'],
    ['tabs', ['  - { id: hosting', '\t- { id: hosting'], 'A tab is used to indent.', '\t- { id'],
    [
      'a field given twice',
      ['days: 14\n', 'days: 14\ndays: 28\n'],
      'The field "days" is given twice, first on line 6.',
      'days: 28',
    ],
    ['__proto__', ['days: 14\n', 'days: 14\n__proto__: { days: 3 }\n'], 'This name is reserved.', '__proto__'],
    ['constructor', ['services:\n', 'services:\n      constructor: 3\n'], 'This name is reserved.', 'constructor:'],
    [
      'an unclosed bracket',
      ['groups: [ bolton ], uses: { records: emis-web } }\n', 'groups: [ bolton, uses: { records: emis-web } }\n'],
      'A bracket, brace or quotation mark on this line or before it is not closed.',
      '  - { id: tonge-fold',
    ],
    [
      'a colon within text',
      ['title: A small scenario', 'title: Small: a scenario'],
      'A second colon stands on this line.',
      'title: Small',
    ],
  ] as const)('such as %s', (_, change, message, line) => {
    const text = small(change);
    const issue = issuesOf(text).find((one) => one.message === message);
    expect(issue, issuesOf(text).map(formatIssue).join('\n')).toMatchObject({
      severity: 'error',
      line: lineOf(text, line),
    });
  });

  it('such as aliases, which are never expanded', () => {
    const bomb = `a: &a [ x, x ]\n${Array.from({ length: 40 }, (_, k) => `b${k}: &b${k} [ *${k === 0 ? 'a' : `b${k - 1}`}, *${k === 0 ? 'a' : `b${k - 1}`} ]\n`).join('')}`;
    const issues = issuesOf(bomb);
    expect(issues.some((issue) => issue.message === 'Aliases are not allowed.' && issue.line === 2)).toBe(true);
    expect(issues.length).toBeLessThanOrEqual(25);
  });

  it('such as YAML 1.1', () => {
    expect(issuesOf(`%YAML 1.1\n---\n${SMALL}`)[0]).toMatchObject({ message: 'Directives are not allowed.', line: 1 });
    expect(issuesOf(`%YAML 1.2\n---\n${SMALL}`)).toEqual([]);
  });

  it('such as very deep nesting', () => {
    expect(only('['.repeat(200) + ']'.repeat(200)).message).toBe('The file is nested too deeply.');
  });
});

describe('prototypes', () => {
  it('are never reached from a file', () => {
    issuesOf(
      small([
        'days: 14\n',
        'days: 14\n__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\n',
      ]),
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('an issue in one line', () => {
  it('says line, path, whose entry it is, what was found, what was expected and what was meant', () => {
    const text = small([
      'patients: 9000, groups: [ bolton ], uses: { records: emis-web }',
      'patients: 9000, groups: [ bolton ], uses: { records: emis-wbe }',
    ]);
    expect(formatIssue(only(text))).toBe(
      `Line ${lineOf(text, 'emis-wbe')}, sites[1].uses.records (halliwell): There is no component "emis-wbe". Found "emis-wbe"; expected the id of a component in this file. Did you mean emis-web?`,
    );
  });

  it('says warning when it is one', () => {
    expect(formatIssue(only(small(['closedDates: []', 'closedDates: [ 2024-08-26 ]'])))).toMatch(
      /^Warning, line 7, closedDates\[0\]: This closed date lies outside/,
    );
  });

  it('writes paths as they would be written in code', () => {
    expect(formatPath(['sites', 3, 'uses', 'records'])).toBe('sites[3].uses.records');
    expect(formatPath(['templates', 'gp-practice', 'a b', 0])).toBe('templates.gp-practice["a b"][0]');
    expect(formatPath([])).toBe('');
  });
});
