/** What was probably meant where a law stands without the word `uncertain`, and what a hoisted entry looked like in the file. */
import { describeValue, valueAt, type Path } from '../issue.ts';
import type { Finding } from '../schemaIssues.ts';

/** Laws that no distribution of the format is called by. */
const ONLY_UNCERTAIN = ['range', 'normal', 'choice'];

/** The finding with a suggestion when a law was written bare, and with what stands in the file, not what it was made into. */
export function inWordsOfFile(finding: Finding, read: unknown, file: unknown, original: (path: Path) => Path): Finding {
  const place = original(finding.path);
  if (place !== finding.path && finding.path.length === 2 && finding.found !== undefined)
    return { ...finding, found: describeValue(valueAt(file, place)) };
  const value = valueAt(read, finding.path);
  const last = finding.path.at(-1);
  const law =
    ONLY_UNCERTAIN.find((name) => name === last) ??
    ONLY_UNCERTAIN.find((name) => value !== null && typeof value === 'object' && Object.hasOwn(value, name));
  return law === undefined || finding.suggestion !== undefined || finding.path[0] === 'uncertain'
    ? finding
    : { ...finding, suggestion: `{ uncertain: { ${law}: ... } }` };
}
