/** The study on the screen: a scenario, the assumptions changed in it, and the answers of the newest runs. */
import { EVERYTHING } from '../charts/only.ts';
import type { Template } from '../catalog/templates/template.ts';
import { focusTitle, sameFocus, wholeModel } from '../results/focus.ts';
import { layoutOf } from '../results/layout.ts';
import type { ResultSet } from '../results/resultSet.ts';
import { serviceSet } from '../results/serviceSet.ts';
import { summarising } from '../results/summarise.ts';
import type { StudyResult, Verdict } from '../results/types.ts';
import { verdict } from '../results/verdict.ts';
import type { Preview } from '../results/preview.ts';
import type { Previewer } from '../runner/previewer.ts';
import { remembered } from '../runner/reuse.ts';
import type { Progress, Runner, StudyRequest } from '../runner/runner.ts';
import type { ReadScenario } from '../runner/scenarioReader.ts';
import { controlsOf, type Control } from '../scenario/controls.ts';
import type { Issue } from '../scenario/issue.ts';
import type { Scenario } from '../scenario/schema.ts';
import { toModel, type Model } from '../scenario/model.ts';
import { emptyHistory, record, redo, redoName, settle, undo, undoName, type History } from './history.ts';
import { inSlices } from '../runner/inSlices.ts';
import { keptLimits, onlyOf, queryOf, sameLimits, withAlone, type Alone, type Limits } from './limits.ts';
import { NewestStudy } from './newestStudy.ts';
import { nextTask } from '../runner/nextTask.ts';

/** A scenario as its file has it, and the few assumptions of it that matter. */
export interface OpenScenario {
  readonly name: string;
  /** A file of the user's, whose sites may have real names. */
  readonly own: boolean;
  readonly scenario: Scenario;
  readonly controls: readonly Control[];
  readonly warnings: readonly Issue[];
  /** The built-in kinds of site. */
  readonly templates: Readonly<Record<string, Template>>;
}

/** What the runs so far say; `set` tells what they are the answers to. */
export interface Answers {
  readonly set: ResultSet;
  readonly result: StudyResult;
  readonly verdict: Verdict;
}

type Preparation = (set: ResultSet) => Generator<void, void, void>;

/** Values of controls that differ from the file's, by control id. */
type Values = Readonly<Record<string, number>>;

export type Phase = 'loading' | 'running' | 'done' | 'stopped' | 'failed';

/** Longer than a preview takes; a slider that never rests shows previews meanwhile. */
const PREVIEW_FIRST_MILLISECONDS = 120;

/** How many runs are added at once by whoever wants more of them. */
export const MORE_RUNS = 100;

/** How many studies are remembered; each may take tens of megabytes. */
const COMPUTED = 4;

export class Study {
  open = $state.raw<OpenScenario | null>(null);
  /** Problems of the file last opened, when they kept it from being opened. */
  problems = $state.raw<{ readonly file: string; readonly issues: readonly Issue[] } | null>(null);
  /** What went wrong while running, in a sentence. */
  failure = $state('');
  answers = $state.raw<Answers | null>(null);
  /** The same for the tables below the chart, one task later: no single task may hold up the page. */
  tables = $state.raw<Answers | null>(null);
  phase = $state<Phase>('loading');
  progress = $state.raw<Progress>({ runsDone: 0, runs: 0 });
  /** The scenario with the changes in it, ready to run: what is computed. */
  model = $state.raw<Model | null>(null);
  values = $state.raw<Values>({});
  /** What everything is limited to; what could not be, in sentences. */
  limits = $state.raw<Limits>({});
  unknown = $state.raw<readonly string[]>([]);
  /** The kinds of work of all the sites looked at, to choose one from. */
  services = $state.raw<readonly { readonly key: string; readonly title: string; readonly isReentry: boolean }[]>([]);
  /** The newest results, of all kinds of work. */
  #latest: ResultSet | null = null;
  #history = $state.raw<History<Values>>(emptyHistory());
  #runs = $state(0);
  readonly #newest: NewestStudy;
  readonly #previewer: Previewer;
  #preview = $state.raw<{ readonly model: Model; readonly preview: Preview } | null>(null);
  /** The simulation waits this long for a preview. */
  #held: ReturnType<typeof setTimeout> | undefined;
  #previewsSaid = $state<'not-yet' | 'saying' | 'said'>('not-yet');
  /** What was computed lately: whatever of it an edit does not touch is not computed again. */
  #computed: readonly ResultSet[] = [];
  /** Which file is being opened: the newest wins. */
  #opening = 0;
  /** Which picture is being drawn: an overtaken one is given up. */
  #turn = 0;
  #drawing: Promise<void> = Promise.resolve();
  #preparations: readonly Preparation[] = [];

