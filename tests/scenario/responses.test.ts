/** Checks of backups and actions of every family: each mistake is found at its place. */
import { describe, expect, it, test } from 'vitest';
import { agreementLines, agreementsOf, leadTimeText } from '../../src/scenario/agreements.ts';
import { formatIssue, type Issue } from '../../src/scenario/issue.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { built, issuesOf, small } from './small.ts';

interface Case {
  readonly claim: string;
  /** Added to the backups and used by `better`, or to the actions. */
  readonly backup?: string;
  readonly action?: string;
  readonly and?: readonly (readonly [string | RegExp, string])[];
  readonly path: string;
  readonly says: string;
  readonly severity?: Issue['severity'];
  readonly suggestion?: string;
}

/** The small scenario with one more backup and action, both called `extra`, which the second strategy uses. */
function withExtra({ backup, action, and = [] }: Pick<Case, 'backup' | 'action' | 'and'>): string {
  return small(
    ...(backup === undefined ? [] : [[/^backups:\n/m, `backups:\n  - { id: extra, ${backup} }\n`] as const]),
    ...(action === undefined ? [] : [[/^actions:\n/m, `actions:\n  - { id: extra, ${action} }\n`] as const]),
    [/uses: \[ paper-pack, read-only, /, 'uses: [ extra, paper-pack, read-only, '],
    ...and,
  );
}

const CASES: readonly Case[] = [
  {
    claim: 'a switch-off that sends people where they are sent back',
    action:
      'kind: switch-off, service: same-day, when: { on: failure, until: restoration }, instead: { service: calls, share: 0.5 }',
    path: 'actions[0]',
    says: 'Work goes round in a circle once people are served elsewhere: same-day, which leads to same-day',
  },
  {
    claim: 'a support of an unknown component',
    backup: 'kind: power-supply, supports: [ { component: pwoer } ]',
    path: 'backups[0].supports[0].component',
    says: 'no component or alias "pwoer"',
  },
  {
    claim: 'a support whose usual component is not in the file',
    backup: 'kind: power-supply',
    path: 'backups[0].supports[0].component',
    says: 'no component or alias "power"',
  },
  {
    claim: 'a support of something that nobody needs',
    backup: 'kind: power-supply, supports: [ { component: lift } ]',
    and: [[/^components:\n/m, 'components:\n  - { id: lift, title: Lift }\n']],
    path: 'backups[0].supports[0].component',
    says: 'Nobody needs lift, so keeping it up makes no difference',
    severity: 'warning',
  },
  {
    claim: 'a support that needs what it keeps up',
    backup: 'kind: redundant-hosting, requires: [ hosting ]',
    path: 'backups[0].requires[0]',
    says: 'the very thing it backs up for',
    severity: 'warning',
  },
  {
    claim: 'a support that no site has',
    backup: 'kind: redundant-hosting, sites: { share: 0 }',
    path: 'backups[0].sites',
    says: 'better uses extra, but no site has it',
  },
  {
    claim: 'spare devices where there are none to stand in for',
    backup: 'kind: spare-devices, supports: [ { component: hosting } ]',
    path: 'sites[0].devices',
    says: 'nothing to stand in for',
    severity: 'warning',
  },
  {
    claim: 'a prevention of an unknown fault',
    backup: 'kind: staged-updates, faults: [ none-such ]',
    path: 'backups[0].faults[0]',
    says: 'no fault "none-such"',
  },
  {
    claim: 'a prevention of a fault that is not of its kind',
    backup: 'kind: engineers-on-site, faults: [ hosting-down ]',
    path: 'backups[0].faults[0]',
    says: 'cannot change the fault hosting-down: it is not a fault that is repaired by hand',
  },
  {
    claim: 'a prevention when nothing in the incident is of its kind',
    backup: 'kind: engineers-on-site',
    path: 'backups[0]',
    says: 'so extra changes nothing',
    severity: 'warning',
  },
  {
    claim: 'drills of an unknown backup',
    backup: 'kind: drills-and-enrolment, backups: [ papr-pack ]',
    path: 'backups[0].backups[0]',
    says: 'no backup "papr-pack"',
    suggestion: 'paper-pack',
  },
  {
    claim: 'drills of what is drilled already',
    backup: 'kind: drills-and-enrolment, backups: [ paper-pack ]',
    path: 'backups[0].backups[0]',
    says: 'drilled already',
    severity: 'warning',
  },
  {
    claim: 'drills of what nobody starts',
    backup: 'kind: drills-and-enrolment, backups: [ extra ]',
    path: 'backups[0].backups[0]',
    says: 'cannot be drilled',
  },
  {
    claim: 'a call-off for an unknown action',
    backup: 'kind: locum-call-off, actions: [ saturdy ]',
    path: 'backups[0].actions[0]',
    says: 'no action "saturdy"',
    suggestion: 'saturday',
  },
  {
    claim: 'a call-off for an action that brings nobody in',
    backup: 'kind: locum-call-off, actions: [ ring-monday ]',
    path: 'backups[0].actions[0]',
    says: 'brings nobody in',
  },
  {
    claim: 'a call-off for people who come at a stated moment',
    backup: 'kind: locum-call-off, actions: [ saturday ]',
    path: 'backups[0].actions[0]',
    says: 'does not bring it forward',
    severity: 'warning',
  },
  {
    claim: 'lists of at-risk patients for ordinary work',
    backup: 'kind: at-risk-lists, covers: [ { services: [ same-day ], component: records/read } ]',
    path: 'backups[0].covers[0].services[0]',
    says: 'cover time-critical work only',
  },
  {
    claim: 'a backup without covers where nobody has the usual needs',
    backup: 'kind: paper-forms',
    path: 'backups[0]',
    says: 'Nothing says what extra covers',
  },
  {
    claim: 'a day list made more often than every minute',
    backup: 'kind: exported-day-list, list: { made: { every: 0 min } }',
    path: 'backups[0].list.made.every',
    says: 'from 1 min to 1 day',
  },
  {
    claim: 'rings that add up to more than everybody',
    backup: 'kind: staged-updates, rings: [ { share: 0.7, after: 0 min }, { share: 0.7, after: 1 h } ]',
    path: 'backups[0].rings',
    says: 'add up to at most 1',
  },
  {
    claim: 'an action that begins before the first fault',
    action: 'kind: locums, pool: gps, when: { from: 2024-07-18 08:00, to: 2024-07-25 18:00 }',
    path: 'actions[0].when.from',
    says: 'begins before the first fault',
    severity: 'warning',
  },
  {
    claim: 'an action that is over before the first fault',
    action: 'kind: locums, pool: gps, when: { from: 2024-07-15 08:00, to: 2024-07-16 18:00 }',
    path: 'actions[0].when.to',
    says: 'is over before the first fault',
    severity: 'warning',
  },
  ...[
    {
      claim: 'a backlog of a service that nobody has',
      when: 'service: same-dya, above: 40, lasts: 4 h',
      path: 'actions[0].when.service',
      says: 'no service "same-dya"',
      suggestion: 'same-day',
    },
    {
      claim: 'a backlog that no site with the pool has',
      when: 'service: contacts, above: 40, lasts: 4 h',
      path: 'actions[0].when.service',
      says: 'so nothing starts it',
    },
    {
      claim: 'a backlog that stops above where it starts',
      when: 'service: same-day, above: 40, below: 60',
      path: 'actions[0].when.below',
      says: 'no more than above',
    },
    {
      claim: 'a backlog without any end of the action',
      when: 'service: same-day, above: 40',
      path: 'actions[0].when',
      says: 'below: so few items, lasts: a length of time, or both',
    },
    {
      claim: 'a backlog of fewer than nobody',
      when: 'service: same-day, above: -1, lasts: 4 h',
      path: 'actions[0].when.above',
      says: 'at least 0',
    },
    {
      claim: 'part of an item as a backlog',
      when: 'service: same-day, above: 12.5, lasts: 4 h',
      path: 'actions[0].when.above',
      says: 'whole number',
    },
    {
      claim: 'an end at fewer than none',
      when: 'service: same-day, above: 40, below: 0',
      path: 'actions[0].when.below',
      says: 'at least 1',
    },
    {
      claim: 'a backlog that an action answers for no time at all',
      when: 'service: same-day, above: 40, lasts: 0 min',
      path: 'actions[0].when.lasts',
      says: 'over as soon as it begins',
    },
    {
      claim: 'a field of other triggers with a backlog',
      when: 'service: same-day, above: 40, until: restoration',
      path: 'actions[0].when.until',
      says: 'no field "until"',
    },
  ].map(({ when, ...rest }) => ({ ...rest, action: `kind: locums, pool: gps, when: { on: backlog, ${when} }` })),
  {
    claim: 'locums for an unknown pool',
    action: 'kind: locums, pool: gsp',
    path: 'actions[0].pool',
    says: 'no staff pool "gsp"',
    suggestion: 'gps',
  },
];

describe('is found', () => {
  it.each(CASES)('$claim', ({ path, says, severity = 'error', suggestion, ...extra }) => {
    const issues = issuesOf(withExtra(extra));
    const issue = issues.find((one) => one.path === path && `${one.message} ${one.expected ?? ''}`.includes(says));
    expect(issue, issues.map(formatIssue).join('\n')).toBeDefined();
    expect(issue!.severity).toBe(severity);
    if (suggestion !== undefined) expect(issue!.suggestion).toBe(suggestion);
    expect(issue!.line).toBeGreaterThan(0);
  });
});

test.each([
  'kind: redundant-hosting',
  'kind: drills-and-enrolment, backups: [ read-only ], prepared: 1',
  'kind: exported-day-list, covers: [ { services: [ booked ], component: records/appointments } ]',
])('nothing is said about { %s }', (backup) => {
  expect(issuesOf(withExtra({ backup })).map(formatIssue)).toEqual([]);
});

test.each([
  'kind: locums, pool: gps, when: { on: backlog, service: same-day, above: 40, lead: 2 h, below: 10 }',
  'kind: re-entry-team, pool: desk, when: { on: backlog, service: re-entry, above: 40, lasts: 3 days }',
  'kind: shed, service: same-day, share: 0.3, returns: { share: 0.8, after: next-working-day }, when: { on: backlog, service: booked, above: 0, lasts: 90 min }',
])('nothing is said about { %s }', (action) => {
  expect(issuesOf(withExtra({ action })).map(formatIssue)).toEqual([]);
});

test.each([
  ['may be a range', '[20, 60]', []],
  ['may not be one with values that stop what they start', '[5, 60]', ['actions[0].when.above']],
])('the backlog that starts an action %s', (_, range, paths) => {
  const issues = issuesOf(
    withExtra({
      action: 'kind: locums, pool: gps, when: { on: backlog, service: same-day, above: 40, below: 10 }',
      and: [
        [
          /^strategies:/m,
          `uncertain:\n  - { of: actions.extra.when.above, range: ${range}, why: A guess }\nstrategies:`,
        ],
      ],
    }),
  );
  expect(issues.map(({ path }) => path)).toEqual(paths);
});

describe('agreements', () => {
  const scenario = parseScenario(
    withExtra({
      backup: 'kind: redundant-hosting, leadTime: 90 days',
      action: 'kind: weekend-clinic, pool: gps, agreement: [ icb, pcn, icb ]',
      and: [
        [/^ {2}- \{ id: extra, kind: redundant/m, '  - { id: more, kind: redundant'],
        ['uses: [ extra,', 'uses: [ more, extra,'],
      ],
    }),
    built,
  ).model!.scenario;
  const better = agreementsOf(scenario, scenario.strategies[1]!);

  test('name each party once, without the one who decides, and the lead time', () => {
    expect(better.actions.find(({ id }) => id === 'extra')).toMatchObject({
      decidedBy: 'pcn',
      agreement: ['icb'],
      leadMinutes: 1440,
    });
    expect(agreementLines(better)).toContain(
      'Weekend clinic: decided by the network (PCN), needs the agreement of the ICB, lead time 1 day',
    );
  });
  test('tell who owns a backup and how long it takes to have', () => {
    expect(better.backups.find(({ id }) => id === 'more')).toMatchObject({
      owner: 'supplier',
      leadMinutes: 90 * 1440,
      usualLeadTime: '180 days',
    });
  });
  test('are not needed by a strategy that uses nothing', () => {
    expect(agreementLines(agreementsOf(scenario, { uses: [] }))).toEqual([]);
  });
  test.each([
    [20, '20 min'],
    [90, '1.5 h'],
    [1440, '1 day'],
    [4320, '3 days'],
  ])('say %i minutes as %s', (minutes, text) => expect(leadTimeText(minutes)).toBe(text));
});
