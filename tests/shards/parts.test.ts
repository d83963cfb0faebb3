/** Shares of a study, simulated anywhere and put together in any order, are byte for byte the study; whatever is not such a share is refused. */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPart, writePart } from '../../src/cli/partFiles.ts';
import { pack, unpack } from '../../src/exports/packed.ts';
import { PART_FORMAT, shareOf, type StudyPart } from '../../src/exports/studyPart.ts';
import { standby } from './commandLine.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), 'standby-parts-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const scenarios = join(import.meta.dirname, '../../scenarios');
const AIRPORT = join(scenarios, 'airport-2024-07-19.yaml');
const BOLTON = join(scenarios, 'bolton-2024-07-19.yaml');

/** Text, JSON and CSV of a study or of a merger, and what was said beside them. */
async function answers(name: string, ...args: readonly string[]) {
  const [json, csv] = [at(`${name}.json`), at(`${name}.csv`)];
  const { code, out, err } = await standby(...args, '--json', json, '--csv', csv);
  expect(code, err.join('\n')).toBe(0);
  return { out, json: readFileSync(json, 'utf8'), csv: readFileSync(csv, 'utf8'), err };
}
/** Writes the parts of a study and gives their files. */
async function parts(name: string, of: number, ...args: readonly string[]): Promise<string[]> {
  const files = Array.from({ length: of }, (_, k) => at(`${name}-${k + 1}.part`));
  for (const [k, file] of files.entries()) {
    const { code, err } = await standby(...args, '--shard', `${k + 1}/${of}`, '--out', file);
    expect(code, err.join('\n')).toBe(0);
  }
  return files;
}
const same = (one: Awaited<ReturnType<typeof answers>>, other: typeof one): void => {
  expect(one.out).toBe(other.out);
  expect(one.json === other.json).toBe(true);
  expect(one.csv === other.csv).toBe(true);
};

