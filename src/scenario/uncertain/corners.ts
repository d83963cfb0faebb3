/** Worlds that could be drawn, tried before anything runs: no value and no pair of neighbouring values may make a scenario that could not have been written. */
import type { Templates } from '../validate/context.ts';
import { formatPath, valueAt, type Issue } from '../issue.ts';
import { validate } from '../validate.ts';
import type { Finding } from '../schemaIssues.ts';
import type { Scenario } from '../schema.ts';
import { boundsOf, parametersOf, type Parameter } from './parameter.ts';
import type { Rule } from './places.ts';
import { withValues } from './worlds.ts';

/** Worlds between the lowest and the highest that are tried. */
const MIXED_WORLDS = 4;
/** Worlds tried to find out which number an error comes from. */
const MOST_TRIED = 100;

type End = 'low' | 'high';

/**
 * What is wrong at the ends of the laws. Checks across the file see the world with everything low, the one with everything high
 * and a few between: what they refuse is refused for one number that is too low or too high.
 */
export function checkCorners(
  scenario: Scenario,
  builtIn: Templates,
  rules: ReadonlyMap<string, readonly Rule[]>,
): Finding[] {
  const parameters = parametersOf(scenario);
  if (parameters.length === 0) return [];
  const findings: Finding[] = [];
  checkRules(scenario, parameters, rules, (parameter, message, more) =>
    findings.push({ path: parameter.place.path, message, ...more }),
  );
  if (findings.length > 0) return findings;

  const errorWith = (values: readonly number[]): Issue | undefined =>
    validate(withValues(scenario, parameters, values), builtIn).find((issue) => issue.severity === 'error');
  for (const values of mixtures(parameters)) {
    const error = errorWith(values);
    if (!error) continue;
    const culprit = findCulprit(parameters, values, errorWith);
    const what = { ...(error.expected !== undefined && { expected: error.expected }) };
    findings.push(
      culprit === undefined
        ? {
            path: parameters[0]!.place.path,
            message: `Some values of the uncertain numbers do not go together. ${error.message}`,
            ...what,
          }
        : {
            path: parameters[culprit]!.place.path,
            message: `A value that could be drawn here would be an error. ${error.message}`,
            found: String(values[culprit]),
            ...what,
          },
    );
    break;
  }
  return findings;
}

/** The first number that is enough for an error when the others keep their central values. */
function findCulprit(
  parameters: readonly Parameter[],
  values: readonly number[],
  errorWith: (values: readonly number[]) => Issue | undefined,
): number | undefined {
  for (let k = 0; k < Math.min(parameters.length, MOST_TRIED); k++) {
    const alone = parameters.map((one, j) => (j === k ? values[k]! : one.central));
    if (errorWith(alone)) return k;
  }
  return undefined;
}

/** All low, all high, and a few worlds in between, spread evenly by the golden section. */
function mixtures(parameters: readonly Parameter[]): number[][] {
  const ends = parameters.map(boundsOf);
  const mixed = Array.from({ length: MIXED_WORLDS }, (_, world) =>
    ends.map(({ low, high }, k) => {
      const share = ((world + 1) * (k + 1) * 0.6180339887498949) % 1;
      return parameters[k]!.place.whole ? Math.round(low + share * (high - low)) : low + share * (high - low);
    }),
  );
  return [ends.map(({ low }) => low), ends.map(({ high }) => high), ...mixed];
}

/**
 * Rules of the format at the ends of each number, alone and in pairs of neighbours, and with all at one end. An order or a sum
 * that holds there holds everywhere between. Numbers that move together are never at opposite ends.
 */
function checkRules(
  scenario: Scenario,
  parameters: readonly Parameter[],
  rules: ReadonlyMap<string, readonly Rule[]>,
  say: (parameter: Parameter, message: string, more: Partial<Finding>) => void,
): void {
  const said = new Set<string>();
  const all = (end: End): number[] => parameters.map((parameter) => boundsOf(parameter)[end]);
  const check = (k: number, values: readonly number[]): void => {
    const parameter = parameters[k]!;
    if (said.has(parameter.of)) return;
    const own = rules.get(parameter.of) ?? [];
    if (own.length === 0) return;
    const world = withValues(scenario, parameters, values);
    for (const rule of own) {
      const { path } = parameter.place;
      const value = rule.ofNumber ? values[k] : valueAt(world, path.slice(0, rule.depth));
      if (rule.holds(value)) continue;
      said.add(parameter.of);
      say(parameter, 'Some values of the uncertain numbers here break a rule of the format.', {
        found: `${values[k]} at this place`,
        expected: rule.words,
      });
      return;
    }
  };
  const central = parameters.map((one) => one.central);
  parameters.forEach((parameter, k) => {
    check(k, all('low'));
    check(k, all('high'));
    for (const end of ['low', 'high'] as const) {
      const moved = [...central];
      moved[k] = boundsOf(parameter)[end];
      parameters.forEach((other, j) => {
        if (j !== k && isTogether(parameter, other)) moved[j] = boundsOf(other)[end];
      });
      check(k, moved);
      parameters.forEach((other, j) => {
        if (j <= k || isTogether(parameter, other) || !areNeighbours(parameter, other)) return;
        for (const far of ['low', 'high'] as const) {
          const pair = [...moved];
          pair[j] = boundsOf(other)[far];
          check(k, pair);
        }
      });
    }
  });
}

function isTogether(a: Parameter, b: Parameter): boolean {
  return a.as !== undefined && a.as === b.as;
}

/** In the same list or mapping, or in entries of the same list. */
function areNeighbours(a: Parameter, b: Parameter): boolean {
  const [x, y] = [a.place.path, b.place.path];
  return x.length === y.length && formatPath(x.slice(0, -2)) === formatPath(y.slice(0, -2));
}
