/** Where in the format a number can stand: its bounds, label and unit, and the rules that bind it to its neighbours, read from the schema itself. */
import { z } from 'zod';
import { duration, MINUTES, workingDays } from '../../catalog/fields.ts';
import type { Path } from '../issue.ts';
import { scenario as scenarioSchema } from '../schema.ts';
import type { Amount } from './parameter.ts';

/** A place in the format where a number can stand. */
export interface Leaf {
  readonly amount: Amount;
  readonly whole: boolean;
  readonly min: number;
  readonly max: number;
  readonly label: string;
  readonly unit: string;
  readonly rules: readonly Rule[];
}

/** What must be true of what stands at the first `depth` parts of the path; of the number itself when `ofNumber`. */
export interface Rule {
  readonly depth: number;
  readonly ofNumber: boolean;
  readonly holds: (value: unknown) => boolean;
  readonly words: string;
}

type Schema = z.core.$ZodType;

interface Def {
  readonly type: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly items?: readonly Schema[];
  readonly valueType?: Schema;
  readonly options?: readonly Schema[];
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly getter?: () => Schema;
  readonly checks?: readonly z.core.$ZodCheck[];
}

const defOf = (schema: Schema): Def => schema._zod.def as unknown as Def;

function innermost(schema: Schema): Schema {
  const inside = defOf(schema).in;
  return inside ? innermost(inside) : schema;
}

const DURATION = innermost(duration);
const WORKING_DAYS = innermost(workingDays);
const DAYS_AT_MOST = 366;

/** The whole file is laid out by these, or they say what happened: they are the same in every world. */
const FIXED: Readonly<Record<string, string>> = {
  format: 'The format is the same in every world.',
  warmUpDays: 'Results are laid out by it, so it is the same in every world.',
  days: 'Results are laid out by it, so it is the same in every world.',
  runs: 'It says how often to look, not what is the case.',
  replicates: 'It says how often to look, not what is the case.',
  evidence: 'It is what was recorded; results are held against it.',
  uncertain: 'A law has no uncertain numbers of its own.',
};

/** Why a number at this path must be the same in every world, if it must. */
export function fixedBecause(path: Path): string | undefined {
  const first = String(path[0]);
  return Object.hasOwn(FIXED, first) ? FIXED[first] : undefined;
}

/** The place at a path of `root` (as typed, or as read) for an amount of this kind, or for any if there is none of this kind. */
export function leafAt(root: unknown, path: Path, amount: Amount): Leaf | undefined {
  const found = find(scenarioSchema, root, path, 0, []);
  const leaf = found.find((one) => one.amount === amount) ?? found[0];
  return leaf;
}

function find(schema: Schema, value: unknown, path: Path, depth: number, rules: readonly Rule[]): Leaf[] {
  const def = defOf(schema);
  const isLeaf = depth === path.length;
  const known = [...rules, ...rulesOf(def, depth, isLeaf)];
  const meta = z.globalRegistry.get(schema) as { label?: string; unit?: string } | undefined;
  const named = (found: Leaf[]): Leaf[] =>
    isLeaf && meta
      ? found.map((leaf) => ({ ...leaf, label: meta.label ?? leaf.label, unit: meta.unit ?? leaf.unit }))
      : found;
  if (def.innerType) return named(find(def.innerType, value, path, depth, known));
  if (def.getter) return named(find(def.getter(), value, path, depth, known));
  if (def.in) return named(find(def.in, value, path, depth, known));
  if (def.options) {
    // A value that is there says which of the alternatives it is.
    const fitting = isLeaf ? def.options : def.options.filter((option) => fits(option, value));
    return named(fitting.flatMap((option) => find(option, value, path, depth, known)));
  }
  if (isLeaf) return named(leafOf(schema, def, known));
  const part = path[depth]!;
  const inside =
    value !== null && typeof value === 'object' && Object.hasOwn(value, part)
      ? (value as Record<string | number, unknown>)[part]
      : undefined;
  const next = def.shape
    ? typeof part === 'string' && Object.hasOwn(def.shape, part)
      ? def.shape[part]
      : undefined
    : typeof part === 'number'
      ? (def.element ?? def.items?.[part])
      : def.valueType;
  return next ? find(next, inside, path, depth + 1, known) : [];
}

/** A mapping fits the alternative that has all of its fields, and of several kinds the one that it names. */
function fits(option: Schema, value: unknown): boolean {
  const def = defOf(option);
  const inner = def.innerType ?? def.in;
  if (inner) return fits(inner, value);
  if (def.options) return def.options.some((one) => fits(one, value));
  if (Array.isArray(value)) return def.type === 'array' || def.type === 'tuple';
  if (!def.shape) return false;
  if (value === null || typeof value !== 'object') return true;
  return Object.entries(value).every(([name, inside]) => {
    if (!Object.hasOwn(def.shape!, name)) return false;
    const field = defOf(def.shape![name]!) as { type: string; values?: readonly unknown[] };
    return field.type !== 'literal' || field.values!.includes(inside);
  });
}

function leafOf(schema: Schema, def: Def, rules: readonly Rule[]): Leaf[] {
  if (def.type === 'number') {
    const { minValue, maxValue, isInt } = schema as z.ZodNumber;
    return [
      {
        ...emptyLeaf,
        amount: 'number',
        whole: isInt,
        min: minValue ?? -Infinity,
        max: maxValue ?? Infinity,
        rules: [...rules, ...openEnds(def)],
      },
    ];
  }
  if (schema === DURATION)
    return [{ ...emptyLeaf, amount: 'minutes', min: 0, max: DAYS_AT_MOST * MINUTES['day']!, unit: 'minutes', rules }];
  if (schema === WORKING_DAYS)
    return [{ ...emptyLeaf, amount: 'working-days', whole: true, min: 0, max: 999, unit: 'working days', rules }];
  return [];
}

const emptyLeaf = { whole: false, label: 'Number', unit: '' };

/** Bounds that the number itself may not reach: `positive`. */
function openEnds(def: Def): Rule[] {
  return (def.checks ?? []).flatMap((check): Rule[] => {
    const { check: kind, value, inclusive } = check._zod.def as { check: string; value?: number; inclusive?: boolean };
    if (inclusive !== false || typeof value !== 'number') return [];
    if (kind === 'greater_than')
      return [{ depth: 0, ofNumber: true, holds: (number) => Number(number) > value, words: `more than ${value}` }];
    return kind === 'less_than'
      ? [{ depth: 0, ofNumber: true, holds: (number) => Number(number) < value, words: `less than ${value}` }]
      : [];
  });
}

/** The rules that a schema has besides its shape, in the words in which a broken one is reported. */
function rulesOf({ checks }: Def, depth: number, ofNumber: boolean): Rule[] {
  return (checks ?? []).flatMap((check): Rule[] => {
    const {
      check: kind,
      fn,
      error,
    } = check._zod.def as {
      check: string;
      fn?: (value: unknown) => unknown;
      error?: (issue: never) => unknown;
    };
    if (kind !== 'custom' || !fn) return [];
    const words = error?.({} as never);
    return [
      {
        depth,
        ofNumber,
        holds: (value) => Boolean(fn(value)),
        words: typeof words === 'string' ? words : 'a rule of the format',
      },
    ];
  });
}
