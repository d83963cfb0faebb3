/** A small made-up study with the shape of a real one: for building the screen and for tests of it, never for a figure. */
import { dayNumber, weekdayOf } from '../../src/scenario/calendar.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import type { ResultSet } from '../../src/results/resultSet.ts';
import type { Curve, MeasureId, PairedDifference, RecoverySummary, Spread, StrategySummary, StudyResult, Verdict } from '../../src/results/types.ts';
import { MEASURE_IDS } from '../../src/results/types.ts';
import { checkpoints, StudyCancelled, type Runner } from '../../src/runner/runner.ts';

interface FakeInputs {
  startHour: number;
  length: number;
  share: number;
  spare: number;
  paperDelay: number;
  paperShare: number;
  readDelay: number;
  readShare: number;
}

const INPUTS: FakeInputs = { startHour: 5.15, length: 13, share: 0.95, spare: 0.08, paperDelay: 45, paperShare: 1, readDelay: 20, readShare: 0.8 };
const STRATEGIES = [
  { id: 'no-backup', title: 'No backup at all', short: 'No backup', baseline: false, cover: 0, weekend: 0, cost: 0 },
  { id: 'today', title: 'What practices did', short: 'As reported', baseline: true, cover: 0.22, weekend: 0, cost: 4100 },
  { id: 'read-only', title: 'Read-only records as well', short: 'Read-only records', baseline: false, cover: 0.5, weekend: 0, cost: 7900 },
  { id: 'read-only-weekend', title: 'Read-only records and a Saturday clinic', short: 'Read-only + Saturday', baseline: false, cover: 0.5, weekend: 0.4, cost: 13600 },
];
const START = '2024-07-15';
const HOURS = 28 * 24;
const INCIDENT_DAY = 4;
export const fakeScenario = {
  format: 1,
  id: 'bolton-2024-07-19',
  title: 'Faulty security update, Friday 19 July 2024, Bolton',
  story:
    'At 05:09 on Friday 19 July 2024 a faulty content update for a security product crashed Windows machines all over the world. EMIS Web, the record and appointment system of most practices in Bolton, was down from the start of the day. Patients were told to call 111 or to ring back on Monday.\n\nA receptionist expected at least three days to clear the backlog.',
  start: '2024-07-01',
  warmUpDays: 14,
  days: 28,
  seed: 'bolton',
  runs: 100,
  closedDates: [],
  groups: [],
  templates: {},
  components: [{ id: 'emis-web', title: 'EMIS Web', scope: 'shared', functions: [] }],
  sites: [],
  incident: { title: 'Faulty update pushed to every machine at once', faults: [{ kind: 'faulty-update', id: 'update', component: 'emis-web' }] },
  backups: [],
  actions: [],
  strategies: STRATEGIES.map(({ id, title, short, baseline }) => ({ id, title, short, baseline, uses: [] })),
  evidence: [],
  sources: [
    { figure: 'Spare staff time, 8% of the day', basis: 'assumption', source: 'No published figure', note: 'Ask your own practices.' },
    { figure: 'Calls per 1,000 patients and weekday', basis: 'published', source: 'Cloud-based telephony statistics, NHS England' },
    { figure: 'GP consultation, 9.24 minutes', basis: 'published', source: 'CPRD 2013-14, PMC5701995' },
    { figure: 'Share of sites hit, 19 of 20', basis: 'derived', source: 'The Bolton News, July 2024' },
    { figure: 'Share put off until Monday, 30%', basis: 'fitted', source: 'To the receptionist’s three days' },
  ],
} as unknown as Scenario;

const inputsOf = (scenario: Scenario): FakeInputs => (scenario as unknown as { fake?: FakeInputs }).fake ?? INPUTS;

/** The same number for the same run and purpose, in (0, 1). */
function luck(run: number, purpose: number): number {
  const x = Math.sin((run + 1) * 12.9898 + purpose * 78.233) * 43758.5453;
  return Math.min(0.999, Math.max(0.001, x - Math.floor(x)));
}

