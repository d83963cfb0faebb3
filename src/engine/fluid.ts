/**
 * The backlog as a flow: expected work in place of items, stepped through by the quarter of an hour in a few
 * milliseconds. It previews what a study will say while a slider moves; no result is made of it.
 *
 * It reads a plan, an incident and scripts of the engine itself, those of the even run (`evenRun.ts`), so only what
 * chance adds is missing: queues that form because people do not come evenly, which make a simulated backlog drain a
 * little more slowly. Left out: buddies, actions that a backlog starts, forms that run out. Patience that is fixed is
 * taken for exponential.
 */
import { TICKS_PER_HOUR } from '../scenario/calendar.ts';
import type { Model } from '../scenario/model.ts';
import { worldModel } from '../scenario/uncertain/worlds.ts';
import { blocksOf } from './fluid/blocks.ts';
import { STEP_TICKS, STEPS_PER_DAY, STEPS_PER_HOUR } from './fluid/clock.ts';
import { Flow } from './fluid/flow.ts';
import { blockWorld, type Sent } from './fluid/world.ts';
import { workOf } from './fluid/work.ts';
import { incidentOf, noIncident } from './incident.ts';
import { compile, type Plan } from './plan.ts';
import { scriptOf } from './script.ts';
import { EVEN_RUN } from './streams.ts';
import { drawWorld } from './worlds.ts';

/** Outstanding work of one world, at the hourly samples of the results period. */
export interface FluidWorld {
  /** Per service key then hour: items; of re-entry minutes. */
  readonly outstanding: Float64Array;
}

export interface Fluid {
  readonly plan: Plan;
  /** In the order in which the plan's queues first have them. */
  readonly keys: readonly string[];
  readonly twin: FluidWorld;
  /** In file order. */
  readonly strategies: readonly FluidWorld[];
}

/** Hours after which a world that has been like its twin is taken to stay so. */
const LIKE_HOURS = 96;
/** Items, or minutes of re-entry, that make no difference. */
const ALIKE = 1e-3;

/** The plan of the even run: every number that is not known at its median, staff planned as in every world. */
export function evenPlan(model: Model, seed: string): Plan {
  const central = compile(model);
  return model.parameters.length === 0
    ? central
    : compile(worldModel(model, drawWorld(model, seed, EVEN_RUN)), central);
}

/** The flow of every strategy and of the twin. */
export function fluidOf(model: Model, seed: string = model.scenario.seed): Fluid {
  const plan = evenPlan(model, seed);
  const { strategies } = model.scenario;
  const none = noIncident(plan);
  const twin = scriptOf(plan, seed, EVEN_RUN, none, undefined);
  const incident = incidentOf(plan, seed, EVEN_RUN);
  const scripts = strategies.map(({ uses }) => scriptOf(plan, seed, EVEN_RUN, incident, uses));
  const keys = [...new Set(plan.queues.map(({ key }) => key))];
  const { hours } = plan.frame;
  const world = (): FluidWorld => ({ outstanding: new Float64Array(keys.length * hours) });
  const found = { plan, keys, twin: world(), strategies: scripts.map(world) };
  const keyOf = new Map(keys.map((key, k) => [key, k]));
  const end = plan.horizon / STEP_TICKS;
  const everySite = plan.sites.map((_, s) => s);
  /** What hubs are sent, by world, the twin's first. */
  const sent = [twin, ...scripts].map((): Sent => new Map());

  for (const block of blocksOf(plan, twin, scripts)) {
    const work = workOf(plan, block, twin);
    const rows = work.queues.map(({ key }) => keyOf.get(key)! * hours);
    const own = new Float64Array(rows.length * hours);
    const base = new Flow(plan, blockWorld(plan, work, twin, twin, none, sent[0]!), (hour, outstanding) => {
      for (let k = 0; k < rows.length; k++) own[k * hours + hour] = outstanding[k]!;
    });
    const keep = (to: FluidWorld, from: number, until: number): void => {
      for (let k = 0; k < rows.length; k++)
        for (let hour = from; hour < until; hour++) to.outstanding[rows[k]! + hour]! += own[k * hours + hour]!;
    };
    // What a hub is sent may change as soon as anything does anywhere.
    const concerns = block.isHub ? everySite : block.sites;
    const forks = scripts.map(({ firstEffect }) =>
      Math.min(end, Math.floor(Math.min(...concerns.map((s) => firstEffect[s]!)) / STEP_TICKS)),
    );
    const flows: (Flow | undefined)[] = scripts.map(() => undefined);
    /** Per strategy: samples in a row at which it was like its twin. */
    const like = scripts.map(() => 0);
    for (const at of [...new Set(forks)].sort((a, b) => a - b)) {
      base.advance(at);
      if (at >= end) continue;
      scripts.forEach((script, k) => {
        if (forks[k] !== at) return;
        const to = found.strategies[k]!.outstanding;
        const record = (hour: number, outstanding: Float64Array): void => {
          let isLike = true;
          for (let q = 0; q < rows.length; q++) {
            to[rows[q]! + hour]! += outstanding[q]!;
            isLike &&= Math.abs(outstanding[q]! - own[q * hours + hour]!) < ALIKE;
          }
          like[k] = isLike ? like[k]! + 1 : 0;
        };
        flows[k] = base.fork(blockWorld(plan, work, script, twin, incident, sent[k + 1]!), record);
      });
    }
    base.advance(end);
    keep(found.twin, 0, hours);
    addSent(sent[0]!, base.sent, 0, end);
    scripts.forEach(({ lastEffect }, k) => {
      const last = Math.max(...concerns.map((s) => lastEffect[s]!)) / STEP_TICKS;
      const flow = flows[k];
      const until = flow ? live(flow, end, last, () => like[k]! >= LIKE_HOURS) : forks[k]!;
      keep(found.strategies[k]!, 0, samplesBefore(plan, forks[k]!));
      keep(found.strategies[k]!, samplesBefore(plan, until), hours);
      addSent(sent[k + 1]!, base.sent, 0, forks[k]!);
      if (flow) addSent(sent[k + 1]!, flow.sent, forks[k]!, until);
      addSent(sent[k + 1]!, base.sent, until, end);
    });
  }
  return found;
}

/** Lets a world live to the end, or until it has become its twin again. Gives the step before which it lived. */
function live(flow: Flow, end: number, lastEffect: number, isLikeTwin: () => boolean): number {
  while (flow.at < end) {
    flow.advance(Math.min(end, flow.at + STEPS_PER_DAY - (flow.at % STEPS_PER_DAY)));
    if (flow.at - LIKE_HOURS * STEPS_PER_HOUR > lastEffect && isLikeTwin()) break;
  }
  return flow.at;
}

/** How many hourly samples there are before the end of a step. */
function samplesBefore({ warmUp, frame }: Plan, step: number): number {
  return Math.max(0, Math.min(frame.hours, Math.floor(step / STEPS_PER_HOUR) - warmUp / TICKS_PER_HOUR + 1));
}

function addSent(to: Sent, from: Sent, begin: number, end: number): void {
  from.forEach((amounts, queue) => {
    let sum = to.get(queue);
    if (!sum) to.set(queue, (sum = new Float64Array(amounts.length)));
    for (let step = begin; step < end; step++) sum[step]! += amounts[step]!;
  });
}
