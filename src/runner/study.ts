/** One study at work in one thread: a compiled plan and the runs asked of it. */
import type { Frame } from '../catalog/types.ts';
import { compile, Run, simulateRun, type Part, type Plan } from '../engine/index.ts';
import { measureRun } from '../results/measure.ts';
import type { MeasuredRun } from '../results/resultSet.ts';
import type { Model } from '../scenario/model.ts';

export class StudyThread {
  readonly #plan: Plan;
  readonly #model: Model;
  readonly #seed: string;
  /** The run under way in parts, with this thread's own. */
  #open: { readonly run: number; readonly whole: Run; readonly part: Part } | undefined;

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

  /** One of several parts of a run: another thread puts them together, or this one, which keeps what it opened. */
  part(run: number, part: number, of: number): Part {
    const whole = new Run(this.#plan, this.#seed, run);
    const counted = whole.part(part, of);
    this.#open = { run, whole, part: counted };
    return counted;
  }

  /** This thread's own part of a run, put together with the others'. */
  join(run: number, others: readonly Part[]): MeasuredRun {
    const open = this.#open;
    if (open?.run !== run) throw new Error(`run ${run} was not begun in this thread`);
    this.#open = undefined;
    return measureRun(this.#plan.frame, this.#model, open.whole.whole([open.part, ...others]));
  }
}
