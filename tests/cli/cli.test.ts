import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { HELP, readArguments } from '../../src/cli/arguments.ts';
import type { Runner, StudyRequest } from '../../src/runner/runner.ts';
import { made, setOf } from '../results/handMade.ts';

const folder = mkdtempSync(join(tmpdir(), 'standby-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
afterAll(() => rmSync(folder, { recursive: true }));

const SMALL = `
format: 1
id: small
title: A small surgery
start: 2024-07-08
warmUpDays: 7
days: 14
seed: small
runs: 3
templates:
  surgery:
    title: Surgery
    kind: gp-practice
    pools: { doctors: { title: Doctors, utilisation: 0.8, shifts: [{ days: mon-fri, from: "08:00", to: "18:00" }] } }
    services:
      visits:
        title: Visits
        counts: people
        pool: doctors
        priority: 1
        target: 4 h
        minutes: { fixed: 10 }
        arrivals: { scheduled: { perWeek: 200 } }
        needs: [{ component: records, share: 0 }]
    sources: [{ figure: everything, basis: assumption, source: made up for a test }]
components: [{ id: records, title: Records }]
sites: [{ id: one, title: Surgery one, template: surgery, patients: 2000 }]
incident: { title: Outage, faults: [{ kind: outage, id: outage, component: records, at: 2024-07-16 08:00, repair: { central: 6 h } }] }
backups:
  - { kind: paper-pack, id: paper, title: Paper, owner: practice, covers: [{ services: [visits], component: records, share: 0.5 }] }
strategies:
  - { id: today, title: As it is, baseline: true }
  - { id: paper, title: Paper pack, uses: [paper] }
  - { id: twice, title: Paper pack again, uses: [paper] }
`;

/** Collects what is said; runs nothing but a hand-made study of the strategies asked for. */
async function run(args: readonly string[], isTTY = false) {
  const said = {
    out: '',
    err: '',
    requests: [] as StudyRequest[],
    disposed: 0,
    workers: undefined as number | undefined,
  };
  const terminal: Terminal = { out: (text) => (said.out += text), err: (text) => (said.err += text), isTTY };
  const runner: Runner = {
    run(request, on) {
      said.requests.push(request);
      for (let runsDone = 1; runsDone <= request.runs; runsDone++) on.progress?.({ runsDone, runs: request.runs });
      const from = made({ strategies: request.model.scenario.strategies });
      return {
        done: Promise.resolve(
          setOf(
            from,
            Array.from({ length: request.runs }, () => ({
              strategies: request.model.scenario.strategies.map(() => ({})),
            })),
          ),
        ),
        cancel() {},
      };
    },
    dispose: () => void said.disposed++,
  };
  const code = await main(args, terminal, async (workers) => {
    said.workers = workers;
    return runner;
  });
  return { code, ...said };
}

const lines = (text: string): string[] => text.trimEnd().split('\n');

describe('arguments', () => {
  it('are read as they are meant', () => {
    expect(
      readArguments([
        'a.yaml',
        '--runs',
        '50',
        '--seed',
        'x',
        '--strategy',
        'b',
        '--strategy',
        'c,d',
        '--workers',
        '2',
      ]),
    ).toEqual({ file: 'a.yaml', runs: 50, seed: 'x', strategies: ['b', 'c', 'd'], workers: 2 });
  });
  it('may list strategies one after another', () =>
    expect(readArguments(['a.yaml', '--strategy', 'b', 'c'])).toEqual({ file: 'a.yaml', strategies: ['b', 'c'] }));
  it('ask for a precision in working days or as a percentage of the difference', () => {
    expect(readArguments(['a.yaml', '--precision', '0.25', '--max-runs', '400'])).toEqual({
      file: 'a.yaml',
      strategies: [],
      precision: { amount: 0.25, relative: false },
      maxRuns: 400,
    });
    expect(readArguments(['a.yaml', '--precision', '10%'])).toMatchObject({
      precision: { amount: 0.1, relative: true },
    });
  });
  it('ask for a share of the runs, or for shares to be put together', () => {
    expect(readArguments(['a.yaml', '--shard', '2/8', '--out', 'two.part', '--whole-runs', '500'])).toEqual({
      file: 'a.yaml',
      strategies: [],
      wholeRuns: 500,
      shard: { shard: 2, of: 8, out: 'two.part', force: false },
    });
    expect(readArguments(['--merge', 'b.part', 'a.part', '--csv', 'x.csv'])).toEqual({
      merge: ['b.part', 'a.part'],
      csv: 'x.csv',
    });
  });
  it('ask for help whatever else they say', () => expect(readArguments(['--help', 'x', 'y'])).toBe('help'));
  const refused: readonly [args: string[], said: RegExp][] = [
    [[], /^No scenario file is named/],
    [['a.yaml', '--runs', '0'], /^--runs: found "0", expected a whole number from 1 to 100000\.$/],
    [['a.yaml', '--runs', '1.5'], /^--runs: found "1\.5"/],
    [['a.yaml', '--runs', 'many'], /^--runs: found "many"/],
    [
      ['a.yaml', '--precision', '0'],
      /^--precision: found "0", expected working days above 0, such as 0\.1, or a percentage/,
    ],
    [['a.yaml', '--precision', '150%'], /^--precision: found "150%"/],
    [['a.yaml', '--precision', 'fine'], /^--precision: found "fine"/],
    [['a.yaml', '--precision', '1e-3'], /^--precision: found "1e-3"/],
    [['a.yaml', '--precision=-0.1'], /^--precision: found "-0\.1"/],
    [['a.yaml', '--precision'], /^Option '--precision <value>' argument missing/],
    [['a.yaml', '--precision', '0.1', '--runs', '50'], /^--runs and --precision contradict each other/],
    [['a.yaml', '--max-runs', '50'], /^--max-runs belongs to --precision/],
    [
      ['a.yaml', '--precision', '0.1', '--max-runs', '19'],
      /^--max-runs: found "19", expected a whole number from 20 to 100000\.$/,
    ],
    [['a.yaml', '--replicates', '1001'], /^--replicates: found "1001", expected a whole number from 1 to 1000\.$/],
    [['a.yaml', '--workers', '65'], /^--workers: found "65", expected a whole number from 1 to 64\.$/],
    [['a.yaml', '--seed', ''], /^--seed: expected 1 to 60 characters\.$/],
    [['a.yaml', 'b.yaml'], /^"b\.yaml" is one file too many/],
    [['a.yaml', '--fast'], /^Unknown option '--fast'\. Try --help\.$/],
    [['a.yaml', '--runs'], /^Option '--runs <value>' argument missing\. Try --help\.$/],
    [['a.yaml', '--json', '/no/such/folder/x.json'], /^--json: the folder \/no\/such\/folder does not exist/],
    [['a.yaml', '--csv', './a.yaml'], /^--csv: "\.\/a\.yaml" is the scenario itself\.$/],
    [['a.yaml', '--csv', 'x', '--json', './x'], /^--json and --csv name the same file\.$/],
    [['a.yaml', '--json', '/tmp'], /^--json: "\/tmp" is a folder\.$/],
  ];
  it.each(refused)('%j are refused in one line', (args, said) => {
    const read = readArguments(args);
    expect(read).toHaveProperty('problems');
    const { problems } = read as { problems: string[] };
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(said);
  });
  it('with several mistakes are told all of them', () =>
    expect((readArguments(['--runs', 'x', '--workers', 'y']) as { problems: string[] }).problems).toHaveLength(3));
});

describe('the command line', () => {
  let small = '';
  beforeAll(() => {
    small = file('small.yaml', SMALL);
  });
  it('helps', async () => {
    const { code, out, err } = await run(['--help']);
    expect([code, out, err]).toEqual([0, HELP, '']);
    for (const option of [
      '--runs',
      '--precision',
      '--max-runs',
      '--replicates',
      '--seed',
      '--strategy',
      '--json',
      '--csv',
      '--workers',
      '--whole-runs',
      '--shard',
      '--out',
      '--force',
      '--merge',
    ])
      expect(HELP).toContain(option);
  });
  it('ends with 2 and one line a problem for wrong arguments', async () => {
    const { code, out, err } = await run(['--runs', 'x', '--fish']);
    expect([code, out]).toEqual([2, '']);
    expect(lines(err)).toHaveLength(1);
  });
  it('ends with 2 for a file that is not there, or is a folder', async () => {
    const missing = await run([join(folder, 'missing.yaml')]);
    expect([missing.code, lines(missing.err)]).toEqual([
      2,
      [`${join(folder, 'missing.yaml')}: there is no such file.`],
    ]);
    const directory = await run([folder]);
    expect([directory.code, lines(directory.err)]).toEqual([2, [`${folder}: it is a folder.`]]);
  });
  it('ends with 2 and one line a problem for a broken file, without a stack trace', async () => {
    const broken = file(
      'broken.yaml',
      SMALL.replace('template: surgery', 'template: surgary')
        .replace('runs: 3', 'runs: none')
        .replace('share: 0.5', 'share: 5'),
    );
    const { code, out, err, requests } = await run([broken]);
    expect([code, out, requests]).toEqual([2, '', []]);
    expect(lines(err).length).toBeGreaterThanOrEqual(3);
    expect(lines(err).every((line) => /^(Line \d+|\S)/.test(line) && !/^\s+at /.test(line))).toBe(true);
    expect(err).toMatch(/surgary/);
  });
  it('ends with 2 for files that are no scenario at all', async () => {
    for (const text of ['', '[1, 2]', 'PK\u0003\u0004zip', '{ "a": ', '\u0000\u0001']) {
      const { code, err } = await run([file('odd.yaml', text)]);
      expect([code, lines(err).length > 0, err.includes('    at ')]).toEqual([2, true, false]);
    }
  });
  it('ends with 2 for a service that is not there, and says which are', async () => {
    const { code, err, requests } = await run([file('small.yaml', SMALL), '--only', 'surgery/scans']);
    expect([code, requests.length]).toEqual([2, 0]);
    expect(err).toContain('--only: there is no service "surgery/scans"; there are surgery/visits.');
    expect((await run(['x.yaml', '--only', 'a/b', '--tables', 'folder'])).err).toContain('--only limits what is told');
  });
  it('tells only one service where that is asked for', async () => {
    const said = { out: '', err: '' };
    const terminal: Terminal = { out: (text) => (said.out += text), err: (text) => (said.err += text), isTTY: false };
    const json = join(folder, 'only.json');
    expect(
      await main([file('small.yaml', SMALL), '--runs', '2', '--only', 'surgery/visits', '--json', json], terminal),
    ).toBe(0);
    expect(said.out).toContain('Only Visits (surgery/visits)');
    expect(said.out.replace(/\s+/g, ' ')).toMatch(/Visits alone: .*(is back to normal|is not disrupted|cannot tell)/);
    const { services } = JSON.parse(readFileSync(json, 'utf8')) as { services: { key: string }[] };
    expect(services.map(({ key }) => key)).toEqual(['surgery/visits']);
  }, 60_000);
  it('ends with 2 for a strategy that is not there, and says which are', async () => {
    const { code, err } = await run([small, '--strategy', 'papper']);
    expect([code, lines(err)]).toEqual([
      2,
      ['--strategy: there is no strategy "papper"; there are today, paper, twice.'],
    ]);
  });
  it('runs what the file says, and says so', async () => {
    const { code, out, requests, disposed } = await run([small]);
    expect(code).toBe(0);
    expect(requests[0]).toMatchObject({ seed: 'small', runs: 3 });
    expect(disposed).toBe(1);
    expect(lines(out).length).toBeGreaterThan(20);
  });
  it('runs what is asked for instead', async () => {
    const { requests, workers } = await run([
      small,
      '--runs',
      '7',
      '--seed',
      'other',
      '--workers',
      '3',
      '--strategy',
      'twice',
      '--replicates',
      '4',
    ]);
    expect(requests[0]).toMatchObject({ seed: 'other', runs: 7, model: { scenario: { replicates: 4 } } });
    expect(workers).toBe(3);
    expect(requests[0]!.model.scenario.strategies.map((strategy) => strategy.id)).toEqual(['today', 'twice']);
  });
  it('keeps the verdict and the table apart from progress', async () => {
    const quiet = await run([small, '--runs', '100']);
    expect(lines(quiet.err).filter((line) => / of 100 runs$/.test(line))).toEqual([
      '25 of 100 runs',
      '50 of 100 runs',
      '75 of 100 runs',
      '100 of 100 runs',
    ]);
    expect(quiet.out).not.toContain('\x1b');
    const onScreen = await run([small, '--runs', '4'], true);
    expect(onScreen.err).toContain('\r\x1b[2K3 of 4 runs');
    expect(onScreen.err.split('\n').filter((line) => / of 4 runs/.test(line)).length).toBeLessThanOrEqual(1);
  });
  it('writes files', async () => {
    const json = join(folder, 'out.json');
    const csv = join(folder, 'out.csv');
    const { code, err } = await run([small, '--json', json, '--csv', csv]);
    expect(code).toBe(0);
    expect(err).toContain(`Written: ${json}`);
    expect(JSON.parse(readFileSync(json, 'utf8')).runs).toBe(3);
    expect(readFileSync(csv, 'utf8')).toMatch(/^strategy,service,measure,statistic,value,low,high,level\r\n/);
  });
  it('runs until the precision asked for, one fixed count after the other, and says so everywhere', async () => {
    const [json, csv] = [join(folder, 'precise.json'), join(folder, 'precise.csv')];
    const { code, out, err, requests } = await run([small, '--precision', '0.1', '--json', json, '--csv', csv]);
    expect(code).toBe(0);
    // Strategies that never differ are precise as soon as anything is: from run 20 on over five further runs.
    expect(requests.map(({ runs, from }) => [runs, from?.runs.length])).toEqual([
      [20, undefined],
      [40, 20],
    ]);
    expect(err).not.toContain('of 20 runs');
    expect(out).toMatch(/Precision of 0\.1 working days reached with 40 runs/);
    expect(JSON.parse(readFileSync(json, 'utf8')).precision).toMatchObject({ reached: true, runs: 40, most: 1000 });
    expect(readFileSync(csv, 'utf8')).toMatch(/paper,typical site,precision,"half-width, reached",0,/);
  });
  it('stops at the most runs asked for and says that it was not precise enough', async () => {
    const { out, requests } = await run([small, '--precision', '0.1', '--max-runs', '20']);
    expect(requests).toHaveLength(1);
    expect(out).toMatch(/not reached within 20 runs/);
  });
  it('ends with 2 when there is nothing to compare precisely', async () => {
    const { code, err, requests } = await run([small, '--strategy', 'today', '--precision', '0.1']);
    expect([code, lines(err), requests]).toEqual([
      2,
      ['--precision: there is no other strategy to compare with today’s arrangement.'],
      [],
    ]);
  });
  it('writes one run as plain tables instead of a study, of the baseline, of a strategy or of the twin', async () => {
    const items = async (...more: string[]): Promise<string> => {
      const folderOfTables = join(folder, 'tables');
      const { code, err, requests } = await run([small, '--tables', folderOfTables, ...more]);
      expect([code, requests.length]).toEqual([0, 0]);
      expect(err).toContain(`Written: ${join(folderOfTables, 'items.csv')}`);
      return `${readFileSync(join(folderOfTables, 'study.csv'), 'utf8').split('\r\n')[1]}`;
    };
    expect(await items()).toMatch(/^small,today,small,0,2024-07-08,/);
    expect(await items('--run', '4', '--strategy', 'paper')).toMatch(/^small,paper,small,4,/);
    expect(await items('--strategy', 'twin', '--seed', 'other')).toMatch(/^small,twin,other,0,/);
  });
  it('refuses tables together with what only a study has', async () => {
    const { code, err } = await run([small, '--tables', 'x', '--json', 'y.json', '--strategy', 'paper', 'twice']);
    expect([code, lines(err)]).toEqual([
      2,
      [
        '--tables writes one run and no answers: leave out --json and --csv.',
        '--tables writes one strategy: name one with --strategy, or twin.',
      ],
    ]);
    expect((await run([small, '--run', '3'])).err).toContain('--run belongs to --trace or --tables');
  });
  it('ends with 1 and one line when Standby itself fails', async () => {
    let err = '';
    const code = await main([small], { out: () => {}, err: (text) => (err += text), isTTY: false }, () =>
      Promise.reject(new Error('run 1042 of seed "june" passed its horizon')),
    );
    expect([code, lines(err).at(-1)]).toEqual([
      1,
      'Standby failed: run 1042 of seed "june" passed its horizon. This is a fault of Standby, not of the file.',
    ]);
  });
});

describe('as a program', () => {
  const node = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
      encoding: 'utf8',
      cwd: join(import.meta.dirname, '../..'),
    });
  it('helps with 0', () => {
    const { status, stdout, stderr } = node('--help');
    expect([status, stdout, stderr]).toEqual([0, HELP, '']);
  }, 30_000);
  it('refuses with 2 on the error side', () => {
    const { status, stdout, stderr } = node('nothing.yaml');
    expect([status, stdout, stderr]).toEqual([2, '', 'nothing.yaml: there is no such file.\n']);
  }, 30_000);
  it('goes on to the precision asked for on worker threads, and gives what as many runs give', () => {
    const small = file(
      'precise.yaml',
      SMALL.replace('share: 0.5 }] }', 'share: 0.5 }], activation: { decision: { exponential: { mean: 60 min } } } }'),
    );
    const precise = node(small, '--precision', '0.05', '--max-runs', '60', '--strategy', 'paper');
    const [, runs] = /\n(\d+) runs,/.exec(precise.stdout)!;
    const plain = node(small, '--runs', runs!, '--strategy', 'paper');
    expect([precise.status, Number(runs) >= 40]).toEqual([0, true]);
    const hash = (text: string): string => text.trimEnd().split('\n').at(-1)!;
    expect(hash(precise.stdout)).toBe(hash(plain.stdout));
    expect(precise.stdout).toMatch(/\nPrecision\n {2}Precision of 0\.05 working days (not )?reached/);
  }, 60_000);
  it('gives the same answer with one worker and with two', () => {
    const small = file('program.yaml', SMALL);
    const [one, two] = ['1', '2'].map((workers) => node(small, '--runs', '4', '--workers', workers));
    expect([one!.status, one!.stderr.includes('fail')]).toEqual([0, false]);
    expect(one!.stdout).toMatch(/^A small surgery\n4 runs, 1 of 1 practices hit/);
    expect(two!.stdout).toBe(one!.stdout);
  }, 60_000);
});
