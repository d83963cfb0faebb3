/** The most memory that studies take from the terminal, each in a process of its own, and what they take of time. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { builtCommandLine } from '../../src/tools/commandLine.mjs';

export interface MemoryRow {
  readonly id: string;
  readonly title: string;
  /** 1,000,000 bytes: the most that were resident at any one time. */
  readonly megabytes: number;
  /** From start to end, loading and answers included; and of all processors together. */
  readonly seconds?: number;
  readonly processorSeconds?: number;
}

const root = join(import.meta.dirname, '../..');
const BOLTON = 'scenarios/bolton-2024-07-19.yaml';
const W2 = 'tests/bench/w2.yaml';

/** Of more runs than this the hours are folded, in the curve over runs. */
const WHOLE = 100;

type Case = readonly [id: string, title: string, args: readonly string[]];

const ofBolton = (runs: number): Case => [
  `bolton-${runs}`,
  `Bolton, 4 strategies, ${runs} runs`,
  [BOLTON, '--runs', `${runs}`],
];
const ofW2 = (runs: number): Case => [
  `w2-${runs}`,
  `W2, 2 strategies, ${runs.toLocaleString('en-GB')} runs${runs > WHOLE ? ', hours folded' : ''}`,
  [W2, '--runs', `${runs}`, '--whole-runs', `${WHOLE}`],
];
const W2_WHOLE: Case = [
  'w2-1000-whole',
  'W2, 2 strategies, 1,000 runs, every hour kept',
  [W2, '--runs', '1000', '--whole-runs', '1000'],
];
const ENGLAND: Case = ['england', 'All of England (synthetic), 2 strategies, 1 run', ['--england', '--runs', '1']];

/** Every row, told as it begins. `quick` leaves the longest out: of fewer runs they would say something else. */
export async function memoryRows(quick: boolean, tell: (title: string) => void): Promise<MemoryRow[]> {
  const program = await builtCommandLine();
  if (program === undefined) throw new Error('the command line could not be built');
  const cases = quick
    ? [ofW2(100), ofW2(1000), ofBolton(40)]
    : [ofW2(100), ofW2(1000), ofW2(10_000), W2_WHOLE, ofBolton(40), ofBolton(200), ENGLAND];
  return cases.map(([id, title, args]) => {
    tell(title);
    return { id, title, ...measured(program, [...args, '--workers', '2']) };
  });
}

/** What `tellUsage.mjs` writes. */
interface Usage {
  readonly kibibytes: number;
  readonly processorSeconds: number;
}

/** The process says itself what it took, when it ends: nobody else knows for certain. */
export function measured(program: string, args: readonly string[]): Omit<MemoryRow, 'id' | 'title'> {
  const from = performance.now();
  const { status, output } = spawnSync(
    process.execPath,
    ['--import', join(import.meta.dirname, 'tellUsage.mjs'), program, ...args],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const seconds = (performance.now() - from) / 1000;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${output[2]}`);
  const { kibibytes, processorSeconds } = JSON.parse(output[3]!) as Usage;
  return { megabytes: (kibibytes * 1024) / 1e6, seconds, processorSeconds };
}
