/** What the format does without, found before anything is built: several documents, directives, anchors, aliases, tags, deep nesting. */
import type { CST, YAMLError } from 'yaml';
import { describeValue, type Issue } from './issue.ts';
import type { Place } from './readText.ts';

export const MAX_DEPTH = 60;
const MAX_OF_ONE_KIND = 10;

function refusal(message: string, more: Partial<Issue>): Issue {
  return { severity: 'error', path: '', message, ...more };
}

/** Every use of what the format does without, from the top. */
export function refusedTokens(tokens: readonly CST.Token[], place: (offset: number) => Place): Issue[] {
  const issues: Issue[] = [];
  const said = new Map<string, number>();
  const refuse = (offset: number, message: string, more: Partial<Issue>): void => {
    const times = said.get(message) ?? 0;
    said.set(message, times + 1);
    if (times < MAX_OF_ONE_KIND) issues.push(refusal(message, { ...place(offset), ...more }));
  };
  let documents = 0;
  for (const token of tokens) {
    if (token.type === 'directive' && !/^%YAML\s+1\.2\s*$/.test(token.source))
      refuse(token.offset, 'Directives are not allowed.', {
        found: describeValue(token.source),
        expected: 'a file without lines that begin with %',
      });
    if (token.type === 'document' && (token.value || documents > 0) && ++documents === 2)
      refuse(token.offset, 'A scenario file holds one document.', {
        found: 'a second one after ---',
        expected: 'one document',
      });
  }
  const stack: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 })).reverse();
  let tooDeep = false;
  const look = (parts: readonly CST.SourceToken[] | undefined): void => {
    for (const part of parts ?? []) {
      if (part.type === 'anchor')
        refuse(part.offset, 'Anchors are not allowed.', {
          found: describeValue(part.source),
          expected: 'the value written out in each place',
        });
      else if (part.type === 'tag')
        refuse(part.offset, 'Tags are not allowed.', {
          found: describeValue(part.source),
          expected: 'the value without a word that begins with !',
        });
    }
  };
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) {
      if (!tooDeep)
        refuse(token.offset, 'The file is nested too deeply.', {
          found: `more than ${MAX_DEPTH} levels`,
          expected: `at most ${MAX_DEPTH}`,
        });
      tooDeep = true;
      continue;
    }
    if (token.type === 'alias')
      refuse(token.offset, 'Aliases are not allowed.', {
        found: describeValue(token.source),
        expected: 'the value written out again, or quoted if it begins with *',
      });
    if (token.type === 'document') {
      look(token.start);
      if (token.value) stack.push({ token: token.value, depth });
    } else if (token.type === 'block-scalar')
      look(
        token.props.filter(
          (part): part is CST.SourceToken => 'source' in part && (part.type === 'anchor' || part.type === 'tag'),
        ),
      );
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
  BAD_INDENT: {
    message: 'This line is not indented like its neighbours.',
    expected: 'the same number of spaces as the lines it belongs with',
  },
  MISSING_CHAR: {
    message: 'A mark is missing here.',
    expected: 'a closing bracket, brace or quotation mark, a comma between entries, or a space after a colon',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'A second colon stands on this line.',
    expected: 'quotation marks around text that contains ": "',
  },
  MULTILINE_IMPLICIT_KEY: {
    message: 'A field name runs over several lines, or its colon is missing.',
    expected: 'name: value',
  },
  BLOCK_IN_FLOW: {
    message: 'An indented list or mapping stands inside brackets.',
    expected: 'commas inside [ ] and { }',
  },
  BAD_SCALAR_START: { message: 'A value cannot begin with this character.', expected: 'quotation marks around it' },
  BAD_DQ_ESCAPE: {
    message: 'This backslash means nothing in double quotation marks.',
    expected: 'single quotation marks, or two backslashes',
  },
  UNEXPECTED_TOKEN: {
    message: 'Something stands here that does not belong.',
    expected: 'one field (name: value) or one list entry (- value) a line',
  },
  KEY_OVER_1024_CHARS: { message: 'A field name is too long.', expected: 'at most 1,024 characters before the colon' },
};

const UNCLOSED = {
  message: 'A bracket, brace or quotation mark on this line or before it is not closed.',
  expected: 'a closing mark',
};

/** The parser's error in a planner's words. */
export function syntaxIssue(error: YAMLError, at: Place): Issue {
  const known = /^Flow (map|sequence) in block collection must be|^Missing closing/.test(error.message)
    ? UNCLOSED
    : SYNTAX[error.code];
  const detail = error.message.replace(/\s+/g, ' ').slice(0, 160);
  return refusal(known?.message ?? 'The file cannot be read as YAML or JSON here.', {
    ...at,
    found: describeValue(detail),
    ...(known && { expected: known.expected }),
  });
}
