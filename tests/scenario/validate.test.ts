/** Checks across a scenario: each mistake is found, at its place and line, with what to type instead. */
import { describe, expect, it } from 'vitest';
import { formatIssue, type Issue } from '../../src/scenario/issue.ts';
import { clockChanges } from '../../src/scenario/validate/dates.ts';
import { dateOf } from '../../src/scenario/calendar.ts';
import { issuesOf, lineOf, small } from './small.ts';

type Change = readonly [string | RegExp, string];

interface Case {
  readonly claim: string;
  readonly change: readonly Change[];
  readonly path: string;
  readonly says: string | RegExp;
  readonly severity?: Issue['severity'];
  readonly suggestion?: string;
  /** Text on the line of the issue. */
  readonly at?: string;
}

function check({ change, path, says, severity = 'error', suggestion, at }: Case): void {
  const text = small(...change);
  const issues = issuesOf(text);
  const issue = issues.find(
    (one) => one.path === path && (typeof says === 'string' ? one.message.includes(says) : says.test(one.message)),
  );
  expect(issue, issues.map(formatIssue).join('\n')).toBeDefined();
  expect(issue!.severity).toBe(severity);
  if (suggestion !== undefined) expect(issue!.suggestion).toBe(suggestion);
  expect(issue!.line).toBe(at === undefined ? issue!.line : lineOf(text, at));
  expect(issue!.line).toBeGreaterThan(0);
}

function cases(title: string, list: readonly Case[]): void {
  describe(title, () => {
    it.each(list)('$claim', check);
  });
}

it('finds nothing to say about the small scenario', () => {
  expect(issuesOf(small()).map(formatIssue)).toEqual([]);
});

cases('ids', [
  {
    claim: 'two sites of one id',
    change: [['id: halliwell', 'id: tonge-fold']],
    path: 'sites[1].id',
    says: 'earlier site has the id "tonge-fold"',
    at: 'title: Halliwell',
  },
  {
    claim: 'two components of one id',
    change: [['id: internet', 'id: hosting']],
    path: 'components[2].id',
    says: 'earlier component',
  },
  {
    claim: 'two strategies of one id',
    change: [['id: better', 'id: today']],
    path: 'strategies[1].id',
    says: 'earlier strategy',
  },
  {
    claim: 'two faults of one id',
    change: [
      [
        '  faults:\n',
        '  faults:\n    - { kind: outage, id: hosting-down, component: hosting, at: 2024-07-19 05:09, repair: { central: 1 h } }\n',
      ],
    ],
    path: 'incident.faults[1].id',
    says: 'earlier fault',
  },
  {
    claim: 'two groups of one id',
    change: [['groups:\n', 'groups:\n  - { id: bolton, title: B }\n']],
    path: 'groups[1].id',
    says: 'earlier group',
  },
  {
    claim: 'two backups of one id',
    change: [['  - id: read-only\n', '  - id: paper-pack\n']],
    path: 'backups[1].id',
    says: 'earlier backup',
  },
  {
    claim: 'an action with the id of a backup',
    change: [['id: saturday', 'id: paper-pack']],
    path: 'actions[0].id',
    says: 'A backup has the id',
  },
  {
    claim: 'two pieces of evidence of one id',
    change: [
      [
        'evidence:\n',
        'evidence:\n  - { id: three-days, claim: c, measure: not-back, sites: { template: practice }, between: [ 0, 1 ], fitted: false, source: s }\n',
      ],
    ],
    path: 'evidence[1].id',
    says: 'earlier piece of evidence',
  },
  {
    claim: 'a service called re-entry',
    change: [['      booked:\n', '      re-entry:\n']],
    path: 'templates.practice.services.re-entry',
    says: 'cannot be called re-entry',
    at: '      re-entry:',
  },
  {
    claim: 'a function listed twice',
    change: [['[ read, appointments ]', '[ read, appointments, read ]']],
    path: 'components[1].functions[2]',
    says: 'twice',
  },
  {
    claim: 'no baseline',
    change: [[', baseline: true', '']],
    path: 'strategies',
    says: 'No strategy is the baseline',
    suggestion: 'baseline: true on today',
    at: 'strategies:',
  },
  {
    claim: 'two baselines',
    change: [['title: Read-only record as well,', 'title: Read-only record as well, baseline: true,']],
    path: 'strategies[1].baseline',
    says: 'more than one baseline: today and better',
  },
]);

