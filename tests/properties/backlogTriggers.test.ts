/** Actions that a backlog starts: they do what windows by date would do, nothing when it is never reached, and cost what they take. */
import { describe, expect, test, vi } from 'vitest';
import { actionKinds } from '../../src/catalog/actions/index.ts';
import type { WorldOutcome } from '../../src/catalog/types.ts';
import type { Called } from '../../src/engine/backlogTrigger.ts';
import { atOnce, compile, Run, simulateRun, type Plan } from '../../src/engine/index.ts';
import { traceOf, whyWaiting } from '../../src/engine/trace/index.ts';
import { plainTables } from '../../src/exports/tables/index.ts';
import { TraceNames } from '../../src/exports/traceNames.ts';
import { traceLine } from '../../src/exports/traceText.ts';
import { whyText } from '../../src/exports/whyText.ts';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { dateOf, dayNumber, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../src/scenario/calendar.ts';
import { formatIssue } from '../../src/scenario/issue.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { outcomeAlone, simulateAlone } from '../helpers/alone.ts';
import { differences, SEED, smallBolton } from '../helpers/cases.ts';
import type { ScenarioInput } from '../helpers/generate.ts';

vi.setConfig({ testTimeout: 120_000 });

type Kind = (typeof actionKinds)[number]['kind'];

const HOURS = [{ days: 'mon-sun', from: '07:00', to: '21:00' }];
/** One of every kind, for sites of the small Bolton; what wakes it is added. */
const ACTIONS: Readonly<Record<Kind, object>> = {
  'extra-staff': { pool: 'gps', staff: 1, shifts: HOURS, cost: { perHour: 95 } },
  'weekend-clinic': { pool: 'gps', shifts: HOURS },
  'evening-clinic': { pool: 'gps', shifts: HOURS, staff: 2 },
  locums: { pool: 'gps' },
  'stay-late': { pool: 'gps', staff: 1, upTo: '2 h', cost: { perHour: 22 } },
  're-entry-team': { pool: 'office', staff: 2, shifts: HOURS },
  'release-held-slots': { service: 'booked-gp', share: 0.6 },
  divert: {
    service: 'same-day',
    share: 0.5,
    to: { site: 'urgent-care', service: 'contacts' },
    returns: { share: 0.5, after: '5 h' },
  },
  buddy: {
    service: 'same-day',
    component: 'records/read',
    share: 0.5,
    partners: { 'practice-1': 'practice-2', 'practice-2': 'practice-1' },
  },
  pause: { service: 'same-day', share: 0.5, into: { from: { on: 'restoration', lead: '12 h' }, workingDays: 3 } },
  shed: { service: 'same-day', share: 0.5, returns: { share: 0.8, after: 'next-working-day' } },
  'switch-off': {
    service: 'same-day',
    instead: { service: 'same-day-nurse', share: 0.5 },
    returns: { share: 0.6, after: 'next-working-day' },
  },
};
const WATCHED: Partial<Record<Kind, string>> = { 're-entry-team': 're-entry', 'release-held-slots': 'booked-gp' };

/** The small Bolton, four times as large, with some actions instead of its own, used by a strategy with the backups named. */
function planWith(actions: readonly object[], backups: readonly object[] = []): Plan {
  const small = smallBolton();
  const input = {
    ...small,
    sites: small.sites.map((site) => ({
      ...site,
      ...(site.patients === undefined ? {} : { patients: site.patients * 4 }),
    })),
    backups: backups as ScenarioInput['backups'],
    actions: actions as ScenarioInput['actions'],
    strategies: [
      {
        id: 'with',
        title: 'With',
        baseline: true,
        uses: [...backups, ...actions].map((one) => (one as { id: string }).id),
      },
    ],
  };
  const { model, issues } = parseScenario(JSON.stringify(input), builtInTemplates);
  if (!model) throw new Error(issues.map(formatIssue).join('\n'));
  return compile(model);
}

const woken = (kind: Kind, above: number, more: object): object => ({
  id: 'woken',
  kind,
  ...ACTIONS[kind],
  when: { on: 'backlog', service: WATCHED[kind] ?? 'same-day', above, ...more },
});
const lived = (plan: Plan): WorldOutcome => simulateRun(plan, SEED, 0).strategies[0]!;

function calledIn(plan: Plan): Called[] {
  const called: Called[] = [];
  simulateAlone(plan, 'with', 0, (world) => {
    world.advance(plan.horizon);
    world.finish();
    called.push(...world.called);
  });
  return called;
}

function moment(tick: number): string {
  const day = Math.floor(tick / TICKS_PER_DAY);
  const minutes = (tick - day * TICKS_PER_DAY) / TICKS_PER_MINUTE;
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${dateOf(dayNumber('2024-07-16') + day)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** The windows that backlogs started, each as an action between two moments. */
const byDate = (plan: Plan, kind: Kind, called: readonly Called[]): object[] =>
  called.flatMap(({ watch: { site }, windows }) =>
    windows
      .filter(({ from, to }) => to > from && from < plan.horizon)
      .map(({ from, to }, k) => ({
        kind,
        ...ACTIONS[kind],
        id: `site-${site}-${k}`,
        sites: [plan.sites[site]!.id],
        when: { from: moment(from), to: moment(Math.min(to, plan.horizon)) },
      })),
  );

const nothing = planWith([]);

describe.each(actionKinds.map(({ kind }) => kind))('%s', (kind) => {
  const ends = { lead: '30 min', below: 1, lasts: '9 h' };
  const plan = planWith([woken(kind, 1, ends)]);
  const outcome = lived(plan);
  const called = calledIn(plan);

  test('is started at several sites and hours, and changes something', () => {
    expect(called.length).toBeGreaterThan(1);
    expect(called.flatMap(({ windows }) => windows).length).toBeGreaterThan(called.length);
    expect(differences(outcome, lived(nothing))).toContain('hash');
  });

  test('does what the same windows by date would have done', () => {
    const dated = lived(planWith(byDate(plan, kind, called)));
    expect(differences(outcome, dated, ['cost'])).toEqual([]);
    expect(outcome.cost).toBeCloseTo(dated.cost, 6);
  });

  test('gives the very same when the world shares nothing with its twin', () => {
    expect(differences(outcome, outcomeAlone(plan, 'with', 0), ['lastDifference'])).toEqual([]);
  });

  test('gives the very same in two parts', () => {
    const run = new Run(plan, SEED, 0);
    expect(
      differences(outcome, atOnce(run.whole([0, 1].map((part) => atOnce(run.part(part, 2))))).strategies[0]!),
    ).toEqual([]);
  });

  test('changes nothing at all when the backlog is never reached, nor anything of the twin', () => {
    const idle = simulateRun(planWith([woken(kind, 1_000_000, ends)]), SEED, 0);
    const without = simulateRun(nothing, SEED, 0);
    expect(differences(idle.strategies[0]!, without.strategies[0]!)).toEqual([]);
    expect(differences(idle.twin, without.twin)).toEqual([]);
    expect(differences(simulateRun(plan, SEED, 0).twin, without.twin)).toEqual([]);
  });
});

test('with people called, seats and forms of a backup last as long as with people who come by date', () => {
  const paper = {
    kind: 'prescription-pads',
    id: 'pads',
    forms: 40,
    seats: 1,
    covers: [
      { services: ['same-day'], component: 'records/prescribing', share: 0.9, slowdown: 1.2, reentryMinutes: 2 },
      { services: ['same-day'], component: 'records/read', share: 0.7, slowdown: 1.2, reentryMinutes: 2 },
    ],
    activation: { decision: '5 min', setUp: '5 min', failsToStart: 0 },
  };
  const kind = 'extra-staff';
  const plan = planWith([woken(kind, 1, { below: 1, lasts: '9 h' })], [paper]);
  const called = calledIn(plan);
  expect(called.length).toBeGreaterThan(1);
  const outcome = lived(plan);
  expect(differences(outcome, lived(planWith([], [paper])))).toContain('hash');
  expect(differences(outcome, lived(planWith([], [{ ...paper, forms: 100_000 }])))).toContain('hash');
  expect(differences(outcome, lived(planWith(byDate(plan, kind, called), [paper])), ['cost'])).toEqual([]);
  expect(differences(outcome, outcomeAlone(plan, 'with', 0), ['lastDifference'])).toEqual([]);
});

test('people called cost their hours, and nobody else costs more', () => {
  const hours = (ticks: Float64Array): number => ticks.reduce((sum, some) => sum + some, 0) / TICKS_PER_HOUR;
  const before = lived(nothing);
  for (const [kind, perHour] of [
    ['extra-staff', 95],
    ['weekend-clinic', 60],
    ['evening-clinic', 60],
    ['locums', 95],
    ['re-entry-team', 22],
  ] as const) {
    const after = lived(planWith([woken(kind, 1, { lead: '1 h', lasts: '9 h' })]));
    const more = hours(after.extraStaffTicks) - hours(before.extraStaffTicks);
    expect(more).toBeGreaterThan(0);
    expect(after.cost - before.cost).toBeCloseTo(more * perHour, 6);
  }
  const stayed = lived(planWith([woken('stay-late', 1, { below: 1 })]));
  expect(hours(stayed.stayLateTicks)).toBeGreaterThan(0);
  expect(stayed.cost - before.cost).toBeCloseTo(hours(stayed.stayLateTicks) * 22, 6);
});

test('a trace tells which backlog started an action and which ended it, and why somebody was put off', () => {
  const plan = planWith([woken('shed', 2, { below: 1 })]);
  const names = new TraceNames(plan.model);
  const { events } = traceOf(plan, SEED, 0, 'with', { service: 'same-day' });
  const told = events.filter(({ what }) => what.kind === 'called' || what.kind === 'called-off');
  const started = told.find(({ what }) => what.kind === 'called')!;
  expect(started.tick % TICKS_PER_HOUR).toBe(0);
  expect(started.what).toMatchObject({ action: 'woken', service: 'same-day', limit: 2 });
  expect((started.what as { from: number }).from).toBe(started.tick + TICKS_PER_HOUR);
  expect((started.what as { backlog: number }).backlog).toBeGreaterThan(2);
  expect(traceLine(started, names)).toMatch(
    /is started, because the backlog of same-day passed 2 \(\d+\): from \w{3} \d/,
  );
  const ended = told.find(({ what }) => what.kind === 'called-off')!;
  expect(ended.what).toMatchObject({ limit: 1, backlog: 0, until: ended.tick + TICKS_PER_HOUR });
  expect(traceLine(ended, names)).toMatch(/is ended, because the backlog of same-day fell below 1 \(0\)/);

  const putOff = events.find(({ what }) => what.kind === 'parked' && what.why === 'shed')!;
  expect(putOff.what).toMatchObject({ by: 'woken' });
  const { originSite: site, originService: service, index } = putOff.item!;
  const [answer] = whyWaiting(plan, SEED, 0, 'with', { site, service, index }, [putOff.tick]).filter(({ chain }) =>
    chain.some(({ kind }) => kind === 'action'),
  );
  const reason = answer!.chain.find(({ kind }) => kind === 'backlog')!;
  expect(reason).toMatchObject({ action: 'woken', service: 'same-day', above: 2 });
  expect((reason as { at: number }).at).toBeLessThanOrEqual(putOff.tick - TICKS_PER_HOUR);
  expect(whyText(answer!, names)).toMatch(/because the backlog of same-day passed 2 at \w{3} /);
});

test.each(['extra-staff', 'shed', 'stay-late'] as const)('plain tables have %s when a backlog started it', (kind) => {
  const plan = planWith([woken(kind, 1, { lead: '30 min', lasts: '9 h' })]);
  const which = { seed: SEED, run: 0, strategy: 'with' };
  const tables = (of: Plan): string[] => plainTables(of, which).map(({ file, text }) => `${file}\n${text}`);
  expect(tables(plan)).toEqual(tables(planWith(byDate(plan, kind, calledIn(plan)))));
  expect(tables(plan)).not.toEqual(tables(nothing));
});
