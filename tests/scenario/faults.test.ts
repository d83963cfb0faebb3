/** Checks of faults: the examples of the reference can be used, and each mistake is found at its place. */
import { describe, expect, it, test } from 'vitest';
import { faultKinds } from '../../src/catalog/faults/index.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import { compile } from '../../src/engine/index.ts';
import { formatIssue } from '../../src/scenario/issue.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { built, issuesOf, lineOf, small } from './small.ts';

const FLAT = JSON.stringify(Array.from({ length: 7 }, () => Array<number>(24).fill(1)));
/** Calls that come at random, and something that needs the internet. */
const AT_RANDOM = [
  [
    'arrivals: { scheduled: { perThousandPerWeek: 100 } }',
    `arrivals: { poisson: { perThousandPerWeek: 100, profile: ${FLAT} } }`,
  ],
  [
    '        followOn: [ { service: same-day, share: 0.3 } ]',
    '        needs: [ { component: internet, share: 0.9 } ]\n        followOn: [ { service: same-day, share: 0.3 } ]',
  ],
] as const;

/** The small scenario with more faults before its own, each as one line or as a block of YAML. */
function withFaults(...faults: readonly string[]): string {
  const text = faults.map((fault) => `    - ${fault.replaceAll('\n', '\n      ')}\n`).join('');
  return small(...AT_RANDOM, ['  faults:\n', `  faults:\n${text}`]);
}

describe('the example of every kind in the reference', () => {
  it.each(faultKinds.map(({ kind, example }) => [kind, example]))('%s', (kind, example) => {
    const text = withFaults(example.replace('id: hosting-down', 'id: another'));
    const { issues, model } = parseScenario(text, built);
    // That containment takes the line from under a backup is worth a warning, and no mistake of the fault.
    expect(
      issues.filter(({ severity, path }) => severity === 'error' || path.startsWith('incident')).map(formatIssue),
    ).toEqual([]);
    expect(model!.scenario.incident.faults[0]!.kind).toBe(kind);
    expect(incidentOf(compile(model!), 'example', 0).sites.some((site) => site.hitAt !== undefined)).toBe(true);
  });
});

interface Mistake {
  readonly claim: string;
  readonly fault: string;
  readonly more?: string;
  /** Within the fault. */
  readonly path: string;
  readonly says: string;
  readonly severity?: 'error' | 'warning';
  readonly suggestion?: string;
}

const OUTAGE = 'kind: outage, component: hosting, repair: { central: 1 h }';
const ATTACK = 'kind: ransomware, component: hosting, at: 2024-07-19 05:09, rebuild: 3 days';
const LOSS = 'kind: site-loss, at: 2024-07-19 05:09, repair: { central: 1 h }';
const ILL = 'kind: staff-absence, at: 2024-07-19 05:09, lasts: 1 days';
const RUSH = 'kind: demand-surge, at: 2024-07-19 05:09, lasts: 1 days';
const SLOW = 'kind: slow, component: hosting, at: 2024-07-19 05:09, repair: { central: 1 h }';