cases('names', [
  {
    claim: 'an unknown template',
    change: [['title: Halliwell, template: practice', 'title: Halliwell, template: practise']],
    path: 'sites[1].template',
    says: 'no template "practise"',
    suggestion: 'practice',
    at: 'practise',
  },
  {
    claim: 'a template called constructor',
    change: [['title: Halliwell, template: practice', 'title: Halliwell, template: constructor']],
    path: 'sites[1].template',
    says: 'no template "constructor"',
  },
  {
    claim: 'an unknown group',
    change: [['patients: 9000, groups: [ bolton ]', 'patients: 9000, groups: [ boltn ]']],
    path: 'sites[1].groups[0]',
    says: 'no group "boltn"',
    suggestion: 'bolton',
  },
  {
    claim: 'an unknown component behind an alias',
    change: [
      [
        'patients: 9000, groups: [ bolton ], uses: { records: emis-web }',
        'patients: 9000, groups: [ bolton ], uses: { records: emis-wbe }',
      ],
    ],
    path: 'sites[1].uses.records',
    says: 'no component "emis-wbe"',
    suggestion: 'emis-web',
    at: 'emis-wbe',
  },
  {
    claim: 'a misspelt alias',
    change: [
      [
        'patients: 9000, groups: [ bolton ], uses: { records: emis-web }',
        'patients: 9000, groups: [ bolton ], uses: { recrods: emis-web }',
      ],
    ],
    path: 'sites[1].uses',
    says: 'Nothing stands behind "records" here; records/read and records/appointments are needed',
    suggestion: 'records instead of recrods',
    at: 'recrods',
  },
  {
    claim: 'a misspelt need',
    change: [['component: records/read, share: 0.5', 'component: recrods/read, share: 0.5']],
    path: 'templates.practice.services.same-day.needs[0].component',
    says: 'no component or alias "recrods"',
    suggestion: 'records',
    at: 'recrods',
  },
  {
    claim: 'a need of an unknown function',
    change: [['component: records/read, share: 0.5', 'component: records/reed, share: 0.5']],
    path: 'templates.practice.services.same-day.needs[0].component',
    says: 'emis-web has no function "reed", which same-day needs',
    suggestion: 'records/read',
  },
  {
    claim: 'an unknown pool',
    change: [['title: Calls\n        pool: desk', 'title: Calls\n        pool: desks']],
    path: 'templates.practice.services.calls.pool',
    says: 'no staff pool "desks"',
    suggestion: 'desk',
    at: 'pool: desks',
  },
  {
    claim: 'an unknown pool of re-entry',
    change: [['reentry: { pool: desk', 'reentry: { pool: office']],
    path: 'templates.practice.reentry.pool',
    says: 'no staff pool "office"',
  },
  {
    claim: 'unknown work that follows',
    change: [['service: same-day, share: 0.3 }', 'service: sameday, share: 0.3 }']],
    path: 'templates.practice.services.calls.followOn[0].service',
    says: 'no service "sameday"',
    suggestion: 'same-day',
  },
  {
    claim: 'an unknown service to ring people',
    change: [['missedSlot: { priority: 3 }', 'missedSlot: { priority: 3, contact: call }']],
    path: 'templates.practice.services.booked.missedSlot.contact',
    says: 'no service "call"',
    suggestion: 'calls',
  },
  {
    claim: 'an unknown hub',
    change: [['site: urgent-care, service: contacts', 'site: urgent-car, service: contacts']],
    path: 'templates.practice.services.same-day.atClose.hubs[0].site',
    says: 'no site "urgent-car"',
    suggestion: 'urgent-care',
  },
  {
    claim: 'a service the hub does not have',
    change: [['site: urgent-care, service: contacts', 'site: urgent-care, service: contact']],
    path: 'templates.practice.services.same-day.atClose.hubs[0].service',
    says: 'no service "contact"',
    suggestion: 'contacts',
  },
  {
    claim: 'an unknown component in a requirement',
    change: [['requires: { all: [ hosting ] }', 'requires: { all: [ { any: [ hostng ] } ] }']],
    path: 'components[1].requires.all[0].any[0]',
    says: 'no component "hostng"',
    suggestion: 'hosting',
  },
  {
    claim: 'more required than listed',
    change: [['requires: { all: [ hosting ] }', 'requires: { atLeast: { k: 2, of: [ hosting ] } }']],
    path: 'components[1].requires.atLeast.k',
    says: 'More are required',
  },
  {
    claim: 'a fault of an unknown component',
    change: [['component: hosting, at', 'component: hostig, at']],
    path: 'incident.faults[0].component',
    says: 'no component "hostig"',
    suggestion: 'hosting',
  },
  {
    claim: 'a fault of an alias',
    change: [['component: hosting, at', 'component: records/read, at']],
    path: 'incident.faults[0].component',
    says: 'an alias of sites',
    suggestion: 'emis-web/read',
  },
  {
    claim: 'a repair that names a function without its component',
    change: [
      ['component: hosting, at', 'component: emis-web, at'],
      ['{ central: { triangular: [ 9 h, 13 h, 30 h ] } }', '{ staged: { functions: { read: 13 h } } }'],
    ],
    path: 'incident.faults[0].repair.staged.functions.read',
    says: 'named with its component',
    suggestion: 'emis-web/read',
  },
  {
    claim: 'a repair that names an unknown function',
    change: [
      ['{ central: { triangular: [ 9 h, 13 h, 30 h ] } }', '{ staged: { functions: { emis-web/raed: 13 h } } }'],
    ],
    path: 'incident.faults[0].repair.staged.functions["emis-web/raed"]',
    says: 'no function "raed"',
    suggestion: 'emis-web/read',
  },
  {
    claim: 'technicians sent to an unknown site',
    change: [
      [
        '{ central: { triangular: [ 9 h, 13 h, 30 h ] } }',
        '{ handsOn: { minutesEach: 20, technicians: 2, order: [ halliwel ] } }',
      ],
    ],
    path: 'incident.faults[0].repair.handsOn.order[0]',
    says: 'no site "halliwel"',
    suggestion: 'halliwell',
  },
  {
    claim: 'a backup for an unknown service',
    change: [['services: [ same-day ]', 'services: [ same-dya ]']],
    path: 'backups[0].covers[0].services[0]',
    says: 'no service "same-dya"',
    suggestion: 'same-day',
  },
  {
    claim: 'a backup for an unknown component',
    change: [['component: records/read, share: 0.75', 'component: record/read, share: 0.75']],
    path: 'backups[0].covers[0].component',
    says: 'no component or alias "record"',
    suggestion: 'records',
  },
  {
    claim: 'a backup that requires an unknown component',
    change: [['requires: [ internet ]', 'requires: [ intranet ]']],
    path: 'backups[1].requires[0]',
    says: 'no component or alias "intranet"',
    suggestion: 'internet',
  },
  {
    claim: 'a backup at an unknown site',
    change: [['sites: { share: 0.5 }', 'sites: [ tongefold ]']],
    path: 'backups[1].sites[0]',
    says: 'no site "tongefold"',
    suggestion: 'tonge-fold',
  },
  {
    claim: 'a backup in an unknown group',
    change: [['sites: { share: 0.5 }', 'sites: { group: bury }']],
    path: 'backups[1].sites.group',
    says: 'no group "bury"',
  },
  {
    claim: 'an action for an unknown pool',
    change: [['pool: gps, staff: 2', 'pool: gp, staff: 2']],
    path: 'actions[0].pool',
    says: 'no staff pool "gp"',
    suggestion: 'gps',
  },
  {
    claim: 'an action for an unknown service',
    change: [['service: same-day, share: 0.3, when', 'service: same, share: 0.3, when']],
    path: 'actions[1].service',
    says: 'no service "same"',
    suggestion: 'same-day',
  },
  {
    claim: 'an action on the failure of an unknown component',
    change: [['on: failure, until', 'on: failure, of: records/write, until']],
    path: 'actions[1].when.of',
    says: 'emis-web has no function "write"',
  },
  {
    claim: 'an unknown backup in a strategy',
    change: [['uses: [ paper-pack, ring-monday ]', 'uses: [ paperpack, ring-monday ]']],
    path: 'strategies[0].uses[0]',
    says: 'no backup or action "paperpack"',
    suggestion: 'paper-pack',
    at: 'paperpack',
  },
  {
    claim: 'evidence about an unknown site',
    change: [['ids: [ tonge-fold ]', 'ids: [ tonge ]']],
    path: 'evidence[0].sites.ids[0]',
    says: 'no site "tonge"',
    suggestion: 'tonge-fold',
  },
  {
    claim: 'evidence about an unknown template',
    change: [['sites: { ids: [ tonge-fold ] }', 'sites: { template: practices }']],
    path: 'evidence[0].sites.template',
    says: 'no template in use "practices"',
    suggestion: 'practice',
  },
  {
    claim: 'evidence about an unknown strategy',
    change: [['strategy: today', 'strategy: tody']],
    path: 'evidence[0].strategy',
    says: 'no strategy "tody"',
    suggestion: 'today',
  },
  {
    claim: 'evidence about an unknown service',
    change: [['strategy: today', 'service: contacts, strategy: today']],
    path: 'evidence[0].service',
    says: 'no service "contacts"',
  },
  {
    claim: 'evidence with bounds the wrong way round',
    change: [['between: [ 3, 8 ]', 'between: [ 8, 3 ]']],
    path: 'evidence[0].between',
    says: 'wrong way round',
    suggestion: '[ 3, 8 ]',
  },
  {
    claim: 'evidence on a date outside the results',
    change: [['between: [ 3, 8 ]', 'by: 2024-07-14, between: [ 3, 8 ]']],
    path: 'evidence[0].by',
    says: 'outside the results period',
  },
]);

