/** Zod's issues as ours: unions reduced to the branch that was probably meant, unknown fields and kinds with a suggestion. */
import type { z } from 'zod';
import { allowedFields, patternOf } from './expectations.ts';
import { hintForBoolean, hintForChoice, hintForNumber, hintForPattern } from './hints.ts';
import { describeValue, listed, valueAt, type Path } from './issue.ts';
import { nearest } from './nearest.ts';

type ZodIssue = z.core.$ZodIssue;

/** An issue before it has a line. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  readonly suggestion?: string;
}

/** More than anybody reads; the rest is not worth the time it takes to put into words. */
const MOST = 1000;

/** All problems (of the first thousand) that zod found in `input`, in its order, each said once. */
export function findings(issues: readonly ZodIssue[], input: unknown): Finding[] {
  const drafts = issues.slice(0, MOST).flatMap((issue) => flatten(issue, [], input));
  const seen = new Set<string>();
  // One issue for one place: of a value of the wrong type its length says nothing.
  const found = drafts.filter((draft) => {
    const key = JSON.stringify([draft.path, draft.isRule ?? false]);
    return !seen.has(key) && seen.add(key);
  });
  // A rule about a whole (an order, a sum) says nothing new while one of its parts cannot be read.
  const faulty = new Set(
    found.flatMap(({ isRule, path }) =>
      isRule ? [] : Array.from({ length: path.length + 1 }, (_, k) => JSON.stringify(path.slice(0, k))),
    ),
  );
  return found
    .filter((one) => !one.isRule || !faulty.has(JSON.stringify(one.path)))
    .map(({ isRule: _isRule, ...finding }) => finding);
}

type Draft = Finding & { readonly isRule?: boolean };

function keysOf(path: readonly PropertyKey[]): Path {
  return path.map((part) => (typeof part === 'number' ? part : String(part)));
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function flatten(issue: ZodIssue, prefix: Path, root: unknown): Draft[] {
  const path = [...prefix, ...keysOf(issue.path)];
  const value = valueAt(root, path);
  const found = describeValue(value);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const allowed = allowedFields(issue.message);
      const free = allowed.filter((name) => !isMapping(value) || !Object.hasOwn(value, name));
      return issue.keys
        .slice(0, MOST)
        .map((key) => unknownField([...path, key], key, free.length > 0 ? free : allowed));
    }
    case 'invalid_union':
      if (issue.errors.length > 0) return fromUnion(issue.errors, path, root);
      return [wrongKind(issue, path, value)];
    case 'invalid_key': {
      const expected = issue.issues[0]?.message ?? 'another name';
      const key = String(path.at(-1));
      return [
        withHint(
          { path, message: 'This name is not allowed.', found: describeValue(key), expected },
          hintFor(key, issue.issues[0]),
        ),
      ];
    }
    case 'invalid_element':
      return issue.issues.flatMap((inner) => flatten(inner, path, root));
    case 'custom':
      return [{ path, message: 'This breaks a rule of the format.', found, expected: issue.message, isRule: true }];
    default:
      if (value === undefined)
        return [{ path, message: `The field "${String(path.at(-1) ?? '')}" is missing.`, expected: issue.message }];
      return [
        withHint(
          {
            path,
            message: value === null ? 'Nothing is written here.' : 'This value does not fit.',
            found,
            expected: issue.message,
          },
          hintFor(value, issue),
        ),
      ];
  }
}

function withHint(finding: Finding, suggestion: string | undefined): Finding {
  return suggestion === undefined ? finding : { ...finding, suggestion };
}

/** Names people try first for a field that is called something else here. */
const SYNONYMS: Readonly<Record<string, string>> = {
  name: 'title',
  label: 'title',
  description: 'story',
  notes: 'note',
  group: 'groups',
  population: 'patients',
  listsize: 'patients',
  type: 'kind',
};

function unknownField(path: Path, key: string, allowed: readonly string[]): Finding {
  const synonym = Object.hasOwn(SYNONYMS, key.toLowerCase()) ? SYNONYMS[key.toLowerCase()] : undefined;
  return withHint(
    {
      path,
      message: `There is no field "${key.slice(0, 60)}" here.`,
      ...(allowed.length > 0 && { expected: listed(allowed.slice(0, 25)) }),
    },
    synonym !== undefined && allowed.includes(synonym) ? synonym : nearest(key, allowed),
  );
}

function wrongKind(issue: ZodIssue, path: Path, value: unknown): Finding {
  const kinds = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  const expected = listed(kinds);
  if (value === undefined) return { path, message: 'The field "kind" is missing.', expected };
  return withHint(
    { path, message: 'There is no such kind.', found: describeValue(value), expected },
    hintForChoice(value, kinds),
  );
}

