/**
 * A pool of workers as a Runner: the first run is shared out among them, then each takes the next run when it has
 * finished one, so nothing is ever queued behind a stale study.
 */
import type { Frame } from '../catalog/types.ts';
import type { Part } from '../engine/index.ts';
import { ENGINE_VERSION } from '../engine/version.ts';
import { focusedModel, focusSites } from '../results/focus.ts';
import { KeptRuns, runsKeptWhole } from '../results/keep.ts';
import type { MeasuredRun, ResultSet } from '../results/resultSet.ts';
import { carriedOver } from './goOn.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { buffersOf } from './partBuffers.ts';
import { knownWorlds, sameStudy, type KnownWorld } from './reuse.ts';
import { checkpoints, StudyCancelled, type Runner, type Share, type StudyHandle, type StudyRequest } from './runner.ts';

/** One worker, whatever kind of thread it is. */
export interface Port {
  /** `transfer` is handed over instead of copied. */
  post(message: ToWorker, transfer?: ArrayBuffer[]): void;
  onMessage(listener: (message: FromWorker) => void): void;
  onError(listener: (message: string) => void): void;
  close(): void;
}

interface Study {
  readonly number: number;
  readonly request: StudyRequest;
  readonly on: Parameters<Runner['run']>[1];
  /** From when the first run is there, or runs to go on from. */
  kept: KeptRuns | undefined;
  /** The runs asked for: from one to before another. */
  readonly share: Share;
  /** Measured, but not yet preceded by every earlier run. */
  readonly early: Map<number, MeasuredRun>;
  readonly pictures: readonly number[];
  /** Worlds that earlier studies have. */
  readonly known: KnownWorld;
  /** The first run is shared out among all workers, so that a first picture comes soon; undefined when there is one worker. */
  readonly shared: Shared | undefined;
  nextRun: number;
  frame: Frame | undefined;
  settle: { resolve: (set: ResultSet) => void; reject: (error: Error) => void };
}

/** A run whose parts live in several workers; the one that takes the first part puts them together. */
interface Shared {
  readonly of: number;
  readonly counted: Part[];
  given: number;
  done: number;
  keeper: Worker | undefined;
  joined: boolean;
}

interface Worker {
  readonly port: Port;
  /** The study it was last told of. */
  knows: number;
  /** What it has been asked for and has not answered. */
  ahead: number;
}

const sharedAmong = (of: number): Shared => ({
  of,
  counted: [],
  given: 0,
  done: 0,
  keeper: undefined,
  joined: false,
});

/** Pieces of work, each in each world, of about a twentieth of a second: more than that no worker is ever asked for at once. */
const WORK_AHEAD = 50_000;

/**
 * How many runs a worker is asked for at once, by how much work is expected in one: so many of short ones that it never
 * waits for the next, and of long ones a single one, so that a new study is never kept waiting.
 */
export function runsAhead({ queues, hours }: Frame, strategies: number): number {
  const aDay = queues.reduce((sum, { itemsPerWorkingDay }) => sum + itemsPerWorkingDay, 0);
  const aRun = ((aDay * hours) / 24) * (1 + strategies);
  return Math.max(1, Math.min(64, Math.floor(WORK_AHEAD / Math.max(1, aRun))));
}

/** The strategies to be simulated in a run, when not all of them. */
function wanted({ request, known }: Study, run: number): { readonly only?: readonly string[] } {
  const { strategies } = request.model.scenario;
  const only = strategies.flatMap(({ id }, k) => (known(k, run) ? [] : [id]));
  return only.length < strategies.length ? { only } : {};
}

/** A run with the worlds that were not simulated because they are known. */
function completed({ request, known }: Study, measured: MeasuredRun): MeasuredRun {
  const simulated = [...measured.strategies];
  const strategies = request.model.scenario.strategies.map((_, k) => known(k, measured.run) ?? simulated.shift()!);
  return { ...measured, strategies };
}

/** How long the drawing of a first picture takes, about. */
const AFTER_PICTURE_MILLISECONDS = 300;

/**
 * A pool of `size` workers, which `open` starts. Half of them, and one at least, start at once, the others when the
 * first run is done and drawn: until then the engine is new to the threads' compilers, which want processors too.
 */