cases('circles', [
  {
    claim: 'components that require each other',
    change: [['{ id: hosting, title: Hosting }', '{ id: hosting, title: Hosting, requires: emis-web }']],
    path: 'components[0].requires',
    says: 'hosting requires emis-web requires hosting',
  },
  {
    claim: 'components that require each other through an alias',
    change: [['{ id: hosting, title: Hosting }', '{ id: hosting, title: Hosting, requires: records/read }']],
    path: 'components[0].requires',
    says: /hosting requires emis-web\/read requires emis-web requires hosting/,
  },
  {
    claim: 'work that follows itself',
    change: [
      [
        '        needs: [ { component: records/read',
        '        followOn: [ { service: calls, share: 0.1 } ]\n        needs: [ { component: records/read',
      ],
    ],
    path: 'templates.practice.services.calls.followOn[0]',
    says: 'calls, which leads to same-day, which leads to calls',
  },
  {
    claim: 'work that follows itself through rebooking',
    change: [
      ['missedSlot: { priority: 3 }', 'missedSlot: { priority: 3, contact: calls }'],
      ['followOn: [ { service: same-day', 'followOn: [ { service: booked, share: 0.1 }, { service: same-day'],
    ],
    path: 'templates.practice.services.calls.followOn[0]',
    says: 'round in a circle',
  },
  {
    claim: 'the same work following twice',
    change: [
      ['{ service: same-day, share: 0.3 }', '{ service: same-day, share: 0.3 }, { service: same-day, share: 0.1 }'],
    ],
    path: 'templates.practice.services.calls.followOn[1].service',
    says: 'names "same-day" twice',
  },
]);

