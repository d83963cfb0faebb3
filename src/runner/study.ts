/** One study at work in one thread: a compiled plan and the runs asked of it. */
import type { Frame } from '../catalog/types.ts';
import { compile, simulateRun, type Plan } from '../engine/index.ts';
import { measureRun } from '../results/measure.ts';
import type { MeasuredRun } from '../results/resultSet.ts';
import type { Model } from '../scenario/model.ts';

export class StudyThread {
  readonly #plan: Plan;
  readonly #model: Model;
  readonly #seed: string;

  constructor(model: Model, seed: string) {
    this.#model = model;
    this.#seed = seed;
    this.#plan = compile(model);
  }

  /** What the outcomes of this study are laid out by. */
  get frame(): Frame {
    return this.#plan.frame;
  }

  run(run: number): MeasuredRun {
    return measureRun(this.#plan.frame, this.#model, simulateRun(this.#plan, this.#seed, run));
  }
}