export function createPool(size: number, open: () => Port): Runner {
  const workers: Worker[] = [];
  let study: Study | undefined;
  let studies = 0;

  const feed = (worker: Worker): void => {
    while (study && give(study, worker));
  };

  /** Asks a worker for a run, or a part of the first one, if it can take any; says whether it did. */
  const give = (current: Study, worker: Worker): boolean => {
    const { number, request, shared, share, frame } = current;
    const strategies = request.model.scenario.strategies.length;
    if (worker.ahead > 0 && (!frame || worker.ahead >= runsAhead(frame, strategies))) return false;
    const gives = shared && shared.given < shared.of;
    if (!gives && current.nextRun >= share.to) return false;
    // Parts of the first run are given to whoever is free; what puts them together waits for the others': they are as long as its own.
    if (gives ? worker.ahead > 0 : shared?.keeper === worker && !shared.joined) return false;
    if (worker.knows !== number) {
      const { model, seed, focus, isLean } = request;
      worker.port.post({
        kind: 'study',
        study: number,
        model,
        seed,
        ...(focus && { focus }),
        ...(isLean && { isLean }),
      });
      worker.knows = number;
    }
    worker.ahead++;
    if (!gives) {
      const run = current.nextRun++;
      worker.port.post({ kind: 'run', study: number, run, ...wanted(current, run) });
      return true;
    }
    shared.keeper ??= worker;
    const [run, part] = [share.from, shared.given++];
    worker.port.post({ kind: 'part', study: number, run, ...wanted(current, run), part, of: shared.of });
    return true;
  };

  /** Takes a part of the first run; the last one lets its keeper put all together. */
  const collectPart = (current: Study, counted: Part | undefined): void => {
    const shared = current.shared!;
    shared.done++;
    if (counted) shared.counted.push(counted);
    if (shared.done < shared.of) return;
    const keeper = shared.keeper!;
    keeper.ahead++;
    shared.joined = true;
    const others = shared.counted;
    keeper.port.post(
      { kind: 'join', study: current.number, run: current.share.from, others },
      others.flatMap(buffersOf),
    );
  };

  const keep = (request: StudyRequest, frame: Frame, earlier?: ResultSet): KeptRuns => {
    const { seed, runs, share, focus } = request;
    const model = focus ? focusedModel(request.model, focusSites(request.model, focus)) : request.model;
    const { replicates = 1 } = model.scenario;
    const wholeRuns = request.wholeRuns ?? runsKeptWhole(frame, model);
    return new KeptRuns(
      {
        model,
        ...(focus && { focus: { ...focus, of: request.model } }),
        frame,
        engineVersion: ENGINE_VERSION,
        seed,
        requestedRuns: runs,
        ...(replicates > 1 && { replicates }),
        wholeRuns,
      },
      { ...(earlier && { earlier }), isFoldedAtOnce: share !== undefined && runs > wholeRuns },
    );
  };

  const fail = (message: string): void => {
    const failed = study;
    study = undefined;
    failed?.settle.reject(new Error(message));
  };

  const take = (current: Study, measured: MeasuredRun): void => {
    const { early, share } = current;
    const kept = (current.kept ??= keep(current.request, current.frame!));
    early.set(measured.run, completed(current, measured));
    const following = (): MeasuredRun | undefined => early.get(share.from + kept.count);
    for (let next = following(); next; next = following()) {
      early.delete(next.run);
      kept.add(next);
      current.on.progress?.({ runsDone: kept.count, runs: share.to - share.from });
      if (current.pictures.includes(kept.count)) current.on.partial?.(kept.set(kept.count === share.to - share.from));
      if (study !== current) return;
    }
    conclude(current);
  };

  const conclude = (current: Study): void => {
    const { kept, share } = current;
    if (!kept || kept.count < share.to - share.from) return;
    study = undefined;
    current.settle.resolve(kept.set(true));
  };

  const hear = (worker: Worker, message: FromWorker): void => {
    if (message.kind === 'ready') return;
    if (message.kind === 'prepared') {
      if (study?.number === message.study) study.frame ??= message.frame;
      return;
    }
    // A study that could not be begun fails once more with the run that was asked of it.
    worker.ahead = Math.max(0, worker.ahead - 1);
    const current = study?.number === message.study ? study : undefined;
    if (current && message.kind === 'failed') fail(message.message);
    if (current && message.kind === 'part') collectPart(current, message.counted);
    feed(worker);
    if (message.kind !== 'measured') return;
    // Whoever asked draws a first picture now, and wants a processor for it.
    theOthers ??= setTimeout(() => openUpTo(size), AFTER_PICTURE_MILLISECONDS);
    if (current) take(current, message.run);
  };

  let theOthers: ReturnType<typeof setTimeout> | undefined;
  const openUpTo = (count: number): void => {
    while (workers.length < count) {
      const worker: Worker = { port: open(), knows: -1, ahead: 0 };
      workers.push(worker);
      worker.port.onMessage((message) => hear(worker, message));
      worker.port.onError(fail);
      feed(worker);
    }
  };
  openUpTo(Math.max(1, size >> 1));

  const cancel = (number: number): void => {
    if (study?.number !== number) return;
    const cancelled = study;
    study = undefined;
    // What it is at is given up, so that whatever comes next has the processors.
    for (const worker of workers) if (worker.knows === number) worker.port.post({ kind: 'stop', study: number });
    cancelled.settle.reject(
      new StudyCancelled(
        `study cancelled after ${cancelled.kept?.count ?? 0} of ${cancelled.share.to - cancelled.share.from} runs`,
      ),
    );
  };

  return {
    run(request, on): StudyHandle {
      if (study) cancel(study.number);
      const number = ++studies;
      const done = new Promise<ResultSet>((resolve, reject) => {
        const { earlier, frame } = carriedOver(request, request.from ?? sameStudy(request));
        const isShared = workers.length > 1 && earlier === undefined;
        const share = request.share ?? { from: 0, to: request.runs };
        study = {
          number,
          request,
          on,
          kept: earlier && keep(request, earlier.frame, earlier),
          share,
          early: new Map(),
          pictures: checkpoints(share.to - share.from),
          known: knownWorlds(request),
          shared: isShared ? sharedAmong(workers.length) : undefined,
          nextRun: isShared ? share.from + 1 : share.from + (earlier?.runs.length ?? 0),
          frame,
          settle: { resolve, reject },
        };
        const { kept } = study;
        const isWhole = kept?.count === share.to - share.from;
        // Whoever asked hears of what is there already when this has returned.
        if (kept && kept.count > 0)
          queueMicrotask(() => {
            if (isWhole || study?.number === number) on.partial?.(kept.set());
          });
        if (earlier) conclude(study);
      });
      workers.forEach(feed);
      return { done, cancel: () => cancel(number) };
    },
    dispose() {
      if (study) cancel(study.number);
      clearTimeout(theOthers);
      workers.forEach((worker) => worker.port.close());
    },
  };
}