const MISTAKES: readonly Mistake[] = [
  {
    claim: 'set off by a fault that is not there',
    fault: `${OUTAGE}, at: { after: hosting-dow }`,
    path: '.at.after',
    says: 'no fault "hosting-dow"',
    suggestion: 'hosting-down',
  },
  {
    claim: 'that sets itself off',
    fault: `${OUTAGE}, at: { after: new }`,
    path: '.at.after',
    says: 'cannot set itself off',
  },
  {
    claim: 'in a circle',
    fault: `${OUTAGE}, at: { after: second }`,
    more: `{ id: second, ${OUTAGE}, at: { after: new } }`,
    path: '.at.after',
    says: 'in a circle',
  },
  {
    claim: 'that begins too long after another',
    fault: `${OUTAGE}, at: { after: hosting-down, delay: 30 days }`,
    path: '.at.delay',
    says: 'after the study ends',
    severity: 'warning',
  },
  {
    claim: 'whose window begins in warm-up',
    fault: `${OUTAGE}, at: { between: [ 2024-07-10 05:00, 2024-07-19 05:00 ] }`,
    path: '.at.between[0]',
    says: 'during warm-up',
  },
  {
    claim: 'whose window ends after the study',
    fault: `${OUTAGE}, at: { between: [ 2024-07-19 05:00, 2024-08-19 05:00 ] }`,
    path: '.at.between[1]',
    says: 'after the study ends',
  },
  {
    claim: 'whose window is the wrong way round',
    fault: `${OUTAGE}, at: { between: [ 2024-07-19 05:00, 2024-07-18 05:00 ] }`,
    path: '.at.between',
    says: 'an earliest moment and a later one',
  },
  {
    claim: 'that begins after the study',
    fault: `${OUTAGE}, at: 2024-07-29 05:00`,
    path: '.at',
    says: 'after the study ends',
  },
  {
    claim: 'halted at once',
    fault:
      'kind: faulty-update, component: hosting, at: 2024-07-19 05:00, halted: { after: 0 min }, repair: { central: 1 h }',
    path: '.halted.after',
    says: 'reaches nobody',
    severity: 'warning',
  },
  {
    claim: 'halted at a moment, though it follows another fault',
    fault:
      'kind: faulty-update, component: hosting, at: { after: hosting-down }, halted: 2024-07-19 09:00, repair: { central: 1 h }',
    path: '.halted',
    says: 'halted already',
    severity: 'warning',
  },
  {
    claim: 'halted before the end of its window',
    fault:
      'kind: faulty-update, component: hosting, at: { between: [ 2024-07-19 05:00, 2024-07-19 07:00 ] }, halted: 2024-07-19 06:00, repair: { central: 1 h }',
    path: '.halted',
    says: 'In some runs',
    severity: 'warning',
  },
  {
    claim: 'halted before its window',
    fault:
      'kind: faulty-update, component: hosting, at: { between: [ 2024-07-19 05:00, 2024-07-19 07:00 ] }, halted: 2024-07-19 04:00, repair: { central: 1 h }',
    path: '.halted',
    says: 'before it begins',
  },
  {
    claim: 'that contains by switching off what is not there',
    fault: `${ATTACK}, containment: [ { components: [ internt ] } ]`,
    path: '.containment[0].components[0]',
    says: 'no component "internt"',
    suggestion: 'internet',
  },
  {
    claim: 'that contains by switching off what is encrypted',
    fault: `${ATTACK}, containment: [ { components: [ hosting ] } ]`,
    path: '.containment[0].components[0]',
    says: 'encrypted already',
    severity: 'warning',
  },
  {
    claim: 'whose functions are named without their component',
    fault:
      'kind: ransomware, component: emis-web, at: 2024-07-19 05:09, rebuild: 3 days, returns: { functions: { read: 1 h } }',
    path: '.returns.functions.read',
    says: 'named with its component',
    suggestion: 'emis-web/read',
  },
  {
    claim: 'that comes back in stages that never end',
    fault: `${ATTACK}, returns: { sites: [ { share: 0.5, after: 1 h } ] }`,
    path: '.returns.sites',
    says: 'a last stage with share 1',
  },
  { claim: 'that is slow without being slower', fault: `${SLOW}, slowdown: 1`, path: '.slowdown', says: '' },
  { claim: 'that is slow beyond belief', fault: `${SLOW}, slowdown: 50`, path: '.slowdown', says: '' },
  {
    claim: 'that takes from a site what all sites share',
    fault: `${LOSS}, components: [ hosting ]`,
    path: '.components[0]',
    says: 'one for all sites',
  },
  {
    claim: 'at a site that is not there',
    fault: `${LOSS}, components: [ internet ], sites: [ tonge ]`,
    path: '.sites[0]',
    says: 'no site "tonge"',
    suggestion: 'tonge-fold',
  },
  {
    claim: 'at a site twice',
    fault: `${LOSS}, components: [ internet ], sites: [ halliwell, halliwell ]`,
    path: '.sites[1]',
    says: 'twice',
  },
  {
    claim: 'at a site that does not need it',
    fault: `${LOSS}, components: [ internet ], sites: [ halliwell, urgent-care ]`,
    path: '.sites[1]',
    says: 'depends on nothing',
    severity: 'warning',
  },
  {
    claim: 'at a site outside its group',
    fault: `${LOSS}, components: [ internet ], group: bolton, sites: [ urgent-care ]`,
    path: '.sites[0]',
    says: 'does not belong to the group bolton',
    severity: 'warning',
  },
  {
    claim: 'of staff who are not there',
    fault: `${ILL}, share: 0.5, pools: [ nurses ]`,
    path: '.pools[0]',
    says: 'no staff pool "nurses"',
  },
  {
    claim: 'of nobody',
    fault: `${ILL}, share: 0, pools: [ desk ]`,
    path: '.share',
    says: 'takes nobody away',
    severity: 'warning',
  },
  {
    claim: 'of so few of a stated staff that it rounds to none',
    fault: `${ILL}, share: 0.02, pools: [ clinicians ]`,
    path: '.share',
    says: 'takes nobody away',
    severity: 'warning',
  },
  {
    claim: 'of staff whom no site of the group has',
    fault: `${ILL}, share: 0.5, pools: [ clinicians ], group: bolton`,
    path: '.pools',
    says: 'no site of the group bolton has clinicians',
    severity: 'warning',
  },
  { claim: 'of more than everybody', fault: `${ILL}, share: 1.5`, path: '.share', says: '' },
  {
    claim: 'of demand for what nobody offers',
    fault: `${RUSH}, services: [ call ], extra: { perDay: 5 }`,
    path: '.services[0]',
    says: 'no service "call"',
    suggestion: 'calls',
  },
  {
    claim: 'of a share of demand that is booked',
    fault: `${RUSH}, services: [ booked ], extra: { ofBase: 0.5 }`,
    path: '.extra.ofBase',
    says: 'no demand at random',
  },
  {
    claim: 'of demand beyond belief',
    fault: `${RUSH}, services: [ calls ], extra: { perDay: 9000 }`,
    path: '.extra.perDay',
    says: 'over 20 times the ordinary demand',
    severity: 'warning',
  },
  {
    claim: 'that holds messages of what is booked',
    fault: `${OUTAGE}, at: 2024-07-19 05:09, holds: [ { component: emis-web, services: [ booked ] } ]`,
    path: '.holds[0].services[0]',
    says: 'does not come as messages',
  },
  {
    claim: 'that holds messages of what nobody offers',
    fault: `${OUTAGE}, at: 2024-07-19 05:09, holds: [ { component: emis-web, services: [ letters ] } ]`,
    path: '.holds[0].services[0]',
    says: 'no service "letters"',
  },
  {
    claim: 'that holds messages of a component that is not there',
    fault: `${OUTAGE}, at: 2024-07-19 05:09, holds: [ { component: emis-web/interfaces, services: [ calls ] } ]`,
    path: '.holds[0].component',
    says: 'no function "interfaces"',
  },
];

