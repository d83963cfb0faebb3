/** Undo and redo with names: a stack of states, a drag or a row of key presses squashed to one step. */

interface Step<State> {
  readonly name: string;
  readonly before: State;
  readonly after: State;
  /** What was changed; changes of the same thing join until `settle`. */
  readonly of: string;
}

const STEPS = 100;

/** Immutable, so that a screen notices: every change gives a new history. */
export interface History<State> {
  readonly past: readonly Step<State>[];
  readonly future: readonly Step<State>[];
  /** The last step may still grow. */
  readonly open: boolean;
}

export function emptyHistory<State>(): History<State> {
  return { past: [], future: [], open: false };
}

/** Records a change. `of` names what was changed; while the last step is open and of the same thing, it grows instead. */
export function record<State>(
  history: History<State>,
  of: string,
  name: string,
  before: State,
  after: State,
): History<State> {
  const last = history.past[history.past.length - 1];
  const grows = history.open && last?.of === of;
  const step: Step<State> = { of, name, before: grows ? last.before : before, after };
  const past = [...(grows ? history.past.slice(0, -1) : history.past), step].slice(-STEPS);
  return { past, future: [], open: true };
}

/** The change under way is complete: the next one is a step of its own. */
export function settle<State>(history: History<State>): History<State> {
  return history.open ? { ...history, open: false } : history;
}

/** One step back: the history then and the state to go to, or nothing. */
export function undo<State>(history: History<State>): { history: History<State>; state: State } | undefined {
  const step = history.past[history.past.length - 1];
  if (!step) return undefined;
  return {
    history: { past: history.past.slice(0, -1), future: [step, ...history.future], open: false },
    state: step.before,
  };
}

/** One step forward again. */
export function redo<State>(history: History<State>): { history: History<State>; state: State } | undefined {
  const step = history.future[0];
  if (!step) return undefined;
  return {
    history: { past: [...history.past, step], future: history.future.slice(1), open: false },
    state: step.after,
  };
}

export const undoName = (history: History<unknown>): string | undefined => history.past[history.past.length - 1]?.name;
export const redoName = (history: History<unknown>): string | undefined => history.future[0]?.name;
