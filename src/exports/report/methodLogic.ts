/** The first two headings of STRESS-DES, objectives and logic, written from the scenario. */
import { actionKinds } from '../../catalog/actions/index.ts';
import { backupKinds, isStarted, isWayOfWorking, type Backup } from '../../catalog/backups/index.ts';
import { componentsOf } from '../../catalog/faults/aim.ts';
import type { Begins } from '../../catalog/faults/common.ts';
import { faultKinds, type Fault } from '../../catalog/faults/index.ts';
import { measuresIn, recoveryMeasuresIn } from '../../catalog/measures/index.ts';
import { BUILT_IN_OWNERS } from '../../catalog/words.ts';
import { count, list, percent } from '../../results/format.ts';
import type { Requirement, Scenario } from '../../scenario/schema.ts';
import type { Told } from '../anonymous.ts';
import { bullets, heading, NONE, paragraph, table, type Block, type ReportTable } from './blocks.ts';
import { costWords, delayWords, plain, scopeWords, whenWords } from './words.ts';

export function objectives({ set, result }: Told): Block[] {
  const { scenario } = set.model;
  const { words } = result;
  const measures = [...recoveryMeasuresIn(words), ...measuresIn(words)];
  return [
    heading(2, '1 Objectives'),
    heading(3, '1.1 Purpose of the model'),
    paragraph(
      `If something that ${words.site.many} depend on fails, how large does the backlog get, when is work back to normal, and what would each backup have bought? The incident here: ${scenario.incident.title}.`,
    ),
    ...storyOf(scenario).map((text) => paragraph(text)),
    paragraph(
      'Intended use: planning and exercises of business continuity. It compares arrangements with each other; it is no forecast of a day, and says nothing of clinical outcomes.',
    ),
    heading(3, '1.2 Model outputs'),
    table(
      'Measures',
      ['Measure', 'Unit', 'What it means'],
      measures.map(({ label, unit, meaning }) => [label, unit, meaning]),
      { widths: [3, 2, 6] },
    ),
    heading(3, '1.3 Aims of the experiment'),
    paragraph(
      `To compare ${count(result.strategies.length)} ${result.strategies.length === 1 ? 'strategy' : 'strategies'} by these measures: ${list(result.strategies.map(({ short }) => `“${short}”`))}.`,
    ),
  ];
}

/** The story’s paragraphs. */
export function storyOf({ story }: Pick<Scenario, 'story'>): string[] {
  return story
    .split(/\n\s*\n/)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
}

