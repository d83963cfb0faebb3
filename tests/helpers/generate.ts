/**
 * Small random scenarios, each known by a number, that together use every feature of the scenario file.
 * They are plain scenario-file objects; `modelOf` parses one.
 */
import type { z } from 'zod';
import {
  dateOf,
  dateTimeOf,
  dayNumber,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  weekdayOf,
} from '../../src/scenario/calendar.ts';
import { toModel, type Model } from '../../src/scenario/model.ts';
import { scenario } from '../../src/scenario/schema.ts';
import { Dice } from './dice.ts';
import { components, failing, faults } from './generate/faults.ts';
import { moreActions, moreBackups } from './generate/allResponses.ts';
import { crowd } from './generate/crowd.ts';
import { withMoreFaults } from './generate/moreFaults.ts';
import { actionOf, AT_THE_DOOR, PADS, padsOf, type OneMore } from './generate/moreResponses.ts';
import { actions, backups } from './generate/responses.ts';
import { hubTemplate, pharmacyTemplate, practiceTemplate } from './generate/templates.ts';

export type ScenarioInput = z.input<typeof scenario>;
export type SiteInput = ScenarioInput['sites'][number];
export type Draft = Omit<ScenarioInput, 'incident' | 'strategies' | 'sites'> & { sites: SiteInput[] };

/** What the parts of a scenario need to know of each other while it is written. */
export interface Plan {
  readonly number: number;
  readonly dice: Dice;
  readonly start: string;
  readonly days: number;
  readonly warmUpDays: number;
  /** Whether work done without the system is typed up at all. */
  readonly typesUp: boolean;
  readonly hasHub: boolean;
  readonly hubServices: readonly string[];
  readonly groups: readonly string[];
  readonly siteIds: readonly string[];
  readonly groupsOf: ReadonlyMap<string, readonly string[]>;
  /** Components that fail. */
  readonly failing: readonly string[];
  /** When the first fault strikes, in ticks. */
  readonly incidentTick: number;
}

export interface Wanted {
  /** `all` adds faults of every kind; the rest of the scenario is the same with and without. */
  readonly faults?: 'all';
  /** `all` adds backups of every family and further actions; the rest stays as it is without. */
  readonly responses?: 'all';
  /** One response of this kind in place of all the usual ones, where the scenario has room for it. */
  readonly only?: OneMore;
  /** Most kinds of everything at once, in place of the usual faults and responses. */
  readonly crowded?: true;
}

const SORTS: readonly Wanted[] = [
  {},
  { faults: 'all' },
  { responses: 'all' },
  { faults: 'all', responses: 'all' },
  ...([PADS, ...AT_THE_DOOR] as const).map((only): Wanted => ({ only, faults: 'all' })),
];

/** What the cases are like on which two engines have to agree: seven of eight crowded, the others of each other sort in turn. */
export function sortOf(number: number): Wanted {
  return number % 8 > 0 ? { crowded: true } : SORTS[(number / 8) % SORTS.length]!;
}

export function generate(number: number, wanted: Wanted = {}): ScenarioInput {
  const dice = new Dice(number);
  const start = dateOf(dayNumber('2024-07-01') + dice.whole(0, 13));
  const warmUpDays = dice.whole(0, 3);
  const days = dice.whole(4, 8);
  const practiceCount = dice.whole(1, 3);
  const hasPharmacy = dice.chance(0.35);
  const hasHub = dice.chance(0.6);
  const siteIds = [
    ...Array.from({ length: practiceCount }, (_, k) => `practice-${k + 1}`),
    ...(hasPharmacy ? ['pharmacy'] : []),
    ...(hasHub ? ['hub'] : []),
  ];
  const groupsOf = new Map(
    siteIds.map((id, k) => [id, k > 0 && dice.chance(0.2) ? [] : dice.several(['north', 'south'], 0.4)]),
  );
  const plan: Plan = {
    number,
    dice,
    start,
    days,
    warmUpDays,
    typesUp: dice.chance(0.85),
    hasHub,
    hubServices: dice.chance(0.5) ? ['walk-in'] : ['walk-in', 'same-day'],
    groups: [...new Set([...groupsOf.values()].flat())],
    groupsOf,
    siteIds,
    failing: failing(dice),
    incidentTick: incidentTick(dice, start, warmUpDays, days),
  };

  const oneTemplate = dice.chance(0.7);
  const draft: Draft = {
    format: 1,
    id: `generated-${number}`,
    title: `Generated scenario ${number}`,
    start,
    warmUpDays,
    days,
    // By number, not by the dice, so that the cases drawn before there were other weeks stay as they were.
    ...(number % 9 === 4 ? { workingWeek: number % 2 === 0 ? 'mon-sun' : 'mon-sat' } : {}),
    closedDates: dice.chance(0.3) ? [dateIn(plan, dice)] : [],
    groups: plan.groups.map((id) => ({ id, title: id })),
    templates: {
      practice: practiceTemplate(plan),
      ...(oneTemplate ? {} : { branch: practiceTemplate(plan) }),
      ...(hasPharmacy ? { pharmacy: pharmacyTemplate(plan) } : {}),
      ...(hasHub ? { hub: hubTemplate(plan) } : {}),
    },
    components: components(plan),
    sites: plan.siteIds.map((id) => siteOf(plan, id, oneTemplate)),
  };
  // A hub may stand anywhere in the file: it is simulated last all the same.
  if (dice.chance(0.4)) draft.sites = dice.shuffled(draft.sites);

  if (wanted.crowded) return { ...draft, ...crowd(plan, draft) };

  const { only } = wanted;
  const chosenBackups = only === undefined ? backups(plan, draft) : only === PADS ? padsOf(plan, draft) : [];
  const chosenActions = only === undefined ? actions(plan, draft) : only === PADS ? [] : actionOf(plan, draft, only);
  const responses = [...chosenBackups, ...chosenActions].map(({ id }) => id);
  const plainFaults = faults(plan);
  const strategies: ScenarioInput['strategies'] = [
    { id: 'nothing', title: 'Nothing', baseline: true },
    { id: 'everything', title: 'Everything', uses: responses },
    ...(responses.length > 1 ? [{ id: 'some', title: 'Some', uses: dice.some(responses, 0.5) }] : []),
  ];
  const usual: ScenarioInput = {
    ...draft,
    incident: {
      title: 'Generated incident',
      faults:
        wanted.faults === 'all' ? withMoreFaults(plan, draft, plainFaults, new Dice(number + 7_000_000)) : plainFaults,
    },
    backups: chosenBackups,
    actions: chosenActions,
    strategies,
  };
  return wanted.responses === 'all' ? withAllResponses(plan, draft, usual) : usual;
}

