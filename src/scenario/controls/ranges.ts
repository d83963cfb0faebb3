/** Controls that move a number that is not known: its range goes along, and the label says so. */
import type { Scenario } from '../schema.ts';
import { boundsOf, parametersOf, type Parameter } from '../uncertain/parameter.ts';
import type { Control } from './control.ts';

/** The control with a word on the uncertain numbers that it moves, if there are any; `before` are those of the scenario. */
export function withRange(control: Control, scenario: Scenario, before: readonly Parameter[]): Control {
  if (before.length === 0) return control;
  const to = control.value + control.step <= control.max ? control.value + control.step : control.value - control.step;
  const after = new Map(parametersOf(control.apply(scenario, to)).map((one) => [one.of, one.central]));
  const moved = before.filter((one) => after.get(one.of) !== one.central);
  if (moved.length === 0) return control;
  const [one] = moved;
  // One number that moves as far as the control does can be said in the control's own words.
  const ratio = (after.get(one!.of)! - one!.central) / (to - control.value);
  if (moved.length === 1 && Math.abs(Math.abs(ratio) - 1) < 1e-6) {
    const { low, high } = boundsOf(one!);
    const [first, last] = [low, high]
      .map((end) => control.value + (end - one!.central) / ratio)
      .sort((a, b) => a - b) as [number, number];
    return {
      ...control,
      uncertain: `uncertain: ${control.describe(first)} to ${control.describe(last)} in the file, moves along`,
    };
  }
  return {
    ...control,
    uncertain: moved.length === 1 ? 'uncertain: its range moves along' : `${moved.length} uncertain numbers move along`,
  };
}
