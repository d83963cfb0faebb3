/** An issue: something wrong, or worth knowing, in a scenario file, with its place, what was found and what to type instead. */

/** Keys and positions from the root of the file. */
export type Path = readonly (string | number)[];

export interface Issue {
  /** Errors stop a run; warnings let it run and are printed in the report. */
  readonly severity: 'error' | 'warning';
  /** `sites[3].uses.records`; empty for the file as a whole. */
  readonly path: string;
  /** From 1. */
  readonly line?: number;
  readonly column?: number;
  /** Whose entry it is, where the path alone would not say: `site tonge-fold`. */
  readonly place?: string;
  /** A sentence that stands alone. */
  readonly message: string;
  readonly found?: string;
  readonly expected?: string;
  /** What to type instead. */
  readonly suggestion?: string;
}

/** What stands at a path, if anything. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}

/** `['sites', 3, 'uses']` as `sites[3].uses`. */
export function formatPath(path: Path): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(part)) text += text === '' ? part : `.${part}`;
    else text += `[${JSON.stringify(part.length > 60 ? `${part.slice(0, 57)}...` : part)}]`;
  }
  return text;
}

/** One line: where, what is wrong, what was found, what was expected, what was probably meant. */
export function formatIssue(issue: Issue): string {
  const line = issue.line === undefined ? '' : `line ${issue.line}`;
  const path = issue.place ? `${issue.path} (${issue.place})` : issue.path;
  const where = [issue.severity === 'warning' ? 'warning' : '', line, path].filter((part) => part !== '').join(', ');
  const facts = [issue.found && `found ${issue.found}`, issue.expected && `expected ${issue.expected}`]
    .filter(Boolean)
    .join('; ');
  const text = [
    where === '' ? '' : `${where}:`,
    issue.message,
    facts === '' ? '' : `${capital(facts)}.`,
    issue.suggestion === undefined ? '' : `Did you mean ${issue.suggestion}?`,
  ]
    .filter((part) => part !== '')
    .join(' ');
  return capital(text.replace(/\s+/g, ' '));
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A value as it is shown in an issue: short, on one line. */
export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return `"${shorten(value)}"`;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const isShort = value.length <= 4 && value.every((inner) => inner !== null && typeof inner !== 'object');
    return value.length === 0
      ? 'an empty list'
      : isShort
        ? `[ ${value.map((inner) => shorten(String(inner))).join(', ')} ]`
        : `a list of ${value.length}`;
  }
  const entries = Object.entries(value as Record<string, unknown>);
  if (entries.length === 0) return 'an empty mapping';
  const isPlain = entries.length <= 4 && entries.every(([, inner]) => inner === null || typeof inner !== 'object');
  if (isPlain)
    return `{ ${entries.map(([key, inner]) => `${shorten(key)}: ${inner === null ? 'nothing' : shorten(String(inner))}`).join(', ')} }`;
  return `a mapping with ${shorten(entries.map(([key]) => key).join(', '))}`;
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(words: readonly string[], last: 'or' | 'and' = 'or'): string {
  if (words.length <= 1) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** `12,345`: thousands with a comma, whatever the locale. */
export function whole(number: number): string {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ',');
}
