/** Generated scenarios in which some numbers are not known, wherever a number may stand. */
import { builtInTemplates } from '../../../src/catalog/templates/index.ts';
import { toModel, type Model } from '../../../src/scenario/model.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';
import type { Scenario } from '../../../src/scenario/schema.ts';
import { Dice } from '../dice.ts';
import { generate, type ScenarioInput, type Wanted } from '../generate.ts';
import { at, numberPlaces, put, type File } from '../uncertain.ts';

const MOST = 6;

/** Up to six numbers that are not known; in half of the scenarios a slider has moved one of them. */
export function uncertainModelOf(number: number, wanted: Wanted): Model {
  const dice = new Dice(number + 11_000_000);
  const known = {
    ...alwaysOpen(generate(number, wanted)),
    ...(dice.chance(0.5) ? { replicates: dice.whole(1, 2) } : {}),
  };
  const beliefs = dice
    .shuffled(numberPlaces(known))
    .slice(0, MOST)
    .map((path) => [path, { uncertain: belief(dice, at(known, path) as number | string) }] as const);
  const model = parsed(put(known, beliefs)) ?? parsed(withWhatCanBe(known, beliefs))!;
  return dice.chance(0.5) ? moved(dice, model) : model;
}

/** Without closed dates: once in some hundred scenarios they leave a site no working day at all, which the reader refuses. */
function alwaysOpen(file: ScenarioInput): ScenarioInput {
  return { ...file, closedDates: [], sites: file.sites.map(({ closedDates: _, ...site }) => site) };
}

/** Not every number can have every law, nor every two together: the reader says so. */
function withWhatCanBe(known: object, beliefs: Parameters<typeof put>[1]): File {
  return beliefs.reduce<File>((file, one) => {
    const tried = put(file, [one]);
    return parsed(tried) ? tried : file;
  }, known as File);
}

function parsed(file: object): Model | undefined {
  return parseScenario(JSON.stringify(file), builtInTemplates).model;
}

/** What is believed of a number or a length of time, written as the number itself is. */
function belief(dice: Dice, central: number | string): object {
  const [value, unit] = typeof central === 'number' ? [central, ''] : [parseFloat(central), central.split(' ')[1]!];
  const isWhole = Number.isInteger(value) && unit === '';
  const written = (amount: number): number | string => {
    const rounded = Math.round(amount * 10_000) / 10_000;
    return unit === '' ? rounded : `${rounded} ${unit}`;
  };
  const low = isWhole && value > 1 ? value - 1 : value * 0.75;
  const high =
    isWhole && value >= 1 ? value + 1 : value > 0 && value <= 1 ? Math.min(1, value * 1.3) : value * 1.3 + 0.1;
  const bounds = { low: written(low), high: written(high) };
  const laws: object[] = [
    { range: [bounds.low, bounds.high] },
    { triangular: [bounds.low, written(value), bounds.high] },
    { normal: { mean: written(value), sd: written((high - low) / 3), ...bounds } },
    { choice: [bounds.high, bounds.low, written(value)] },
  ];
  if (value > 0) laws.push({ lognormal: { median: written(value), p90: written((value + 2 * high) / 3), ...bounds } });
  return { central, ...dice.pick(laws), ...(dice.chance(0.3) ? { as: dice.pick(['one', 'two']) } : {}) };
}

/** The same model with one of its uncertain numbers somewhere else within what is believed of it. */
function moved(dice: Dice, model: Model): Model {
  const parameter = dice.pick(model.parameters);
  if (!parameter) return model;
  const { place, law } = parameter;
  const [low, high] = law.kind === 'choice' ? [Math.min(...law.values), Math.max(...law.values)] : [law.low, law.high];
  const to = low + dice.uniform() * (high - low);
  const value = place.whole ? Math.round(to) : to;
  const written = place.written === 'number' ? value : { [place.written]: value };
  return toModel(
    put(model.scenario, [[place.path as (string | number)[], written]]) as unknown as Scenario,
    builtInTemplates,
  );
}