cases('dates', [
  {
    claim: 'a fault during warm-up',
    change: [['at: 2024-07-19 05:09', 'at: 2024-07-14 23:59']],
    path: 'incident.faults[0].at',
    says: 'begins during warm-up; results begin 14 days after the start, on 2024-07-15',
  },
  {
    claim: 'a fault before the start',
    change: [['at: 2024-07-19 05:09', 'at: 2024-06-19 05:09']],
    path: 'incident.faults[0].at',
    says: 'before the study begins',
  },
  {
    claim: 'a fault after the end',
    change: [['at: 2024-07-19 05:09', 'at: 2024-07-29 00:00']],
    path: 'incident.faults[0].at',
    says: 'after the study ends',
    at: 'hosting-down',
  },
  {
    claim: 'an update halted before it begins',
    change: [
      [
        'kind: outage, id: hosting-down, component: hosting, at: 2024-07-19 05:09',
        'kind: faulty-update, id: hosting-down, component: hosting, at: 2024-07-19 05:09, halted: 2024-07-19 05:08',
      ],
    ],
    path: 'incident.faults[0].halted',
    says: 'halted before it begins',
  },
  {
    claim: 'an action before the results',
    change: [['from: 2024-07-20 09:00', 'from: 2024-07-13 09:00']],
    path: 'actions[0].when.from',
    says: 'The action saturday begins during warm-up',
  },
  {
    claim: 'an action after the end',
    change: [['from: 2024-07-20 09:00, to: 2024-07-20 13:00', 'from: 2024-08-03 09:00, to: 2024-08-03 13:00']],
    path: 'actions[0].when.from',
    says: 'after the study ends',
  },
  {
    claim: 'an action cut short by the end',
    change: [['to: 2024-07-20 13:00', 'to: 2024-08-20 13:00']],
    path: 'actions[0].when.to',
    says: 'cut short',
    severity: 'warning',
  },
  {
    claim: 'hours that never fall within the window',
    change: [['{ days: sat, from', '{ days: sun, from']],
    path: 'actions[0].shifts[0]',
    says: 'never fall within its window',
    severity: 'warning',
  },
  {
    claim: 'a clock change',
    change: [
      ['start: 2024-07-01', 'start: 2024-10-07'],
      ['at: 2024-07-19', 'at: 2024-10-25'],
      ['from: 2024-07-20 09:00, to: 2024-07-20', 'from: 2024-10-26 09:00, to: 2024-10-26'],
    ],
    path: 'start',
    says: 'The clocks change on 2024-10-27',
    severity: 'warning',
    at: 'start:',
  },
  {
    claim: 'no warm-up',
    change: [['warmUpDays: 14', 'warmUpDays: 0']],
    path: 'warmUpDays',
    says: 'every queue is empty',
    severity: 'warning',
    at: 'warmUpDays',
  },
  {
    claim: 'a closed date outside the study',
    change: [['closedDates: []', 'closedDates: [ 2024-08-26 ]']],
    path: 'closedDates[0]',
    says: 'outside the study',
    severity: 'warning',
  },
  {
    claim: 'a date factor on no date',
    change: [
      [
        'arrivals: { scheduled: { perThousandPerWeek: 100 } }',
        `arrivals: { poisson: { perThousandPerWeek: 100, profile: ${JSON.stringify(Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 1)))}, dateFactors: { 2024-02-30: 2 } } }`,
      ],
    ],
    path: 'templates.practice.services.calls.arrivals.poisson.dateFactors["2024-02-30"]',
    says: 'not a date',
  },
]);

