/** Parts of studies as files: one line that says what it is, then everything else compressed. */
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pack, unpack } from '../exports/packed.ts';
import { PART_FORMAT, type NamedPart, type PartHead, type PartResults, type StudyPart } from '../exports/studyPart.ts';

const FIRST_LINE = Buffer.from('Standby, part of a study\n');

/** What a file at a place turns out to be. */
export type Found =
  | {
      readonly kind: 'part';
      readonly part: PartHead;
      readonly results: () => PartResults;
      readonly fingerprint: string;
    }
  /** There is none, or it cannot be read. */
  | { readonly kind: 'none'; readonly why: string; readonly isMissing: boolean }
  /** Something else altogether. */
  | { readonly kind: 'foreign' }
  /** A part, but cut off or changed: gzip's length and checksum tell. */
  | { readonly kind: 'damaged' }
  /** A part in a format of another version. */
  | { readonly kind: 'other-format'; readonly format: number };

/** Looks at a file without reading the runs in it. */
export function findPart(path: string): Found {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { kind: 'none', why: 'there is no such file', isMissing: true };
    const why = code === 'EISDIR' ? 'it is a folder' : `it cannot be read (${code ?? 'unknown reason'})`;
    return { kind: 'none', why, isMissing: false };
  }
  // A file cut off within its first line is damaged; what begins otherwise was never a part.
  const begins = bytes.subarray(0, FIRST_LINE.length);
  if (bytes.length === 0 || !begins.equals(FIRST_LINE.subarray(0, begins.length))) return { kind: 'foreign' };
  try {
    const { results, ...part } = unpack(gunzipSync(bytes.subarray(FIRST_LINE.length))) as PartHead & {
      readonly results: Uint8Array;
    };
    if (part.study.format !== PART_FORMAT) return { kind: 'other-format', format: part.study.format };
    return {
      kind: 'part',
      part,
      results: () => unpack(results) as PartResults,
      fingerprint: createHash('sha256').update(results).digest('hex'),
    };
  } catch {
    return { kind: 'damaged' };
  }
}

/** Reads what a part is, or says in one line why that cannot be read. Its results are read when they are needed. */
export function readPart(path: string): NamedPart | { readonly problem: string } {
  const found = findPart(path);
  switch (found.kind) {
    case 'part':
      return { name: path, fingerprint: found.fingerprint, part: found.part };
    case 'none':
      return { problem: `${path}: ${found.why}.` };
    case 'foreign':
      return { problem: `${path}: is no part of a study as --shard writes it.` };
    case 'damaged':
      return { problem: `${path}: is cut off or damaged; compute it again.` };
    case 'other-format':
      return {
        problem: `${path}: was written by another version of Standby (format ${found.format}, not ${PART_FORMAT}).`,
      };
    default:
      return found satisfies never;
  }
}

/** The results of parts that have been looked at, one after the other. */
export function* resultsOf(parts: readonly NamedPart[]): Generator<PartResults> {
  for (const { name, fingerprint } of parts) {
    const found = findPart(name);
    if (found.kind !== 'part' || found.fingerprint !== fingerprint)
      throw new Error(`${name} was changed while it was being read`);
    yield found.results();
  }
}

/**
 * Writes a part under another name first, so that a part is either whole or not there at all, however many do the same
 * work at once and whenever one of them is stopped.
 */
export function writePart(path: string, { results, ...part }: StudyPart): void {
  const bytes = Buffer.concat([FIRST_LINE, gzipSync(pack({ ...part, results: pack(results) }))]);
  const unfinished = `${path}.${randomUUID()}.unfinished`;
  try {
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