function trajectory(set: ResultSet, strategy: number, run: number): number[] {
  const inputs = inputsOf(set.model.scenario);
  const { cover, weekend } = STRATEGIES[strategy]!;
  const covered = strategy === 0 ? 0 : strategy === 1 ? cover * inputs.paperShare : cover * (0.4 + 0.75 * inputs.readShare);
  const size = 0.75 + 0.5 * luck(run, 1);
  const length = inputs.length * (0.75 + 0.6 * luck(run, 2));
  const drain = 90 * (inputs.spare + 0.02) * 10 * (0.85 + 0.3 * luck(run, 3));
  const line: number[] = [];
  let level = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    line.push(Math.round(level * 10) / 10);
    const weekday = weekdayOf(dayNumber(START) + Math.floor(hour / 24));
    const inDay = hour % 24;
    const open = weekday < 5 && inDay >= 8 && inDay < 18;
    const from = INCIDENT_DAY * 24 + inputs.startHour;
    const down = hour >= from && hour < from + length;
    if (down && open) level += 170 * inputs.share * size * (1 - covered);
    else if (open) level = Math.max(0, level - drain / 3 + (luck(run * 700 + hour, 4) - 0.5) * 6);
    else if (weekday === 5 && inDay >= 9 && inDay < 13 && hour > from) level = Math.max(0, level - weekend * 260);
  }
  return line;
}

function quantile(sorted: readonly number[], p: number): number {
  const position = (sorted.length - 1) * p;
  const low = Math.floor(position);
  return sorted[low]! + (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!) * (position - low);
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return { mean, p5: quantile(sorted, 0.05), p25: quantile(sorted, 0.25), median: quantile(sorted, 0.5), p75: quantile(sorted, 0.75), p95: quantile(sorted, 0.95), notBack: 0 };
}

const strategyIndex = (id: string): number => Math.max(0, STRATEGIES.findIndex((strategy) => strategy.id === id));

export function curveOf(set: ResultSet, strategy: string, quantity: string, options: { services?: readonly string[]; unit: string }): Curve {
  const scale = options.unit === 'days' ? 1 / 180 : options.unit === 'items' ? 3 : 1;
  const lines = set.runs.map((_, k) => trajectory(set, strategyIndex(strategy), (set.runs[k] as { run: number }).run).map((value) => (strategy === 'twin' ? 0 : value) * scale + (quantity === 'extra' ? 0 : 60 * scale)));
  const at = (p: number): number[] => Array.from({ length: HOURS }, (_, hour) => quantile(lines.map((line) => line[hour]!).sort((a, b) => a - b), p));
  return { mean: at(0.5), p5: at(0.05), p25: at(0.25), median: at(0.5), p75: at(0.75), p95: at(0.95) };
}

export function sampleRuns(set: ResultSet, strategy: string, _quantity: string, _options: unknown, count: number) {
  return set.runs.slice(0, count).map(({ run }) => ({ run, values: trajectory(set, strategyIndex(strategy), run) }));
}

function backDays(set: ResultSet, strategy: number, run: number): number {
  const line = trajectory(set, strategy, run);
  let last = 0;
  line.forEach((value, hour) => {
    if (value > 25) last = hour;
  });
  let days = 0;
  for (let hour = INCIDENT_DAY * 24; hour <= last; hour++) {
    const weekday = weekdayOf(dayNumber(START) + Math.floor(hour / 24));
    if (weekday < 5 && hour % 24 >= 8 && hour % 24 < 18) days += 0.1;
  }
  return days;
}

function recovery(set: ResultSet, strategy: number): RecoverySummary {
  const days = set.runs.map(({ run }) => backDays(set, strategy, run));
  return {
    fromIncident: spread(days),
    fromRestoration: spread(days.map((value) => value - 1)),
    hoursFromRestoration: spread(days.map((value) => value * 24)),
    notDisrupted: 0,
    relapsed: 0,
    chanceByDate: Array.from({ length: 24 }, (_, k) => {
      const date = `2024-${k < 13 ? '07' : '08'}-${String(k < 13 ? 19 + k : k - 12).padStart(2, '0')}`;
      let working = 0;
      for (let day = 0; day <= k; day++) if (weekdayOf(dayNumber('2024-07-19') + day) < 5) working++;
      return { date, share: days.filter((value) => value <= working).length / days.length };
    }),
  };
}

