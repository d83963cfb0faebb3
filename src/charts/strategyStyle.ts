/** How strategies are told apart: colour, dash and marker together, so that none of them is needed alone. */

export type Marker = 'square' | 'diamond' | 'circle' | 'triangle' | 'cross';

export interface StrategyStyle {
  /** A role of the style sheet: `baseline`, `a` to `d`. */
  readonly role: 'baseline' | 'a' | 'b' | 'c' | 'd';
  readonly dash: string | undefined;
  readonly marker: Marker;
}

const baseline: StrategyStyle = { role: 'baseline', dash: undefined, marker: 'square' };
const others: readonly StrategyStyle[] = [
  { role: 'a', dash: '10 4', marker: 'diamond' },
  { role: 'b', dash: undefined, marker: 'circle' },
  { role: 'c', dash: '4 3', marker: 'triangle' },
  { role: 'd', dash: '10 3 2 3', marker: 'cross' },
];

/** One style per strategy in file order: the baseline is black and solid, the others take A to D and then begin again. */
export function strategyStyles(
  strategies: readonly { readonly id: string; readonly baseline: boolean }[],
): ReadonlyMap<string, StrategyStyle> {
  let next = 0;
  return new Map(
    strategies.map((strategy) => [strategy.id, strategy.baseline ? baseline : others[next++ % others.length]!]),
  );
}

/** An SVG path of a marker about its own centre; `size` is half its width. */
export function markerPath(marker: Marker, size: number): string {
  const s = size;
  switch (marker) {
    case 'square':
      return `M${-s},${-s}H${s}V${s}H${-s}Z`;
    case 'diamond':
      return `M0,${-s * 1.3}L${s * 1.3},0L0,${s * 1.3}L${-s * 1.3},0Z`;
    case 'circle':
      return `M${-s},0A${s},${s} 0 1 1 ${s},0A${s},${s} 0 1 1 ${-s},0Z`;
    case 'triangle':
      return `M0,${-s * 1.3}L${s * 1.2},${s}H${-s * 1.2}Z`;
    case 'cross': {
      const w = s * 0.42;
      return `M${-w},${-s * 1.2}H${w}V${-w}H${s * 1.2}V${w}H${w}V${s * 1.2}H${-w}V${w}H${-s * 1.2}V${-w}H${-w}Z`;
    }
    default: {
      const unknown: never = marker;
      throw new Error(`no such marker: ${String(unknown)}`);
    }
  }
}
