/** The country's figures as text for a terminal, as JSON and as a long table. */
import { ON_RECORD } from '../catalog/england/figures.ts';
import { TOLD, type BoardFigures } from '../decide/england/boardFigures.ts';
import {
  boardByDay,
  boardRow,
  nationOf,
  type BoardRow,
  type Nation,
  type NationSystem,
  type OverRuns,
} from '../decide/england/nation.ts';
import { TEMPLATE_OF, TITLE_OF } from '../imports/networkScenario.ts';
import { SYSTEMS, type Network } from '../imports/practices.ts';
import { addDays, count, decimal, percent, shortDate } from '../results/format.ts';
import { csvText, type Cell } from './csvCells.ts';

export interface EnglandResult {
  readonly network: Network;
  /** In the order of the tables. */
  readonly boards: readonly BoardFigures[];
  readonly title: string;
  /** First day of results. */
  readonly firstDay: string;
  readonly strategies: readonly { readonly id: string; readonly title: string }[];
  readonly seed: string;
  readonly engineVersion: string;
}

/** `SystmOne (TPP)` for a kind of practice. */
export function systemTitle(template: string | undefined): string {
  const system = SYSTEMS.find((one) => TEMPLATE_OF[one] === template);
  return system === undefined ? 'All practices' : TITLE_OF[system];
}

/** Days at whose end recovery is told: Fridays from that of the incident, or the last day of each week of results. */
export function weekEnds(firstDay: string, days: number): { readonly day: number; readonly date: string }[] {
  return Array.from({ length: Math.ceil(days / 7) }, (_, week) => {
    const day = Math.min(days - 1, week * 7 + 4);
    return { day, date: addDays(firstDay, day) };
  });
}

/** What is on record, and what these boards give for it when they are all of England. */
export function checksOf({ network, boards }: EnglandResult, nation: Nation): readonly CheckLine[] {
  const emis = nation.systems.find(({ template }) => template === TEMPLATE_OF.emis);
  if (boards.length < network.boards.length) return [];
  return [
    {
      what: 'Practices on EMIS Web',
      recorded: `${count(ON_RECORD.emisPractices.count)} in the mapping of August 2025; about ${count(ON_RECORD.pressPractices.count)} in the press`,
      simulated: count(emis?.practices ?? 0),
      source: `${ON_RECORD.emisPractices.source}; ${ON_RECORD.pressPractices.source}`,
    },
    {
      what: 'Appointments exposed on the first day',
      recorded: `${decimal(ON_RECORD.exposedAppointments.count / 1e6, 2)} million, derived; none was counted`,
      simulated: `${decimal(nation.whole.appointments.median / 1e6, 2)} million`,
      source: ON_RECORD.exposedAppointments.source,
    },
  ];
}

export interface CheckLine {
  readonly what: string;
  readonly recorded: string;
  readonly simulated: string;
  readonly source: string;
}

/** `4.2`, `not back`, or a dash where nobody is hit. */
export function workingDaysTold(hit: number, { median }: OverRuns): string {
  if (hit === 0) return '–';
  return Number.isFinite(median) ? decimal(median, 1) : 'not back';
}