export function summarise(set: ResultSet): StudyResult {
  const inputs = inputsOf(set.model.scenario);
  const strategies = STRATEGIES.map((strategy, s): StrategySummary => {
    const peak = set.runs.map(({ run }) => Math.max(...trajectory(set, s, run)));
    const measures = Object.fromEntries(MEASURE_IDS.map((id, k) => [id, spread(peak.map((value) => (id === 'peakHours' ? value : id === 'cost' ? strategy.cost : id === 'reentryHours' ? s * 31 : Math.round(value * (0.02 + 0.03 * k)))))])) as unknown as Record<MeasureId, Spread>;
    const back = recovery(set, s);
    return {
      id: strategy.id,
      title: strategy.title,
      short: strategy.short,
      baseline: strategy.baseline,
      typicalSite: back,
      slowestSite: back,
      whole: back,
      noTraceLeftHours: spread(peak),
      recordsUpToDateHours: spread(peak),
      measures,
      costPerYear: strategy.cost * 1.7,
      setUpCost: strategy.cost,
      services: [],
    };
  });
  return {
    scenario: { id: set.model.scenario.id, title: set.model.scenario.title, hash: 'a1b2c3d4e5f60718' },
    engineVersion: '1',
    seed: set.seed,
    runs: set.runs.length,
    requestedRuns: set.requestedRuns,
    hash: `0123456789abc${String(Math.round(inputs.length * 10)).padStart(3, '0')}`,
    start: '2024-07-01',
    resultsFrom: START,
    hours: HOURS,
    incidentHour: INCIDENT_DAY * 24 + inputs.startHour,
    restoredHour: { p5: INCIDENT_DAY * 24 + inputs.startHour + inputs.length * 0.8, median: INCIDENT_DAY * 24 + inputs.startHour + inputs.length, p95: INCIDENT_DAY * 24 + inputs.startHour + inputs.length * 1.4 },
    affectedSites: 19,
    siteCount: 22,
    practices: { affected: 19, total: 20 },
    workingDay: { fromMinute: 480, toMinute: 1110 },
    typicalOf: 'practices',
    strategies,
    services: [
      { key: 'gp/calls', title: 'Telephone calls', template: 'gp', counts: 'items', isReentry: false },
      { key: 'gp/same-day', title: 'Same-day requests', template: 'gp', counts: 'people', isReentry: false },
      { key: 'gp/booked', title: 'Booked appointments', template: 'gp', counts: 'people', isReentry: false },
      { key: 'gp/re-entry', title: 'Re-entry', template: 'gp', counts: 'items', isReentry: true },
    ],
    utilisation: { 'gp/gps': 0.92 },
    evidence: [
      { id: 'receptionist', claim: 'A Bolton practice expected at least three days to clear its backlog', source: 'The Bolton News, July 2024', fitted: true, fittedParameters: ['share put off'], between: [3, 8], unit: 'working days', simulated: 4.8, low: 3.9, high: 6.1, holds: true, detail: 'Working days from restoration, median over affected practices.' },
      { id: 'christie', claim: 'Chemotherapy deferred on Friday was given by the end of the following week', source: 'The Christie, July 2024', fitted: false, fittedParameters: [], between: [0.9, 1], unit: 'share of runs', simulated: 0.82, low: null, high: null, holds: false, detail: 'Nothing extra left on Friday 26 July.' },
    ],
    warnings: [],
  };
}

export function paired(set: ResultSet, a: string, b: string, measure: string): PairedDifference {
  const differences = set.runs.map(({ run }) => backDays(set, strategyIndex(a), run) - backDays(set, strategyIndex(b), run));
  const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const sd = Math.sqrt(differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, differences.length - 1));
  const half = (2 * sd) / Math.sqrt(differences.length);
  return { a, b, measure, mean, low: mean - half, high: mean + half, aBetter: differences.filter((value) => value < 0).length, bBetter: differences.filter((value) => value > 0).length, ties: differences.filter((value) => value === 0).length, runs: differences.length, restricted: false };
}

