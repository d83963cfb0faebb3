/** Whatever is opened as a scenario, reading it ends soon and throws nothing. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatIssue } from '../../src/scenario/issue.ts';
import { distance, nearest } from '../../src/scenario/nearest.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { slowness, took } from '../helpers/took.ts';
import { MAX_CHARACTERS, MAX_MARKS } from '../../src/scenario/readText.ts';
import { Dice } from '../helpers/dice.ts';
import { built, SMALL } from './small.ts';

/** Reads, and holds the result to its promises. */
function read(text: string): void {
  const { scenario, model, issues } = parseScenario(text, built);
  const hasErrors = issues.some((issue) => issue.severity === 'error');
  expect(model !== undefined).toBe(!hasErrors);
  if (model) expect(scenario).toBeDefined();
  for (const issue of issues) {
    const line = formatIssue(issue);
    expect(line).not.toMatch(/\n|undefined|\[object|could not be checked/);
    expect(line.length).toBeLessThan(2000);
  }
}

/** In less than two seconds. */
function quickly(text: string, limit = 2000): void {
  const { ms } = took(() => read(text));
  expect(ms < limit ? ms : ms / slowness()).toBeLessThan(limit);
}

/** The small scenario, and after it as many lines as a file may have characters, marks or lines. */
function filled(head: string, line: (k: number) => string): string {
  const parts = [head];
  let [length, marks] = [head.length, 5000];
  for (let k = 0; ; k++) {
    const next = line(k);
    length += next.length;
    marks += next.replace(/[^:,{}[\]?\n-]/g, '').length;
    if (length > MAX_CHARACTERS || marks > MAX_MARKS) return parts.join('');
    parts.push(next);
  }
}

const lines = SMALL.split('\n');

describe('any text', () => {
  it('is read without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), read), { numRuns: 500 });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'{}[]:,-?&*!|>\'"%#@` \n\tab1.~'.split(''), '\n  ', ': ', '- '), { maxLength: 80 }),
        (parts) => read(parts.join('')),
      ),
      { numRuns: 1500 },
    );
  }, 60_000);

  it('is read without throwing when it is JSON', () => {
    fc.assert(fc.property(fc.json(), read), { numRuns: 300 });
  }, 60_000);
});

describe('the small scenario', () => {
  it('is read without throwing with any characters changed', () => {
    const change = fc.record({
      at: fc.nat(SMALL.length - 1),
      cut: fc.nat(12),
      put: fc.oneof(
        fc.constantFrom(
          '',
          ' ',
          '\n',
          '{',
          '}',
          '[',
          ']',
          ':',
          ': ',
          '- ',
          '&a ',
          '*a',
          '!!x ',
          '"',
          "'",
          '#',
          '0',
          '-1',
          '1e400',
          '.nan',
          'null',
          'true',
          '~',
          '__proto__',
          'constructor',
        ),
        fc.string({ maxLength: 5 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) =>
        read(changes.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), SMALL)),
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  it('is read without throwing with lines dropped, doubled and swapped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('drop', 'double', 'swap'), fc.nat(lines.length - 2)), {
          minLength: 1,
          maxLength: 5,
        }),
        (changes) => {
          const text = [...lines];
          for (const [what, k] of changes) {
            if (what === 'drop') text.splice(k, 1);
            else if (what === 'double') text.splice(k, 0, text[k] ?? '');
            else [text[k], text[k + 1]] = [text[k + 1] ?? '', text[k] ?? ''];
          }
          read(text.join('\n'));
        },
      ),
      { numRuns: 200 },
    );
  }, 60_000);

  it('is read without throwing with any value in place of any value', () => {
    const values = fc.constantFrom(
      'null',
      '[]',
      '{}',
      '""',
      '0',
      '-5',
      '1.5',
      '1e300',
      'true',
      'x',
      '[ 1, [ 2 ] ]',
      '{ a: { b: c } }',
      'mon-fri',
      '2024-07-19',
      '4 h',
      '{ share: 1 }',
      '{ fixed: 1 }',
      '{ kind: outage }',
      '[ tonge-fold ]',
      'tonge-fold',
    );
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.nat(8), values, (line, nth, value) => {
        let seen = 0;
        const text = lines.map((content, k) =>
          k !== line
            ? content
            : content.replace(/: (\{|\[)?[^,{}[\]]*/g, (match) => (seen++ === nth ? `: ${value}` : match)),
        );
        read(text.join('\n'));
      }),
      { numRuns: 400 },
    );
  }, 60_000);
});

