/** The curves that charts draw, worked out once for a set of runs: in steps before it is shown, or when they are asked for. */
import { curveOf, type CurveOptions } from '../results/curves.ts';
import type { ResultSet } from '../results/resultSet.ts';
import type { Curve, Quantity } from '../results/types.ts';

const known = new WeakMap<ResultSet, Map<string, Curve>>();

export function drawnCurve(set: ResultSet, strategy: string, quantity: Quantity, options: CurveOptions): Curve {
  let curves = known.get(set);
  if (!curves) known.set(set, (curves = new Map<string, Curve>()));
  const name = [strategy, quantity, options.unit, ...(options.services ?? [])].join(' ');
  let curve = curves.get(name);
  if (!curve) curves.set(name, (curve = curveOf(set, strategy, quantity, options)));
  return curve;
}
