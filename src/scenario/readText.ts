/** Text to plain values: YAML 1.2 (and so JSON), read safely, with the line of every value. Never throws. */
import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, Parser, type CST, type Document, type ParsedNode, type YAMLError } from 'yaml';
import { describeValue, formatPath, whole, type Issue, type Path } from './issue.ts';

export const MAX_CHARACTERS = 10_000_000;
export const MAX_LINES = 500_000;
export const MAX_DEPTH = 60;
/** Words, brackets and line ends: bounds the time that reading can take. */
const MAX_TOKENS = 3_000_000;
const MAX_SYNTAX_ISSUES = 25;
const MAX_OF_ONE_KIND = 10;
const MAX_VALUE_ISSUES = 200;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Tree {
  /** Undefined when the text could not be read as one document. */
  readonly value: unknown;
  readonly issues: readonly Issue[];
  /** Where a value (or, if it is missing, the nearest thing around it) stands in the text. */
  readonly locate: (path: Path) => Place | undefined;
}

function failed(...issues: Issue[]): Tree {
  return { value: undefined, issues, locate: () => undefined };
}

function fileIssue(message: string, more: Partial<Issue> = {}): Issue {
  return { severity: 'error', path: '', message, ...more };
}

/** Reads one document, or says why not. */
export function readText(text: string): Tree {
  if (text.length > MAX_CHARACTERS)
    return failed(fileIssue('The file is too large.', { found: `${(text.length / 1e6).toFixed(1)} million characters`, expected: `at most ${MAX_CHARACTERS / 1e6} million` }));
  const binary = binaryKind(text);
  if (binary) return failed(fileIssue('This is not a scenario file.', { line: 1, found: binary, expected: 'text that begins with format: 1' }));
  if (text.trim() === '' || text.trim() === '\ufeff') return failed(fileIssue('The file is empty.', { expected: 'a scenario that begins with format: 1' }));
  const lines = countLines(text);
  if (lines > MAX_LINES) return failed(fileIssue('The file has too many lines.', { found: whole(lines), expected: `at most ${whole(MAX_LINES)}` }));
  try {
    return readDocument(text);
  } catch (error) {
    return failed(fileIssue('The file cannot be read as YAML or JSON.', { found: describeValue(error instanceof Error ? error.message : String(error)) }));
  }
}

function binaryKind(text: string): string | undefined {
  if (text.startsWith('PK\u0003\u0004')) return 'a zip, Word or Excel file';
  if (text.startsWith('%PDF')) return 'a PDF';
  if (/^\s*<(!doctype|html|\?xml)/i.test(text.slice(0, 200))) return 'a web page or XML';
  if (text.includes('\u0000')) return 'characters that are not text';
  return undefined;
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function readDocument(text: string): Tree {
  const counter = new LineCounter();
  const place = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const tokens: CST.Token[] = [];
  const parser = new Parser(counter.addNewLine);
  counter.addNewLine(0);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > MAX_TOKENS) return failed(fileIssue('The file has too many entries to read.', { expected: `at most ${whole(MAX_TOKENS)} words and marks` }));
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);

  const refused = refusedTokens(tokens, place);
  if (refused.length > 0) return failed(...refused);

  const documents = [...new Composer({ version: '1.2', schema: 'core', uniqueKeys: false, prettyErrors: false }).compose(tokens)] as Document.Parsed[];
  const document = documents[0];
  const syntax = document?.errors ?? [];
  if (syntax.length > 0) return failed(...syntax.slice(0, MAX_SYNTAX_ISSUES).map((error) => syntaxIssue(error, place(error.pos[0]))));
  if (!document || document.contents === null) return failed(fileIssue('The file is empty.', { expected: 'a scenario that begins with format: 1' }));

  const issues: Issue[] = [];
  const locate = (path: Path): Place | undefined => {
    const offset = offsetOf(document.contents, path);
    return offset === undefined ? undefined : place(offset);
  };
  const value = plainValue(document.contents, [], issues, place);
  return { value, issues, locate };
}

