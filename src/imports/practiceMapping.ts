/** NHS England's practice mapping (`Mapping.csv` of Appointments in General Practice): text to practices, all problems at once. */
import Papa from 'papaparse';
import { listed, whole, type Issue } from '../scenario/issue.ts';
import { nearest } from '../scenario/nearest.ts';
import { listSize, systemOf, type Board, type Network, type Practice } from './practices.ts';

/** Seven times the file of August 2025; what is larger is another file. */
export const MAX_MAPPING_CHARACTERS = 8_000_000;
/** As many sites as a scenario may have. */
const MAX_PRACTICES = 10_000;
/** Of each kind of problem so many are told one by one. */
const MAX_OF_A_KIND = 20;

/** Columns that are read, by name; any others and any order are welcome. */
const NEEDED = ['GP_CODE', 'SUPPLIER', 'ICB_CODE'] as const;
const WELCOME = ['PCN_CODE', 'SUB_ICB_LOCATION_CODE', 'ICB_NAME', 'REGION_CODE', 'REGION_NAME'] as const;
type Column = (typeof NEEDED)[number] | (typeof WELCOME)[number];

export interface MappingRead {
  /** When there is no error. */
  readonly network?: Network;
  readonly issues: readonly Issue[];
}

/** Reads the text of a mapping file. Practices that are in no network of theirs (PCN code U) work alone. Never throws. */
export function readMapping(text: string): MappingRead {
  if (text.length > MAX_MAPPING_CHARACTERS)
    return refused('The file is too large to be a practice mapping.', {
      found: `${whole(text.length)} characters`,
      expected: `at most ${whole(MAX_MAPPING_CHARACTERS)}`,
    });
  if (text.replace(/^\ufeff/, '').trim() === '') return refused('The file is empty.', { expected: columnsSaid() });
  if (text.includes('\u0000'))
    return refused('This is not a text file.', {
      found: 'bytes that are no text',
      expected: 'a file of comma-separated values',
    });
  const { rows, lines, broken } = rowsOf(text);
  const columns = columnsOf(rows[0]!, lines[0]!);
  if ('issues' in columns) return { issues: [...columns.issues, ...broken] };
  const found = new Problems();
  const network = practicesOf(rows, lines, columns, found);
  const issues = [...columns.warnings, ...broken, ...found.issues()];
  if (network.practices.length === 0 && !issues.some(isError))
    issues.push({
      severity: 'error',
      path: '',
      line: lines[0]!,
      message: 'There is no practice below the column names.',
    });
  const sorted = [...issues.filter(isError), ...issues.filter((issue) => !isError(issue))];
  return sorted.some(isError) ? { issues: sorted } : { network, issues: sorted };
}

const isError = (issue: Issue): boolean => issue.severity === 'error';

function refused(message: string, more: Partial<Issue>): MappingRead {
  return { issues: [{ severity: 'error', path: '', message, ...more }] };
}

function columnsSaid(): string {
  return `a first line with the columns ${listed(NEEDED, 'and')}, as in Mapping.csv of Appointments in General Practice`;
}

/** Rows with the line on which each begins; quoted fields may hold line ends, so rows are not lines. */
function rowsOf(text: string): { rows: string[][]; lines: number[]; broken: Issue[] } {
  const parsed = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { delimiter: ',', skipEmptyLines: false });
  const rows: string[][] = [];
  const lines: number[] = [];
  const startOf: number[] = [];
  let line = 1;
  for (const row of parsed.data) {
    startOf.push(line);
    if (row.some((field) => field.trim() !== '')) {
      rows.push(row.map((field) => field.trim()));
      lines.push(line);
    }
    line += 1 + row.reduce((ends, field) => ends + (field.match(/\r\n|\n|\r/g)?.length ?? 0), 0);
  }
  const broken = parsed.errors.slice(0, MAX_OF_A_KIND).map((error): Issue => ({
    severity: 'error',
    path: '',
    line: startOf[error.row ?? 0] ?? line,
    message:
      error.type === 'Quotes' ? 'A quotation mark is never closed, or stands where none may stand.' : error.message,
    expected: 'fields with commas in them between two quotation marks',
  }));
  return { rows, lines, broken };
}

/** Where each column stands, or what is wrong with the first line. */
function columnsOf(
  header: readonly string[],
  line: number,
): { at: ReadonlyMap<Column, number>; width: number; warnings: Issue[] } | { issues: Issue[] } {
  const names = header.map((name) => name.toUpperCase().replace(/[ -]+/g, '_'));
  const at = new Map<Column, number>();
  const issues: Issue[] = [];
  for (const column of [...NEEDED, ...WELCOME]) {
    const first = names.indexOf(column);
    if (first >= 0) at.set(column, first);
    if (first >= 0 && names.includes(column, first + 1))
      issues.push({
        severity: 'error',
        path: column,
        line,
        message: `There are two columns ${column}.`,
        expected: 'one',
      });
  }
  const missing = NEEDED.filter((column) => !at.has(column));
  for (const column of missing) {
    const meant = nearest(column, names);
    issues.push({
      severity: 'error',
      path: column,
      line,
      message: `There is no column ${column}.`,
      found:
        header.length > 12
          ? `${header.length} other columns`
          : listed(
              header.map((name) => `"${name.slice(0, 40)}"`),
              'and',
            ),
      expected: columnsSaid(),
      ...(meant !== undefined && !at.has(meant as Column) && { suggestion: `${column} instead of ${meant}` }),
    });
  }
  if (issues.length > 0) return { issues };
  const absent = WELCOME.filter((column) => !at.has(column));
  const warnings: Issue[] = absent.map((column) => ({
    severity: 'warning',
    path: column,
    line,
    message: `There is no column ${column}: ${WITHOUT[column]}.`,
  }));
  return { at, width: header.length, warnings };
}

