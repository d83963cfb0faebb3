/** A trace as lines that a planner can read: when, where, which item, what happened, why. */
import type { DownFor, Happening, ItemName, TraceEvent, WhyParked } from '../engine/trace/index.ts';
import { decimal, list } from '../results/format.ts';
import { part, people, type TraceNames } from './traceNames.ts';

/** `Fri 2024-07-19 08:03:12 | practice-1 | calls | practice-1/calls/17 | what happened`. */
export function traceLine(event: TraceEvent, names: TraceNames): string {
  const { tick, sites, services, item } = event;
  const where = item
    ? item.typesUp === undefined
      ? item.service
      : `${item.service} of ${item.typesUp}`
    : services.length === 1
      ? services[0]!
      : '-';
  return [names.moment(tick), sites.join('+'), where, item?.id ?? '-', sentence(event, names)].join(' | ');
}

/** The first line of a trace: what the columns are. */
export const TRACE_COLUMNS = 'when | site | service | item (site/service/number of the arrival) | what happened';

function sentence({ what, item, sites }: TraceEvent, names: TraceNames): string {
  return item ? ofItem(what, item, names) : ofPlace(what, sites[0]!, names);
}

function ofPlace(what: Happening, site: string, names: TraceNames): string {
  switch (what.kind) {
    case 'fault-begins': {
      const until = what.until === null ? 'not ended within the study' : `ends ${names.moment(what.until)}`;
      return `${names.fault(what.fault)} begins: ${effectOf(what.fault, what.what, what.level, site, names)}; ${until}`;
    }
    case 'fault-ends':
      return `${names.fault(what.fault)} ends: ${names.struck(what.what, what.fault, site)}`;
    case 'staff': {
      const why = [
        ...(what.absent > 0 ? [`${what.absent} away`] : []),
        ...what.actions.map(({ action, people: more }) => `${more} by ${names.action(action)}`),
      ];
      return `${names.pool(what.pool, site)}: ${people(what.people)} on shift, ${what.before} before${
        why.length > 0 ? ` (${list(why)})` : ''
      }`;
    }
    case 'mode': {
      if (what.needs.length === 0) return `everything it needs works; ${waiting(what.blocked)}`;
      const each = what.needs.map(({ component, level, share, backup }) => names.need(component, level, share, backup));
      const can = what.theta === 0 ? 'none' : what.theta === 1 ? 'all' : part(what.theta);
      return `${can} of the work can start: ${each.join('. ')}. ${capital(waiting(what.blocked))}`;
    }
    case 'closing':
      return `${names.pool(what.pool, site)}: the day is over`;
    case 'called':
    case 'called-off': {
      const { backlog, limit, service, from, until } = what;
      const isStart = what.kind === 'called';
      const because = `because the backlog of ${service} ${isStart ? `passed ${limit}` : `fell below ${limit}`} (${backlog})`;
      const end = until === null ? 'until the end of the study at most' : `until ${names.moment(until)}`;
      const when = isStart ? `from ${names.moment(from)} ${end}` : from < until! ? end : 'before it began';
      return `${names.action(what.action)} ${isStart ? 'is started' : 'is ended'}, ${because}: ${when}`;
    }
    default:
      throw new Error(`${what.kind} happens to items only`);
  }
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function effectOf(fault: string, what: readonly string[], level: number, site: string, names: TraceNames): string {
  const struck = names.struck(what, fault, site);
  switch (names.kindOf(fault)) {
    case 'staff-absence':
      return `people of ${struck} are away`;
    case 'demand-surge':
      return `more comes to ${struck}`;
    default:
      return level < 1 ? `${struck} falls to ${part(level)}` : `${struck} becomes slow`;
  }
}

function waiting(blocked: number): string {
  return blocked === 0 ? 'nothing waits that cannot start' : `${blocked} waiting that cannot start`;
}

function ofItem(what: Happening, item: ItemName, names: TraceNames): string {
  switch (what.kind) {
    case 'came':
      return came(what, item, names);
    case 'no-show':
      return 'is booked and does not come';
    case 'joined': {
      const there = what.people === 0 ? 'nobody on shift' : `${what.busy} of ${people(what.people)} busy`;
      return `joins the queue for ${names.pool(what.pool, item.site)}, priority ${what.priority}: ${what.ahead} before it, ${there}`;
    }
    case 'blocked':
      return `cannot start: ${what.by
        .map(({ component, level, share, backup }) => names.need(component, level, share, backup))
        .join('. ')}`;
    case 'unblocked':
      return 'could start now';
    case 'started': {
      const by = `is started by ${names.pool(what.pool, item.site)} (now ${what.busy} of ${people(what.people)} busy), until ${names.moment(what.until)}`;
      if (what.down.length === 0) return by;
      const seen = { none: 'no record', read: 'the record read only', full: 'the full record' }[what.record];
      const owed = what.typingUp > 0 ? `, ${decimal(what.typingUp, 1)} minutes to type up` : '';
      return `${by}; ${list(what.down.map((need) => workedBy(need, names)))}; with ${seen}${owed}`;
    }
    case 'done':
      return 'is done';
    case 'waited-in-vain':
      return {
        'gave-up': 'has waited as long as it is willing to',
        rebooked: 'has missed its slot: not started within the stated wait',
        closed: 'is not dealt with by closing time',
      }[what.why];
    case 'parked': {
      const back = what.until === null ? 'not back within the study' : `back ${names.moment(what.until)}`;
      return `${parkedText(what.why, what.by, names)}; ${back}`;
    }
    case 'sent':
      return `is sent to ${names.site(what.to.site)}, ${names.service(what.to.service, what.to.site)}${
        what.by === undefined ? '' : ` by ${names.action(what.by)}`
      }`;
    case 'left':
      if (what.to === 'hub') return 'has left for there and does not come back here';
      return what.by === undefined
        ? 'has left for good, not dealt with'
        : `was asked to come back later by ${names.action(what.by)} and does not`;
    case 'follows':
      return `is followed by ${names.service(what.service, item.site)}, ${dueText(what.due, names)}`;
    case 'to-type-up':
      return `must be typed up, since it was done without the system: ${dueText(what.due, names)}`;
    default:
      throw new Error(`${what.kind} does not happen to items`);
  }
}

function came(what: Extract<Happening, { kind: 'came' }>, item: ItemName, names: TraceNames): string {
  switch (what.how) {
    case 'arrived':
      return 'arrives';
    case 'booked':
      return 'comes at its booked time';
    case 'surge':
      return `arrives on top of the usual: ${names.fault(item.surge!)}`;
    case 'received':
      return what.from
        ? `is received from ${names.site(what.from.site)}, ${names.service(what.from.service, what.from.site)}`
        : 'is received';
    case 'followed':
      return 'becomes due, following what was done before';
    case 'contact':
      return 'becomes due: somebody who missed a slot is rung to rebook';
    case 'returned':
      return 'is due again';
    case 'typing-up':
      return 'can be typed up now';
    default:
      return what.how satisfies never;
  }
}

function dueText(due: number | null, names: TraceNames): string {
  return due === null ? 'not due within the study' : `due ${names.moment(due)}`;
}

function workedBy({ component, backup, isSlow }: DownFor, names: TraceNames): string {
  if (isSlow) return `slowly, because ${names.component(component)} is slow`;
  const way = backup === undefined ? 'with nothing prepared' : `by ${names.backup(backup)}`;
  return `without ${names.component(component)}, ${way}`;
}

/** Why an item is away for now, as the beginning of a sentence about it. */
export function parkedText(why: WhyParked, by: string | undefined, names: TraceNames): string {
  const doer = by === undefined ? '' : ` by ${why === 'held' ? names.fault(by) : names.action(by)}`;
  switch (why) {
    case 'cut':
      return 'does not come yet, because those whose work brings it cannot send it';
    case 'held':
      return `is held back by the interface it comes through${by === undefined ? '' : ` (${names.fault(by)})`}`;
    case 'diverted':
      return `is away at a hub${doer}`;
    case 'shed':
      return `is asked to come back later${doer}`;
    case 'paused':
      return `is put off${doer}`;
    case 'gave-up':
      return 'gives up for now and tries again';
    case 'rebooked':
      return 'is rebooked';
    case 'closed':
      return 'is put off to the next day';
    case 'buddy':
      return `is away at a partner${doer}`;
    case 'switched':
      return `finds the service switched off${doer} and comes back later`;
    default:
      return why satisfies never;
  }
}
