/** Text to plain values: YAML 1.2 (and so JSON), read safely, with the line of every value. Never throws. */
import { Composer, Lexer, LineCounter, Parser, type CST, type Document } from 'yaml';
import { describeValue, whole, type Issue, type Path } from './issue.ts';
import { refusedTokens, syntaxIssue } from './yamlRefusals.ts';
import { offsetOf, plainValue } from './yamlValues.ts';

/** Twice all of England's practices and more; what is larger takes longer to read than anybody waits. */
export const MAX_CHARACTERS = 4_000_000;
export const MAX_LINES = 500_000;
/** Words, brackets and line ends: bounds the time that reading can take. */
const MAX_TOKENS = 1_200_000;
/** Colons, commas, brackets and dashes: counted before anything is read, since reading is what takes the time. */
export const MAX_MARKS = 130_000;
const MAX_SYNTAX_ISSUES = 25;

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
    return failed(
      fileIssue('The file is too large.', {
        found: `${(text.length / 1e6).toFixed(1)} million characters`,
        expected: `at most ${MAX_CHARACTERS / 1e6} million`,
      }),
    );
  const binary = binaryKind(text);
  if (binary)
    return failed(
      fileIssue('This is not a scenario file.', {
        line: 1,
        found: binary,
        expected: 'text that begins with format: 1',
      }),
    );
  if (text.trim() === '' || text.trim() === '\ufeff')
    return failed(fileIssue('The file is empty.', { expected: 'a scenario that begins with format: 1' }));
  const lines = countLines(text);
  if (lines > MAX_LINES)
    return failed(
      fileIssue('The file has too many lines.', { found: whole(lines), expected: `at most ${whole(MAX_LINES)}` }),
    );
  const marks = countMarks(text);
  if (marks > MAX_MARKS)
    return failed(
      fileIssue('The file has too many entries to read.', {
        found: `${whole(marks)} colons, commas, brackets and lines`,
        expected: `at most ${whole(MAX_MARKS)}`,
      }),
    );
  try {
    return readDocument(text);
  } catch (error) {
    return failed(
      fileIssue('The file cannot be read as YAML or JSON.', {
        found: describeValue(error instanceof Error ? error.message : String(error)),
      }),
    );
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

const MARKS: ReadonlySet<number> = new Set([...':,{}[]?\n'].map((mark) => mark.charCodeAt(0)));
const DASH = '-'.charCodeAt(0);
const SPACE = ' '.charCodeAt(0);

function countMarks(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (MARKS.has(code) || (code === DASH && text.charCodeAt(at + 1) === SPACE)) marks++;
  }
  return marks;
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
    if (++count > MAX_TOKENS)
      return failed(
        fileIssue('The file has too many entries to read.', {
          expected: `at most ${whole(MAX_TOKENS)} words and marks`,
        }),
      );
    for (const token of parser.next(lexeme)) tokens.push(token);
  }
  for (const token of parser.end()) tokens.push(token);

  const refused = refusedTokens(tokens, place);
  if (refused.length > 0) return failed(...refused);

  const documents = [
    ...new Composer({ version: '1.2', schema: 'core', uniqueKeys: false, prettyErrors: false }).compose(tokens),
  ] as Document.Parsed[];
  const document = documents[0];
  const syntax = document?.errors ?? [];
  if (syntax.length > 0)
    return failed(...syntax.slice(0, MAX_SYNTAX_ISSUES).map((error) => syntaxIssue(error, place(error.pos[0]))));
  if (!document || document.contents === null)
    return failed(fileIssue('The file is empty.', { expected: 'a scenario that begins with format: 1' }));

  const issues: Issue[] = [];
  const locate = (path: Path): Place | undefined => {
    const offset = offsetOf(document.contents, path);
    return offset === undefined ? undefined : place(offset);
  };
  const value = plainValue(document.contents, [], issues, place);
  return { value, issues, locate };
}
