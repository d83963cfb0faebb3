/** The answer to "why is this item waiting?" as numbered sentences, each explained by the next. */
import type { Answer, Reason, WhyNotCarried } from '../engine/trace/index.ts';
import { list } from '../results/format.ts';
import { parkedText } from './traceText.ts';
import { part, people, type TraceNames } from './traceNames.ts';

export function whyText({ item, at, chain }: Answer, names: TraceNames): string {
  const of = item.typesUp === undefined ? '' : ` of ${names.service(item.typesUp, item.site)}`;
  const head = `${names.moment(at)}: ${item.id}, ${names.service(item.service, item.site)}${of} at ${names.site(item.site)}`;
  return [head, ...chain.map((reason, k) => `  ${k + 1}. ${sentence(reason, item.site, at, names)}`)].join('\n');
}

function sentence(reason: Reason, site: string, at: number, names: TraceNames): string {
  switch (reason.kind) {
    case 'not-waiting':
      return `It is not waiting: ${notWaiting(reason, names)}.`;
    case 'parked': {
      const back = reason.until === null ? 'not back within the study' : `back ${names.moment(reason.until)}`;
      return `Since ${names.moment(reason.since)} it ${parkedText(reason.why, reason.by, names)}; ${back}.`;
    }
    case 'typing-up':
      return `It was done without the system and can be typed up ${
        reason.until === null ? 'at no time within the study' : `from ${names.moment(reason.until)}`
      }.`;
    case 'blocked':
      return `It cannot start: ${names.need(reason.component, reason.level, reason.share, reason.backup)}. Its luck, ${reason.luck.toFixed(4)}, is not below ${reason.theta.toFixed(4)}.`;
    case 'backup':
      return `${names.backup(reason.backup)} does not carry it: ${notCarried(reason.why, names)}.`;
    case 'level': {
      const how = {
        all: 'requires',
        any: 'requires one of several that all fail:',
        'at-least': 'requires more than are left, without',
        base: 'is part of',
      }[reason.of];
      return `${names.component(reason.component)} is at ${part(reason.level)} because it ${how} ${list(reason.requires.map((key) => names.component(key)))}.`;
    }
    case 'closed':
      return `Nobody of ${names.pool(reason.pool, site)} is on shift; ${
        reason.opens === null ? 'nobody comes within the study' : `the next come ${names.moment(reason.opens)}`
      }.`;
    case 'queue': {
      const urgent = reason.moreUrgent > 0 ? ` (${reason.moreUrgent} more urgent)` : '';
      return `It waits behind ${reason.ahead} ${reason.ahead === 1 ? 'other' : 'others'}${urgent} for ${names.pool(reason.pool, site)}, priority ${
        reason.priority
      }: ${people(reason.people)} on shift, ${reason.busy} in use.`;
    }
    case 're-entry':
      return `It types up ${names.service(reason.service, site)} that was started ${names.moment(
        reason.started,
      )} without the system; the world without the incident has no such work.`;
    case 'absent':
      return `${people(reason.people)} of ${names.pool(reason.pool, site)} ${reason.people === 1 ? 'is' : 'are'} away.`;
    case 'surge':
      return `It is part of extra demand for ${names.service(reason.service)}; the world without the incident does not have it.`;
    case 'knock-on': {
      const there = {
        started: () => `it started ${names.moment(reason.at!)}`,
        left: () => `it had left ${names.moment(reason.at!)}`,
        'came-later': () => `it comes only ${names.moment(reason.at!)}`,
        'never-came': () => 'it never comes to this queue',
      }[reason.twin]();
      return `A knock-on of the incident: in the world without it ${there}.`;
    }
    case 'ordinary':
      return reason.twin === 'is-twin'
        ? 'This is the world without the incident: an ordinary wait.'
        : 'An ordinary wait: in the world without the incident it has not started by then either.';
    case 'backlog':
      return `It was started because the backlog of ${reason.service} passed ${reason.above} at ${names.moment(reason.at)}, when ${reason.backlog} were due and not started.`;
    case 'action':
      return `${names.action(reason.action)} was decided on because of the incident.`;
    case 'fault':
      return fault(reason, at, names);
    default:
      return reason satisfies never;
  }
}

function fault(reason: Extract<Reason, { kind: 'fault' }>, at: number, names: TraceNames): string {
  const what = names.struck([reason.what], reason.fault, reason.site);
  const where = `at ${names.site(reason.site)}`;
  const kind = names.kindOf(reason.fault);
  const happened =
    kind === 'staff-absence'
      ? `People of ${what} are away`
      : kind === 'demand-surge'
        ? `More comes to ${what}`
        : kind === 'slow'
          ? `${what} became slow`
          : `${what} failed`;
  const until =
    reason.until === null
      ? 'it does not end within the study'
      : `it ${reason.until <= at ? 'ended' : 'ends'} ${names.moment(reason.until)}`;
  return `${happened} ${where}: ${names.fault(reason.fault)} struck ${names.moment(reason.struck)}; ${until}.`;
}

function notWaiting({ state, at }: Extract<Reason, { kind: 'not-waiting' }>, names: TraceNames): string {
  const when = at === null ? '' : ` ${names.moment(at)}`;
  switch (state) {
    case 'in-service':
      return `it was started${when}`;
    case 'done':
      return `it was done${when}`;
    case 'left':
      return `it left${when}`;
    case 'no-show':
      return `nobody came${when}`;
    case 'not-come':
      return at === null ? 'it has not come' : `it is not due before${when}`;
    default:
      return state satisfies never;
  }
}

function notCarried(why: WhyNotCarried, names: TraceNames): string {
  switch (why.kind) {
    case 'in-force': {
      const limits = [
        ...(why.seats ? ['fewer seats than people on shift'] : []),
        ...(why.requires === undefined ? [] : [`it needs ${names.component(why.requires)}, which is down as well`]),
      ];
      return `in force, it carries ${part(why.share)}${limits.length > 0 ? ` (${limits.join('; ')})` : ''}`;
    }
    case 'not-here':
      return 'the site does not have it in this run';
    case 'not-prepared':
      return 'it was not prepared at the site in this run';
    case 'not-noticed':
      return `nobody on shift has noticed the failure yet${why.opens === null ? '' : `; the next come ${names.moment(why.opens)}`}`;
    case 'setting-up':
      return `noticed ${names.moment(why.noticed)}, it is being decided on and set up until ${names.moment(why.until)}`;
    case 'too-late':
      return 'deciding and setting up take longer than the failure lasts';
    case 'failed-to-start':
      return 'it failed to start';
    case 'used-up':
      return `the hours it can be in force are used up${why.since === null ? '' : ` since ${names.moment(why.since)}`}`;
    default:
      return why satisfies never;
  }
}