cases('hubs and shared pools', [
  {
    claim: 'a hub that sends people on',
    change: [
      [
        'target: 2 h, arrivals',
        'target: 2 h, atClose: { hubs: [ { site: halliwell, service: same-day, share: 0.1 } ] }, arrivals',
      ],
    ],
    path: 'templates.hub.services.contacts.atClose.hubs',
    says: 'urgent-care receives work (from same-day at tonge-fold), so its service contacts cannot send people on to halliwell',
  },
  {
    claim: 'a divert from a hub',
    change: [
      [
        'kind: shed, title: Ring on Monday, service: same-day, share: 0.3',
        'kind: divert, title: Ring on Monday, to: { site: halliwell, service: same-day }, service: same-day, share: 0.3',
      ],
      ['share: 0.8, after: next-working-day', 'share: 0.8, after: 1 h'],
    ],
    path: 'actions[1].sites',
    says: 'would divert from a hub',
  },
  {
    claim: 'a hub that shares its staff with a sender',
    change: [
      [
        'title: Urgent care, template: hub',
        'title: Urgent care, template: practice, groups: [ bolton ], uses: { records: emis-web }',
      ],
      ['gps: { title: GPs,', 'gps: { title: GPs, shared: group,'],
      ['site: urgent-care, service: contacts', 'site: urgent-care, service: booked'],
    ],
    path: 'sites[2].groups',
    says: 'cannot share the pool gps with tonge-fold',
  },
  {
    claim: 'a shared pool described in two ways',
    change: [
      ['gps: { title: GPs,', 'gps: { title: GPs, shared: group,'],
      [
        'patients: 9000,',
        'patients: 9000, pools: { gps: { title: GPs, shared: group, staff: 3, shifts: [ { days: mon-fri, from: "08:00", to: "18:00" } ] } },',
      ],
    ],
    path: 'sites[1].pools.gps',
    says: 'described differently',
  },
  {
    claim: 'a shared pool at a site without a group',
    change: [
      ['gps: { title: GPs,', 'gps: { title: GPs, shared: group,'],
      ['patients: 9000, groups: [ bolton ]', 'patients: 9000, groups: []'],
    ],
    path: 'templates.practice.pools.gps.shared',
    says: 'halliwell belongs to none',
    severity: 'warning',
  },
]);

