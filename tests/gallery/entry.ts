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
  /** A chart of the page has a frame around it; a part of one, and a table that is a chart, has none. */
  readonly framed: boolean;
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
  return { id, framed: true, chart, states } as unknown as Entry;
}

/** The same for what has no frame: all of it is the drawing. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a component's exports do not matter here
export function bare<Props extends Record<string, any>>(
  id: string,
  chart: Component<Props, object, string>,
  states: readonly State<Props>[],
): Entry {
  return { ...entry(id, chart, states), framed: false };
}

/** States written down elsewhere as plain data, each with a title of its own. */
export function statesOf<Plain, Props>(
  plain: Readonly<Record<string, Plain>>,
  titleOf: (state: Plain) => string,
  propsOf: (state: Plain) => Props,
): State<Props>[] {
  return Object.entries(plain).map(([name, state]) => ({
    name: name.replaceAll(' ', '-'),
    title: titleOf(state),
    props: propsOf(state),
  }));
}