export function verdict(result: StudyResult): Verdict {
  const [, today, read] = result.strategies;
  return {
    headline: `Read-only records bring the typical practice back to normal in ${read!.typicalSite.fromIncident.median!.toFixed(1)} working days instead of ${today!.typicalSite.fromIncident.median!.toFixed(1)}.`,
    detail: 'It did better than what practices did in 49 of 50 runs and costs £3,800 more this time. The decisive assumption is the share of practices registered.',
  };
}

const slider = (id: keyof FakeInputs, label: string, group: string, unit: string, min: number, max: number, step: number, describe: (value: number) => string) => (scenario: Scenario) => ({
  id,
  label,
  group,
  unit,
  min,
  max,
  step,
  value: inputsOf(scenario)[id],
  describe,
  apply: (to: Scenario, value: number): Scenario => ({ ...to, fake: { ...inputsOf(to), [id]: value } }) as unknown as Scenario,
});
const percent = (value: number): string => `${Math.round(value * 100)}%`;
const sliders = [
  slider('startHour', 'Outage starts', 'What happens', 'h', 0, 24, 0.25, (value) => `Fri 19 Jul, ${String(Math.floor(value)).padStart(2, '0')}:${String(Math.round((value % 1) * 60)).padStart(2, '0')}`),
  slider('length', 'EMIS Web back after', 'What happens', 'h', 1, 72, 1, (value) => `${value} h`),
  slider('share', 'Practices affected', 'What happens', '', 0, 1, 0.05, (value) => `${Math.round(value * 20)} of 20`),
  slider('spare', 'Spare staff time', 'Practices', '', 0, 0.3, 0.01, percent),
  slider('paperDelay', 'Paper pack: ready after', 'Backups', 'min', 0, 240, 5, (value) => `${value} min`),
  slider('paperShare', 'Paper pack: work it carries', 'Backups', '', 0, 1, 0.05, percent),
  slider('readDelay', 'Read-only record: ready after', 'Backups', 'min', 0, 240, 5, (value) => `${value} min`),
  slider('readShare', 'Read-only record: practices registered', 'Backups', '', 0, 1, 0.05, percent),
];
export const controlsOf = (scenario: Scenario) => sliders.map((make) => make(scenario));

export const parseScenario = (text: string) =>
  text.includes('gp-practise')
    ? { issues: [{ severity: 'error', path: 'sites[3].template', line: 40, message: 'there is no template "gp-practise"', found: 'gp-practise', expected: 'gp-practice, pharmacy or urgent-care-hub', suggestion: 'gp-practice' }] }
    : { scenario: fakeScenario, model: { scenario: fakeScenario, sites: [] }, issues: [] };
export const formatIssue = (issue: { path: string; message: string }): string => `${issue.path}: ${issue.message}`;
export const builtInTemplates = {};

/** A runner on this thread that takes a little time a run. */
export function createWorkerRunner(millisecondsPerRun = 15): Runner {
  return {
    run(request, on) {
      let stopped = false;
      let reject: (reason: unknown) => void = () => {};
      const done = new Promise<ResultSet>((resolve, fail) => {
        reject = fail;
        const stops = new Set(checkpoints(request.runs));
        const setOf = (count: number): ResultSet => ({ model: request.model, seed: request.seed, requestedRuns: request.runs, runs: Array.from({ length: count }, (_, run) => ({ run }) as never) }) as unknown as ResultSet;
        let count = 0;
        const next = (): void => {
          if (stopped) return;
          count++;
          on.progress?.({ runsDone: count, runs: request.runs });
          if (stops.has(count)) on.partial?.(setOf(count));
          if (stopped) return;
          if (count === request.runs) resolve(setOf(count));
          else setTimeout(next, millisecondsPerRun);
        };
        setTimeout(next, millisecondsPerRun);
      });
      done.catch(() => {});
      return {
        done,
        cancel() {
          stopped = true;
          reject(new StudyCancelled());
        },
      };
    },
    dispose() {},
  };
}
