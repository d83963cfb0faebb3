/** YAML nodes to plain values, and where each of them stands in the text. */
import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { describeValue, formatPath, type Issue, type Path } from './issue.ts';
import type { Place } from './readText.ts';

const MAX_VALUE_ISSUES = 200;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Nodes to plain values; what has no place in the format becomes an issue and is left out. */
export function plainValue(
  node: ParsedNode | null,
  path: Path,
  issues: Issue[],
  place: (offset: number) => Place,
): unknown {
  if (node === null || isAlias(node)) return null;
  if (isScalar(node)) {
    const { value } = node;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      issues.push({
        severity: 'error',
        path: formatPath(path),
        ...place(node.range[0]),
        message: 'This is not a number that can be used.',
        found: node.source ?? String(value),
        expected: 'an ordinary number',
      });
      return undefined;
    }
    return typeof value === 'bigint' ? Number(value) : value;
  }
  if (isSeq(node))
    return node.items.map((item, k) => plainValue(item as ParsedNode | null, [...path, k], issues, place));
  if (!isMap(node)) return null;
  const record: Record<string, unknown> = {};
  for (const { key, value } of node.items as { key: ParsedNode | null; value: ParsedNode | null }[]) {
    const name = keyText(key);
    const at = place(key?.range[0] ?? node.range[0]);
    if (issues.length >= MAX_VALUE_ISSUES) break;
    if (name === undefined) {
      issues.push({
        severity: 'error',
        path: formatPath(path),
        ...at,
        message: 'A field name must be plain text.',
        found: key === null ? 'nothing' : 'a list or mapping',
        expected: 'name: value',
      });
    } else if (FORBIDDEN_KEYS.has(name)) {
      issues.push({
        severity: 'error',
        path: formatPath([...path, name]),
        ...at,
        message: 'This name is reserved.',
        found: describeValue(name),
        expected: 'another name',
      });
    } else if (Object.hasOwn(record, name)) {
      const first = offsetOf(node, [name]);
      issues.push({
        severity: 'error',
        path: formatPath([...path, name]),
        ...at,
        message: `The field "${name}" is given twice${first === undefined ? '' : `, first on line ${place(first).line}`}.`,
        expected: 'each name once',
      });
    } else record[name] = plainValue(value, [...path, name], issues, place);
  }
  return record;
}

function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  if (typeof key.value === 'string') return key.value;
  return key.source === undefined || key.source === '' ? undefined : key.source;
}

interface PairAt {
  readonly key: ParsedNode | null;
  readonly value: ParsedNode | null;
}

/** The pairs of a mapping by name, made once, since a file with many mistakes asks often. */
const pairIndex = new WeakMap<object, ReadonlyMap<string, PairAt>>();

function pairsOf(node: { readonly items: readonly unknown[] }): ReadonlyMap<string, PairAt> {
  let index = pairIndex.get(node);
  if (!index) {
    const pairs = new Map<string, PairAt>();
    for (const pair of node.items as readonly PairAt[]) {
      const name = keyText(pair.key);
      if (name !== undefined && !pairs.has(name)) pairs.set(name, pair);
    }
    pairIndex.set(node, (index = pairs));
  }
  return index;
}

/** Where a value begins (for a mapping or list in a field: where its name begins); what is missing, where its parent is. */
export function offsetOf(root: ParsedNode | null, path: Path): number | undefined {
  let node: ParsedNode | null = root;
  let offset = root?.range[0];
  for (const part of path) {
    if (isMap(node)) {
      const pair = pairsOf(node).get(String(part));
      if (!pair) return offset;
      offset = isScalar(pair.value) && pair.value.source !== '' ? pair.value.range[0] : (pair.key?.range[0] ?? offset);
      node = pair.value;
    } else if (isSeq(node) && typeof part === 'number' && node.items[part]) {
      node = node.items[part] as ParsedNode;
      offset = node.range[0];
    } else return offset;
  }
  return offset;
}
