/**
 * Which features of the scenario file a generated scenario uses. A feature is told by the edit that takes it
 * out: it is used when there was something to take out, and it mattered when an item then fares differently.
 */
import { actionKinds } from '../../src/catalog/actions/index.ts';
import { backupKinds } from '../../src/catalog/backups/index.ts';
import { faultKinds } from '../../src/catalog/faults/index.ts';
import type { DelayInput } from './generate/templates.ts';
import type { ScenarioInput } from './generate.ts';
import { modelOf } from './generate.ts';
import { simulatePlainly } from './oracle/index.ts';

type Template = NonNullable<ScenarioInput['templates']>[string];
type Service = Template['services'][string];
type Pool = Template['pools'][string];
type Fault = ScenarioInput['incident']['faults'][number];
type AnyBackup = NonNullable<ScenarioInput['backups']>[number];
/** The further features of backups are told by ways of working; other families have no others. */
type Backup = Extract<NonNullable<ScenarioInput['backups']>[number], { kind: 'paper-pack' | 'read-only-record' }>;
type Action = NonNullable<ScenarioInput['actions']>[number];
type Component = NonNullable<ScenarioInput['components']>[number];
type Need = NonNullable<Service['needs']>[number];

/** Takes the feature out of a scenario, which it changes, and says whether there was any. */
export type Removal = (scenario: ScenarioInput) => boolean;

/** Edits each thing that the guard lets through. */
function edit<T>(list: readonly T[], has: (thing: T) => boolean, remove: (thing: T) => void): boolean {
  const found = list.filter(has);
  found.forEach(remove);
  return found.length > 0;
}

const templates = (scenario: ScenarioInput): Template[] => Object.values(scenario.templates ?? {});
const services = (scenario: ScenarioInput): Service[] => [
  ...templates(scenario).flatMap((template) => Object.values(template.services)),
  ...scenario.sites.flatMap((site) => Object.values(site.services ?? {})),
];
const pools = (scenario: ScenarioInput): Pool[] => [
  ...templates(scenario).flatMap((template) => Object.values(template.pools)),
  ...scenario.sites.flatMap((site) => Object.values(site.pools ?? {})),
];
const needs = (scenario: ScenarioInput): Need[] => [
  ...services(scenario).flatMap((service) => service.needs ?? []),
  ...templates(scenario).flatMap((template) => template.reentry?.needs ?? []),
];

const ofServices =
  (has: (service: Service) => boolean, remove: (service: Service) => void): Removal =>
  (scenario) =>
    edit(services(scenario), has, remove);
const ofPools =
  (has: (pool: Pool) => boolean, remove: (pool: Pool) => void): Removal =>
  (scenario) =>
    edit(pools(scenario), has, remove);
const ofFaults =
  (has: (fault: Fault) => boolean, remove: (fault: Fault) => void): Removal =>
  (scenario) =>
    edit(scenario.incident.faults, has, remove);
const waysOf = (scenario: ScenarioInput): Backup[] => (scenario.backups ?? []) as Backup[];
const ofBackups =
  (has: (backup: Backup) => boolean, remove: (backup: Backup) => void): Removal =>
  (scenario) =>
    edit(waysOf(scenario), has, remove);
const ofActions =
  (has: (action: Action) => boolean, remove: (action: Action) => void): Removal =>
  (scenario) =>
    edit(scenario.actions ?? [], has, remove);

const noFault =
  (has: (fault: Fault) => boolean): Removal =>
  (scenario) => {
    const before = scenario.incident.faults.length;
    let gone = scenario.incident.faults.filter(has);
    // What a fault sets off goes with it.
    while (gone.length > 0) {
      const ids = gone.map(({ id }) => id);
      scenario.incident.faults = scenario.incident.faults.filter((fault) => !ids.includes(fault.id));
      gone = scenario.incident.faults.filter(
        ({ at }) => typeof at === 'object' && 'after' in at && ids.includes(at.after),
      );
    }
    return scenario.incident.faults.length < before;
  };

/** Strategies stop using what the guard lets through; the definitions stay. */
const unused =
  (has: (response: AnyBackup | Action) => boolean): Removal =>
  (scenario) => {
    const ids = [...(scenario.backups ?? []), ...(scenario.actions ?? [])].filter(has).map(({ id }) => id);
    return edit(
      scenario.strategies,
      (strategy) => strategy.uses?.some((id) => ids.includes(id)) ?? false,
      (strategy) => (strategy.uses = strategy.uses!.filter((id) => !ids.includes(id))),
    );
  };

