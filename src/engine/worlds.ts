/** The worlds that could be true: run r lives in world floor(r / replicates), whose numbers are drawn once and planned for once. */
import type { Model } from '../scenario/model.ts';
import { inPlace, type Parameter } from '../scenario/uncertain/parameter.ts';
import { worldModel } from '../scenario/uncertain/worlds.ts';
import { lawQuantile } from './laws.ts';
import { compile, type Plan } from './plan.ts';
import { streamKey, uniformAt } from './streams.ts';

/** Plans kept at a time: neighbouring runs share a world when there are replicates. */
const KEPT = 4;

/** The world of a run. */
export function worldOfRun(model: Model, run: number): number {
  return Math.floor(run / (model.scenario.replicates ?? 1));
}

/** The uniform number of a parameter in a world: keyed by its place, or by the name it shares with others. */
export function parameterUniform(seed: string, world: number, { of, as }: Pick<Parameter, 'of' | 'as'>): number {
  return uniformAt(
    as === undefined ? streamKey(seed, world, 'world', of) : streamKey(seed, world, 'world together', as),
    0,
    1,
  );
}

/** What is drawn in a world, in the order of the model's parameters. */
export function drawWorld(model: Model, seed: string, world: number): Float64Array {
  return Float64Array.from(model.parameters, (parameter) =>
    inPlace(parameter, lawQuantile(parameter.law)(parameterUniform(seed, world, parameter))),
  );
}

export interface WorldPlan {
  readonly plan: Plan;
  /** In the order of the model's parameters; undefined when there are none. */
  readonly drawn: Float64Array | undefined;
}

/** The plans of a model's worlds, made when asked for; those not used lately are forgotten. */
export class WorldPlans {
  /** The plan of the central values: what results are laid out by, and the only one when everything is known. */
  readonly central: Plan;
  readonly #model: Model;
  readonly #seed: string;
  readonly #kept = new Map<number, WorldPlan>();

  constructor(model: Model, seed: string) {
    this.#model = model;
    this.#seed = seed;
    this.central = compile(model);
  }

  ofRun(run: number): WorldPlan {
    if (this.#model.parameters.length === 0) return { plan: this.central, drawn: undefined };
    const world = worldOfRun(this.#model, run);
    const found = this.#kept.get(world) ?? this.#make(world);
    this.#kept.delete(world);
    this.#kept.set(world, found);
    if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return found;
  }

  #make(world: number): WorldPlan {
    const drawn = drawWorld(this.#model, this.#seed, world);
    return { plan: compile(worldModel(this.#model, drawn), this.central), drawn };
  }
}