/** Tables by board, by system and by week for every strategy, and the checks. */
export function englandText(result: EnglandResult): string {
  const { boards, strategies, network, firstDay } = result;
  const nation = nationOf(boards);
  const name = new Map(network.boards.map((board) => [board.code, board.name]));
  const lines = [
    result.title,
    `${count(nation.whole.practices)} practices, ${decimal(nation.whole.patients / 1e6, 1)} million patients, ${count(boards.length)} of ${count(network.boards.length)} integrated care boards, ${nation.runs === 1 ? '1 run' : `${count(nation.runs)} runs`}`,
    `${network.source}.`,
    '',
  ];
  strategies.forEach(({ title }, s) => {
    const rows = boards.map((board) => boardRow(board, s));
    lines.push(
      `By integrated care board: ${title}`,
      '',
      ...aligned([BOARD_HEAD, ...rows.map((row) => boardCells(row, name.get(row.code)!))]),
      '',
    );
  });
  lines.push(
    'By supplier',
    '',
    ...aligned([
      SYSTEM_HEAD,
      ...[...nation.systems, nation.whole].flatMap((system) =>
        strategies.map(({ title }, s) => systemCells(system, title, s)),
      ),
    ]),
    '',
  );
  lines.push(
    'Recovery by week: practices not back to normal at the end of the day, of those hit; extra work outstanding in days of normal work of all practices',
    '',
  );
  const days = nation.whole.strategies[0]?.byDay.length ?? 0;
  const ends = weekEnds(firstDay, days);
  lines.push(
    ...aligned([
      ['', ...ends.map(({ date }) => shortDate(date))],
      ...strategies.map(({ title }, s) => [
        title,
        ...ends.map(({ day }) => {
          const at = nation.whole.strategies[s]!.byDay[day]!;
          return `${percent(at.notBack)}, ${decimal(at.extraDays, 2)}`;
        }),
      ]),
    ]),
    '',
  );
  for (const { what, recorded, simulated } of checksOf(result, nation))
    lines.push(`${what}: ${simulated}. On record: ${recorded}.`);
  lines.push(
    '',
    'Exposed: due on the first working day of the incident at practices whose record system is down, had it not been; not',
    'lost. Backlog: extra work outstanding, typing up included, in days of normal work of the practices named and in',
    'staff-hours for each 1,000 patients. Back to normal: working days after restoration, middle practice and nine in ten of',
    'those hit. Medians over runs. Each board has an urgent-care service of its own; staff and demand follow list sizes,',
    'which are drawn around the national mean; numbers that are not known keep their central values. Practices on systems that',
    'the incident does not reach are what they are without it, and are not simulated.',
    `Seed ${result.seed}, engine ${result.engineVersion}.`,
  );
  return `${lines.join('\n')}\n`;
}

const BOARD_HEAD = [
  'Board',
  'practices',
  'hit',
  'appointments',
  'calls and forms',
  'backlog, days',
  'h per 1,000',
  'back, middle',
  'nine in ten',
];

function boardCells(row: BoardRow, name: string): string[] {
  return [
    `${row.code} ${name.length > 34 ? `${name.slice(0, 33)}…` : name}`,
    count(row.practices),
    percent(row.shareHit),
    count(row.appointments),
    count(row.contacts),
    decimal(row.peakDays.median, 2),
    decimal(row.peakPerThousand, 1),
    workingDaysTold(row.hit, row.typical),
    workingDaysTold(row.hit, row.ninetieth),
  ];
}

const SYSTEM_HEAD = ['System', 'Strategy', 'practices', 'hit', 'appointments', 'calls and forms', 'backlog, days'];

function systemCells(system: NationSystem, strategy: string, s: number): string[] {
  return [
    systemTitle(system.template),
    strategy,
    count(system.practices),
    count(system.hit.median),
    count(system.appointments.median),
    count(system.contacts.median),
    decimal(system.strategies[s]!.peakDays.median, 2),
  ];
}

/** Columns as wide as they need be; what is not the first column, nor the second of names, stands right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, c) => Math.max(...rows.map((row) => (row[c] ?? '').length)));
  const isText = rows[0]!.map((_, c) =>
    rows.slice(1).every((row) => !/^[\d−–<>]/.test(row[c] ?? '') && row[c] !== 'not back'),
  );
  return rows.map((row) =>
    row
      .map((text, c) => (c === 0 || isText[c] ? text.padEnd(widths[c]!) : text.padStart(widths[c]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** Everything as JSON, explained under "definitions". Infinity is written as null: not back. */
export function englandJson(result: EnglandResult): string {
  const { boards, network, strategies, firstDay, seed, engineVersion, title } = result;
  const nation = nationOf(boards);
  const known = new Map(network.boards.map((board) => [board.code, board]));
  const days = nation.whole.strategies[0]?.byDay.length ?? 0;
  const dated = (byDay: readonly { readonly extraDays: number; readonly notBack: number }[]): object[] =>
    byDay.map((day, k) => ({ date: addDays(firstDay, k), ...day }));
  const system = (one: NationSystem): object => ({
    ...one,
    system: systemTitle(one.template),
    strategies: one.strategies.map(({ peakDays, byDay }, s) => ({
      id: strategies[s]!.id,
      peakDays,
      byDay: dated(byDay),
    })),
  });
  return `${JSON.stringify(
    {
      title,
      engineVersion,
      seed,
      runs: nation.runs,
      source: network.source,
      definitions: DEFINITIONS,
      strategies,
      weeks: weekEnds(firstDay, days),
      checks: checksOf(result, nation),
      whole: system(nation.whole),
      systems: nation.systems.map(system),
      boards: boards.map((board) => ({
        ...known.get(board.code),
        strategies: strategies.map(({ id }, s) => ({ id, ...boardRow(board, s), byDay: dated(boardByDay(board, s)) })),
      })),
    },
    null,
    1,
  )}\n`;
}

