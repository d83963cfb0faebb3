/** England on the screen: a network of practices, which boards are run, and the figures of those that are done. */
import { ICBS } from '../../catalog/england/icbs.ts';
import type { BoardFigures } from '../../decide/england/boardFigures.ts';
import { runBoards, type BoardsHandle, type BoardsProgress } from '../../decide/england/runBoards.ts';
import { boardJobs } from '../../imports/boardJobs.ts';
import { baseOf, type Base } from '../../imports/networkScenario.ts';
import type { Network, Practice } from '../../imports/practices.ts';
import { practicesOf, syntheticEngland } from '../../imports/syntheticEngland.ts';
import { addDays, count, counted } from '../../results/format.ts';
import { StudyCancelled, type Runner } from '../../runner/runner.ts';
import type { ReadScenario } from '../../runner/scenarioReader.ts';
import { formatIssue, type Issue } from '../../scenario/issue.ts';
import { nextTask } from '../../runner/nextTask.ts';

export type EnglandPhase = 'loading' | 'ready' | 'running' | 'done' | 'stopped' | 'failed';

export class England {
  network = $state.raw<Network>(syntheticEngland([]));
  phase = $state<EnglandPhase>('loading');
  failure = $state('');
  progress = $state.raw<BoardsProgress>({ boardsDone: 0, boards: 0, done: 0, all: 0 });
  /** By code; kept until the practices change. */
  figures = $state.raw<Readonly<Record<string, BoardFigures>>>({});
  /** Why a mapping file was not read; what is worth knowing about the one that was. */
  problems = $state.raw<{ readonly file: string; readonly issues: readonly Issue[] } | null>(null);
  notes = $state.raw<readonly string[]>([]);
  /** The practices are those of a mapping file. */
  own = $state(false);
  base = $state.raw<Base | null>(null);
  #runs = $state(1);
  /** Figures of other numbers of runs of the same practices: whoever comes back to one need not wait again. */
  #others: Readonly<Record<number, Readonly<Record<string, BoardFigures>>>> = {};
  readonly #runners: () => readonly Runner[];
  #handle: BoardsHandle | undefined;
  #opened: readonly Runner[] | undefined;

  /** `runners` starts workers; each is given one board at a time. */
  constructor(runners: () => readonly Runner[]) {
    this.#runners = runners;
  }

  get strategies(): readonly { readonly id: string; readonly title: string; readonly short: string }[] {
    return (this.base?.scenario.strategies ?? []).map(({ id, title, short }) => ({ id, title, short: short ?? title }));
  }

  get runs(): number {
    return this.#runs;
  }

  set runs(runs: number) {
    this.#others = { ...this.#others, [this.#runs]: this.figures };
    this.#runs = runs;
    this.#take(this.#others[runs] ?? {});
  }

  /** How far a run is: boards come in a few at a time, practices all the while. */
  get progressWords(): string {
    const { boardsDone, boards, done, all } = this.progress;
    const practices = `, ${count(Math.floor(done / this.runs))} of ${count(all / this.runs)} practices`;
    return `${boardsDone} of ${counted(boards, 'board', 'boards')}${all === 0 ? '' : practices}`;
  }

  /** First day of results. */
  get firstDay(): string {
    const { start = '2024-01-01', warmUpDays = 0 } = this.base?.scenario ?? {};
    return addDays(start, warmUpDays);
  }

  /** Takes the incident, backups and strategies from a scenario. */
  async load(read: () => Promise<ReadScenario>): Promise<void> {
    try {
      const { scenario, templates } = await read();
      if (!scenario) throw new Error('the scenario with the incident could not be read');
      this.base = baseOf(scenario, templates);
      await this.useSynthetic();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Practices from a mapping file; one with errors changes nothing but the list of problems. */
  async openMapping(file: File): Promise<void> {
    const [text, { readMapping }] = await Promise.all([file.text(), import('../../imports/practiceMapping.ts')]);
    const { network, issues } = readMapping(text);
    this.problems = network ? null : { file: file.name, issues };
    if (!network) return;
    this.notes = [`Practices of ${file.name}.`, ...issues.map(formatIssue)];
    this.own = true;
    this.use(network);
  }

  /** The built-in practices, made two boards at a time. */
  async useSynthetic(): Promise<void> {
    const practices: Practice[] = [];
    for (const [k, icb] of ICBS.entries()) {
      practices.push(...practicesOf(icb));
      if (k % 2 === 1) await nextTask();
    }
    this.problems = null;
    this.notes = [];
    this.own = false;
    this.use(syntheticEngland(practices));
  }

  /** Other practices: nothing is known of them yet. */
  use(network: Network): void {
    this.network = network;
    this.#others = {};
    this.#take({});
  }

  #take(figures: Readonly<Record<string, BoardFigures>>): void {
    this.cancel();
    // Its end is no longer of these figures: nobody is told that they were stopped.
    this.#handle = undefined;
    this.figures = figures;
    if (this.base) this.phase = 'ready';
  }

  /** Runs the boards named that are not yet known. */
  async run(codes: readonly string[]): Promise<void> {
    const { base } = this;
    if (!base) return;
    this.cancel();
    const wanted = codes.filter((code) => !(code in this.figures));
    const jobs = boardJobs(base, this.network, wanted);
    this.phase = 'running';
    this.failure = '';
    this.progress = { boardsDone: 0, boards: jobs.length, done: 0, all: 0 };
    await nextTask();
    this.#opened ??= this.#runners();
    const handle = runBoards(
      jobs,
      this.#opened,
      { seed: base.scenario.seed, runs: this.runs },
      {
        board: (figures) => (this.figures = { ...this.figures, [figures.code]: figures }),
        progress: (progress) => (this.progress = progress),
        turn: nextTask,
      },
    );
    this.#handle = handle;
    try {
      await handle.done;
      if (this.#handle === handle) this.phase = 'done';
    } catch (error) {
      if (this.#handle !== handle) return;
      if (error instanceof StudyCancelled) this.phase = 'stopped';
      else this.#fail(error);
    }
  }

  cancel(): void {
    this.#handle?.cancel();
  }

  /** Ends the workers. */
  dispose(): void {
    this.cancel();
    this.#handle = undefined;
    this.#opened?.forEach((runner) => runner.dispose());
    this.#opened = undefined;
  }

  #fail(error: unknown): void {
    this.phase = 'failed';
    this.failure = error instanceof Error ? error.message : String(error);
  }
}
