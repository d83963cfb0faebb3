/** A chart of the gallery and the states it is drawn in: ordinary ones and awkward ones, as plain data. */
import type { Component } from 'svelte';

export interface State<Props> {
  /** As an id: `one-run`. A picture is kept under it. */
  readonly name: string;
  /** What the frame around the chart says. */
  readonly title: string;
  readonly subtitle?: string;
  readonly props: Props;
}

export interface Entry {
  /** As an id: `recovery-intervals`. */
  readonly id: string;
  readonly chart: Component<Record<string, unknown>>;
  readonly states: readonly State<Record<string, unknown>>[];
}

/** An entry whose states are checked against the properties of its chart. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a component's exports do not matter here
export function entry<Props extends Record<string, any>>(
  id: string,
  chart: Component<Props, object, string>,
  states: readonly State<Props>[],
): Entry {
  return { id, chart, states } as unknown as Entry;
}
