/** How the network of a scenario is looked at: what is chosen, opened and shown, and at which moment. It outlives its tab. */
import type { StatusAnswer } from '../../runner/statusReader.ts';
import type { Model } from '../../scenario/model.ts';
import type { Study } from '../study.svelte.ts';

/** What an answer is of. */
export interface Asked {
  readonly model: Model;
  readonly run: number;
  readonly strategy: string;
}

export class NetworkState {
  /** A part of the map. */
  selected = $state<string | null>(null);
  /** Boxes that are open, once somebody has opened or closed one. */
  open = $state.raw<ReadonlySet<string> | null>(null);
  /** Empty: the baseline. */
  strategy = $state('');
  /** Null: the middle run. */
  run = $state<number | null>(null);
  /** Null: the moment that tells most. */
  tick = $state<number | null>(null);
  asList = $state(false);
  answer = $state.raw<StatusAnswer | null>(null);
  /** What the answer is of. */
  asked: Asked | null = null;
  /** File to which what is chosen and opened belongs. */
  file = '';

  /** Forgets what belonged to another file. */
  belongTo(file: string): void {
    if (this.file === file) return;
    this.file = file;
    this.selected = null;
    this.open = null;
    this.strategy = '';
    this.run = null;
    this.tick = null;
    this.answer = null;
    this.asked = null;
  }
}

const states = new WeakMap<Study, NetworkState>();

/** One for each study. */
export function networkStateOf(study: Study): NetworkState {
  let state = states.get(study);
  if (!state) states.set(study, (state = new NetworkState()));
  return state;
}