function hintFor(value: unknown, issue: ZodIssue | undefined): string | undefined {
  if (!issue) return undefined;
  const pattern =
    patternOf(issue.message) ??
    (issue.code === 'invalid_format' && issue.pattern ? toRegExp(issue.pattern) : undefined);
  if (pattern) return hintForPattern(value, pattern);
  if (issue.code === 'invalid_value') return hintForChoice(value, issue.values);
  if (issue.code === 'too_big') return hintForNumber(value, 0, Number(issue.maximum));
  if (issue.code === 'invalid_type' && issue.expected === 'boolean') return hintForBoolean(value);
  if (issue.code === 'invalid_type' && (issue.expected === 'number' || issue.expected === 'int'))
    return hintForNumber(value);
  if (
    issue.code === 'invalid_type' &&
    issue.expected === 'array' &&
    issue.message === 'a list' &&
    (typeof value === 'string' || typeof value === 'number')
  )
    return `[ ${String(value).slice(0, 60)} ]`;
  return undefined;
}

function toRegExp(source: string): RegExp | undefined {
  const match = /^\/(.*)\/([a-z]*)$/s.exec(source);
  try {
    return match ? new RegExp(match[1]!, match[2]) : undefined;
  } catch {
    return undefined;
  }
}

/** How far a branch of a union is from what was written; below CLEAR it has the right shape. */
const CLEAR = 50;

function costOf(branch: readonly ZodIssue[], path: Path, root: unknown): number {
  return branch.reduce((sum, issue) => {
    const here = issue.path.length === 0;
    if (here && issue.code === 'invalid_type') return sum + 1000;
    if (here && issue.code === 'invalid_union')
      return sum + Math.min(...issue.errors.map((inner) => costOf(inner, path, root)));
    if (here && (issue.code === 'invalid_value' || issue.code === 'invalid_format'))
      return sum + (typeof valueAt(root, path) === 'string' ? 300 : 1000);
    if (here && issue.code === 'unrecognized_keys') return sum + CLEAR * issue.keys.length;
    if (issue.path.length === 1 && valueAt(root, [...path, ...keysOf(issue.path)]) === undefined) return sum + CLEAR;
    return sum + 1;
  }, 0);
}

function fromUnion(branches: readonly (readonly ZodIssue[])[], path: Path, root: unknown): Draft[] {
  const value = valueAt(root, path);
  const costs = branches.map((branch) => costOf(branch, path, root));
  const least = Math.min(...costs);
  const best = branches.filter((_, k) => costs[k] === least);
  if (best.length === 1 && (least < 300 || branches.length === 1))
    return best[0]!.flatMap((issue) => flatten(issue, path, root));
  if (value === undefined)
    return [
      { path, message: `The field "${String(path.at(-1) ?? '')}" is missing.`, expected: alternatives(branches) },
    ];
  if (isMapping(value) && least < 1000)
    return ambiguousMapping(
      branches.filter((_, k) => costs[k]! < 1000),
      path,
      value,
    );
  const suggestion = best
    .flat()
    .flatMap((issue) => (issue.path.length === 0 ? [hintFor(value, issue)] : []))
    .find((hint) => hint !== undefined);
  return [
    withHint(
      {
        path,
        message: value === null ? 'Nothing is written here.' : 'This value does not fit.',
        found: describeValue(value),
        expected: alternatives(least < 1000 ? best : branches),
      },
      suggestion,
    ),
  ];
}

/** A mapping whose fields fit several branches equally badly: `{ triangle: [...] }` where `triangular` was meant. */
function ambiguousMapping(
  branches: readonly (readonly ZodIssue[])[],
  path: Path,
  value: Record<string, unknown>,
): Draft[] {
  const issues = branches.flat();
  const allowed = [
    ...new Set(
      issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys' && issue.path.length === 0
          ? allowedFields(issue.message)
          : issue.path.length === 1
            ? [String(issue.path[0])]
            : [],
      ),
    ),
  ];
  const unknown = Object.keys(value).filter((key) => !allowed.includes(key));
  if (unknown.length > 0) return unknown.slice(0, MOST).map((key) => unknownField([...path, key], key, allowed));
  return [
    {
      path,
      message: 'This value does not fit.',
      found: describeValue(value),
      expected: `a mapping with ${listed(allowed)}`,
    },
  ];
}

/** What the branches of a union expect, each once: `a length of time such as ..., or a mapping with all, any or atLeast`. */
function alternatives(branches: readonly (readonly ZodIssue[])[]): string {
  const phrases = new Set<string>();
  const mappings = new Set<string>();
  const visit = (issue: ZodIssue): void => {
    if (issue.code === 'invalid_union' && issue.path.length === 0)
      issue.errors.forEach((branch) => branch.slice(0, 1).forEach(visit));
    else if (issue.message.startsWith('a mapping with ')) mappings.add(issue.message.slice('a mapping with '.length));
    else if (issue.code !== 'unrecognized_keys') phrases.add(issue.message);
  };
  branches.forEach((branch) => branch.slice(0, 1).forEach(visit));
  const all = [...phrases];
  if (mappings.size > 0) all.push(`a mapping with ${[...mappings].join(' or ')}`);
  return all.join(', or ');
}