export function logic({ set, result }: Told): Block[] {
  const { scenario, sites } = set.model;
  const { words } = result;
  const backups = scenario.backups.filter(({ id }) => scenario.strategies.some(({ uses }) => uses.includes(id)));
  const actions = scenario.actions.filter(({ id }) => scenario.strategies.some(({ uses }) => uses.includes(id)));
  const owner = (id: string): string =>
    scenario.owners.find((one) => one.id === id)?.title ?? BUILT_IN_OWNERS[id] ?? id;
  return [
    heading(2, '2 Logic'),
    heading(3, '2.1 What depends on what'),
    paragraph('A component fails when something that it requires fails. Services need components or their functions.'),
    componentTable(scenario),
    heading(3, '2.2 Logic of the base model'),
    bullets([
      'Items come by chance through the week or are booked into slots; they wait at their service in order of priority, then of the time since which they are due.',
      'Staff of a pool start whatever they can do next while they are on shift, finish what they have begun, and interrupt nobody.',
      'Who waits too long gives up, comes back later, or goes to a hub; a booked person who is not seen in time is rebooked; at closing time those still waiting go on as stated.',
      'Work that is done may lead to other work, at once or after a delay.',
    ]),
    heading(3, '2.3 Logic of the scenario'),
    faultTable(scenario),
    paragraph(
      'While something that a service needs is down, a share of its items can still be done, more slowly, and is typed up after restoration; the others wait. A backup in force improves the share, the pace, or what can be seen. Where faults overlap the lowest level holds; of several ways of working the one that carries most.',
    ),
    ...(backups.length > 0
      ? [
          table(
            'Backups that some strategy uses',
            ['Backup', 'Owner', 'Sites', 'What it is, and how soon', 'Cost'],
            backups.map((backup) => [
              `${backup.title} (${kindTitle(backupKinds, backup.kind)})`,
              owner(backup.owner),
              scopeWords('sites' in backup ? backup.sites : undefined),
              backupWords(backup),
              costWords(backup.cost),
            ]),
            { widths: [3, 2, 2, 6, 2] },
          ),
          ...coverTable(backups),
        ]
      : [paragraph('No strategy uses a backup.')]),
    ...(actions.length > 0
      ? [
          table(
            'Recovery actions that some strategy uses',
            ['Action', 'When', 'Sites', 'Who decides', 'Cost'],
            actions.map((action) => [
              `${action.title} (${kindTitle(actionKinds, action.kind)}${'share' in action && typeof action.share === 'number' ? `, ${percent(action.share)}` : ''})`,
              whenWords(action.when),
              scopeWords(action.sites),
              [action.decidedBy, ...action.agreement.filter((one) => one !== action.decidedBy)]
                .map(owner)
                .join(', with '),
              costWords(action.cost),
            ]),
            { widths: [4, 3, 2, 2, 2] },
          ),
        ]
      : []),
    table(
      'Strategies',
      ['Strategy', 'Uses'],
      scenario.strategies.map(({ title, uses }) => [
        title,
        list([...backups, ...actions].filter(({ id }) => uses.includes(id)).map((one) => one.title)) || 'nothing',
      ]),
      { widths: [3, 7] },
    ),
    heading(3, '2.4 Algorithms'),
    bullets([
      'Time runs in ticks of ten milliseconds. Within a tick: levels, modes and staff; work finished; people leaving; work becoming due; arrivals; triggers; starts; the hourly sample.',
      'Back to normal: a service whose extra outstanding work has been above 10% of a normal working day’s is back from the first hour from which it stays at or below 5% to the end of the next full working day.',
      'What backlogs start is looked at every full hour, at each site for itself.',
    ]),
    heading(3, '2.5 Components'),
    bullets([
      `Entities: pieces of work (calls, requests, appointments, results …), each from its arrival to its end; ${words.person.many} are not followed between services except by stated flows.`,
      'Activities and queues: the services of each kind of site, and typing up; listed with their figures under Data.',
      'Resources: staff pools by shift; listed under Data.',
      `Entry and exit: own arrivals and booked slots at ${count(sites.length)} ${sites.length === 1 ? 'site' : 'sites'}; out by being done, giving up, not coming, or being passed on.`,
    ]),
  ];
}

function kindTitle(kinds: readonly { readonly kind: string; readonly title: string }[], kind: string): string {
  return kinds.find((one) => one.kind === kind)?.title ?? kind;
}

function componentTable(scenario: Scenario): ReportTable {
  const title = (id: string): string => {
    const [name, fn] = id.split('/') as [string, string?];
    const known = scenario.components.find((component) => component.id === name)?.title ?? name;
    return fn === undefined ? known : `${known} (${fn})`;
  };
  return table(
    'Components',
    ['Component', 'Supplier', 'One for', 'Functions', 'Requires'],
    scenario.components.map((component) => [
      component.title,
      component.supplier ?? NONE,
      component.scope === 'shared' ? 'all sites' : 'each site',
      component.functions.join(', '),
      component.requires === undefined ? 'nothing' : requirementWords(component.requires, title),
    ]),
    { widths: [4, 2, 2, 3, 4] },
  );
}

function requirementWords(requirement: Requirement, title: (id: string) => string): string {
  if (typeof requirement === 'string') return title(requirement);
  const each = (some: readonly Requirement[]): string[] =>
    some.map((one) => (typeof one === 'string' ? title(one) : `(${requirementWords(one, title)})`));
  if ('all' in requirement) return each(requirement.all).join(' and ');
  if ('any' in requirement) return each(requirement.any).join(' or ');
  return `at least ${count(requirement.atLeast.k)} of ${list(each(requirement.atLeast.of))}`;
}