/** With backups of every family and further actions, used with all the others and in part. */
function withAllResponses(plan: Plan, draft: Draft, usual: ScenarioInput): ScenarioInput {
  const { dice } = plan;
  const actions = [...usual.actions!, ...moreActions(plan, draft)];
  const more = moreBackups(plan, draft, { backups: usual.backups!, actions });
  const backups = dice.shuffled([...usual.backups!, ...more]);
  const all = [...backups, ...actions].map(({ id }) => id);
  return {
    ...usual,
    backups,
    actions,
    strategies: usual.strategies.map((strategy) =>
      strategy.id === 'nothing'
        ? strategy
        : { ...strategy, uses: strategy.id === 'everything' ? all : dice.some(all, 0.5) },
    ),
  };
}

/** The parsed model of a scenario, by number or as written. */
export function modelOf(from: number | ScenarioInput, wanted: Wanted = {}): Model {
  return toModel(scenario.parse(typeof from === 'number' ? generate(from, wanted) : from), {});
}

/** Mostly on a weekday morning, sometimes anywhere. */
function incidentTick(dice: Dice, start: string, warmUpDays: number, days: number): number {
  const any = Array.from({ length: Math.max(1, days - 1) }, (_, k) => warmUpDays + k);
  const weekdays = any.filter((day) => weekdayOf(dayNumber(start) + day) < 5);
  const usual = weekdays.length > 0 && dice.chance(0.85);
  const minute = usual ? dice.whole(6 * 60, 13 * 60) : dice.whole(0, 23 * 60 + 59);
  return dice.pick(usual ? weekdays.slice(0, 3) : any) * TICKS_PER_DAY + minute * (TICKS_PER_HOUR / 60);
}

export function dateIn(plan: Plan, dice: Dice): string {
  return dateOf(dayNumber(plan.start) + dice.whole(0, plan.warmUpDays + plan.days - 1));
}

/** A moment so many hours after the first fault, within the results period and so many hours before its end. */
export function momentAfter(plan: Plan, hours: number, spare = 10): string {
  const tick = plan.incidentTick + Math.round(hours * 60) * (TICKS_PER_HOUR / 60);
  const last = (plan.warmUpDays + plan.days) * TICKS_PER_DAY - spare * TICKS_PER_HOUR;
  return dateTimeOf(plan.start, Math.max(plan.warmUpDays * TICKS_PER_DAY, Math.min(tick, last)));
}

function siteOf(plan: Plan, id: string, oneTemplate: boolean): SiteInput {
  const { dice } = plan;
  const template = id === 'hub' || id === 'pharmacy' ? id : oneTemplate || dice.chance(0.5) ? 'practice' : 'branch';
  const site: SiteInput = {
    id,
    title: id,
    template,
    patients: dice.whole(1, 9) * 1000,
    groups: [...plan.groupsOf.get(id)!],
    uses: { records: dice.pick(['emis', 'emis', 'emis', 'tpp']), link: dice.pick(['net', 'mobile']) },
    devices: dice.chance(0.9) ? dice.whole(2, 12) : 0,
    ...(dice.chance(0.15) ? { closedDates: [dateIn(plan, dice)] } : {}),
  };
  if (template === 'practice' && dice.chance(0.15)) {
    const own = practiceTemplate(plan);
    if (dice.chance(0.5)) site.pools = { desk: { ...own.pools['desk']!, shared: undefined } };
    else {
      const results = own.services['results'] ?? { ...own.services['calls']!, followOn: [] };
      // Another template's contact might lead round in a circle here.
      delete results.missedSlot?.contact;
      site.services = { results };
    }
  }
  return site;
}