/** What the format does without: several documents, directives, anchors, aliases, tags and very deep nesting. */
function refusedTokens(tokens: readonly CST.Token[], place: (offset: number) => Place): Issue[] {
  const issues: Issue[] = [];
  const said = new Map<string, number>();
  const refuse = (offset: number, message: string, more: Partial<Issue>): void => {
    const times = said.get(message) ?? 0;
    said.set(message, times + 1);
    if (times < MAX_OF_ONE_KIND) issues.push(fileIssue(message, { ...place(offset), ...more }));
  };
  let documents = 0;
  for (const token of tokens) {
    if (token.type === 'directive' && !/^%YAML\s+1\.2\s*$/.test(token.source)) refuse(token.offset, 'Directives are not allowed.', { found: describeValue(token.source), expected: 'a file without lines that begin with %' });
    if (token.type === 'document' && (token.value || documents > 0) && ++documents === 2) refuse(token.offset, 'A scenario file holds one document.', { found: 'a second one after ---', expected: 'one document' });
  }
  const stack: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 })).reverse();
  let tooDeep = false;
  const look = (parts: readonly CST.SourceToken[] | undefined): void => {
    for (const part of parts ?? []) {
      if (part.type === 'anchor') refuse(part.offset, 'Anchors are not allowed.', { found: describeValue(part.source), expected: 'the value written out in each place' });
      else if (part.type === 'tag') refuse(part.offset, 'Tags are not allowed.', { found: describeValue(part.source), expected: 'the value without a word that begins with !' });
    }
  };
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) {
      if (!tooDeep) refuse(token.offset, 'The file is nested too deeply.', { found: `more than ${MAX_DEPTH} levels`, expected: `at most ${MAX_DEPTH}` });
      tooDeep = true;
      continue;
    }
    if (token.type === 'alias') refuse(token.offset, 'Aliases are not allowed.', { found: describeValue(token.source), expected: 'the value written out again, or quoted if it begins with *' });
    if (token.type === 'document') {
      look(token.start);
      if (token.value) stack.push({ token: token.value, depth });
    } else if (token.type === 'block-scalar') look(token.props.filter((part): part is CST.SourceToken => 'source' in part && (part.type === 'anchor' || part.type === 'tag')));
    else if (token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection') {
      const { items } = token;
      for (let k = items.length - 1; k >= 0; k--) {
        const item = items[k]!;
        if (item.value) stack.push({ token: item.value, depth: depth + 1 });
        if (item.key) stack.push({ token: item.key, depth: depth + 1 });
      }
      for (const item of items) {
        look(item.start);
        look(item.sep);
      }
    }
  }
  return issues.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

const SYNTAX: Readonly<Record<string, { message: string; expected: string }>> = {
  TAB_AS_INDENT: { message: 'A tab is used to indent.', expected: 'spaces' },
  BAD_INDENT: { message: 'This line is not indented like its neighbours.', expected: 'the same number of spaces as the lines it belongs with' },
  MISSING_CHAR: { message: 'A mark is missing here.', expected: 'a closing bracket, brace or quotation mark, a comma between entries, or a space after a colon' },
  BLOCK_AS_IMPLICIT_KEY: { message: 'A second colon stands on this line.', expected: 'quotation marks around text that contains ": "' },
  MULTILINE_IMPLICIT_KEY: { message: 'A field name runs over several lines, or its colon is missing.', expected: 'name: value' },
  BLOCK_IN_FLOW: { message: 'An indented list or mapping stands inside brackets.', expected: 'commas inside [ ] and { }' },
  BAD_SCALAR_START: { message: 'A value cannot begin with this character.', expected: 'quotation marks around it' },
  BAD_DQ_ESCAPE: { message: 'This backslash means nothing in double quotation marks.', expected: 'single quotation marks, or two backslashes' },
  UNEXPECTED_TOKEN: { message: 'Something stands here that does not belong.', expected: 'one field (name: value) or one list entry (- value) a line' },
  KEY_OVER_1024_CHARS: { message: 'A field name is too long.', expected: 'at most 1,024 characters before the colon' },
};

const UNCLOSED = { message: 'A bracket, brace or quotation mark on this line or before it is not closed.', expected: 'a closing mark' };

function syntaxIssue(error: YAMLError, at: Place): Issue {
  const known = /^Flow (map|sequence) in block collection must be|^Missing closing/.test(error.message) ? UNCLOSED : SYNTAX[error.code];
  const detail = error.message.replace(/\s+/g, ' ').slice(0, 160);
  return fileIssue(known?.message ?? 'The file cannot be read as YAML or JSON here.', { ...at, found: describeValue(detail), ...(known && { expected: known.expected }) });
}

/** Nodes to plain values; what has no place in the format becomes an issue and is left out. */
function plainValue(node: ParsedNode | null, path: Path, issues: Issue[], place: (offset: number) => Place): unknown {
  if (node === null || isAlias(node)) return null;
  if (isScalar(node)) {
    const { value } = node;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      issues.push({ severity: 'error', path: formatPath(path), ...place(node.range[0]), message: 'This is not a number that can be used.', found: node.source ?? String(value), expected: 'an ordinary number' });
      return undefined;
    }
    return typeof value === 'bigint' ? Number(value) : value;
  }
  if (isSeq(node)) return node.items.map((item, k) => plainValue(item as ParsedNode | null, [...path, k], issues, place));
  if (!isMap(node)) return null;
  const record: Record<string, unknown> = {};
  for (const { key, value } of node.items as { key: ParsedNode | null; value: ParsedNode | null }[]) {
    const name = keyText(key);
    const at = place(key?.range[0] ?? node.range[0]);
    if (issues.length >= MAX_VALUE_ISSUES) break;
    if (name === undefined) {
      issues.push({ severity: 'error', path: formatPath(path), ...at, message: 'A field name must be plain text.', found: key === null ? 'nothing' : 'a list or mapping', expected: 'name: value' });
    } else if (FORBIDDEN_KEYS.has(name)) {
      issues.push({ severity: 'error', path: formatPath([...path, name]), ...at, message: 'This name is reserved.', found: describeValue(name), expected: 'another name' });
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
function offsetOf(root: ParsedNode | null, path: Path): number | undefined {
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
