/** One run told on the terminal: the log, or why an item waits. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { TRACE_LINES, type TraceAsked } from './traceArguments.ts';
import { WorldPlans, type Plan } from '../engine/index.ts';
import { traceOf, whyThroughout, whyWaiting, type Filter, type TraceEvent } from '../engine/trace/index.ts';
import { TRACE_COLUMNS, traceLine } from '../exports/traceText.ts';
import { TraceNames } from '../exports/traceNames.ts';
import { whyText } from '../exports/whyText.ts';
import { dateTimeOf, TICKS_PER_DAY, tickOf } from '../scenario/calendar.ts';
import type { Model } from '../scenario/model.ts';

interface Output {
  out(text: string): void;
  err(text: string): void;
}

/** The world of a run that is told of, as it is called, and where to tell it. */
interface Told {
  readonly asked: TraceAsked;
  readonly plan: Plan;
  readonly seed: string;
  readonly strategy: string | null;
  readonly title: string;
  readonly names: TraceNames;
  readonly output: Output;
}

/** The id that stands for the world without the incident, unless a strategy has it. */
const TWIN = 'twin';

/** Tells what is asked for; gives the problems when that is not possible. */
export function tellTrace(asked: TraceAsked, model: Model, seed: string | undefined, output: Output): string[] {
  const problems = unknownIn(asked, model);
  if (problems.length > 0) return problems;
  const { strategies } = model.scenario;
  const baseline = strategies.find(({ baseline: is }) => is) ?? strategies[0]!;
  const wanted = asked.strategy ?? baseline.id;
  const strategy = wanted === TWIN && !strategies.some(({ id }) => id === TWIN) ? null : wanted;
  const luck = seed ?? model.scenario.seed;
  const { plan } = new WorldPlans(model, luck).ofRun(asked.run);
  const title = `${model.scenario.title}, run ${asked.run}, seed ${luck}, ${
    strategy === null ? 'the world without the incident' : strategies.find(({ id }) => id === strategy)!.title
  }`;
  const told: Told = { asked, plan, seed: luck, strategy, title, names: new TraceNames(plan.model), output };
  return asked.why ? tellWhy(told) : tellLog(told);
}

function tellLog({ asked, plan, seed, strategy, title, names, output }: Told): string[] {
  const filter = filterOf(asked, plan);
  const start = asked.from ?? (asked.item ? undefined : beginsAt(plan, seed, asked.run, strategy));
  const from = start === undefined ? 0 : tickOf(plan.model.scenario.start, start);
  const { events, count } = traceOf(
    plan,
    seed,
    asked.run,
    strategy,
    { ...filter, from },
    asked.file === undefined ? TRACE_LINES : Infinity,
  );
  if (count === 0 && asked.item) return [noSuchItem(asked, plan)];
  const head = `${title}\nFrom ${names.moment(from)}. ${TRACE_COLUMNS}\n`;
  if (asked.file !== undefined) {
    const failed = writeLines(asked.file, head, events, names);
    if (failed !== undefined) return [failed];
    output.err(`Written: ${asked.file}, ${count} lines\n`);
    return [];
  }
  output.out(head);
  for (const event of events) output.out(`${traceLine(event, names)}\n`);
  if (count > events.length)
    output.out(
      `${count - events.length} lines more: --trace-file FILE writes them all; --site, --service, --item, --from and --to narrow them down.\n`,
    );
  else if (count === 0) output.out('Nothing happened that was asked for.\n');
  return [];
}

function tellWhy({ asked, plan, seed, strategy, title, names, output }: Told): string[] {
  const { start } = plan.model.scenario;
  const item = asked.item!;
  const { from, to } = filterOf(asked, plan);
  const answers =
    asked.at === undefined
      ? whyThroughout(plan, seed, asked.run, strategy, item, from ?? 0, to ?? plan.horizon)
      : whyWaiting(plan, seed, asked.run, strategy, item, [tickOf(start, asked.at)]);
  if (answers.length === 0) {
    if (traceOf(plan, seed, asked.run, strategy, { item }, 1).count === 0) return [noSuchItem(asked, plan)];
    output.out(
      `${title}\nIt does not wait ${asked.at === undefined ? 'at any full hour' : 'then: it has not come'}.\n`,
    );
    return [];
  }
  output.out(`${title}\n${answers.map((answer) => `${whyText(answer, names)}\n`).join('')}`);
  return [];
}

