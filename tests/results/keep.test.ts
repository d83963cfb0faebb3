/** However many runs there are, what a study keeps grows by their figures alone; its hours are folded together, and little is lost. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compile, ENGINE_VERSION } from '../../src/engine/index.ts';
import { toCsv } from '../../src/exports/toCsv.ts';
import { toJson } from '../../src/exports/toJson.ts';
import { toText } from '../../src/exports/toText.ts';
import { curveOf, sampleRuns, type CurveOptions } from '../../src/results/curves.ts';
import { studyHash } from '../../src/results/hash.ts';
import { KeptRuns, runsKeptWhole, type StudyHead } from '../../src/results/keep.ts';
import { layoutOf } from '../../src/results/layout.ts';
import type { MeasuredRun, ResultSet } from '../../src/results/resultSet.ts';
import { siteMeasures, siteSummaries } from '../../src/results/sites.ts';
import { summarise } from '../../src/results/summarise.ts';
import type { Quantity } from '../../src/results/types.ts';
import { StudyThread } from '../../src/runner/study.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { textOf } from '../helpers/study.ts';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';

const RUNS = 40;
const { model } = parseScenario(textOf('airport-2024-07-19.yaml'), builtInTemplates);
const thread = new StudyThread(model!, 'keep');
const measured = Array.from({ length: RUNS }, (_, run) => thread.run(run));
const headOf = (wholeRuns: number): StudyHead => ({
  model: model!,
  frame: thread.frame,
  engineVersion: ENGINE_VERSION,
  seed: 'keep',
  requestedRuns: RUNS,
  wholeRuns,
});
function kept(wholeRuns: number, runs: readonly MeasuredRun[] = measured): ResultSet {
  const keeping = new KeptRuns(headOf(wholeRuns), {});
  for (const run of runs) keeping.add(run);
  return keeping.set(true);
}
const whole = kept(RUNS);
const folded = kept(RUNS - 1);
const strategies = ['twin', ...model!.scenario.strategies.map((strategy) => strategy.id)];
const { keys } = layoutOf(thread.frame, model!);

/** Bytes of the memory behind everything in a value, each piece of memory once. */
function bytesOf(value: unknown, seen = new Set<unknown>()): number {
  if (value === null || typeof value !== 'object' || seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return bytesOf(value.buffer, seen);
  if (value instanceof ArrayBuffer) return value.byteLength;
  return Object.values(value).reduce((sum: number, one) => sum + bytesOf(one, seen), 0);
}

/** Every number of a set, model and layout left out, as one short text. */
function told({ runs, folded }: ResultSet): string {
  const hash = createHash('sha256');
  const tell = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    else if (value !== null && typeof value === 'object')
      for (const [name, inner] of Object.entries(value)) {
        hash.update(name);
        tell(inner);
      }
    else hash.update(String(value));
  };
  tell({ runs, folded });
  return hash.digest('hex');
}

describe('the memory of a study', () => {
  // More runs than were simulated, each with memory of its own.
  const many = Array.from({ length: 100 }, (_, run) => ({ ...structuredClone(measured[run % RUNS]!), run }));
  it('grows by the figures of a further run alone: no series of hours or days, whatever the length of the study', () => {
    const grown = (count: number): number => bytesOf(kept(12, many.slice(0, count)).runs);
    const perRun = (grown(100) - grown(40)) / 60;
    const wholeRun = bytesOf(measured[20]);
    expect(wholeRun).toBeGreaterThan(50_000);
    expect(perRun).toBeLessThan(wholeRun / 8);
    // Headline figures: each measure of each kind of work and of the whole, and a few ticks a site.
    const worlds = strategies.length;
    const sites = thread.frame.sites.length;
    expect(perRun).toBeLessThan(worlds * (keys.length + 2) * 25 * 8 + worlds * sites * 16 + 500);
  });
  it('for its hours does not grow at all', () => {
    const [few, more] = [20, 100].map((count) => kept(12, many.slice(0, count)));
    expect(bytesOf(more!.folded)).toBe(bytesOf(few!.folded));
  });
  it('allows a stated number of whole runs, fewer of a larger scenario, the same on every machine', () => {
    const ofAirport = runsKeptWhole(thread.frame, model!);
    expect([ofAirport > 10_000, ofAirport % 100]).toEqual([true, 0]);
    expect(runsKeptWhole(thread.frame, { ...model! })).toBe(ofAirport);
    const bolton = parseScenario(textOf('bolton-2024-07-19.yaml'), builtInTemplates).model!;
    const runs = runsKeptWhole(compile(bolton).frame, bolton);
    expect(runs).toBeGreaterThanOrEqual(1000);
    expect(runs).toBeLessThan(ofAirport);
  });
});

