/** An edit is computed anew only where it can make a difference, and the study is byte for byte the one computed from nothing. */
import { describe, expect, test, vi } from 'vitest';
import { toJson } from '../../src/exports/toJson.ts';
import { studyHash } from '../../src/results/hash.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import { summarise } from '../../src/results/summarise.ts';
import { answering, type FromWorker, type ToWorker } from '../../src/runner/messages.ts';
import { createPool } from '../../src/runner/pool.ts';
import { remembered } from '../../src/runner/reuse.ts';
import type { Runner } from '../../src/runner/runner.ts';
import type { Model } from '../../src/scenario/model.ts';
import { generate, modelOf, type ScenarioInput } from '../helpers/generate.ts';
import { readModel, textOf } from '../helpers/study.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A worker in this thread that notes which strategies it simulates in which run. */
function noting(strategies: readonly string[] = []): { runner: Runner; simulated: Map<number, readonly string[]> } {
  const simulated = new Map<number, readonly string[]>();
  const runner = createPool(1, () => {
    let listener: (message: FromWorker) => void = () => {};
    const answer = answering((message, transfer) => {
      const copy = structuredClone(message, { transfer });
      queueMicrotask(() => listener(copy));
    });
    return {
      post: (message: ToWorker) => {
        if (message.kind === 'run') simulated.set(message.run, message.only ?? strategies);
        setTimeout(() => answer(structuredClone(message)));
      },
      onMessage: (to) => (listener = to),
      onError: () => {},
      close: () => {},
    };
  });
  return { runner, simulated };
}

const bytes = (set: ResultSet): string => `${studyHash(set)} ${toJson(summarise(set), set)}`;

async function study(model: Model, runs: number, earlier: readonly ResultSet[] = []) {
  const { runner, simulated } = noting(model.scenario.strategies.map(({ id }) => id));
  const pictures: number[] = [];
  const set = await runner.run(
    { model, seed: 'reuse', runs, earlier },
    { partial: ({ runs: done }) => pictures.push(done.length) },
  ).done;
  runner.dispose();
  return { set, simulated: [...simulated].sort(([a], [b]) => a - b), pictures };
}

const airport = textOf('airport-2024-07-19.yaml');
describe('the airport', async () => {
  const { model } = readModel(airport);
  const ids = model.scenario.strategies.map(({ id }) => id);
  const before = await study(model, 4);

  test('computes all strategies when nothing was computed before', () => {
    expect(before.simulated).toEqual([0, 1, 2, 3].map((run) => [run, ids]));
  });
  test('computes nothing when an edit is taken back, and shows everything at once', async () => {
    const again = await study(readModel(airport).model, 4, [before.set]);
    expect(again.simulated).toEqual([]);
    expect(again.pictures).toEqual([4]);
    expect(bytes(again.set)).toBe(bytes(before.set));
  });
  test('computes everything when the failure lasts longer, or with another seed', async () => {
    const fault = model.scenario.incident.faults[0]!;
    const later = {
      ...model.scenario,
      incident: { ...model.scenario.incident, faults: [{ ...fault, at: '2024-07-19 06:11' }] },
    };
    const other = { ...model, scenario: later as typeof model.scenario };
    expect((await study(other, 1, [before.set])).simulated).toEqual([[0, ids]]);
    const { runner, simulated } = noting(ids);
    await runner.run({ model, seed: 'another', runs: 1, earlier: [before.set] }, {}).done;
    expect([...simulated]).toEqual([[0, ids]]);
  });
  test('under another title computes strategies only in runs that there were not', async () => {
    const text = airport.replace(`title: ${model.scenario.title}`, 'title: Renamed');
    const renamed = readModel(text).model;
    expect(renamed.scenario.title).toBe('Renamed');
    const after = await study(renamed, 5, [before.set]);
    expect(after.simulated).toEqual([...[0, 1, 2, 3].map((run) => [run, []]), [4, ids]]);
    expect(bytes(after.set)).toBe(bytes((await study(renamed, 5)).set));
  });
});

type Response = { readonly id: string };

/** A scenario without one of its backups or actions. */
function without(scenario: ScenarioInput, gone: string): ScenarioInput {
  const left = <R extends Response>(list: readonly R[] = []): R[] => list.filter(({ id }) => id !== gone);
  return {
    ...scenario,
    backups: left(scenario.backups),
    actions: left(scenario.actions),
    strategies: scenario.strategies.map((one) => ({ ...one, uses: (one.uses ?? []).filter((id) => id !== gone) })),
  };
}

test('in generated scenarios taking a backup or an action away computes those who used it, and gives what computing all gives', async () => {
  let [saved, computed] = [0, 0];
  for (let number = 7300; number < 7330; number++) {
    const scenario = generate(number, { crowded: true });
    const responses: readonly Response[] = [...(scenario.backups ?? []), ...(scenario.actions ?? [])];
    // What drills, call-offs and requirements name cannot be taken away alone.
    const others = JSON.stringify([scenario.backups, scenario.actions]);
    const gone = responses.find(({ id }) => others.split(`"${id}"`).length === 2)?.id;
    if (gone === undefined) continue;
    const before = await study(modelOf(scenario), 2);
    const model = modelOf(without(scenario, gone));
    const after = await study(model, 2, [before.set]);
    expect(bytes(after.set), `${number} without ${gone}`).toBe(bytes((await study(model, 2)).set));
    const users = scenario.strategies.filter(({ uses = [] }) => uses.includes(gone)).map(({ id }) => id);
    for (const [, only] of after.simulated) expect([...only].sort()).toEqual([...users].sort());
    saved += scenario.strategies.length - users.length;
    computed += users.length;
  }
  // Both happen, often.
  expect(saved).toBeGreaterThan(15);
  expect(computed).toBeGreaterThan(15);
});

test('what is remembered is the newest study and, of the others, those with most runs', async () => {
  const set = (runs: number): ResultSet =>
    ({ model: {} as Model, runs: Array.from({ length: runs }) }) as unknown as ResultSet;
  const [long, one, two, three] = [set(100), set(1), set(2), set(3)];
  const counts = [long, one, two, three].reduce<readonly ResultSet[]>((sets, next) => remembered(sets, next, 3), []);
  expect(counts.map(({ runs }) => runs.length)).toEqual([3, 100, 2]);
  const longer = { ...three, runs: Array.from({ length: 6 }) } as unknown as ResultSet;
  expect(remembered(counts, longer, 3).map(({ runs }) => runs.length)).toEqual([6, 100, 2]);
});
