/** `{ uncertain: ... }` in place of a number becomes its central value there and an entry of the list `uncertain`, before the schema sees the file. */
import { MINUTES } from '../../catalog/fields.ts';
import { tidy } from '../delays.ts';
import { describeValue, formatPath, type Path } from '../issue.ts';
import { AMOUNTS } from './parameter.ts';
import type { Finding } from '../schemaIssues.ts';
import { nameOf } from './paths.ts';
import { fixedBecause, leafAt } from './places.ts';
import { MAX_UNCERTAIN } from './schema.ts';

export interface Hoisted {
  /** The file with plain numbers only; the same object when nothing was hoisted. */
  readonly value: Record<string, unknown>;
  /** A path of that as a path of the file. */
  readonly original: (path: Path) => Path;
  readonly findings: readonly Finding[];
  /** Paths, formatted, at which no number could be put: what is said of them elsewhere is no news. */
  readonly blank: ReadonlySet<string>;
}

/** Mappings whose fields are named by the writer, so that one of them may be called `uncertain`. */
const NAMED_BY_WRITER = new Set<string | number>([
  'templates',
  'pools',
  'services',
  'uses',
  'functions',
  'dateFactors',
]);

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function hoist(root: Record<string, unknown>): Hoisted {
  const found: { path: Path; law: unknown }[] = [];
  const plain = replaceIn(root, [], found) as Record<string, unknown>;
  if (found.length === 0) return { value: root, original: (path) => path, findings: [], blank: new Set() };

  const findings: Finding[] = [];
  const blank = new Set<string>();
  const entries: unknown[] = Array.isArray(root['uncertain']) ? [...(root['uncertain'] as unknown[])] : [];
  const origins = new Map<number, { path: Path; law: unknown }>();
  found.forEach(({ path, law }, k) => {
    if (k > MAX_UNCERTAIN) {
      // Too many already, which the schema says once.
      blank.add(formatPath(path));
      return;
    }
    const { central, ...fields } = isMapping(law) ? law : {};
    const value = central ?? middleOf(law);
    const leaf = leafAt(plain, path, typeof value === 'string' ? amountOf(value) : 'number');
    const fixed = fixedBecause(path);
    if (fixed !== undefined || !leaf) {
      blank.add(formatPath(path));
      findings.push({
        path,
        message: 'An uncertain number cannot stand here.',
        ...(fixed === undefined
          ? { expected: 'a place where a number or a length of time stands' }
          : { expected: `one number. ${fixed}` }),
      });
      return;
    }
    const at = [...path, 'uncertain'];
    if (!isMapping(law)) {
      blank.add(formatPath(path));
      findings.push({
        path: at,
        message: 'This does not say what is believed of the number.',
        found: describeValue(law),
        expected: 'a mapping such as { range: [ 0.6, 0.8 ] }',
      });
      return;
    }
    const written = typeof value === 'string' ? amountOf(value) : 'number';
    if ((typeof value === 'number' || sizeOf(value) >= 0) && leaf.amount !== written) {
      blank.add(formatPath(path));
      findings.push({
        path: at,
        message: 'This is not in the unit of the number it is about.',
        found: AMOUNTS[written],
        expected: AMOUNTS[leaf.amount],
      });
      return;
    }
    if (value === undefined) blank.add(formatPath(path));
    else put(plain, path, central === undefined && leaf.whole && typeof value === 'number' ? Math.round(value) : value);
    origins.set(entries.length, { path, law });
    entries.push({ ...fields, of: nameOf(root, path) });
  });
  plain['uncertain'] =
    root['uncertain'] === undefined || Array.isArray(root['uncertain']) ? entries : root['uncertain'];
  return {
    value: plain,
    findings,
    blank,
    original: (path) => {
      const origin = path[0] === 'uncertain' && typeof path[1] === 'number' ? origins.get(path[1]) : undefined;
      if (!origin) return path;
      return path[2] === 'of' ? origin.path : [...origin.path, 'uncertain', ...path.slice(2)];
    },
  };
}

/** A copy without uncertain numbers (null in their places), or the value itself when there are none in it. `path` is where it stands, and is left as it was. */
function replaceIn(value: unknown, path: (string | number)[], found: { path: Path; law: unknown }[]): unknown {
  if (value === null || typeof value !== 'object') return value;
  const inside = (part: string | number, entry: unknown): unknown => {
    if (entry === null || typeof entry !== 'object') return entry;
    path.push(part);
    const inner = replaceIn(entry, path, found);
    path.pop();
    return inner;
  };
  if (Array.isArray(value)) {
    let copy: unknown[] | undefined;
    value.forEach((entry: unknown, k) => {
      const inner = inside(k, entry);
      if (inner !== entry) (copy ??= [...(value as unknown[])])[k] = inner;
    });
    return copy ?? value;
  }
  const fields = value as Mapping;
  if (isUncertain(fields, path)) {
    found.push({ path: [...path], law: fields['uncertain'] });
    return null;
  }
  let copy: Record<string, unknown> | undefined;
  for (const [name, entry] of Object.entries(fields)) {
    if (path.length === 0 && name === 'uncertain') continue;
    const inner = inside(name, entry);
    if (inner !== entry) (copy ??= { ...fields })[name] = inner;
  }
  return copy ?? value;
}

function isUncertain(fields: Mapping, path: Path): boolean {
  const names = Object.keys(fields);
  return path.length > 0 && names.length === 1 && names[0] === 'uncertain' && !NAMED_BY_WRITER.has(path.at(-1)!);
}

/** The copy made by `replaceIn` is new along every path that was found. */
function put(root: Record<string, unknown>, path: Path, value: unknown): void {
  let at = root as Record<string | number, unknown>;
  for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, unknown>;
  at[path.at(-1)!] = value;
}

/** What stands for the number when no central value is stated, as it would be typed; undefined when the law cannot be read. */
function middleOf(law: unknown): unknown {
  if (!isMapping(law)) return undefined;
  const { range, triangular, normal, lognormal, choice } = law;
  if (Array.isArray(range) && range.length === 2) return between(range[0], range[1]);
  if (Array.isArray(triangular) && triangular.length === 3) return typed(triangular[1]);
  if (isMapping(normal)) return typed(normal['mean']);
  if (isMapping(lognormal)) return typed(lognormal['median']);
  if (!Array.isArray(choice) || choice.length === 0) return undefined;
  const sorted = [...(choice as unknown[])].sort((a, b) => sizeOf(a) - sizeOf(b));
  return typed(sorted[(sorted.length - 1) >> 1]);
}

/** Halfway between two numbers, or two lengths of time, rounded to six decimals (four of a minute). */
function between(low: unknown, high: unknown): unknown {
  if (low === high) return typed(low);
  if (typeof low === 'number' && typeof high === 'number') return tidy((low + high) / 2);
  const minutes = (sizeOf(low) + sizeOf(high)) / 2;
  if (typeof low !== 'string' || typeof high !== 'string' || !Number.isFinite(minutes)) return undefined;
  if (amountOf(low) === 'working-days') return `${Math.round(minutes)} workingDays`;
  return `${Math.round(minutes * 1e4) / 1e4} min`;
}

function typed(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

function amountOf(text: string): 'minutes' | 'working-days' {
  return /workingDays?$/.test(text) ? 'working-days' : 'minutes';
}

/** A number, minutes or working days, for putting in order; NaN for anything else. */
function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const match = /^(\d{1,6}(?:\.\d{1,4})?) (min|h|days?|workingDays?)$/.exec(typeof value === 'string' ? value : '');
  return match ? Number(match[1]) * (MINUTES[match[2]!] ?? 1) : NaN;
}
