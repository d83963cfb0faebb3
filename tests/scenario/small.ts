/** A small valid scenario as text, and the issues of a text: what the tests of this folder build with. */
import type { Template } from '../../src/catalog/templates/template.ts';
import { template } from '../../src/catalog/templates/template.ts';
import type { Issue } from '../../src/scenario/issue.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

/** Line by line, so that tests can say which line. */
export const SMALL = `format: 1
id: small
title: A small scenario
start: 2024-07-01
warmUpDays: 14
days: 14
closedDates: []
groups:
  - { id: bolton, title: Bolton, kind: place }
templates:
  practice:
    title: Practice
    kind: gp-practice
    pools:
      desk: { title: Front desk, utilisation: 0.7, shifts: [ { days: mon-fri, from: "08:00", to: "18:30" } ] }
      gps: { title: GPs, utilisation: 0.9, shifts: [ { days: mon-fri, from: "08:30", to: "12:30" }, { days: mon-fri, from: "14:00", to: "18:00" } ] }
    services:
      calls:
        title: Calls
        pool: desk
        priority: 1
        minutes: { lognormal: { mean: 2.3, cv: 0.8 } }
        target: 30 min
        arrivals: { scheduled: { perThousandPerWeek: 100 } }
        followOn: [ { service: same-day, share: 0.3 } ]
      same-day:
        title: Same-day requests
        pool: gps
        priority: 1
        minutes: { exponential: { mean: 10 } }
        target: 4 h
        atClose: { hubs: [ { site: urgent-care, service: contacts, share: 0.2 } ], nextDay: 0.5 }
        needs: [ { component: records/read, share: 0.5, slowdown: 1.4, reentryMinutes: 4 } ]
      booked:
        title: Booked appointments
        pool: gps
        priority: 2
        minutes: { fixed: 11 }
        target: 30 min
        arrivals: { scheduled: { perThousandPerWeek: 40, noShow: 0.05 } }
        missedSlot: { priority: 3 }
        needs: [ { component: records/appointments, share: 0.2 } ]
    reentry: { pool: desk, priority: 3 }
  hub:
    title: Urgent care
    kind: hub
    pools:
      clinicians: { title: Clinicians, staff: 20, shifts: [ { days: mon-sun, from: "00:00", to: "24:00" } ] }
    services:
      contacts: { title: Contacts, pool: clinicians, priority: 1, minutes: { fixed: 12 }, target: 2 h, arrivals: { scheduled: { perWeek: 1000 } } }
components:
  - { id: hosting, title: Hosting }
  - { id: emis-web, title: EMIS Web, functions: [ read, appointments ], requires: { all: [ hosting ] } }
  - { id: internet, title: Internet, scope: per-site }
sites:
  - { id: tonge-fold, title: Tonge Fold, template: practice, patients: 6800, groups: [ bolton ], uses: { records: emis-web } }
  - { id: halliwell, title: Halliwell, template: practice, patients: 9000, groups: [ bolton ], uses: { records: emis-web } }
  - { id: urgent-care, title: Urgent care, template: hub }
incident:
  title: Hosting fails
  faults:
    - { kind: outage, id: hosting-down, component: hosting, at: 2024-07-19 05:09, repair: { central: { triangular: [ 9 h, 13 h, 30 h ] } } }
backups:
  - id: paper-pack
    kind: paper-pack
    title: Paper pack
    owner: practice
    covers: [ { services: [ same-day ], component: records/read, share: 0.75, slowdown: 1.3, reentryMinutes: 4 } ]
    activation: { decision: { triangular: [ 10 min, 20 min, 40 min ] }, setUp: 15 min }
  - id: read-only
    kind: read-only-record
    title: Read-only record
    owner: icb
    sites: { share: 0.5 }
    covers: [ { services: [ booked ], component: records/appointments, share: 0.75, record: read } ]
    requires: [ internet ]
    preparation: { what: Registered and log-in tested, share: 0.8 }
actions:
  - { id: saturday, kind: extra-staff, title: Saturday clinic, pool: gps, staff: 2, when: { from: 2024-07-20 09:00, to: 2024-07-20 13:00 }, shifts: [ { days: sat, from: "09:00", to: "13:00" } ] }
  - { id: ring-monday, kind: shed, title: Ring on Monday, service: same-day, share: 0.3, when: { on: failure, until: restoration }, returns: { share: 0.8, after: next-working-day } }
strategies:
  - { id: today, title: What practices did, baseline: true, uses: [ paper-pack, ring-monday ] }
  - { id: better, title: Read-only record as well, uses: [ paper-pack, read-only, ring-monday, saturday ] }
evidence:
  - { id: three-days, claim: three days to clear, measure: back-to-normal, from: restoration, sites: { ids: [ tonge-fold ] }, strategy: today, between: [ 3, 8 ], fitted: true, source: The Bolton News }
`;

export const built: Readonly<Record<string, Template>> = {
  chemist: template.parse({
    title: 'Chemist',
    kind: 'pharmacy',
    pools: { staff: { title: 'Staff', utilisation: 0.8, shifts: [{ days: 'mon-fri', from: '09:00', to: '17:00' }] } },
    services: {
      dispensing: {
        title: 'Dispensing',
        pool: 'staff',
        priority: 1,
        minutes: { fixed: 2 },
        target: '1 h',
        arrivals: { scheduled: { perWeek: 500 } },
        needs: [{ component: 'records/read', share: 0 }],
      },
    },
  }),
};

export function issuesOf(text: string): readonly Issue[] {
  return parseScenario(text, built).issues;
}

/** The small scenario with text replaced; throws when there is nothing to replace, so that no test passes idly. */
export function small(...changes: readonly (readonly [string | RegExp, string])[]): string {
  return changes.reduce((text, [from, to]) => {
    const changed = text.replace(from, () => to);
    if (changed === text) throw new Error(`nothing to replace: ${String(from)}`);
    return changed;
  }, SMALL);
}

/** The line, from 1, of the first occurrence. */
export function lineOf(text: string, part: string): number {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`not in the text: ${part}`);
  return text.slice(0, at).split('\n').length;
}
