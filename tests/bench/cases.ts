/** What is timed in one thread: the same module runs in Node and in a worker of the browser. */
import { fluidOf } from '../../src/engine/fluid.ts';
import { compile, giveBack, simulateRun, type Plan } from '../../src/engine/index.ts';
import { COUNT_AT, QUEUE_COUNTS } from '../../src/catalog/types.ts';
import { simulatePlainly } from '../helpers/oracle/index.ts';
import { englandPart, modelOf, oneNetworkHit, practices } from './scenarios.ts';
import { timed, type Timing } from './timing.ts';
import { livedThrough, Rooms, WAYS } from './ways.ts';
import { DRAWS, yardstick } from './yardstick.ts';

export interface Row extends Timing {
  readonly id: string;
  readonly title: string;
  /** Items simulated each time, in all worlds together where there are several; 0 where that says nothing. */
  readonly items: number;
}

/** Items of one world of a run. */
function itemsOf(counts: Float64Array): number {
  let items = 0;
  for (let at = COUNT_AT.arrived; at < counts.length; at += QUEUE_COUNTS.length) items += counts[at]!;
  return items;
}

/** Times a run of the twin and of these strategies, each time another run. */
function engineRow(id: string, title: string, plan: Plan, strategies: readonly string[], times: number): Row {
  const { seed } = plan.model.scenario;
  const outcome = simulateRun(plan, seed, 0, strategies);
  const items = [outcome.twin, ...outcome.strategies].reduce((sum, { counts }) => sum + itemsOf(counts), 0);
  giveBack(outcome);
  // Runs below ten are hashed item by item as well, which no other run is. Curves go back as in a study.
  return { id, title, items, ...timed((time) => giveBack(simulateRun(plan, seed, 10 + time, strategies)), times) };
}

/** Every row, told as it is done. `quick` takes a tenth of the time and is worth as much. */
export function rows(texts: { w2: string; bolton: string }, quick: boolean, tell: (row: Row) => void): Row[] {
  const found: Row[] = [];
  const add = (row: Row): void => {
    found.push(row);
    tell(row);
  };
  const often = (times: number): number => (quick ? Math.max(3, Math.round(times / 10)) : times);

  add({ id: 'yardstick', title: 'Yardstick: ten million draws', items: DRAWS, ...timed(yardstick, often(10), 2) });

  const w2 = modelOf(texts.w2);
  const plan = compile(w2);
  const { seed } = w2.scenario;
  add(engineRow('w2', 'W2: twin and one strategy', plan, ['today'], often(400)));
  add(engineRow('w2-two', 'W2: twin and two strategies', plan, ['today', 'later'], often(400)));
  const plain = (time: number): number =>
    [null, 'today'].reduce((sum, world) => sum + simulatePlainly(w2, seed, 10 + time, world).length, 0);
  add({ id: 'w2-plain', title: 'W2: the plain simulation, both worlds', items: plain(0), ...timed(plain, often(30)) });

  const bolton = modelOf(texts.bolton);
  const strategies = bolton.scenario.strategies.map(({ id }) => id);
  for (const [id, count] of [
    ['sites-1', 1],
    ['sites-5', 5],
    ['sites-20', 20],
    ['towns-4', 80],
  ] as const) {
    const ofSize = compile(practices(bolton, count));
    const title = `Bolton with ${count} practices: twin and ${strategies.length} strategies`;
    add(engineRow(id, title, ofSize, strategies, often(Math.max(5, Math.ceil(200 / count)))));
  }
  const town = compile(practices(bolton, 20));
  for (const count of [0, 1, 2])
    add(
      engineRow(
        `strategies-${count}`,
        `Bolton: twin and ${count} strategies`,
        town,
        strategies.slice(0, count),
        often(12),
      ),
    );
  // What each short cut is worth: `sites-20` has them all.
  for (const [way, title] of WAYS) {
    const rooms = new Rooms();
    const live = (time: number): void => giveBack(livedThrough(town, 10 + time, strategies, way, rooms));
    add({ id: `way-${way}`, title: `Bolton, 20 practices: ${title}`, items: 0, ...timed(live, often(8)) });
  }
  const spared = compile(oneNetworkHit(bolton));
  add(engineRow('one-network', 'Bolton, one network of five hit: all short cuts', spared, strategies, often(12)));
  const part = englandPart(bolton);
  const ofEngland = part.scenario.strategies.map(({ id }) => id);
  const among = `twin and ${ofEngland.length} strategies as in England`;
  add(engineRow('bolton-as-england', `Bolton: ${among}`, town, ofEngland, often(12)));
  const size = part.sites.filter(({ kind }) => kind !== 'hub').length;
  add(engineRow('england-part', `England, ${size} practices of a board: the same`, compile(part), ofEngland, often(8)));
  add({ id: 'plan', title: 'Bolton: a plan for one world', items: 0, ...timed(() => compile(bolton), often(40)) });
  add({ id: 'fluid', title: 'Bolton: the flow of a preview', items: 0, ...timed(() => fluidOf(bolton), often(40)) });
  return found;
}
