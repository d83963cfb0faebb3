/** What a field expects, in words: the error map given to zod, so that every schema issue's message is a phrase such as "a date such as 2024-07-19". */
import type { z } from 'zod';
import { listed } from './issue.ts';

type RawIssue = z.core.$ZodRawIssue;
type AnySchema = z.core.$ZodType;

/** The pattern behind an expectation, so that suggestions can be tried against it. */
const patterns = new Map<string, RegExp>();

export function patternOf(expected: string): RegExp | undefined {
  return patterns.get(expected);
}

/** Field names allowed in a mapping, hidden in the message of an unknown field. */
const ALLOWED = 'one of the fields ';

export function allowedFields(message: string): string[] {
  return message.startsWith(ALLOWED) ? message.slice(ALLOWED.length).split(' ') : [];
}

export function expectation(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int'
        ? 'a whole number'
        : (ofSchema(issue.inst as AnySchema | undefined) ?? ofType(issue.expected));
    case 'invalid_value':
      return listed(issue.values.map((value) => (typeof value === 'string' ? value : String(value))));
    case 'unrecognized_keys':
      return ALLOWED + fieldsOf(issue.inst as AnySchema | undefined).join(' ');
    case 'invalid_union':
      return issue.note === undefined ? undefined : 'a kind';
    case 'too_small':
      return bound(issue.origin, 'at least', Number(issue.minimum), issue.inclusive ?? true);
    case 'too_big':
      return bound(issue.origin, 'at most', Number(issue.maximum), issue.inclusive ?? true);
    default:
      return undefined;
  }
}

function bound(origin: string, side: 'at least' | 'at most', limit: number, inclusive: boolean): string {
  if (origin === 'string') return side === 'at least' ? 'some text' : `at most ${limit} characters`;
  if (origin === 'array' || origin === 'set') return `a list of ${side} ${limit}`;
  if (inclusive) return `${side} ${limit}`;
  return side === 'at least' ? `more than ${limit}` : `less than ${limit}`;
}

function fieldsOf(schema: AnySchema | undefined): string[] {
  const def = schema?._zod.def as { type: string; shape?: Record<string, AnySchema> } | undefined;
  return def?.shape ? Object.keys(def.shape) : [];
}

function ofType(type: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    object: 'a mapping',
    record: 'a mapping',
    array: 'a list',
    tuple: 'a list',
  };
  return words[type] ?? type;
}

/** In words, from the schema itself: its pattern, bounds or fields. */
export function ofSchema(schema: AnySchema | undefined): string | undefined {
  if (!schema) return undefined;
  const def = schema._zod.def as {
    type: string;
    shape?: Record<string, AnySchema>;
    checks?: readonly {
      _zod: { def: { check: string; format?: string; pattern?: RegExp; error?: (issue: never) => unknown } };
    }[];
  };
  if (def.type === 'string') {
    const check = def.checks?.find((candidate) => candidate._zod.def.pattern)?._zod.def;
    const words = check?.error?.({} as never);
    if (check?.pattern && typeof words === 'string') {
      patterns.set(words, check.pattern);
      return words;
    }
    return 'text';
  }
  if (def.type === 'number') {
    const { minValue, maxValue, isInt } = schema as z.ZodNumber;
    const kind = isInt ? 'a whole number' : 'a number';
    const low =
      minValue === null || !Number.isFinite(minValue) || minValue <= Number.MIN_SAFE_INTEGER ? undefined : minValue;
    const high =
      maxValue === null || !Number.isFinite(maxValue) || maxValue >= Number.MAX_SAFE_INTEGER ? undefined : maxValue;
    if (low !== undefined && high !== undefined) return `${kind} from ${low} to ${high}`;
    return low === undefined ? kind : `${kind} of at least ${low}`;
  }
  if (def.type === 'array') {
    const element = (schema as z.ZodArray).element._zod.def.type;
    return element === 'object' || element === 'union' ? 'a list of mappings' : 'a list';
  }
  if (def.type === 'object' && def.shape) {
    const names = Object.keys(def.shape);
    const required = names.filter((name) => def.shape![name]!._zod.optin !== 'optional');
    return `a mapping with ${(required.length > 0 ? required : names.slice(0, 6)).join(', ')}`;
  }
  return undefined;
}
