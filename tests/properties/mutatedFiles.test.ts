/** Files that somebody has got wrong: each is refused with its reasons, or runs to figures that make sense; never a crash, never a hang. */
import { describe, expect, test, vi } from 'vitest';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { compile, itemsOf, type Plan } from '../../src/engine/index.ts';
import { toCsv } from '../../src/exports/toCsv.ts';
import { toJson } from '../../src/exports/toJson.ts';
import { toText } from '../../src/exports/toText.ts';
import { summarise } from '../../src/results/summarise.ts';
import type { MeasureId, StudyResult } from '../../src/results/types.ts';
import { controlsOf } from '../../src/scenario/controls.ts';
import { formatIssue } from '../../src/scenario/issue.ts';
import type { Model } from '../../src/scenario/model.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { BASES, mutant } from '../helpers/mutate.ts';
import { studyOf } from '../helpers/study.ts';
import { took } from '../helpers/took.ts';

vi.setConfig({ testTimeout: 900_000 * Number(process.env['SWEEP'] ?? 1) });

const MUTANTS = 60 * Number(process.env['SWEEP'] ?? 1);
const LIMIT_MS = 2000;
/** Mutants with more work than that are refused or warned about; running them all would only take long. */
const MOST_ITEMS = 60_000;

function expectedItems(plan: Plan): number {
  return plan.queues.reduce((sum, queue) => {
    const arrivals = queue.spec?.arrivals;
    const factors = arrivals && 'poisson' in arrivals ? Object.values(arrivals.poisson.dateFactors) : [];
    return sum + (queue.weeklyVolume * Math.max(1, ...factors) * (plan.days.count + 7)) / 7;
  }, 0);
}

/** Measures that no comparison with the twin makes negative. */
const NEVER_NEGATIVE: readonly MeasureId[] = [
  'withoutSystem',
  'withoutRecord',
  'recordDays',
  'deferred',
  'putOff',
  'reentryHours',
  'extraHours',
  'cost',
];

/** What makes no sense in the answers, in words. */
function nonsense(result: StudyResult, warned: boolean): string[] {
  const found: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'number' && (Number.isNaN(value) || Math.abs(value) > 1e12)) found.push(`${path} is ${value}`);
    else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
  };
  walk(result, 'result');
  for (const strategy of result.strategies) {
    for (const id of NEVER_NEGATIVE)
      if ((strategy.measures[id].mean ?? 0) < 0) found.push(`${strategy.id}: ${id} is negative`);
    if (strategy.costPerYear < 0 || strategy.setUpCost < 0) found.push(`${strategy.id}: negative cost`);
    for (const { share } of strategy.typicalSite.chanceByDate)
      if (share < 0 || share > 1) found.push(`${strategy.id}: a chance of ${share}`);
  }
  for (const [pool, share] of Object.entries(result.utilisation))
    if (share < 0 || (share > 1.1 && !warned)) found.push(`${pool} is busy ${share} of its time, and nobody is warned`);
  return found;
}

/** Times that cannot be. */
function impossibleItems(plan: Plan, seed: string): string[] {
  const strategy = plan.model.scenario.strategies.at(-1)!.id;
  return itemsOf(plan, seed, 0, strategy)
    .filter(
      (item) =>
        (item.start >= 0 && (item.start < item.due || item.end <= item.start || item.start >= plan.horizon)) ||
        item.firstDue < 0 ||
        item.firstDue >= plan.horizon ||
        item.left >= plan.horizon,
    )
    .map((item) => JSON.stringify(item));
}

/** Something that a person waits for, by name: notes when that takes too long. */
type Quick = <T>(what: string, work: () => T) => T;

function run(model: Model, warned: boolean, quick: Quick): string[] {
  const set = quick('running', () => studyOf(model, 1));
  const result = quick('summarising', () => summarise(set));
  const outputs = [toText, toCsv, toJson].map((write) => quick(write.name, () => write(result, set)));
  return [
    ...nonsense(result, warned),
    ...quick('items', () => impossibleItems(compile(model), model.scenario.seed)).slice(0, 3),
    ...outputs.flatMap((output) => /.*\b(NaN|undefined|Infinity|\[object)\b.*/.exec(output) ?? []).slice(0, 1),
  ];
}

/** What is wrong with what becomes of a file, in words, and what became of it. */
function judged(text: string): { wrong: readonly string[]; fate: 'refused' | 'ran' | 'tooMuch' } {
  const wrong: string[] = [];
  const quick: Quick = (what, work) => {
    const { value, ms } = took(work);
    if (ms >= LIMIT_MS) wrong.push(`${what} took ${ms} ms`);
    return value;
  };
  const { model, issues } = quick('reading', () => parseScenario(text, builtInTemplates));
  wrong.push(...issues.map(formatIssue).filter((line) => /undefined|\[object|could not be checked|NaN/.test(line)));
  wrong.push(...issues.flatMap(({ path, line }) => (path !== '' && !(line! > 0) ? [`${path} has no line`] : [])));
  if (!model) {
    if (!issues.some((issue) => issue.severity === 'error')) wrong.push('refused without a reason');
    return { wrong, fate: 'refused' };
  }
  const { scenario } = model;
  const small: Model = { ...model, scenario: { ...scenario, strategies: scenario.strategies.slice(0, 3) } };
  const plan = quick('planning', () => compile(small));
  if (expectedItems(plan) > MOST_ITEMS) return { wrong, fate: 'tooMuch' };
  quick('controls', () => controlsOf(scenario, builtInTemplates));
  wrong.push(...run(small, issues.length > 0, quick));
  return { wrong, fate: 'ran' };
}

describe.each(Object.keys(BASES))('mutants of %s', (base) => {
  test(`${MUTANTS} of them are refused with reasons, or run to figures that make sense, in less than two seconds each`, () => {
    const seen = { refused: 0, ran: 0, tooMuch: 0 };
    const wrong: string[] = [];
    for (let number = 0; number < MUTANTS; number++) {
      try {
        const found = judged(mutant(base, number));
        seen[found.fate]++;
        wrong.push(...found.wrong.map((what) => `${base} ${number}: ${what}`));
      } catch (error) {
        wrong.push(`${base} ${number}: threw ${(error as Error).stack?.slice(0, 500)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(seen.refused, JSON.stringify(seen)).toBeGreaterThan(MUTANTS / 10);
    expect(seen.ran, JSON.stringify(seen)).toBeGreaterThan(MUTANTS / 10);
  });
});

test('figures that make no sense would be noticed', () => {
  const { model } = parseScenario(JSON.stringify(BASES['airport']), builtInTemplates);
  const result = summarise(studyOf(model!, 1));
  expect(nonsense(result, false)).toEqual([]);
  const [first] = result.strategies;
  const cost = { ...first!.measures.cost, mean: -1, p5: Number.NaN };
  const broken = {
    ...result,
    strategies: [{ ...first!, measures: { ...first!.measures, cost } }],
    utilisation: { 'x/y': 7 },
  };
  expect(nonsense(broken, false)).toEqual([
    'result.strategies.0.measures.cost.p5 is NaN',
    'today: cost is negative',
    'x/y is busy 7 of its time, and nobody is warned',
  ]);
});
