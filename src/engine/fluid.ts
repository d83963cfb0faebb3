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

/** The plan of the even run: every number that is not known at its median, staff planned as in every world. */
export function evenPlan(model: Model, seed: string): Plan {
  if (model.parameters.length === 0) return compile(model);
  return compile(worldModel(model, drawWorld(model, seed, EVEN_RUN)), model);
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

  for (const block of blocksOf(plan, scripts)) {
    const work = workOf(plan, block, twin);
    const base = new Flow(plan, blockWorld(plan, work, twin, twin, none, sent[0]!));
    // What a hub is sent may change as soon as anything does anywhere.
    const concerns = block.isHub ? everySite : block.sites;
    const forks = scripts.map(({ firstEffect }) =>
      Math.min(end, Math.floor(Math.min(...concerns.map((s) => firstEffect[s]!)) / STEP_TICKS)),
    );
    const flows: (Flow | undefined)[] = scripts.map(() => undefined);
    for (const at of [...new Set(forks)].sort((a, b) => a - b)) {
      base.advance(at);
      if (at >= end) continue;
      scripts.forEach((script, k) => {
        if (forks[k] === at) flows[k] = base.fork(blockWorld(plan, work, script, twin, incident, sent[k + 1]!));
      });
    }
    base.advance(end);
    keep(found.twin, base);
    addSent(sent[0]!, base.sent, 0, end);
    scripts.forEach(({ lastEffect }, k) => {
      const flow = flows[k];
      if (!flow) {
        keep(found.strategies[k]!, base);
        addSent(sent[k + 1]!, base.sent, 0, end);
        return;
      }
      const until = live(flow, base, Math.max(...concerns.map((s) => lastEffect[s]!)) / STEP_TICKS, plan);
      keep(found.strategies[k]!, flow);
      addSent(sent[k + 1]!, base.sent, 0, forks[k]!);
      addSent(sent[k + 1]!, flow.sent, forks[k]!, until);
      addSent(sent[k + 1]!, base.sent, until, end);
    });

    function keep(to: FluidWorld, { outstanding }: Flow): void {
      work.queues.forEach(({ key }, k) => {
        const at = keyOf.get(key)! * hours;
        for (let hour = 0; hour < hours; hour++) to.outstanding[at + hour]! += outstanding[k * hours + hour]!;
      });
    }
  }
  return found;
}

/** Lets a world live to the end, or until it has become its twin again: then the rest is the twin's. Gives the step until which it lived. */
function live(flow: Flow, twin: Flow, lastEffect: number, { horizon, warmUp }: Plan): number {
  const end = horizon / STEP_TICKS;
  while (flow.at < end) {
    flow.advance(Math.min(end, flow.at + STEPS_PER_DAY - (flow.at % STEPS_PER_DAY)));
    const hour = (flow.at * STEP_TICKS - warmUp) / TICKS_PER_HOUR;
    if (flow.at >= end || flow.at - LIKE_HOURS * STEPS_PER_HOUR <= lastEffect || hour < LIKE_HOURS) continue;
    if (!flow.isLike(twin, hour - LIKE_HOURS, hour)) continue;
    const until = flow.at;
    flow.endAs(twin, hour);
    return until;
  }
  return end;
}

function addSent(to: Sent, from: Sent, begin: number, end: number): void {
  from.forEach((amounts, queue) => {
    let sum = to.get(queue);
    if (!sum) to.set(queue, (sum = new Float64Array(amounts.length)));
    for (let step = begin; step < end; step++) sum[step]! += amounts[step]!;
  });
}
