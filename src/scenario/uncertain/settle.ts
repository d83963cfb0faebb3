/** Every entry of the list `uncertain` finds its number in the scenario that was read, or says why it cannot. */
import type { Templates } from '../validate/context.ts';
import { describeValue, valueAt, type Path } from '../issue.ts';
import type { Finding } from '../schemaIssues.ts';
import type { Scenario } from '../schema.ts';
import { AMOUNTS, amountOf, highOf, lowOf, type Amount, type Place, type Uncertain } from './parameter.ts';
import { nameOf, partsOf, resolvePath } from './paths.ts';
import { fixedBecause, leafAt, type Leaf, type Rule } from './places.ts';

export interface Settled {
  readonly scenario: Scenario;
  readonly findings: readonly Finding[];
  /** The rules that bind each number to its neighbours, by the name of its place. */
  readonly rules: ReadonlyMap<string, readonly Rule[]>;
}

/** The list sorted by name and complete with places; built-in templates that it changes are copied into the scenario. */
export function settle(scenario: Scenario, builtIn: Templates): Settled {
  const entries = scenario.uncertain ?? [];
  if (entries.length === 0) return { scenario, findings: [], rules: new Map() };
  const whole = withTemplates(scenario, entries, builtIn);
  const findings: Finding[] = [];
  const rules = new Map<string, readonly Rule[]>();
  const settled: Uncertain[] = [];
  entries.forEach((entry, k) => {
    const at = (message: string, more: Partial<Finding> = {}, ...field: Path): void =>
      void findings.push({ path: ['uncertain', k, ...field], message, ...more });
    const parts = partsOf(entry.of);
    const path = parts && resolvePath(whole, parts);
    if (!path) {
      at(
        'There is no such place in the file.',
        { found: describeValue(entry.of), expected: 'a place such as backups.paper-pack.covers.0.share' },
        'of',
      );
      return;
    }
    const fixed = fixedBecause(path);
    if (fixed !== undefined) {
      at('This number cannot be uncertain.', { found: entry.of, expected: `one number. ${fixed}` }, 'of');
      return;
    }
    const leaf = leafAt(whole, path, entry.amount);
    const found = amountOf(valueAt(whole, path));
    if (!leaf || (!found && valueAt(whole, path) !== undefined)) {
      at('That is not a number.', { found: entry.of, expected: 'the place of a number or a length of time' }, 'of');
      return;
    }
    if (!found) {
      at(
        'No number stands there.',
        { found: entry.of, expected: 'a number at that place: it is planned with, and the law is about it' },
        'of',
      );
      return;
    }
    if (!isOfKind(entry.amount, found.written, leaf)) {
      const amount =
        found.written === 'workingDays' ? 'working-days' : leaf.amount === 'working-days' ? 'minutes' : leaf.amount;
      at('This is not in the unit of the number it is about.', {
        found: AMOUNTS[entry.amount],
        expected: AMOUNTS[amount],
      });
      return;
    }
    const name = nameOf(whole, path);
    if (rules.has(name)) {
      at('Two entries are about the same number.', { found: entry.of, expected: 'each number once' });
      return;
    }
    const [low, high] = [lowOf(entry.law), highOf(entry.law)];
    if (low < leaf.min || high > leaf.max) {
      at('Some of these values cannot stand there.', { found: `${low} to ${high}`, expected: wordsOf(leaf) });
      return;
    }
    if (found.value < low || found.value > high) {
      at('The central value lies outside the bounds.', {
        found: String(found.value),
        expected: `a value from ${low} to ${high}`,
      });
      return;
    }
    rules.set(name, leaf.rules);
    settled.push({ ...entry, of: name, place: placeOf(path, leaf, found, whole) });
  });
  settled.sort((a, b) => (a.of < b.of ? -1 : a.of > b.of ? 1 : 0));
  return { scenario: { ...whole, uncertain: settled }, findings, rules };
}

function isOfKind(amount: Amount, written: Place['written'], leaf: Leaf): boolean {
  if (amount === 'working-days') return written === 'workingDays';
  return leaf.amount === amount && written !== 'workingDays';
}

function wordsOf({ min, max, whole, amount }: Leaf): string {
  const kind = amount === 'minutes' ? 'minutes' : whole ? 'whole numbers' : 'numbers';
  if (min === -Infinity) return max === Infinity ? kind : `${kind} of at most ${max}`;
  return max === Infinity ? `${kind} of at least ${min}` : `${kind} from ${min} to ${max}`;
}

function placeOf(path: Path, leaf: Leaf, found: { value: number; written: Place['written'] }, root: unknown): Place {
  const { whole, min, max, label, unit } = leaf;
  const owner = titleOf(root, path);
  return {
    path,
    written: found.written,
    whole,
    min,
    max,
    label: owner === undefined ? label : `${owner}: ${label.slice(0, 1).toLowerCase()}${label.slice(1)}`,
    unit,
    central: found.value,
  };
}

/** The title of the innermost thing on the path that has one, the scenario itself left out. */
function titleOf(root: unknown, path: Path): string | undefined {
  for (let length = path.length - 1; length > 0; length--) {
    const title = valueAt(root, [...path.slice(0, length), 'title']);
    if (typeof title === 'string') return title;
  }
  return undefined;
}

/** A built-in template with an uncertain number is copied into the scenario, as when a slider changes it. */
function withTemplates(scenario: Scenario, entries: readonly Uncertain[], builtIn: Templates): Scenario {
  const used = new Set(scenario.sites.map((site) => site.template));
  const wanted = new Set(
    entries.flatMap(({ of }) => {
      const [first, id] = partsOf(of) ?? [];
      return first === 'templates' && typeof id === 'string' && used.has(id) ? [id] : [];
    }),
  );
  const copied = Object.entries(builtIn).filter(([id]) => wanted.has(id) && !Object.hasOwn(scenario.templates, id));
  return copied.length === 0
    ? scenario
    : { ...scenario, templates: { ...scenario.templates, ...Object.fromEntries(copied) } };
}
