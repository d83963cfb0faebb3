/** Worlds that could be drawn, tried before anything runs: no value and no pair of neighbouring values may make a scenario that could not have been written. */
import type { Templates } from '../validate/context.ts';
import { valueAt, type Issue, type Path } from '../issue.ts';
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

/** Numbers under one rule of which every two are tried at their ends; of more only one at a time. */
const MOST_IN_PAIRS = 60;

/**
 * Every rule of the format with the numbers under it at their ends: all of them, each alone, and any two. An order that holds for
 * any two and a sum that holds for all hold everywhere between. Numbers that move together are never at opposite ends.
 */
function checkRules(
  scenario: Scenario,
  parameters: readonly Parameter[],
  rules: ReadonlyMap<string, readonly Rule[]>,
  say: (parameter: Parameter, message: string, more: Partial<Finding>) => void,
): void {
  const done = new Set<string>();
  for (const parameter of parameters) {
    for (const rule of rules.get(parameter.of) ?? []) {
      const path = parameter.place.path.slice(0, rule.ofNumber ? undefined : rule.depth);
      const key = JSON.stringify([path, rule.words]);
      if (done.has(key)) continue;
      done.add(key);
      const broken = brokenBy(scenario, under(parameters, path), path, rule);
      if (!broken) continue;
      say(broken.parameter, 'Some values of the uncertain numbers here break a rule of the format.', {
        found: `${broken.value} at this place`,
        expected: rule.words,
      });
    }
  }
}

function under(parameters: readonly Parameter[], path: Path): readonly Parameter[] {
  return parameters.filter(({ place }) => path.every((part, k) => place.path[k] === part));
}

/** The first number, with its value, that breaks a rule about what stands at the path. */
function brokenBy(
  scenario: Scenario,
  parameters: readonly Parameter[],
  path: Path,
  rule: Rule,
): { readonly parameter: Parameter; readonly value: number } | undefined {
  const ends = parameters.map(boundsOf);
  const holds = (changes: ReadonlyMap<number, number>): boolean => {
    const moved = [...changes.keys()].map((k) => parameters[k]!);
    if (rule.ofNumber) return [...changes.values()].every((value) => rule.holds(value));
    return rule.holds(valueAt(withValues(scenario, moved, [...changes.values()]), path));
  };
  /** One number at an end, and with it those that move together with it. */
  const atEnd = (k: number, end: End, others: ReadonlyMap<number, number> = new Map()): Map<number, number> => {
    const changes = new Map(others);
    parameters.forEach((other, j) => {
      if (j === k || isTogether(parameters[k]!, other)) changes.set(j, ends[j]![end]);
    });
    return changes;
  };
  const culprit = (k: number, value: number) => ({ parameter: parameters[k]!, value });
  for (let k = 0; k < parameters.length; k++) {
    for (const end of ['low', 'high'] as const) {
      const alone = atEnd(k, end);
      if (!holds(alone)) return culprit(k, ends[k]![end]);
      for (let j = k + 1; j < parameters.length && parameters.length <= MOST_IN_PAIRS; j++) {
        if (isTogether(parameters[k]!, parameters[j]!)) continue;
        for (const far of ['low', 'high'] as const) if (!holds(atEnd(j, far, alone))) return culprit(k, ends[k]![end]);
      }
    }
  }
  for (const values of mixtures(parameters))
    if (!holds(new Map(values.map((value, k) => [k, value])))) return culprit(0, values[0]!);
  return undefined;
}

function isTogether(a: Parameter, b: Parameter): boolean {
  return a.as !== undefined && a.as === b.as;
}