function faultTable(scenario: Scenario): ReportTable {
  const name = (id: string): string => {
    const fault = scenario.incident.faults.find((one) => one.id === id);
    return fault?.title ?? id;
  };
  return table(
    'Faults of the incident',
    ['Fault', 'What it strikes', 'Begins', 'How it ends'],
    scenario.incident.faults.map((fault) => [
      `${fault.title ?? fault.id} (${kindTitle(faultKinds, fault.kind)})`,
      strikesWords(fault, scenario),
      beginsWords(fault.at, name),
      endsWords(fault),
    ]),
    { widths: [3, 3, 2, 6] },
  );
}

function strikesWords(fault: Fault, scenario: Scenario): string {
  const components = componentsOf(fault).map(
    (ref) => scenario.components.find(({ id }) => id === ref.split('/')[0])?.title ?? ref,
  );
  const what =
    components.length > 0
      ? list(components)
      : 'pools' in fault
        ? `staff: ${fault.pools === 'all' ? 'all pools' : list(fault.pools)}`
        : 'services' in fault
          ? `demand: ${list(fault.services)}`
          : NONE;
  const sites = 'sites' in fault ? fault.sites : 1;
  if (Array.isArray(sites)) return `${what}, at ${count(sites.length)} named ${sites.length === 1 ? 'site' : 'sites'}`;
  return typeof sites === 'number' && sites < 1 ? `${what}, at ${percent(sites)} of the sites that depend on it` : what;
}

function beginsWords(at: Begins, name: (id: string) => string): string {
  if (typeof at === 'string') return at;
  if ('between' in at) return `between ${at.between[0]} and ${at.between[1]}`;
  return `${delayWords(at.delay)} after the ${at.from === 'end' ? 'end' : 'strike'} of “${name(at.after)}”`;
}

function endsWords(fault: Fault): string {
  if ('repair' in fault) {
    const { repair } = fault;
    if ('central' in repair) return `for everybody after ${delayWords(repair.central)}`;
    if ('handsOn' in repair)
      return `device by device: ${count(repair.handsOn.minutesEach)} minutes each, ${count(repair.handsOn.technicians)} technicians in each group`;
    const { functions, sites } = repair.staged;
    if (functions)
      return Object.entries(functions)
        .map(([ref, delay]) => `${ref.split('/')[1] ?? ref}: ${delayWords(delay)}`)
        .join('; ');
    return (sites ?? []).map(({ share, after }) => `${percent(share)} of sites after ${delayWords(after)}`).join('; ');
  }
  if ('rebuild' in fault) return `rebuilt after ${delayWords(fault.rebuild)}`;
  if ('lasts' in fault) return `after ${delayWords(fault.lasts)}`;
  return 'as the file states';
}

function backupWords(backup: Backup): string {
  const { meaning } = backupKinds.find(({ kind }) => kind === backup.kind)!;
  if (!isStarted(backup)) return meaning;
  const { decision, setUp, failsToStart } = backup.activation;
  return `${meaning} Decided: ${delayWords(decision)}; set up: ${delayWords(setUp)}; fails to start in ${percent(failsToStart)}; ${backup.drilled ? 'drilled' : 'not drilled'}.`;
}

/** What each way of working carries while a component is down. */
function coverTable(backups: readonly Backup[]): ReportTable[] {
  const rows = backups
    .filter(isWayOfWorking)
    .flatMap(({ title, covers }) =>
      covers.map(({ services, component, share, slowdown, reentryMinutes, record }) => [
        title,
        list(services),
        component,
        percent(share),
        slowdown > 1 ? `${percent(slowdown - 1)} slower` : 'no slower',
        reentryMinutes > 0 ? `${plain(reentryMinutes)} min` : 'none',
        record,
      ]),
    );
  if (rows.length === 0) return [];
  return [
    table('What backups carry', ['Backup', 'Services', 'Without', 'Can be done', 'Pace', 'Typing up', 'Record'], rows, {
      figures: [3],
      widths: [3, 4, 3, 1.5, 2, 1.7, 1.4],
    }),
  ];
}