describe('files made to do harm', () => {
  const many = 100_000;
  it.each([
    ['open brackets', '['.repeat(many)],
    ['open braces', '{a: '.repeat(many / 2)],
    ['lists in lists', '- '.repeat(20_000)],
    ['keys of keys', '? '.repeat(20_000)],
    ['colons', ': '.repeat(20_000)],
    ['steps inwards', Array.from({ length: 1000 }, (_, k) => `${' '.repeat(k)}a:\n`).join('')],
    ['anchors', '&a '.repeat(many)],
    ['documents', '---\n'.repeat(20_000)],
    ['exclamation marks', '!'.repeat(many)],
    ['directives', '%a\n'.repeat(20_000)],
    ['an open quotation mark', `"${'a\n'.repeat(many)}`],
    ['backslashes', `"${'\\'.repeat(many)}`],
    ['fields', Array.from({ length: 20_000 }, (_, k) => `k${k}: v`).join('\n')],
    ['the same field', 'a: 1\n'.repeat(30_000)],
    ['errors', `format: 1\nsites: [${'{ id: 1 },'.repeat(3000)}]`],
    [
      'unknown names',
      SMALL.replace(
        'sites:\n',
        `sites:\n${Array.from({ length: 3000 }, (_, k) => `  - { id: s${k}, title: S, template: praktice${k}, groups: [ g${k} ] }\n`).join('')}`,
      ),
    ],
    ['strange keys', `${SMALL}"\\u0000": 1\n? [ a ]\n: 2\n? { b: c }\n: 3\nnull: 4\n1.5: 5\n: 6\n`],
    ['a long title', SMALL.replace('A small scenario', 'x'.repeat(1_000_000))],
    ['a long id', SMALL.replace('id: halliwell', `id: ${'x'.repeat(100_000)}`)],
    ['long requirements', SMALL.replace('[ hosting ]', `[ ${'{ all: [ '.repeat(20)}hosting${' ] }'.repeat(20)} ]`)],
    [
      'a shape for every site',
      SMALL.replace(
        'sites:\n',
        `sites:\n${Array.from({ length: 1000 }, (_, k) => `  - { id: s${k}, title: S, template: practice, patients: 10, groups: [ bolton ], uses: { records: emis-web, x${k}: hosting } }\n`).join('')}`,
      ),
    ],
    [
      'many components in a row',
      SMALL.replace(
        'components:\n',
        `components:\n${Array.from({ length: 3000 }, (_, k) => `  - { id: c${k}, title: C, requires: ${k === 0 ? 'hosting' : `c${k - 1}`} }\n`).join('')}`,
      ),
    ],
  ])('such as %s are read within two seconds', (_, text) => quickly(text), 20_000);

  const sources = `${SMALL}sources:\n`;
  it.each([
    ['comments', () => filled(SMALL, (k) => `# line ${k} ${'x'.repeat(60)}\n`)],
    [
      'long sources',
      () => filled(sources, (k) => `  - { figure: f${k}, basis: assumption, source: "${'y'.repeat(300)}" }\n`),
    ],
    ['short sources', () => filled(sources, (k) => `  - { figure: f${k}, basis: assumption, source: y }\n`)],
    ['wrong sources', () => filled(sources, (k) => `  - { figur: f${k}, basis: guess }\n`)],
    ['evidence', () => filled(SMALL, (k) => `  - { id: e${k}, claim: C }\n`)],
    ['white space', () => filled(SMALL, () => `${' '.repeat(200)}\n`)],
    ['one long text', () => filled(`${SMALL}story: "`, () => '😀'.repeat(50))],
    ['dashes', () => filled('', () => '- ')],
    ['ten megabytes', () => `${SMALL}# ${'x'.repeat(10_000_000)}`],
    [
      'ten megabytes of entries',
      () => `${SMALL}sources:\n${'  - { figure: f, basis: assumption, source: y }\n'.repeat(210_000)}`,
    ],
  ])(
    'as large as a file may be, or larger, and full of %s, are read within two seconds',
    (_, text) => quickly(text()),
    30_000,
  );
});

describe('a built-in scenario', () => {
  const files = readdirSync('scenarios').filter((file) => file.endsWith('.yaml'));
  it.each(files)(
    '%s is read without throwing, cut off anywhere or with its lines dropped, doubled and swapped',
    (file) => {
      const whole = readFileSync(join('scenarios', file), 'utf8');
      const all = whole.split('\n');
      for (let number = 0; number < 40; number++) {
        const dice = new Dice(number);
        if (dice.chance(0.5)) {
          quickly(whole.slice(0, dice.whole(0, whole.length)));
          continue;
        }
        const text = [...all];
        for (let times = dice.whole(1, 4); times > 0; times--) {
          const k = dice.whole(0, text.length - 2);
          const what = dice.whole(0, 2);
          if (what === 0) text.splice(k, 1);
          else if (what === 1) text.splice(k, 0, text[k]!);
          else [text[k], text[k + 1]] = [text[k + 1]!, text[k]!];
        }
        quickly(text.join('\n'));
      }
    },
    120_000,
  );
});

describe('a scenario of the size of England', () => {
  it('is read in seconds', () => {
    const sites = Array.from(
      { length: 6200 },
      (_, k) =>
        `  - { id: p${k}, title: Practice ${k}, template: practice, patients: ${3000 + k}, groups: [ bolton ], uses: { records: emis-web } }\n`,
    ).join('');
    const text = SMALL.replace('sites:\n', `sites:\n${sites}`);
    const from = performance.now();
    const { model, issues } = parseScenario(text, built);
    expect(performance.now() - from).toBeLessThan(8000);
    expect(issues.map((issue) => issue.message)).toEqual(['There are many items in each run: it will be slow.']);
    expect(model?.sites).toHaveLength(6203);
  }, 20_000);
});

describe('did you mean', () => {
  it('counts edits, a swap as one', () => {
    expect([
      distance('kitten', 'sitting'),
      distance('same-dya', 'same-day'),
      distance('', 'abc'),
      distance('abc', 'abc'),
    ]).toEqual([3, 1, 3, 0]);
    expect(distance('abcdefgh', 'zzzzzzzz', 3)).toBe(4);
  });

  it('is symmetric and never more than the longer word', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
      }),
    );
  });

  it('finds the word that was meant, and says nothing rather than nonsense', () => {
    const known = ['records', 'same-day', 'emis-web', 'paper-pack', 'perThousandPerWeek'];
    expect(nearest('recrods', known)).toBe('records');
    expect(nearest('Same Day', known)).toBe('same-day');
    expect(nearest('emis', known)).toBe('emis-web');
    expect(nearest('per_thousand_per_week', known)).toBe('perThousandPerWeek');
    expect(nearest('zebra', known)).toBeUndefined();
    expect(nearest('', known)).toBeUndefined();
  });
});