describe('a fault', () => {
  test.each(MISTAKES)('$claim is found', ({ fault, more, path, says, severity = 'error', suggestion }) => {
    const text = withFaults(`{ id: new, ${fault} }`, ...(more === undefined ? [] : [more]));
    const issues = issuesOf(text);
    const found = issues.find(
      (issue) => issue.path === `incident.faults[0]${path}` && (issue.message + (issue.expected ?? '')).includes(says),
    );
    expect(found, issues.map(formatIssue).join('\n')).toBeDefined();
    expect(found!.severity).toBe(severity);
    expect(found!.line).toBe(lineOf(text, 'id: new'));
    if (suggestion !== undefined) expect(found!.suggestion).toBe(suggestion);
  });

  it('that brings more demand than can be simulated is refused', () => {
    const sites = Array.from(
      { length: 40 },
      (_, k) => `  - { id: site-${k}, title: Site, template: practice, patients: 1000, uses: { records: emis-web } }\n`,
    ).join('');
    const issues = issuesOf(
      small(
        ['sites:\n', `sites:\n${sites}`],
        ['days: 14\nclosed', 'days: 160\nclosed'],
        [
          '  faults:\n',
          `  faults:\n    - { id: new, kind: demand-surge, at: 2024-07-19 05:09, lasts: 300 days, services: [ calls ], extra: { perDay: 100000 } }\n`,
        ],
      ),
    );
    const found = issues.find(({ path }) => path === 'incident.faults[0].extra');
    expect(found).toMatchObject({
      severity: 'error',
      message: expect.stringContaining('too much extra demand') as string,
    });
  });

  it('that could not be read is still known to others that it sets off', () => {
    const issues = issuesOf(
      withFaults(`{ id: new, ${OUTAGE}, at: never }`, `{ id: second, ${OUTAGE}, at: { after: new } }`),
    );
    expect(issues.map(({ path }) => path)).toEqual(['incident.faults[0].at']);
  });
});
