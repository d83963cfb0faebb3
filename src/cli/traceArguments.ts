/** The arguments that ask for one run to be told, and why an item waits. */

/** Lines printed when nothing else is said; a file holds them all. */
export const TRACE_LINES = 200;

export const TRACE_OPTIONS = {
  trace: { type: 'boolean' },
  run: { type: 'string' },
  site: { type: 'string' },
  service: { type: 'string' },
  item: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  why: { type: 'boolean' },
  at: { type: 'string' },
  'trace-file': { type: 'string' },
} as const;

export const TRACE_HELP = `  --trace           instead of a study: one run as a log, one line for each thing that happens (when, site, service,
                    item, what and why); the first ${TRACE_LINES} lines. With it:
  --run N           which run, from 0 (0 when left out)
  --strategy ID     which strategy (today's arrangement when left out), or twin: the world without the incident
  --site ID         only this site
  --service ID      only this service, with the people who do it and the faults behind it
  --item ITEM       only this arrival and whatever came of it, for example practice-1/calls/17: site, service and the
                    number of the arrival, from 0; an arrival of extra demand has +fault after it
  --from MOMENT     from a moment on, such as "2024-07-19 08:00" or 2024-07-19 (when the incident begins, when left
                    out; with --item from the beginning)
  --to MOMENT       up to a moment
  --why             with --item: why it waits, down to the component that failed; whenever the reason changes, as seen
                    every full hour, or
  --at MOMENT       with --why: at this moment
  --trace-file FILE write every line to a file
`;

/** What is asked for, as far as it can be known without the scenario. */
export interface TraceAsked {
  readonly run: number;
  readonly strategy?: string;
  readonly site?: string;
  readonly service?: string;
  readonly item?: { readonly site: string; readonly service: string; readonly index: number; readonly surge?: string };
  /** `2024-07-19 08:00`. */
  readonly from?: string;
  readonly to?: string;
  readonly why: boolean;
  readonly at?: string;
  readonly file?: string;
}

type Values = Readonly<Partial<Record<string, string | boolean | (string | boolean)[]>>>;

/** Options of a study, which tells many runs and not one. */
const OF_STUDIES = ['runs', 'precision', 'max-runs', 'json', 'csv', 'workers', 'whole-runs', 'tables'];

/** Undefined when no trace is asked for; notes every problem. */
export function readTrace(values: Values, strategies: readonly string[], problems: string[]): TraceAsked | undefined {
  if (!values['trace']) {
    for (const name of Object.keys(TRACE_OPTIONS))
      if (values[name] !== undefined && !(name === 'run' && values['tables'] !== undefined))
        problems.push(`--${name} belongs to --trace${name === 'run' ? ' or --tables' : ''}.`);
    return undefined;
  }
  const text = (name: keyof typeof TRACE_OPTIONS): string | undefined => values[name] as string | undefined;
  for (const name of OF_STUDIES)
    if (values[name] !== undefined) problems.push(`--${name} belongs to a study of many runs, not to --trace.`);
  if (strategies.length > 1) problems.push('--strategy: a trace tells one strategy at a time.');
  const run = text('run') ?? '0';
  if (!/^\d{1,6}$/.test(run)) problems.push(`--run: found "${run}", expected a whole number from 0 to 999999.`);
  const moments = Object.fromEntries(
    (['from', 'to', 'at'] as const).map((name) => [name, momentIn(name, text(name), problems)]),
  ) as Record<'from' | 'to' | 'at', string | undefined>;
  const item = text('item') === undefined ? undefined : itemIn(text('item')!, problems);
  if (values['why'] && text('item') === undefined) problems.push('--why needs --item: which item is asked about.');
  if (moments.at !== undefined && !values['why']) problems.push('--at belongs to --why.');
  if (text('item') !== undefined)
    for (const name of ['site', 'service'] as const)
      if (text(name) !== undefined) problems.push(`--${name} does not go with --item, which names one already.`);
  if (moments.from !== undefined && moments.to !== undefined && moments.from >= moments.to)
    problems.push('--to is not after --from.');
  const [site, service, file] = [text('site'), text('service'), text('trace-file')];
  return {
    run: Number(run),
    why: values['why'] === true,
    ...(strategies[0] !== undefined && { strategy: strategies[0] }),
    ...(site !== undefined && { site }),
    ...(service !== undefined && { service }),
    ...(item && { item }),
    ...(moments.from !== undefined && { from: moments.from }),
    ...(moments.to !== undefined && { to: moments.to }),
    ...(moments.at !== undefined && { at: moments.at }),
    ...(file !== undefined && { file }),
  };
}

/** A date, or a date and a time of day. */
function momentIn(name: string, given: string | undefined, problems: string[]): string | undefined {
  if (given === undefined) return undefined;
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}))?$/.exec(given);
  const [year, month, day, hour, minute] = (found ?? []).slice(1).map((digits) => Number(digits ?? 0));
  if (found && isDate(year!, month!, day!) && hour! < 24 && minute! < 60)
    return `${given.slice(0, 10)} ${found[4] ?? '00'}:${found[5] ?? '00'}`;
  problems.push(`--${name}: found "${given}", expected a moment such as "2024-07-19 08:00".`);
  return undefined;
}

function isDate(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

function itemIn(given: string, problems: string[]): TraceAsked['item'] {
  const found = /^([a-z0-9-]+)\/([a-z0-9-]+)\/(\d{1,9})(?:\+([a-z0-9-]+))?$/.exec(given);
  if (!found) {
    problems.push(`--item: found "${given}", expected site/service/number, such as practice-1/calls/17.`);
    return undefined;
  }
  const [, site, service, index, surge] = found;
  return { site: site!, service: service!, index: Number(index), ...(surge !== undefined && { surge }) };
}