describe('runs that are folded', () => {
  const result = summarise(folded);
  it('give the same hash, and the same answers but for hourly curves and means of single sites', () => {
    const { warnings, ...answers } = result;
    const { warnings: before, ...expected } = summarise(whole);
    expect(studyHash(folded)).toBe(studyHash(whole));
    expect(answers).toEqual(expected);
    expect(warnings.slice(0, -1)).toEqual(before);
    expect(toText({ ...result, warnings: before }, folded)).toBe(toText(summarise(whole), whole));
  });
  it('say that their hourly percentiles come from histograms, and runs kept whole do not', () => {
    expect(result.warnings.at(-1)).toMatch(
      /^40 runs are more than the 39 whose hours are kept one by one: percentiles/,
    );
    expect(toJson(result, folded)).toContain('come from histograms');
    expect(summarise(whole).warnings.join()).not.toContain('histograms');
  });
  it('have curves that keep to those of the runs one by one', () => {
    for (const strategy of strategies)
      for (const quantity of ['backlog', 'outstanding', 'extra'] satisfies Quantity[]) {
        for (const { key } of keys) {
          compare(strategy, quantity, { services: [key], unit: 'items' }, 0);
          compare(strategy, quantity, { services: [key], unit: 'hours' }, 1 / 256);
          compare(strategy, quantity, { services: [key], unit: 'days' }, 1 / 256);
        }
        for (const unit of ['hours', 'days'] as const) compare(strategy, quantity, { unit }, 1 / 256);
      }
  });
  it('show the same single runs, ten of them', () => {
    const shown = (set: ResultSet, count: number) => sampleRuns(set, strategies[1]!, 'extra', { unit: 'hours' }, count);
    expect(shown(folded, 10)).toEqual(shown(whole, 10));
    expect(shown(folded, 20)).toHaveLength(10);
  });
  it('have means of single sites that keep to a thousandth, and everything else of them exact', () => {
    for (const strategy of strategies) {
      const [ofFolded, ofWhole] = [siteSummaries(folded, strategy), siteSummaries(whole, strategy)];
      ofFolded.forEach(({ byDay, ...site }, i) => {
        const { byDay: expected, ...exact } = ofWhole[i]!;
        expect(site).toEqual(exact);
        byDay.forEach((hours, day) => expect(Math.abs(hours - expected[day]!)).toBeLessThanOrEqual(1 / 2048));
      });
      siteMeasures(folded, strategy).forEach((figures, i) =>
        Object.entries(siteMeasures(whole, strategy)[i]!).forEach(([id, value]) =>
          expect(Math.abs(figures[id as keyof typeof figures]! - value)).toBeLessThanOrEqual(1 / 2048),
        ),
      );
    }
  });
  it('are those of one longer study when it goes on from a shorter one, folded or not, which stays as it was', () => {
    for (const from of [10, 25, 39]) {
      const earlier = kept(20, measured.slice(0, from));
      const before = told(earlier);
      const keeping = new KeptRuns(headOf(20), { earlier });
      for (const run of measured.slice(from)) keeping.add(run);
      expect(told(keeping.set(true))).toBe(told(kept(20)));
      expect(told(earlier)).toBe(before);
    }
  });
  it('give a picture of the runs so far that later ones do not change', () => {
    const keeping = new KeptRuns(headOf(20), {});
    for (const run of measured.slice(0, 30)) keeping.add(run);
    const picture = keeping.set();
    const before = toCsv(summarise(picture), picture) + toJson(summarise(picture), picture);
    for (const run of measured.slice(30)) keeping.add(run);
    expect(toCsv(summarise(picture), picture) + toJson(summarise(picture), picture)).toBe(before);
  });
});

/** Within a sixtieth of what lies between an hour's lowest and highest run, beside the rounding; items less than 64 apart exactly. */
function compare(strategy: string, quantity: Quantity, options: CurveOptions, rounding: number): void {
  const actual = curveOf(folded, strategy, quantity, options);
  const expected = curveOf(whole, strategy, quantity, options);
  const lines = sampleRuns(whole, strategy, quantity, options, RUNS);
  const off: string[] = [];
  for (let hour = 0; hour < thread.frame.hours; hour++) {
    const values = lines.map((line) => line.values[hour]!);
    const range = Math.max(...values) - Math.min(...values);
    const allowed = options.unit === 'items' && range < 64 ? 0 : range / 60;
    for (const name of ['mean', 'p5', 'p25', 'median', 'p75', 'p95'] as const) {
      const by = Math.abs(actual[name][hour]! - expected[name][hour]!);
      if (by > rounding + (name === 'mean' ? 0 : allowed)) off.push(`${strategy} ${name} hour ${hour} by ${by}`);
    }
  }
  expect(off).toEqual([]);
}
