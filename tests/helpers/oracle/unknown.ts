/** The world of a run: the scenario with a value for each of its numbers that are not known (rules 35, 36, 38). */
import { builtInTemplates } from '../../../src/catalog/templates/index.ts';
import { exp, log, normalQuantile } from '../../../src/engine/math.ts';
import { streamKey, uniformAt } from '../../../src/engine/streams.ts';
import { toModel, type Model } from '../../../src/scenario/model.ts';
import type { Scenario } from '../../../src/scenario/schema.ts';

type Parameter = Model['parameters'][number];
type Law = Parameter['law'];

export function worldOf(model: Model, seed: string, run: number): Model {
  if (model.parameters.length === 0) return model;
  const world = Math.floor(run / (model.scenario.replicates ?? 1));
  // Parts that the parser shares between places must not change together.
  const scenario = JSON.parse(JSON.stringify(model.scenario)) as Scenario;
  for (const parameter of model.parameters) {
    const { of, as, place } = parameter;
    const stream =
      as === undefined ? streamKey(seed, world, 'world', of) : streamKey(seed, world, 'world together', as);
    const value = inField(parameter, valueAt(parameter.law, uniformAt(stream, 0, 1)));
    const parent = place.path.slice(0, -1).reduce<unknown>((part, key) => (part as never)[key], scenario);
    (parent as Record<string | number, unknown>)[place.path.at(-1)!] =
      place.written === 'number' ? value : { [place.written]: value };
  }
  return toModel(scenario, builtInTemplates);
}

/** A slider that moved the number takes what is drawn for it along. */
function inField({ place, amount, central }: Parameter, drawn: number): number {
  let value = drawn;
  if (central !== place.central) {
    const isTime = amount === 'minutes' || place.unit === 'minutes';
    value = isTime && place.central > 0 ? (drawn * central) / place.central : drawn + central - place.central;
    value = Math.max(place.min, Math.min(place.max, value));
  }
  return place.whole ? Math.round(value) : value;
}

function valueAt(law: Law, u: number): number {
  switch (law.kind) {
    case 'range':
      return law.low + u * (law.high - law.low);
    case 'triangular': {
      const { low, mode, high } = law;
      if (low === high) return low;
      return u < (mode - low) / (high - low)
        ? low + Math.sqrt(u * (high - low) * (mode - low))
        : high - Math.sqrt((1 - u) * (high - low) * (high - mode));
    }
    case 'normal': {
      if (law.sd === 0) return law.mean;
      return cutOff(
        law,
        u,
        (value) => (value - law.mean) / law.sd,
        (z) => law.mean + law.sd * z,
      );
    }
    case 'lognormal': {
      const deviation = log(law.p90 / law.median) / normalQuantile(0.9);
      if (deviation === 0) return law.median;
      return cutOff(
        law,
        u,
        (value) => (value <= 0 ? -Infinity : log(value / law.median) / deviation),
        (z) => law.median * exp(deviation * z),
      );
    }
    case 'choice':
      return [...law.values].sort((a, b) => a - b)[Math.floor(u * law.values.length)]!;
  }
}

/** What stands at a share of what is left of a bell between two values. */
function cutOff(
  { low, high }: { readonly low: number; readonly high: number },
  u: number,
  standard: (value: number) => number,
  back: (z: number) => number,
): number {
  const a = normalShare(standard(low));
  const b = normalShare(standard(high));
  const z = normalQuantile(Math.max(1e-16, Math.min(1 - 1e-16, a + u * (b - a))));
  return Math.max(low, Math.min(high, back(z)));
}

/** The share of a standard normal below z, by its power series round 0. */
function normalShare(z: number): number {
  if (z <= -8.3) return 0;
  if (z >= 8.3) return 1;
  let term = z;
  let sum = 0;
  for (let k = 1; sum + term !== sum; k++) {
    sum += term;
    term *= (z * z) / (2 * k + 1);
  }
  return 0.5 + (sum * exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
