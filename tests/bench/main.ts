/** npm run bench: times the engine in Node and in Chromium, studies on workers and the page, and takes their memory; `--keep` writes the results down. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundled } from './bundle.ts';
import type * as Cases from './cases.ts';
import { memoryRows } from './memory.ts';
import { pageFigures, rowsInBrowser, studiesInBrowser } from './page.ts';
import { pageMemory } from './pageMemory.ts';
import { growthTable, memoryTable, pageTable, rowTable, studyTable, type Results } from './report.ts';

const here = import.meta.dirname;
const root = join(here, '../..');
const KEPT = join(here, 'kept');

const { quick, keep } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
}).values;

/** The newest results kept for a machine of this class. */
function lastKept(machine: string): Results | undefined {
  const files = readdirSync(KEPT)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .reverse();
  return files
    .map((file) => JSON.parse(readFileSync(join(KEPT, file), 'utf8')) as Results)
    .find((results) => results.machine === machine);
}

/** What kind of machine this is: processors, memory and Node; never its name. */
function machineClass(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} x ${model}, ${gigabytes} GB, Node ${process.versions.node.split('.')[0]}`;
}

const texts = {
  w2: readFileSync(join(here, 'w2.yaml'), 'utf8'),
  bolton: readFileSync(join(root, 'scenarios/bolton-2024-07-19.yaml'), 'utf8'),
};
const machine = machineClass();
const kept = lastKept(machine);
const doing = (what: string): void => void process.stderr.write(`${what}\n`);

doing('In this process ...');
const { rows } = (await import((await bundled('cases.ts')).file)) as typeof Cases;
const node = rows(texts, quick, ({ title }) => doing(`  ${title}`));
doing('In a worker of Chromium ...');
const browser = await rowsInBrowser((await bundled('inWorker.ts')).folder, texts, quick);
doing('On workers of Chromium ...');
const studies = await studiesInBrowser((await bundled('workers.ts')).folder, texts, quick);
doing('In the page ...');
const page = await pageFigures(join(root, 'dist'), quick);
doing('In processes of their own, for their memory ...');
const memory = [
  ...(await memoryRows(quick, (title) => doing(`  ${title}`))),
  ...(await pageMemory(join(root, 'dist'))),
];

const date = new Date().toISOString().slice(0, 10);
const results: Results = { date, machine, node, browser, studies, page, memory };
console.log(
  [
    `${results.date}, ${machine}${kept ? `; kept ${kept.date}` : '; nothing kept for such a machine'}`,
    rowTable('Node, one thread', node, kept?.node),
    rowTable('Chromium, one worker', browser, kept?.browser),
    studyTable(studies, kept?.studies),
    growthTable(results, kept),
    pageTable(page, kept?.page),
    memoryTable(memory, kept?.memory),
  ].join('\n\n'),
);
if (keep) {
  const file = join(KEPT, `${results.date}.json`);
  writeFileSync(file, `${JSON.stringify(results, null, 1)}\n`);
  console.log(`\nkept in ${file.slice(root.length + 1)}`);
}
