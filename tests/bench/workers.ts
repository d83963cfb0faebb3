/** Studies on several workers of the browser, as the page runs them: how long the whole takes, and what one worker more is worth. */
import type { Runner, StudyRequest } from '../../src/runner/runner.ts';
import { createWorkerRunner } from '../../src/runner/workerRunner.ts';
import type { Model } from '../../src/scenario/model.ts';
import { modelOf, practices } from './scenarios.ts';

export interface StudyRow {
  readonly id: string;
  readonly title: string;
  readonly workers: number;
  readonly runs: number;
  readonly milliseconds: number;
}

/** Milliseconds that a study takes. */
async function timeOf(runner: Runner, request: Omit<StudyRequest, 'seed'>): Promise<number> {
  const from = performance.now();
  await runner.run({ ...request, seed: 'bench' }, {}).done;
  return performance.now() - from;
}

async function studied(model: Model, runs: number, workers: number): Promise<number> {
  const runner = createWorkerRunner(workers);
  try {
    // Workers that have lived through a few runs, as in a page that has been open for a moment.
    await runner.run({ model, seed: 'bench before', runs: 2 * workers }, {}).done;
    return await timeOf(runner, { model, runs });
  } finally {
    runner.dispose();
  }
}

export async function studyRows(texts: { bolton: string }, quick: boolean): Promise<StudyRow[]> {
  const bolton = modelOf(texts.bolton);
  const network = practices(bolton, 5);
  const runs = quick ? 20 : 200;
  const wanted: readonly (readonly [id: string, title: string, model: Model, workers: number, runs: number])[] = [
    ['network-200', `Five practices, 4 strategies, ${runs} runs`, network, 2, runs],
    ['bolton-1', `Bolton, 4 strategies, ${runs / 5} runs`, bolton, 1, runs / 5],
    ['bolton-2', `Bolton, 4 strategies, ${runs / 5} runs`, bolton, 2, runs / 5],
    ['bolton-200', `Bolton, 4 strategies, ${runs} runs`, bolton, 2, runs],
  ];
  const rows: StudyRow[] = [];
  for (const [id, title, model, workers, count] of wanted) {
    rows.push({ id, title, workers, runs: count, milliseconds: await studied(model, count, workers) });
  }
  return [...(await lengthRows(practices(bolton, 1))), ...rows, ...(await editRows(bolton, runs / 5))];
}

/** Studies of other lengths, one after another on workers that are warm: what is left is how time grows with runs. */
async function lengthRows(practice: Model): Promise<StudyRow[]> {
  const runner = createWorkerRunner(2);
  try {
    await runner.run({ model: practice, seed: 'bench before', runs: 100 }, {}).done;
    const rows: StudyRow[] = [];
    for (const runs of [20, 100, 400]) {
      const title = `One practice, 4 strategies, ${runs} runs, warm`;
      const milliseconds = await timeOf(runner, { model: practice, runs });
      rows.push({ id: `practice-${runs}`, title, workers: 2, runs, milliseconds });
    }
    return rows;
  } finally {
    runner.dispose();
  }
}

/** Bolton after one backup was changed, which two of four strategies use: from nothing, and after the study before the edit. */
async function editRows(before: Model, runs: number): Promise<StudyRow[]> {
  const { scenario } = before;
  const backups = scenario.backups.map((one) => (one.id === 'read-only' ? { ...one, note: 'changed' } : one));
  const after = { ...before, scenario: { ...scenario, backups } };
  const runner = createWorkerRunner(2);
  try {
    const earlier = [await runner.run({ model: before, seed: 'bench', runs }, {}).done];
    const rows: StudyRow[] = [];
    for (const [id, title, known] of [
      ['edit-all', 'a backup changed, all computed', []],
      ['edit', 'a backup changed, its strategies computed', earlier],
    ] as const) {
      const milliseconds = await timeOf(runner, { model: after, runs, earlier: known });
      rows.push({ id, title: `Bolton, ${title}, ${runs} runs`, workers: 2, runs, milliseconds });
    }
    return rows;
  } finally {
    runner.dispose();
  }
}