const requires =
  (word: string): Removal =>
  (scenario) =>
    edit<Component>(
      scenario.components ?? [],
      (component) =>
        (word === 'nested' ? /\{.*\{/ : new RegExp(`"${word}"`)).test(JSON.stringify(component.requires ?? null)),
      (component) => delete component.requires,
    );

const handling = (kind: string): Removal =>
  ofServices(
    (service) => kind in service.minutes,
    (service) => (service.minutes = kind === 'fixed' ? { exponential: { mean: 10 } } : { fixed: 10 }),
  );

const partial = (value: number | undefined): boolean => value !== undefined && value > 0 && value < 1;
const isShare = (scope: Backup['sites']): boolean => typeof scope === 'object' && 'share' in scope;
const isGroup = (scope: Backup['sites']): boolean =>
  typeof scope === 'object' && 'group' in scope && !('share' in scope);
const delayed = (after: DelayInput | undefined): boolean => after !== undefined && after !== '0 min';
const isDays = (after: unknown): boolean => typeof after === 'string' && after.includes('workingDay');
const repairOf = (fault: Fault) => ('repair' in fault ? fault.repair : undefined);
const stagedOf = (fault: Fault) => {
  const repair = repairOf(fault);
  return repair && 'staged' in repair ? repair.staged : undefined;
};
const handsOn = (fault: Fault) => {
  const repair = repairOf(fault);
  return repair && 'handsOn' in repair ? repair.handsOn : undefined;
};
const trigger = (action: Action) =>
  action.when && 'on' in action.when && action.when.on !== 'backlog' ? action.when : undefined;

/** An action that a backlog starts; it stands beside the kinds. */
const BACKLOG = 'started by a backlog';
export const startsByBacklog = (response: object): boolean =>
  'when' in response &&
  (response as Action).when !== undefined &&
  JSON.stringify((response as Action).when).includes('"backlog"');

/** Every kind of fault, backup and action, and what a backlog starts: each pair of them has to meet. */
export const KINDS: Readonly<Record<string, Removal>> = {
  ...Object.fromEntries(faultKinds.map(({ kind }) => [kind, noFault((fault) => fault.kind === kind)])),
  ...Object.fromEntries(
    [...backupKinds, ...actionKinds].map(({ kind }) => [kind, unused((response) => response.kind === kind)]),
  ),
  [BACKLOG]: unused(startsByBacklog),
};

/** What else a scenario file can say. */
export const FEATURES: Readonly<Record<string, Removal>> = {
  'central repair': noFault((fault) => 'central' in (repairOf(fault) ?? {})),
  'staged repair of functions': noFault((fault) => stagedOf(fault)?.functions !== undefined),
  'staged repair of sites': noFault((fault) => stagedOf(fault)?.sites !== undefined),
  'hands-on repair': noFault((fault) => handsOn(fault) !== undefined),
  'hands-on, random order': noFault((fault) => (handsOn(fault)?.order ?? '') === 'random'),
  'hands-on, largest first': noFault((fault) => handsOn(fault)?.order === 'largest-first'),
  'hands-on, listed order': noFault((fault) => Array.isArray(handsOn(fault)?.order)),
  'technicians start later': ofFaults(
    (fault) => handsOn(fault)?.starts !== undefined,
    (fault) => delete handsOn(fault)!.starts,
  ),
  'several rings': ofFaults(
    (fault) => fault.kind === 'faulty-update' && (fault.rings?.length ?? 1) > 1,
    (fault) => delete (fault as { rings?: unknown }).rings,
  ),
  'a share of sites': ofFaults(
    (fault) => typeof fault.sites === 'number' && partial(fault.sites),
    (fault) => delete fault.sites,
  ),
  'a group of sites': ofFaults(
    (fault) => fault.group !== undefined,
    (fault) => delete fault.group,
  ),
  'a share of devices': ofFaults(
    (fault) => 'devices' in fault && partial(fault.devices),
    (fault) => 'devices' in fault && delete fault.devices,
  ),
  'levels between 0 and 1': ofFaults(
    (fault) => fault.kind === 'outage' && partial(fault.level),
    (fault) => delete (fault as { level?: unknown }).level,
  ),
  'several faults': (scenario) => scenario.incident.faults.splice(1).length > 0,
  'requires all': requires('all'),
  'requires any': requires('any'),
  'requires k of n': requires('atLeast'),
  'nested requirements': requires('nested'),
  functions: (scenario) =>
    edit(
      needs(scenario),
      (need) => need.component.includes('/'),
      (need) => (need.component = need.component.split('/')[0]!),
    ),
  aliases: (scenario) =>
    edit(
      scenario.sites,
      (site) => site.uses?.['records'] === 'tpp',
      (site) => (site.uses!['records'] = 'emis'),
    ),
  'shared pools': ofPools(
    (pool) => pool.shared !== undefined,
    (pool) => delete pool.shared,
  ),
  'planned staff': ofPools(
    (pool) => pool.utilisation !== undefined,
    (pool) => {
      delete pool.utilisation;
      pool.staff = 1;
    },
  ),
  'fractional fixed staff': ofPools(
    (pool) => pool.staff !== undefined && pool.staff % 1 > 0,
    (pool) => (pool.staff = Math.ceil(pool.staff!)),
  ),
  'several shifts': ofPools(
    (pool) => pool.shifts.length > 1,
    (pool) => pool.shifts.splice(1),
  ),
  'overlapping shifts': ofPools(
    (pool) => pool.shifts[1] !== undefined && pool.shifts[1].from < pool.shifts[0]!.to,
    (pool) => pool.shifts.splice(1),
  ),
  'closed dates': (scenario) => (scenario.closedDates ?? []).splice(0).length > 0,
  'closed dates of a site': (scenario) =>
    edit(
      scenario.sites,
      (site) => site.closedDates !== undefined,
      (site) => delete site.closedDates,
    ),
  'pools of a site': (scenario) =>
    edit(
      scenario.sites,
      (site) => site.pools !== undefined,
      (site) => delete site.pools,
    ),
  'services of a site': (scenario) =>
    edit(
      scenario.sites,
      (site) => site.services !== undefined,
      (site) => delete site.services,
    ),
  'poisson arrivals': ofServices(
    (service) => 'poisson' in (service.arrivals ?? {}),
    (service) => {
      delete service.arrivals;
      delete service.follows;
    },
  ),
  'date factors': ofServices(
    (service) => 'poisson' in (service.arrivals ?? {}) && JSON.stringify(service.arrivals).includes('dateFactors'),
    (service) => {
      const { poisson } = service.arrivals as { poisson: { dateFactors?: unknown } };
      delete poisson.dateFactors;
    },
  ),
  'scheduled arrivals': ofServices(
    (service) => 'scheduled' in (service.arrivals ?? {}),
    (service) => delete service.arrivals,
  ),
  'no-shows': ofServices(
    (service) => ((service.arrivals as { scheduled?: { noShow?: number } } | undefined)?.scheduled?.noShow ?? 0) > 0,
    (service) => ((service.arrivals as { scheduled: { noShow: number } }).scheduled.noShow = 0),
  ),
  'fixed handling': handling('fixed'),
  'exponential handling': handling('exponential'),
  'lognormal handling': handling('lognormal'),
  'gamma handling': handling('gamma'),
  'binned handling': handling('bins'),
  priorities: ofServices(
    (service) => service.priority > 1,
    (service) => (service.priority = 1),
  ),
  patience: ofServices(
    (service) => service.patience !== undefined && !service.patience.fixed,
    (service) => delete service.patience,
  ),
  'fixed patience': ofServices(
    (service) => service.patience?.fixed === true,
    (service) => delete service.patience,
  ),
  'patience ends at a hub': ofServices(
    (service) => (service.patience?.hubs?.length ?? 0) > 0,
    (service) => delete service.patience!.hubs,
  ),
  'patience returns': ofServices(
    (service) => (service.patience?.returns?.share ?? 0) > 0,
    (service) => delete service.patience!.returns,
  ),
  closing: ofServices(
    (service) => service.atClose !== undefined,
    (service) => delete service.atClose,
  ),
  'closing sends to a hub': ofServices(
    (service) => (service.atClose?.hubs?.length ?? 0) > 0,
    (service) => delete service.atClose!.hubs,
  ),
  'closing until the next day': ofServices(
    (service) => (service.atClose?.nextDay ?? 0) > 0,
    (service) => delete service.atClose!.nextDay,
  ),
  'missed slots': ofServices(
    (service) => service.missedSlot !== undefined,
    (service) => delete service.missedSlot,
  ),
  'rebooking at once': ofServices(
    (service) => service.missedSlot?.noticeWorkingDays === 0,
    (service) => delete service.missedSlot!.noticeWorkingDays,
  ),
  'rebooking contacts': ofServices(
    (service) => service.missedSlot?.contact !== undefined,
    (service) => delete service.missedSlot!.contact,
  ),
  'follow-on': ofServices(
    (service) => (service.followOn?.length ?? 0) > 0,
    (service) => delete service.followOn,
  ),
  'follow-on after a delay': ofServices(
    (service) => service.followOn?.some(({ after }) => after !== undefined && !isDays(after)) ?? false,
    (service) => service.followOn!.forEach((follow) => !isDays(follow.after) && delete follow.after),
  ),
  'follow-on after working days': ofServices(
    (service) => service.followOn?.some(({ after }) => isDays(after)) ?? false,
    (service) => service.followOn!.forEach((follow) => isDays(follow.after) && delete follow.after),
  ),
  'demand that follows prescribers': ofServices(
    (service) => service.follows !== undefined,
    (service) => delete service.follows,
  ),
  needs: ofServices(
    (service) => (service.needs?.length ?? 0) > 0,
    (service) => delete service.needs,
  ),
  'several needs': ofServices(
    (service) => (service.needs?.length ?? 0) > 1,
    (service) => service.needs!.splice(1),
  ),
  'a share without the system': (scenario) =>
    edit(
      needs(scenario),
      (need) => need.share > 0,
      (need) => (need.share = 0),
    ),
  slowdowns: (scenario) =>
    edit(
      needs(scenario),
      (need) => (need.slowdown ?? 1) > 1,
      (need) => delete need.slowdown,
    ),
  're-entry': (scenario) =>
    edit(
      needs(scenario),
      (need) => (need.reentryMinutes ?? 0) > 0,
      (need) => delete need.reentryMinutes,
    ),
  're-entry needs': (scenario) =>
    edit(
      templates(scenario),
      (template) => (template.reentry?.needs?.length ?? 0) > 0,
      (template) => delete template.reentry!.needs,
    ),
  'hubs with own demand': (scenario) =>
    edit(
      Object.values(scenario.templates?.['hub']?.services ?? {}),
      (service) => service.arrivals !== undefined,
      (service) => delete service.arrivals,
    ),
  'decision and set-up': ofBackups(
    (backup) => delayed(backup.activation?.decision) || delayed(backup.activation?.setUp),
    (backup) => {
      delete backup.activation!.decision;
      delete backup.activation!.setUp;
    },
  ),
  'drilled backups may fail': ofBackups(
    (backup) => backup.drilled !== false && (backup.activation?.failsToStart ?? 0) > 0,
    (backup) => delete backup.activation!.failsToStart,
  ),
  'undrilled backups': ofBackups(
    (backup) => backup.drilled === false,
    (backup) => delete backup.drilled,
  ),
  'unprepared sites do without': ofBackups(
    (backup) => backup.preparation?.otherwise === 'unavailable',
    (backup) => delete backup.preparation,
  ),
  'unprepared sites are slower': ofBackups(
    (backup) => typeof backup.preparation?.otherwise === 'object',
    (backup) => delete backup.preparation,
  ),
  endurance: ofBackups(
    (backup) => backup.endurance !== undefined,
    (backup) => delete backup.endurance,
  ),
  seats: ofBackups(
    (backup) => backup.seats !== undefined,
    (backup) => delete backup.seats,
  ),
  'backups that need something': ofBackups(
    (backup) => (backup.requires?.length ?? 0) > 0,
    (backup) => delete backup.requires,
  ),
  'backups at listed sites': ofBackups(
    (backup) => Array.isArray(backup.sites),
    (backup) => delete backup.sites,
  ),
  'backups of a group': ofBackups(
    (backup) => isGroup(backup.sites),
    (backup) => delete backup.sites,
  ),
  'backups at a share of sites': ofBackups(
    (backup) => isShare(backup.sites),
    (backup) => delete backup.sites,
  ),
  'backups at affected sites': ofBackups(
    (backup) => backup.sites === 'affected',
    (backup) => (backup.sites = ['nowhere']),
  ),
  'actions at all sites': ofActions(
    (action) => action.sites === 'all',
    (action) => delete action.sites,
  ),
  'actions at listed sites': ofActions(
    (action) => Array.isArray(action.sites),
    (action) => (action.sites = 'all'),
  ),
  'actions of a group': ofActions(
    (action) => isGroup(action.sites),
    (action) => (action.sites = 'all'),
  ),
  'actions at a share of sites': ofActions(
    (action) => isShare(action.sites),
    (action) => (action.sites = 'all'),
  ),
  'actions between two moments': unused(
    (response) => 'when' in response && response.when !== undefined && 'from' in response.when,
  ),
  'actions on failure': unused((response) => 'when' in response && trigger(response)?.on === 'failure'),
  'actions on notice': unused((response) => 'when' in response && trigger(response)?.on === 'notice'),
  'actions on restoration': unused((response) => 'when' in response && trigger(response)?.on === 'restoration'),
  'actions on one component': ofActions(
    (action) => trigger(action)?.of !== undefined,
    (action) => delete trigger(action)!.of,
  ),
  'actions with lead time': ofActions(
    (action) => trigger(action)?.lead !== undefined,
    (action) => delete trigger(action)!.lead,
  ),
  'actions until restoration': unused((response) => 'when' in response && trigger(response)?.until !== undefined),
  'diverts with returns': ofActions(
    (action) => action.kind === 'divert' && action.returns !== undefined,
    (action) => delete (action as { returns?: unknown }).returns,
  ),
  'shed to the next working day': unused(
    (response) => response.kind === 'shed' && response.returns.after === 'next-working-day',
  ),
  'shed for a while': unused((response) => response.kind === 'shed' && response.returns.after !== 'next-working-day'),
  'pause into dates': unused((response) => response.kind === 'pause' && typeof response.into.from === 'string'),
  'pause until after restoration': unused(
    (response) => response.kind === 'pause' && typeof response.into.from !== 'string',
  ),
};

/** The kinds that a scenario has and, of backups and actions, that some strategy uses, and whether a backlog starts any; without trying to take anything out. */
export function kindsIn(scenario: ScenarioInput): Set<string> {
  const uses = new Set(scenario.strategies.flatMap((strategy) => strategy.uses ?? []));
  const responses = [...(scenario.backups ?? []), ...(scenario.actions ?? [])].filter(({ id }) => uses.has(id));
  const kinds = [...scenario.incident.faults, ...responses].map(({ kind }): string => kind);
  return new Set(responses.some(startsByBacklog) ? [...kinds, BACKLOG] : kinds);
}

/** The names of the features a scenario uses. */
export function featuresOf(scenario: ScenarioInput, features: Readonly<Record<string, Removal>> = FEATURES): string[] {
  const text = JSON.stringify(scenario);
  const copy = (): ScenarioInput => JSON.parse(text) as ScenarioInput;
  let whole = copy();
  return Object.keys(features).filter((name) => {
    const isUsed = features[name]!(whole);
    // A removal that found nothing has changed nothing.
    if (isUsed) whole = copy();
    return isUsed;
  });
}

/** How many of the scenarios use each feature. */
export function usage(scenarios: readonly ScenarioInput[], features = FEATURES): Map<string, number> {
  const counts = new Map(Object.keys(features).map((name) => [name, 0]));
  for (const scenario of scenarios)
    for (const name of featuresOf(scenario, features)) counts.set(name, counts.get(name)! + 1);
  return counts;
}

/** How every strategy of a scenario goes, by its id, and the twin; each is played when it is asked for. */
export class Story {
  private readonly told = new Map<string | null, string>();

  constructor(
    readonly scenario: ScenarioInput,
    private readonly model = modelOf(scenario),
  ) {}

  /** Every item of one world, as a text. */
  of(strategy: string | null): string {
    let text = this.told.get(strategy);
    if (text === undefined) {
      text = JSON.stringify(simulatePlainly(this.model, this.model.scenario.seed, 0, strategy));
      this.told.set(strategy, text);
    }
    return text;
  }

  /** The same scenario with strategies that use other things. */
  using(other: ScenarioInput): Story {
    const strategies = this.model.scenario.strategies.map((strategy, k) => ({
      ...strategy,
      uses: other.strategies[k]!.uses ?? [],
    }));
    return new Story(other, { ...this.model, scenario: { ...this.model.scenario, strategies } });
  }
}

/** Whether at least one item would fare differently without the feature; `story` is that of the scenario as it is. */
export function changesItems(scenario: ScenarioInput, remove: Removal, story = new Story(scenario)): boolean {
  const without = structuredClone(scenario);
  if (!remove(without)) return false;
  const strategies = scenario.strategies.map(({ id, uses }, k) => ({
    id,
    isOther: JSON.stringify(uses) !== JSON.stringify(without.strategies[k]!.uses),
  }));
  const rest = (all: ScenarioInput): string => JSON.stringify({ ...all, strategies: [] });
  if (rest(without) === rest(scenario)) {
    const other = story.using(without);
    return strategies.some(({ id, isOther }) => isOther && story.of(id) !== other.of(id));
  }
  const other = new Story(without);
  return [...strategies.map(({ id }) => id), null].some((id) => story.of(id) !== other.of(id));
}