cases('what meets what', [
  {
    claim: 'typing up where nothing is said about re-entry',
    change: [['    reentry: { pool: desk, priority: 3 }\n', '']],
    path: 'templates.practice.services.same-day.needs[0].reentryMinutes',
    says: 'says nothing about re-entry',
  },
  {
    claim: 'a backup that leaves typing up where nothing is said about re-entry',
    change: [
      ['    reentry: { pool: desk, priority: 3 }\n', ''],
      ['slowdown: 1.4, reentryMinutes: 4', 'slowdown: 1.4'],
    ],
    path: 'backups[0].covers[0].reentryMinutes',
    says: 'says nothing about re-entry',
  },
  {
    claim: 'a backup for a need that nobody has',
    change: [['services: [ same-day ]', 'services: [ calls ]']],
    path: 'backups[0].covers[0].services[0]',
    says: 'Nobody has this need: no site’s calls needs records/read',
  },
  {
    claim: 'a backup for the wrong component',
    change: [['component: records/read, share: 0.75', 'component: records/appointments, share: 0.75']],
    path: 'backups[0].covers[0].services[0]',
    says: 'Nobody has this need',
    suggestion: 'records/read',
  },
  {
    claim: 'a strategy with a backup that no site has',
    change: [['sites: { share: 0.5 }', 'sites: [ urgent-care ]']],
    path: 'backups[1].sites',
    says: 'better uses read-only, but no site has it',
  },
  {
    claim: 'a strategy with a backup whose share rounds to none',
    change: [['sites: { share: 0.5 }', 'sites: { share: 0.2 }']],
    path: 'backups[1].sites',
    says: 'no site has it',
  },
  {
    claim: 'an action with no site in scope',
    change: [['title: Saturday clinic, pool: gps', 'title: Saturday clinic, sites: [ urgent-care ], pool: gps']],
    path: 'actions[0].sites',
    says: 'no site in its scope has the pool gps',
  },
  {
    claim: 'a fault that reaches nobody',
    change: [['component: hosting, at', 'component: internet, at']],
    path: 'incident.faults[0].component',
    says: 'reaches no need',
    severity: 'warning',
  },
  {
    claim: 'a fault whose share rounds to nobody',
    change: [['component: hosting, at', 'component: hosting, sites: 0.1, at']],
    path: 'incident.faults[0].sites',
    says: 'hits nobody',
    severity: 'warning',
  },
  {
    claim: 'a hands-on repair without devices',
    change: [['{ central: { triangular: [ 9 h, 13 h, 30 h ] } }', '{ handsOn: { minutesEach: 20, technicians: 2 } }']],
    path: 'sites[0].devices',
    says: 'No site at risk has any devices',
    severity: 'warning',
  },
  {
    claim: 'a component that nobody needs',
    change: [['requires: [ internet ]', 'requires: []']],
    path: 'components[2]',
    says: 'Nobody needs internet',
    severity: 'warning',
    at: 'id: internet',
  },
  {
    claim: 'a backup for something that does not break',
    change: [['requires: { all: [ hosting ] }', 'requires: internet']],
    path: 'backups[0]',
    says: 'covers nothing that the incident breaks',
    severity: 'warning',
  },
  {
    claim: 'a backup that fails with what it backs up',
    change: [['requires: [ internet ]', 'requires: [ internet, hosting ]']],
    path: 'backups[1].requires',
    says: 'itself needs hosting, which fails with hosting',
    severity: 'warning',
  },
  {
    claim: 'a backup that no strategy uses',
    change: [['paper-pack, read-only, ring', 'paper-pack, ring']],
    path: 'backups[1]',
    says: 'No strategy uses the backup read-only',
    severity: 'warning',
  },
  {
    claim: 'a template that no site uses',
    change: [
      ['title: Urgent care, template: hub', 'title: Urgent care, template: practice, uses: { records: emis-web }'],
      ['site: urgent-care, service: contacts', 'site: urgent-care, service: booked'],
    ],
    path: 'templates.hub',
    says: 'No site uses',
    severity: 'warning',
  },
  {
    claim: 'an alias that nothing refers to',
    change: [
      [
        'patients: 9000, groups: [ bolton ], uses: { records',
        'patients: 9000, groups: [ bolton ], uses: { phones: internet, records',
      ],
    ],
    path: 'sites[1].uses.phones',
    says: 'Nothing at this site refers to "phones"',
    severity: 'warning',
  },
  {
    claim: 'a service that gets no work',
    change: [['followOn: [ { service: same-day, share: 0.3 } ]', 'followOn: []']],
    path: 'templates.practice.services.same-day',
    says: 'No work ever reaches',
    severity: 'warning',
  },
]);