  readonly changed = $derived(Object.keys(this.values).length);
  /** The answers on the screen belong to other inputs than those set. */
  readonly stale = $derived(this.answers !== null && !this.#isOfNow(this.answers.set));
  readonly focus = $derived(this.limits.focus);
  readonly service = $derived(this.limits.service);
  /** At the end of an address that keeps the limits. */
  readonly query = $derived(queryOf(this.limits));
  readonly serviceTitle = $derived(this.services.find(({ key }) => key === this.service)?.title);
  /** What the answers on the screen are limited to. */
  readonly only = $derived(this.answers ? onlyOf(this.answers.set) : EVERYTHING);
  readonly focusTitle = $derived(this.focus && this.model ? focusTitle(this.model, this.focus) : undefined);
  /** What a flow says of the settings, or of those of a moment ago, while the simulation has not answered them. */
  readonly preview = $derived(
    this.stale && this.#preview && this.#preview.model !== (this.answers && wholeModel(this.answers.set))
      ? this.#preview.preview
      : null,
  );
  /** For those who do not see it: true during the first preview of a visit and never again. */
  readonly saysPreview = $derived(this.preview !== null && this.#previewsSaid === 'saying');
  readonly undoName = $derived(undoName(this.#history));
  readonly redoName = $derived(redoName(this.#history));

  constructor(runner: Runner, previewer: Previewer) {
    this.#previewer = previewer;
    previewer.onPreview((model, preview) => {
      if (!this.stale || !this.#canPreview()) return;
      this.#preview = { model, preview };
      // Drawn before the simulation is set going, which takes a task of its own.
      void nextTask().then(() => this.#askNow());
      if (this.#previewsSaid === 'not-yet') this.#previewsSaid = 'saying';
    });
    const isCurrent = ({ model, focus }: StudyRequest): boolean => model === this.model && sameFocus(focus, this.focus);
    this.#newest = new NewestStudy(runner, {
      picture: (_, set) => {
        this.#computed = remembered(this.#computed, set, COMPUTED);
        this.#latest = set;
        this.#drawing = this.#show(set);
      },
      progress: (request, progress) => {
        if (isCurrent(request)) this.progress = progress;
      },
      finished: (request) => {
        // Done is said when the last picture stands, not before.
        void this.#drawing.then(() => {
          if (isCurrent(request) && this.phase === 'running') this.phase = 'done';
        });
      },
      failed: (request, error) => {
        if (!isCurrent(request)) return;
        this.phase = 'failed';
        this.failure = error instanceof Error ? error.message : String(error);
      },
    });
  }

  /** Opens a scenario file, limited as an address says. One that cannot be read, or has errors, changes nothing but the list of problems. */
  async load(name: string, read: () => Promise<ReadScenario>, own = false, limits: Limits = {}): Promise<void> {
    const opening = ++this.#opening;
    try {
      const { scenario, issues, templates } = await read();
      if (opening !== this.#opening) return;
      if (!scenario || issues.some((issue) => issue.severity === 'error')) {
        this.#refuse(name, issues);
        return;
      }
      const controls = controlsOf(scenario, templates);
      await nextTask();
      if (opening !== this.#opening) return;
      this.problems = null;
      this.open = { name, own, scenario, controls, warnings: issues, templates };
    } catch (reason) {
      if (opening !== this.#opening) return;
      const message = reason instanceof Error ? reason.message : String(reason);
      this.#refuse(name, [{ severity: 'error', path: '', message }]);
      return;
    }
    this.#runs = this.open.scenario.runs;
    this.#history = emptyHistory();
    this.#latest = null;
    const { scenario, templates } = this.open;
    const kept = keptLimits(toModel(scenario, templates), limits);
    this.limits = kept.limits;
    this.unknown = kept.unknown;
    this.#previewer.forget();
    this.#preview = null;
    this.#apply({});
  }

  /** Lets a drawing work out in steps what it is about to need, before the answers are on the screen; the way out is returned. */
  prepareWith(prepare: Preparation): () => unknown {
    this.#preparations = [...this.#preparations, prepare];
    return () => (this.#preparations = this.#preparations.filter((other) => other !== prepare));
  }

  dismissProblems(): void {
    this.problems = null;
  }

  valueOf(control: Control): number {
    return this.values[control.id] ?? control.value;
  }

  isChanged(control: Control): boolean {
    return control.id in this.values;
  }

  /** Moves a slider; moves of one slider are one step of undo until `settle`. */
  set(control: Control, value: number): void {
    if (value === this.valueOf(control)) return;
    const { [control.id]: _, ...others } = this.values;
    this.#change(
      control.id,
      `${control.label}, ${control.describe(value)}`,
      value === control.value ? others : { ...others, [control.id]: value },
    );
  }

  settle(): void {
    this.#history = settle(this.#history);
  }

  reset(control: Control): void {
    const { [control.id]: value, ...others } = this.values;
    if (value === undefined) return;
    this.settle();
    this.#change(control.id, `reset ${control.label}`, others);
    this.settle();
  }

  resetAll(): void {
    if (this.changed === 0) return;
    this.settle();
    this.#change('all', 'reset all', {});
    this.settle();
  }

  undo(): void {
    this.#step(undo(this.#history));
  }

  redo(): void {
    this.#step(redo(this.#history));
  }

  /** Looks at one site, group or service alone, or at all of them again. What is simulated is the same; results are of this. */
  lookAt(alone: Alone): void {
    this.limitTo(withAlone(this.limits, alone));
  }

  /** Limits everything, as far as the scenario has what is named. One kind of work is cut out of what there is; sites are counted anew. */
  limitTo(wanted: Limits): void {
    if (!this.model) return;
    const { limits, unknown } = keptLimits(this.model, wanted);
    this.unknown = unknown;
    if (sameLimits(limits, this.limits)) return;
    const isOtherSites = !sameFocus(limits.focus, this.limits.focus);
    this.limits = limits;
    if (isOtherSites) this.runAgain();
    else if (this.#latest) this.#drawing = this.#show(this.#latest);
  }

  cancel(): void {
    this.#forgetHeld();
    this.#newest.stop();
    if (this.phase === 'running') this.phase = 'stopped';
  }

  runAgain(): void {
    if (!this.model) return;
    this.phase = 'running';
    this.failure = '';
    this.progress = { runsDone: 0, runs: this.#runs };
    const { seed } = this.model.scenario;
    const { model, focus } = this;
    this.#forgetHeld();
    this.#newest.ask({ model, seed, runs: this.#runs, earlier: this.#computed, ...(focus && { focus }) });
  }

  /** Goes on with further runs of the same study: those that are there stay as they are. */
  runMore(): void {
    this.#runs = this.progress.runs + MORE_RUNS;
    this.runAgain();
  }

  /** Runs again as soon as the preview is there, or soon anyhow: until then the flow has the processors to itself. */
  #runAfterPreview(): void {
    this.#newest.stop();
    this.phase = 'running';
    this.progress = { runsDone: 0, runs: this.#runs };
    this.#forgetHeld();
    this.#held = setTimeout(() => this.runAgain(), PREVIEW_FIRST_MILLISECONDS);
  }

  #askNow(): void {
    if (this.#held !== undefined) this.runAgain();
  }

  #forgetHeld(): void {
    clearTimeout(this.#held);
    this.#held = undefined;
  }

  #isOfNow(set: ResultSet): boolean {
    return wholeModel(set) === this.model && sameFocus(set.focus, this.focus) && set.service?.key === this.service;
  }

  #refuse(file: string, issues: readonly Issue[]): void {
    this.problems = { file, issues };
    if (this.phase === 'loading') this.phase = 'failed';
  }

  #step(step: { history: History<Values>; state: Values } | undefined): void {
    if (!step) return;
    this.#history = step.history;
    this.#apply(step.state);
  }

  #change(of: string, name: string, after: Values): void {
    this.#history = record(this.#history, of, name, this.values, after);
    this.#apply(after);
  }

  #apply(values: Values): void {
    if (!this.open) return;
    const { scenario, controls, templates } = this.open;
    this.values = values;
    const changed = controls.reduce(
      (so, control) => (control.id in values ? control.apply(so, values[control.id]!) : so),
      scenario,
    );
    this.model = toModel(changed, templates);
    if (!this.#canPreview()) {
      this.runAgain();
      return;
    }
    this.#previewer.ask(this.model);
    this.#runAfterPreview();
  }

  /** Only beside figures of the same scenario, since a preview is of a change; and of all sites, since the flow is. */
  #canPreview(): boolean {
    if (this.focus || this.answers?.set.focus) return false;
    return this.answers !== null && this.answers.set.model.scenario.id === this.model?.scenario.id;
  }

  *#making(latest: ResultSet, service: string | undefined): Generator<void, Answers, void> {
    const set = (service !== undefined && serviceSet(latest, service)) || latest;
    yield;
    const result = yield* summarising(set);
    yield;
    const said = verdict(result, set);
    for (const prepare of this.#preparations) yield* prepare(set);
    return { set, result, verdict: said };
  }

  async #show(latest: ResultSet): Promise<void> {
    const turn = ++this.#turn;
    // Taking in what a worker sent, making answers of it and drawing them are tasks of their own.
    await nextTask();
    if (turn !== this.#turn) return;
    const answers = await inSlices(this.#making(latest, this.service), () => turn === this.#turn);
    await nextTask();
    if (!answers || turn !== this.#turn) return;
    this.answers = answers;
    this.services = layoutOf(latest.frame, latest.model).keys;
    if (!this.stale) {
      this.#previewer.forget();
      this.#preview = null;
      if (this.#previewsSaid === 'saying') this.#previewsSaid = 'said';
    }
    await nextTask();
    if (turn !== this.#turn) return;
    this.tables = this.answers;
    this.#previewer.prepare(latest.model);
  }
}
