/** Worlds that could be drawn, tried before anything runs: no value and no pair of neighbouring values may make a scenario that could not have been written. */
import type { Templates } from '../validate/context.ts';
import { formatPath, valueAt } from '../issue.ts';
import { validate } from '../validate.ts';
import type { Finding } from '../schemaIssues.ts';
import type { Scenario } from '../schema.ts';
import { boundsOf, parametersOf, type Parameter } from './parameter.ts';
import type { Rule } from './places.ts';
import { withValues } from './worlds.ts';

/** Worlds checked across the whole file, at most; fewer for a file with many sites, where each check takes longer. */
const MOST_WORLDS = 60;
const SITES_CHECKED = 4000;
const MIXED_WORLDS = 4;

type End = 'low' | 'high';

/** What is wrong at the ends of the laws. `at` gives the place in the file of a parameter. */
export function checkCorners(
  scenario: Scenario,
  builtIn: Templates,
  rules: ReadonlyMap<string, readonly Rule[]>,
): Finding[] {
  const parameters = parametersOf(scenario);
  if (parameters.length === 0) return [];
  const findings: Finding[] = [];
  const broken = new Set<string>();
  const say = (parameter: Parameter, message: string, more: Partial<Finding>): void => {
    broken.add(parameter.of);
    findings.push({ path: parameter.place.path, message, ...more });
  };
  checkRules(scenario, parameters, rules, say);
  if (findings.length > 0) return findings;

  const alone = parameters.flatMap((parameter, k) => (['low', 'high'] as const).map((end) => ({ parameter, k, end })));
  const budget = Math.max(2, Math.min(MOST_WORLDS, Math.floor(SITES_CHECKED / scenario.sites.length)));
  const errorsWith = (values: readonly number[]): ReturnType<typeof validate> =>
    validate(withValues(scenario, parameters, values), builtIn).filter((issue) => issue.severity === 'error');
  // All low, all high and a few mixtures first: when these hold, one at a time rarely fails.
  for (const values of mixtures(parameters)) {
    const error = errorsWith(values)[0];
    if (!error) continue;
    const culprit = parameters.find(({ place }) => formatPath(place.path).startsWith(error.path)) ?? parameters[0]!;
    say(culprit, `Some values of the uncertain numbers do not go together: ${error.message}`, {
      ...(error.found !== undefined && { found: error.found }),
      ...(error.expected !== undefined && { expected: error.expected }),
    });
    break;
  }
  for (const { parameter, k, end } of alone.slice(0, budget)) {
    if (broken.has(parameter.of)) continue;
    const values = parameters.map((one) => one.central);
    values[k] = boundsOf(parameter)[end];
    const error = errorsWith(values)[0];
    if (error)
      say(parameter, `With ${values[k]} here the scenario would have an error: ${error.message}`, {
        ...(error.expected !== undefined && { expected: error.expected }),
      });
  }
  return findings;
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
