/** One study at work in one thread: a plan for each world that could be true, and the runs asked of it. */
import type { Frame, RunOutcome } from '../catalog/types.ts';
import { atOnce, giveBack, Run, simulatingRun, WorldPlans, type Part, type Steps } from '../engine/index.ts';
import { Cut, focusedModel, focusSites, type Focus } from '../results/focus.ts';
import { measureRun } from '../results/measure.ts';
import { restoredAnywhere } from '../results/perRun.ts';
import type { MeasuredRun } from '../results/resultSet.ts';
import type { Model } from '../scenario/model.ts';

export class StudyThread {
  readonly #plans: WorldPlans;
  /** What results are laid out by. */
  readonly #model: Model;
  readonly #seed: string;
  readonly #isLean: boolean;
  /** To the sites looked at, when these are not all. */
  readonly #cut: Cut | undefined;
  /** The run under way in parts, with this thread's own. */
  #open: { readonly run: number; readonly whole: Run; readonly part: Part } | undefined;

  /** `isLean`: hubs are not lived through, no item is taken into the hash, and of the rest only differences are told (`Run`). */
  constructor(model: Model, seed: string, focus?: Focus, isLean = false) {
    const sites = focus && focusSites(model, focus);
    if (sites?.length === 0) throw new Error(`there is no ${focus!.kind} ${focus!.id} to look at`);
    this.#plans = new WorldPlans(model, seed);
    this.#cut = sites && new Cut(this.#plans.central.frame, sites);
    this.#model = sites ? focusedModel(model, sites) : model;
    this.#seed = seed;
    this.#isLean = isLean;
  }

  /** What the outcomes of this study are laid out by, the same in every world. */
  get frame(): Frame {
    return this.#cut?.frame ?? this.#plans.central.frame;
  }

  /** `only` are the strategies that are wanted, all when absent. */
  run(run: number, only?: readonly string[]): MeasuredRun {
    return atOnce(this.running(run, only));
  }

  /** The same in steps, as a thread takes it that others may want for something else. */
  *running(run: number, only?: readonly string[]): Steps<MeasuredRun> {
    return this.#measured(
      run,
      yield* simulatingRun(this.#plans.ofRun(run).plan, this.#seed, run, only, this.#cut?.sites, this.#isLean),
    );
  }

  /** One of several parts of a run. The thread that takes the first keeps it, to put them all together. */
  *part(run: number, part: number, of: number, only?: readonly string[]): Steps<Part> {
    const whole = new Run(this.#plans.ofRun(run).plan, this.#seed, run, only, this.#cut?.sites, this.#isLean);
    const counted = yield* whole.part(part, of);
    // It may take others too, while another thread is still busy with an overtaken study.
    if (part === 0) this.#open = { run, whole, part: counted };
    return counted;
  }

  /** This thread's own part of a run, put together with the others'. */
  *join(run: number, others: readonly Part[]): Steps<MeasuredRun> {
    const open = this.#open;
    if (open?.run !== run) throw new Error(`run ${run} was not begun in this thread`);
    this.#open = undefined;
    return this.#measured(run, yield* open.whole.whole([open.part, ...others]));
  }

  #measured(run: number, outcome: RunOutcome): MeasuredRun {
    const { plan, drawn } = this.#plans.ofRun(run);
    const { pools } = plan.frame;
    const cut = this.#cut;
    const measured = cut
      ? {
          ...measureRun(cut.frame, this.#model, cut.outcome(outcome), cut.pools(pools)),
          ...restoredAnywhere(outcome),
        }
      : measureRun(this.frame, this.#model, outcome, pools);
    // What was measured stands alone.
    giveBack(outcome);
    return drawn ? { ...measured, drawn: drawn.slice() } : measured;
  }
}
