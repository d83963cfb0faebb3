/** Reading plain tables: rows of a CSV file, rows by a column, and the row in force at a moment. */

export type Row = Readonly<Record<string, string>>;
export type Tables = Readonly<Record<string, readonly Row[]>>;

export function readCsv(text: string): Row[] {
  const [header, ...lines] = text
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(header!.map((name, k) => [name, cells[k]!])));
}

export function rowsBy(rows: readonly Row[], column: string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]!);
    if (group) group.push(row);
    else groups.set(row[column]!, [row]);
  }
  return groups;
}

/** The last row whose tick has come. */
export function inForce(rows: readonly Row[], now: number): Row {
  return rows.findLast((row) => Number(row['tick']) <= now)!;
}

/** Less than 0 when the first difference is in favour of the first list. */
export function inOrder(a: readonly number[], b: readonly number[]): number {
  const k = a.findIndex((value, at) => value !== b[at]);
  return k < 0 ? 0 : a[k]! - b[k]!;
}