const DEFINITIONS = {
  hit: 'Practices whose record system the incident takes down; median over runs.',
  appointments:
    'Due on the first working day of the incident at the practices hit, as in the run without the incident: exposed, not lost.',
  contacts: 'Calls and online requests, in the same sense.',
  peakDays:
    'Most extra work outstanding, re-entry included, over the staff-hours of a normal working day of the practices named.',
  peakPerThousand: 'The same in staff-hours for each 1,000 patients.',
  typical:
    'Working days after restoration until the middle one of the practices hit is back to normal; null: not by the end.',
  ninetieth: 'The same until nine in ten of them are.',
  byDay: 'Means over runs: extraDays at the worst hour of the day, notBack at its end as a share of the practices hit.',
  means: 'Means over runs, less the same run without the incident; practices only.',
} as const;

/** One row for each place, strategy, measure and statistic; an empty value: not back. */
export function englandCsv({ boards, network, strategies, firstDay }: EnglandResult): string {
  const nation = nationOf(boards);
  const name = new Map(network.boards.map((board) => [board.code, board.name]));
  const rows: Cell[][] = [['place', 'code', 'name', 'strategy', 'date', 'measure', 'statistic', 'value']];
  strategies.forEach(({ id }, s) => {
    for (const board of boards) {
      const row = boardRow(board, s);
      const put = (measure: string, statistic: string, value: number, date = ''): void => {
        rows.push(['icb', board.code, name.get(board.code)!, id, date, measure, statistic, value]);
      };
      put('practices', 'count', row.practices);
      put('patients', 'count', row.patients);
      put('practices hit', 'median', row.hit);
      put('appointments exposed', 'median', row.appointments);
      put('calls and online requests exposed', 'median', row.contacts);
      for (const [measure, of] of [
        ['peak of extra work, days of normal work', row.peakDays],
        ['middle practice back to normal, working days from restoration', row.typical],
        ['nine practices in ten back to normal, working days from restoration', row.ninetieth],
      ] as const)
        for (const statistic of ['p5', 'median', 'p95'] as const)
          put(measure, statistic, row.hit === 0 && measure.includes('back') ? NaN : of[statistic]);
      put('peak of extra work, staff-hours per 1,000 patients', 'median', row.peakPerThousand);
      for (const measure of TOLD) put(measure, 'mean', row.means[measure]);
      boardByDay(board, s).forEach((day, k) => {
        put('extra work, days of normal work', 'mean', day.extraDays, addDays(firstDay, k));
        put('share of practices hit not back to normal', 'mean', day.notBack, addDays(firstDay, k));
      });
    }
    for (const system of [...nation.systems, nation.whole]) {
      const put = (measure: string, statistic: string, value: number, date = ''): void => {
        rows.push([
          system.template === undefined ? 'all' : 'system',
          system.template ?? '',
          systemTitle(system.template),
          id,
          date,
          measure,
          statistic,
          value,
        ]);
      };
      put('practices', 'count', system.practices);
      put('practices hit', 'median', system.hit.median);
      put('appointments exposed', 'median', system.appointments.median);
      put('calls and online requests exposed', 'median', system.contacts.median);
      for (const statistic of ['p5', 'median', 'p95'] as const)
        put('peak of extra work, days of normal work', statistic, system.strategies[s]!.peakDays[statistic]);
      system.strategies[s]!.byDay.forEach((day, k) => {
        put('extra work, days of normal work', 'mean', day.extraDays, addDays(firstDay, k));
        put('share of practices hit not back to normal', 'mean', day.notBack, addDays(firstDay, k));
      });
    }
  });
  return csvText(rows);
}