cases('staff', [
  {
    claim: 'planned for more than can be done',
    change: [['utilisation: 0.9', 'utilisation: 1.1']],
    path: 'templates.practice.pools.gps.utilisation',
    says: 'more work than it can do',
    severity: 'warning',
  },
  {
    claim: 'too few people for ordinary work',
    change: [['staff: 20', 'staff: 1']],
    path: 'templates.hub.pools.clinicians.staff',
    says: 'cannot meet ordinary demand at urgent-care',
    severity: 'warning',
  },
  {
    claim: 'work that takes longer than any shift',
    change: [['minutes: { fixed: 11 }', 'minutes: { fixed: 660 }']],
    path: 'templates.practice.services.booked.minutes',
    says: 'takes longer on average than any shift of gps',
    severity: 'warning',
    at: 'fixed: 660',
  },
  {
    claim: 'an owner that is neither built in nor in the file',
    change: [['owner: icb', 'owner: icbs']],
    path: 'backups[1].owner',
    says: 'no owner "icbs"',
    suggestion: 'icb',
    at: 'owner: icbs',
  },
  {
    claim: 'somebody who decides and is nobody',
    change: [['pool: gps, staff: 2,', 'pool: gps, staff: 2, decidedBy: practise, agreement: [ icb, constructor ],']],
    path: 'actions[0].agreement[1]',
    says: 'no owner "constructor"',
    at: 'decidedBy: practise',
  },
  {
    claim: 'a main pool that the template does not have',
    change: [['    kind: gp-practice\n', '    kind: gp-practice\n    mainPool: { pool: gp, label: GP time }\n']],
    path: 'templates.practice.mainPool.pool',
    says: 'no staff pool "gp"',
    suggestion: 'gps',
    at: 'mainPool',
  },
  {
    claim: 'patients and people at once',
    change: [['patients: 9000', 'patients: 9000, people: 9000']],
    path: 'sites[1]',
    says: /./,
    at: 'halliwell',
  },
  {
    claim: 'people who are nobody',
    change: [['patients: 9000', 'people: 0']],
    path: 'sites[1].people',
    says: 'serves nobody',
    severity: 'warning',
    at: 'people: 0',
  },
  {
    claim: 'a working week on which a site is shut',
    change: [['warmUpDays: 14', 'warmUpDays: 14\nworkingWeek: "sat,sun"']],
    path: 'sites[0].template',
    says: 'no day of the working week',
  },
  {
    claim: 'bookings with nobody',
    change: [['staff: 20', 'staff: 0']],
    path: 'templates.hub.services.contacts.pool',
    says: 'nobody works',
  },
  {
    claim: 'a practice without patients',
    change: [['patients: 9000', 'patients: 0']],
    path: 'sites[1].patients',
    says: 'serves nobody',
    severity: 'warning',
  },
  {
    claim: 'a site that is staffed at weekends only',
    change: [['days: mon-sun', 'days: "sat,sun"']],
    path: 'sites[2].template',
    says: 'no day of the working week',
  },
  {
    claim: 'more items than is quick',
    change: [
      ['perWeek: 1000', 'perWeek: 1000000'],
      ['staff: 20', 'staff: 10000'],
    ],
    path: 'sites',
    says: 'it will be slow',
    severity: 'warning',
  },
  {
    claim: 'more items than can be simulated',
    change: [
      ['perWeek: 1000', 'perWeek: 10000000'],
      ['days: 14\n', 'days: 180\n'],
      ['patients: 9000', 'patients: 5000000'],
      ['perThousandPerWeek: 100', 'perThousandPerWeek: 100000'],
    ],
    path: 'sites',
    says: 'too much work',
  },
]);

describe('clock changes', () => {
  it('are on the last Sundays of March and October', () => {
    expect(clockChanges(2024).map(dateOf)).toEqual(['2024-03-31', '2024-10-27']);
    expect(clockChanges(2026).map(dateOf)).toEqual(['2026-03-29', '2026-10-25']);
  });
});

describe('a template built into the program', () => {
  it('is blamed on the site that names it', () => {
    const issue = issuesOf(
      small(['template: hub }', 'template: hub }\n  - { id: boots, title: Chemist, template: chemist }']),
    ).find((one) => one.path === 'sites[3].uses');
    expect(issue).toMatchObject({
      severity: 'error',
      place: 'boots',
      expected: 'uses: { records: the id of a component }',
    });
    expect(issue?.message).toContain('Nothing stands behind "records" here');
  });
});
