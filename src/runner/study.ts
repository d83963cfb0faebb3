/** One study at work in one thread: a plan for each world that could be true, and the runs asked of it. */
import type { Frame } from '../catalog/types.ts';
import { simulateRun, WorldPlans } from '../engine/index.ts';
import { measureRun } from '../results/measure.ts';
import type { MeasuredRun } from '../results/resultSet.ts';
import type { Model } from '../scenario/model.ts';

export class StudyThread {
  readonly #plans: WorldPlans;
  readonly #model: Model;
  readonly #seed: string;

  constructor(model: Model, seed: string) {
    this.#model = model;
    this.#seed = seed;
    this.#plans = new WorldPlans(model, seed);
  }

  /** What the outcomes of this study are laid out by, the same in every world. */
  get frame(): Frame {
    return this.#plans.central.frame;
  }

  run(run: number): MeasuredRun {
    const { plan, drawn } = this.#plans.ofRun(run);
    const measured = measureRun(this.frame, this.#model, simulateRun(plan, this.#seed, run), plan.frame.pools);
    return drawn ? { ...measured, drawn: drawn.slice() } : measured;
  }
}