const WITHOUT: Readonly<Record<(typeof WELCOME)[number], string>> = {
  PCN_CODE: 'no practice shares pharmacists with others',
  SUB_ICB_LOCATION_CODE: 'practices are not grouped by sub-ICB location',
  ICB_NAME: 'boards are called by their codes',
  REGION_CODE: 'boards are not grouped by region',
  REGION_NAME: 'regions are called by their codes',
};

function practicesOf(
  rows: readonly string[][],
  lines: readonly number[],
  { at, width }: { at: ReadonlyMap<Column, number>; width: number },
  found: Problems,
): Network {
  const practices: Practice[] = [];
  const boards = new Map<string, Board>();
  const lineOf = new Map<string, { readonly line: number; readonly icb: string }>();
  for (let r = 1; r < rows.length; r++) {
    const row = rows[r]!;
    const line = lines[r]!;
    const text = (column: Column): string => row[at.get(column) ?? -1] ?? '';
    if (row.length !== width) {
      found.add('width', line, `There are ${row.length} fields where the first line has ${width}.`, 'error');
      continue;
    }
    const code = text('GP_CODE').toUpperCase();
    const icb = text('ICB_CODE').toUpperCase();
    if (!/^[A-Z][A-Z0-9]{1,11}$/.test(code)) {
      found.add(
        'code',
        line,
        `This is not the code of a practice: "${code.slice(0, 40)}".`,
        'error',
        'a code such as A81001',
      );
      continue;
    }
    const before = lineOf.get(code);
    if (before !== undefined) {
      // A practice that changes its system, or adds an app, within the month is listed once for each: the first line counts.
      if (before.icb === icb)
        found.add('twice', line, `Practice ${code} is in the file again: its line ${before.line} counts.`, 'warning');
      else
        found.add(
          'moved',
          line,
          `Practice ${code} stands on line ${before.line} under another board, ${before.icb}.`,
          'error',
          'one board for a practice',
        );
      continue;
    }
    lineOf.set(code, { line, icb });
    if (!/^[A-Z][A-Z0-9]{1,11}$/.test(icb)) {
      found.add(
        'icb',
        line,
        `This is not the code of an integrated care board: "${icb.slice(0, 40)}".`,
        'error',
        'a code such as QOP',
      );
      continue;
    }
    if (practices.length === MAX_PRACTICES) {
      found.add('many', line, `There are more than ${whole(MAX_PRACTICES)} practices.`, 'error');
      break;
    }
    const supplier = text('SUPPLIER');
    const system = systemOf(supplier);
    if (system === undefined)
      found.add(
        `supplier ${supplier}`,
        line,
        supplier === '' ? `Practice ${code} has no supplier.` : `The supplier "${supplier.slice(0, 40)}" is not known.`,
        'warning',
        'EMIS, TPP, MEDICUS or VISION; it is taken for another system, which the incident does not reach',
      );
    const pcn = text('PCN_CODE').toUpperCase();
    const subIcb = text('SUB_ICB_LOCATION_CODE').toUpperCase();
    practices.push({
      code: code.toLowerCase(),
      system: system ?? 'other',
      icb,
      patients: listSize(code.toLowerCase()),
      ...(/^U[A-Z0-9]+$/.test(pcn) && { pcn: pcn.toLowerCase() }),
      ...(/^[A-Z0-9]{2,12}$/.test(subIcb) && { subIcb: subIcb.toLowerCase() }),
    });
    if (!boards.has(icb)) {
      const given = text('REGION_CODE').toUpperCase();
      const region = /^[A-Z0-9]{1,12}$/.test(given) ? given : '';
      boards.set(icb, {
        code: icb,
        name:
          text('ICB_NAME')
            .replace(/^NHS /, '')
            .replace(/ Integrated Care Board$/, '')
            .slice(0, 120) || icb,
        region,
        regionName: text('REGION_NAME').slice(0, 80) || region,
      });
    }
  }
  return {
    source: `A practice mapping file with ${whole(practices.length)} practices; list sizes are drawn around the national mean`,
    practices,
    boards: [...boards.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
  };
}

/** Problems by kind: the first of each one by one, the others counted. */
class Problems {
  readonly #kinds = new Map<string, { readonly issues: Issue[]; more: number }>();

  /** A supplier that is not known is told once. */
  add(kind: string, line: number, message: string, severity: Issue['severity'], expected?: string): void {
    const same = this.#kinds.get(kind) ?? { issues: [], more: 0 };
    this.#kinds.set(kind, same);
    if (same.issues.length < (severity === 'warning' ? 1 : MAX_OF_A_KIND))
      same.issues.push({ severity, path: '', line, message, ...(expected !== undefined && { expected }) });
    else same.more++;
  }

  issues(): Issue[] {
    return [...this.#kinds.values()].flatMap(({ issues, more }) => {
      if (more === 0) return issues;
      const { severity, line } = issues[0]!;
      const like = issues.length === 1 ? `line ${line}` : 'these';
      const message =
        more === 1 ? `There is one more line like ${like}.` : `There are ${whole(more)} more lines like ${like}.`;
      return [...issues, { severity, path: '', message }];
    });
  }
}