describe('shares of a number of runs', () => {
  it('cover every run exactly once, and none has more than one run more than another', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (runs, of) => {
        const shares = Array.from({ length: of }, (_, k) => shareOf(runs, k + 1, of));
        const covered = shares.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, k) => from + k));
        expect(covered).toEqual(Array.from({ length: runs }, (_, run) => run));
        const sizes = shares.map(({ from, to }) => to - from);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('packed data', () => {
  it('is what it was: every bit of every number, and arrays that are the same one', () => {
    const twice = new Float64Array([NaN, Infinity, -0, 1e300, 0.1]);
    const value = {
      name: 'ä',
      list: [1, null, { deep: new Int16Array([-5, 32767]) }],
      twice,
      again: twice,
      none: new Float32Array(0),
      odd: new Uint8Array([1, 2, 3]),
      after: new Int32Array([-2147483648]),
    };
    const back = unpack(pack(value)) as typeof value;
    expect(back).toEqual(value);
    expect(Object.is(back.twice[2], -0)).toBe(true);
    expect(back.again).toBe(back.twice);
  });
  it('that was cut off or added to is not read', () => {
    const bytes = pack({ numbers: new Float64Array(4) });
    expect(() => unpack(bytes.subarray(0, bytes.length - 3))).toThrow(/cut off/);
    expect(() => unpack(bytes.subarray(0, 10))).toThrow(/cut off/);
    expect(() => unpack(new Uint8Array([...bytes, 0]))).toThrow(/more than was described/);
  });
});

describe('parts of the airport', () => {
  const study = [AIRPORT, '--runs', '11'];
  let whole: Awaited<ReturnType<typeof answers>>;
  let files: string[];
  beforeAll(async () => {
    whole = await answers('airport', ...study);
    files = await parts('airport', 4, ...study);
  });
  it('of unequal size, in any order, are the study: text, JSON, CSV and hash', async () => {
    expect(files.map((file) => sharesIn(file))).toEqual([2, 3, 3, 3]);
    for (const order of [files, [...files].reverse(), [2, 0, 3, 1].map((k) => files[k]!)])
      same(await answers('merged', '--merge', ...order), whole);
  });
  it('may be of several ways of sharing out, as long as they fit together', async () => {
    const half = at('half.part');
    await standby(...study, '--shard', '1/2', '--out', half); // runs 0 to 4, as the first two of four
    same(await answers('merged', '--merge', files[3]!, half, files[2]!), whole);
  });
  it('of which one comes twice count it once, and say so', async () => {
    const copy = at('copy.part');
    copyFileSync(files[1]!, copy);
    const merged = await answers('merged', '--merge', ...files, copy, files[0]!);
    same(merged, whole);
    expect(merged.err.filter((line) => line.includes('counted once'))).toEqual([
      `${files[0]!}: says the same as ${files[0]!} and is counted once.`,
      `${copy}: says the same as ${files[1]!} and is counted once.`,
    ]);
  });
  it('of which one is missing are refused, and its runs named', async () => {
    expect(await refusal('--merge', files[0]!, files[2]!, files[3]!)).toEqual([
      'Of 11 runs there is no part with runs 2 to 4.',
    ]);
    expect(await refusal('--merge', files[1]!)).toEqual([
      'Of 11 runs there is no part with runs 0 to 1, runs 5 to 10.',
    ]);
  });
  it('of which one has other results for the same runs, or some runs of another, are refused', async () => {
    const changed = at('changed.part');
    rewrite(files[1]!, changed, (part) => (part.results.runs[0]!.strategies[0]!.whole[0]! += 1));
    expect(await refusal('--merge', ...files, changed)).toEqual([
      `${changed}: has runs 2 to 4 as ${files[1]!} has, but with other results.`,
    ]);
    const third = at('third.part');
    await standby(...study, '--shard', '2/3', '--out', third);
    expect(await refusal('--merge', ...files, third)).toEqual([
      `${third}: has runs 3 to 4, which ${files[1]!} has too.`,
    ]);
  });
  it('that are cut off or damaged anywhere are refused', async () => {
    const bytes = readFileSync(files[0]!);
    const damaged = at('damaged.part');
    for (const length of [3, 25, 40, bytes.length >> 1, bytes.length - 1]) {
      writeFileSync(damaged, bytes.subarray(0, length));
      expect(await refusal('--merge', damaged, ...files.slice(1))).toEqual([
        `${damaged}: is cut off or damaged; compute it again.`,
      ]);
    }
    for (const place of [60, bytes.length >> 1, bytes.length - 6]) {
      const flipped = Buffer.from(bytes);
      flipped[place]! ^= 16;
      writeFileSync(damaged, flipped);
      expect(await refusal('--merge', damaged, ...files.slice(1))).toEqual([
        `${damaged}: is cut off or damaged; compute it again.`,
      ]);
    }
  });
  it('are not mixed up with other files', async () => {
    const empty = at('empty.part');
    writeFileSync(empty, '');
    expect(await refusal('--merge', AIRPORT, empty, at('nothing.part'), folder, ...files)).toEqual([
      `${AIRPORT}: is no part of a study as --shard writes it.`,
      `${empty}: is no part of a study as --shard writes it.`,
      `${at('nothing.part')}: there is no such file.`,
      `${folder}: it is a folder.`,
    ]);
  });
  it('of another seed, number of runs, choice of strategies, scenario, engine or format are refused, each with its reason', async () => {
    const other = at('other.part');
    const asked: readonly [args: readonly string[], said: RegExp][] = [
      [[AIRPORT, '--runs', '11', '--seed', 'x'], /is of another seed \("x", not "/],
      [[AIRPORT, '--runs', '12'], /is of another number of runs \(12, not 11\)/],
      [[...study, '--strategy', 'today'], /is of another choice of strategies \(today, not all\)/],
      [[...study, '--replicates', '2'], /is of another number of replicates \(2, not unstated\)/],
      [[...study, '--whole-runs', '50'], /is of another number of runs kept whole \(50, not unstated\)/],
      [[join(scenarios, 'railway-2024-07-19.yaml'), '--runs', '11'], /is of another scenario \(/],
    ];
    for (const [args, said] of asked) {
      expect((await standby(...args, '--shard', '1/4', '--out', other, '--force')).code).toBe(0);
      const lines = await refusal('--merge', files[1]!, other, files[2]!, files[3]!);
      expect(lines[0]).toMatch(said);
      expect(lines[0]).toContain(`${other}: `);
      expect(lines[1]).toBe('Of 11 runs there is no part with runs 0 to 1.');
    }
    rewrite(files[0]!, other, (part) => Object.assign(part.study, { engineVersion: '0' }));
    expect((await refusal('--merge', files[1]!, other))[0]).toMatch(/is of another engine version \(0, not \d+\)/);
    // All of one older engine: this one must not put its name to them.
    expect((await refusal('--merge', ...(await olderParts(files))))[0]).toMatch(
      /is of another engine version \(0, not \d+\): merge it with the Standby that it was made by/,
    );
    rewrite(files[0]!, other, (part) => Object.assign(part.study, { format: 99 }));
    expect((await refusal('--merge', other))[0]).toMatch(
      new RegExp(`written by another version of Standby \\(format 99, not ${PART_FORMAT}\\)`),
    );
  });
});

describe('a part', () => {
  const study = [AIRPORT, '--runs', '3', '--strategy', 'today'];
  it('that is there is not computed again, unless it is asked for or it is damaged', async () => {
    const file = at('idempotent.part');
    const first = await standby(...study, '--shard', '2/2', '--out', file);
    expect([first.code, first.hasRun, first.err.at(-1)]).toEqual([0, true, `Written: ${file}, runs 1 to 2 of 3`]);
    const bytes = readFileSync(file);
    const again = await standby(...study, '--shard', '2/2', '--out', file);
    expect([again.code, again.hasRun, again.err.at(-1)]).toEqual([
      0,
      false,
      `${file}: is there already, with runs 1 to 2 of 3; nothing to do.`,
    ]);
    const forced = await standby(...study, '--shard', '2/2', '--out', file, '--force');
    expect([forced.code, forced.hasRun]).toEqual([0, true]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    writeFileSync(file, bytes.subarray(0, 500));
    const mended = await standby(...study, '--shard', '2/2', '--out', file);
    expect([mended.code, mended.hasRun]).toEqual([0, true]);
    expect(mended.err).toContain(`${file}: is cut off or damaged and is computed again.`);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
  it('does not take the place of another part or of anything else unless it is forced to', async () => {
    const file = at('taken.part');
    await standby(...study, '--shard', '1/2', '--out', file);
    const bytes = readFileSync(file);
    expect(await refusal(...study, '--shard', '2/2', '--out', file)).toEqual([
      `${file}: is the part with run 0, not runs 1 to 2; --force replaces it.`,
    ]);
    expect(await refusal(...study, '--seed', 'x', '--shard', '1/2', '--out', file)).toEqual([
      expect.stringMatching(/: is a part of another seed \(".*", not "x"\); --force replaces it\.$/),
    ]);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    writeFileSync(file, 'a letter');
    expect(await refusal(...study, '--shard', '1/2', '--out', file)).toEqual([
      `${file}: is something else than a part of a study; --force replaces it.`,
    ]);
    expect((await standby(...study, '--shard', '1/2', '--out', file, '--force')).code).toBe(0);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });
  it('leaves nothing unfinished behind, and none at all when it cannot be put in its place', async () => {
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
    expect(() => writePart(at('no/such/folder.part'), sample())).toThrow(/ENOENT/);
    // The last step fails: a folder has the name.
    expect(() => writePart(folder, sample())).toThrow();
    expect(
      readdirSync(tmpdir()).filter((name) => name.startsWith(folder.split('/').at(-1)!) && name.endsWith('unfinished')),
    ).toEqual([]);
  });
  it('is not asked for in ways that make no sense', async () => {
    const out = at('never.part');
    expect(await refusal(AIRPORT, '--precision', '0.1', '--shard', '1/2', '--out', out)).toEqual([
      '--precision does not go with --shard: how many runs it takes is known only from all of them: state --runs.',
    ]);
    expect(await refusal(AIRPORT, '--shard', '1/2', '--out', out, '--json', at('x.json'))).toEqual([
      '--json does not go with --shard: a part holds no answers: they are written by --merge.',
    ]);
    for (const shard of ['0/2', '3/2', '1', '1/0', 'a/b', '1.5/2', '-1/2'])
      expect(await refusal(AIRPORT, `--shard=${shard}`, '--out', out)).toEqual([
        `--shard: found "${shard}", expected which of how many, such as 1/8, from 1/8 to 8/8.`,
      ]);
    expect(await refusal(AIRPORT, '--shard', '1/2')).toEqual([
      '--shard needs --out: the file that the part is written to.',
    ]);
    expect(await refusal(AIRPORT, '--out', out, '--force')).toEqual([
      '--out belongs to --shard.',
      '--force belongs to --shard.',
    ]);
    expect(await refusal(AIRPORT, '--runs', '3', '--shard', '1/4', '--out', out)).toEqual([
      '--shard: 4 shares are more than 3 runs.',
    ]);
    expect(await refusal(AIRPORT, '--shard', '1/4', '--out', folder)).toEqual([`--out: "${folder}" is a folder.`]);
    expect(await refusal('--merge')).toEqual(['--merge: no parts are named.']);
    expect(await refusal('--merge', 'a.part', '--runs', '5', '--csv', 'a.part')).toEqual([
      '--runs does not go with --merge: the parts say what was asked of the study.',
      '--csv: "a.part" is one of the parts.',
    ]);
  });
});

describe('parts of a study of which the hours are folded', () => {
  it('are the study too: histograms merge exactly, in any order', async () => {
    const study = [AIRPORT, '--runs', '11', '--whole-runs', '5'];
    const whole = await answers('folded', ...study);
    expect(whole.json).toContain('come from histograms');
    const files = await parts('folded', 3, ...study);
    same(await answers('merged', '--merge', files[2]!, files[0]!, files[1]!), whole);
    same(await answers('merged', '--merge', ...(await parts('single', 1, ...study))), whole);
  });
});

describe('parts of Bolton', () => {
  it('with numbers that are not known, two runs a world and one strategy beside today’s, are the study', async () => {
    const study = [BOLTON, '--runs', '3', '--replicates', '2', '--strategy', 'read-only'];
    const whole = await answers('bolton', ...study);
    const files = await parts('bolton', 2, ...study); // the first world is cut in two
    same(await answers('merged', '--merge', files[1]!, files[0]!), whole);
    expect(whole.out).toContain('Against the record');
  });
  it('with its hours folded holds the same against the record as with every hour kept', async () => {
    const study = [BOLTON, '--runs', '2', '--strategy', 'read-only'];
    const evidence = ({ json }: { json: string }): unknown => JSON.parse(json).evidence;
    const folded = await answers('bolton-folded', ...study, '--whole-runs', '1');
    const files = await parts('bolton-folded', 2, ...study, '--whole-runs', '1');
    same(await answers('merged', '--merge', ...files), folded);
    expect(evidence(folded)).toEqual(evidence(await answers('bolton-whole', ...study)));
  });
});

const sharesIn = (file: string): number => {
  const found = findPart(file);
  if (found.kind !== 'part') throw new Error(`${file}: ${found.kind}`);
  return found.part.share.to - found.part.share.from;
};

/** What is said when something is refused: with code 2, and nothing on the other side. */
async function refusal(...args: readonly string[]): Promise<readonly string[]> {
  const { code, out, err, hasRun } = await standby(...args);
  expect([code, out, hasRun]).toEqual([2, '', false]);
  return err;
}

/** A part with something else in it, its checksum right. */
function rewrite(from: string, to: string, change: (part: StudyPart) => unknown): void {
  const found = findPart(from);
  if (found.kind !== 'part') throw new Error(`${from}: ${found.kind}`);
  const part = structuredClone({ ...found.part, results: found.results() });
  change(part);
  writePart(to, part);
}

async function olderParts(files: readonly string[]): Promise<string[]> {
  return files.map((file, k) => {
    const older = at(`older-${k}.part`);
    rewrite(file, older, (part) => Object.assign(part.study, { engineVersion: '0' }));
    return older;
  });
}

function sample(): StudyPart {
  const found = findPart(at('idempotent.part'));
  if (found.kind !== 'part') throw new Error(found.kind);
  return { ...found.part, results: found.results() };
}