function filterOf({ site, service, item, from, to }: TraceAsked, plan: Plan): Filter {
  const { start } = plan.model.scenario;
  return {
    ...(site !== undefined && { site }),
    ...(service !== undefined && { service }),
    ...(item && { item }),
    ...(from !== undefined && { from: tickOf(start, from) }),
    ...(to !== undefined && { to: tickOf(start, to) }),
  };
}

/** The minute in which the first fault of the run begins, in the twin that of today's arrangement; else that of results. */
function beginsAt(plan: Plan, seed: string, run: number, strategy: string | null): string {
  const { start, strategies } = plan.model.scenario;
  const { events } = traceOf(plan, seed, run, strategy ?? strategies[0]!.id, { service: '' }, 1);
  return dateTimeOf(start, events[0]?.tick ?? plan.warmUp);
}

function noSuchItem({ item, run }: TraceAsked, plan: Plan): string {
  const { site, service, index, surge } = item!;
  const which = surge === undefined ? '' : ` of the extra demand "${surge}"`;
  return `--item: number ${index}${which} of ${service} does not come to ${site} in run ${run} of ${plan.model.scenario.id}; they are numbered from 0.`;
}

/** Every id and moment that the scenario does not know. */
function unknownIn(asked: TraceAsked, { scenario, sites }: Model): string[] {
  const problems: string[] = [];
  const ids = (of: readonly { readonly id: string }[]): string => shortList(of.map(({ id }) => id));
  if (
    asked.strategy !== undefined &&
    asked.strategy !== TWIN &&
    !scenario.strategies.some(({ id }) => id === asked.strategy)
  )
    problems.push(
      `--strategy: there is no strategy "${asked.strategy}"; there are ${ids(scenario.strategies)}, and ${TWIN}.`,
    );
  const site = (id: string, option: string): Model['sites'][number] | undefined => {
    const found = sites.find((one) => one.id === id);
    if (!found) problems.push(`--${option}: there is no site "${id}"; there are ${ids(sites)}.`);
    return found;
  };
  const service = (id: string, option: string, of: readonly Model['sites'][number][]): void => {
    const known = [
      ...new Set(of.flatMap((one) => [...Object.keys(one.services), ...(one.reentry ? ['re-entry'] : [])])),
    ];
    if (!known.includes(id)) problems.push(`--${option}: there is no service "${id}"; there are ${shortList(known)}.`);
  };
  const wanted = asked.site === undefined ? undefined : site(asked.site, 'site');
  if (asked.service !== undefined) service(asked.service, 'service', wanted ? [wanted] : sites);
  if (asked.item) {
    const owner = site(asked.item.site, 'item');
    if (owner) service(asked.item.service, 'item', [owner]);
    const { surge } = asked.item;
    if (
      surge !== undefined &&
      !scenario.incident.faults.some(({ id, kind }) => id === surge && kind === 'demand-surge')
    )
      problems.push(`--item: there is no extra demand "${surge}".`);
  }
  const end = scenario.warmUpDays + scenario.days;
  for (const name of ['from', 'to', 'at'] as const) {
    const moment = asked[name];
    if (moment === undefined) continue;
    const tick = tickOf(scenario.start, moment);
    const last = tickOf(scenario.start, `${scenario.start} 00:00`) + end * TICKS_PER_DAY;
    if (tick < 0 || tick > last || (name !== 'to' && tick === last))
      problems.push(
        `--${name}: ${moment} is outside the study, which runs from ${scenario.start} 00:00 to ${dateTimeOf(scenario.start, last)}.`,
      );
  }
  return problems;
}

function shortList(ids: readonly string[]): string {
  return ids.length <= 12 ? ids.join(', ') : `${ids.slice(0, 12).join(', ')} and ${ids.length - 12} more`;
}

/** Line by line, since a whole run can be longer than a text can be; gives what went wrong. */
function writeLines(path: string, head: string, events: readonly TraceEvent[], names: TraceNames): string | undefined {
  try {
    const file = openSync(path, 'w');
    try {
      let text = head;
      for (const event of events) {
        text += `${traceLine(event, names)}\n`;
        if (text.length < 1 << 20) continue;
        writeSync(file, text);
        text = '';
      }
      writeSync(file, text);
    } finally {
      closeSync(file);
    }
    return undefined;
  } catch (error) {
    return `${path}: cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`;
  }
}
