/** Small surgeries to work days out by hand for, and the two simulations that must give them. */
import { expect } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { compile, itemsOf } from '../../src/engine/index.ts';
import { tickOf } from '../../src/scenario/calendar.ts';
import type { Model } from '../../src/scenario/model.ts';
import type { ScenarioInput } from './generate.ts';
import { simulatePlainly } from './oracle/index.ts';

type TemplateInput = NonNullable<ScenarioInput['templates']>[string];
type ServiceInput = TemplateInput['services'][string];
type FaultInput = ScenarioInput['incident']['faults'][number];

/** Week of Monday 1 July 2024, nothing before it. */
const DATES: Readonly<Record<string, string>> = {
  Mon: '2024-07-01',
  Tue: '2024-07-02',
  Wed: '2024-07-03',
  Thu: '2024-07-04',
  Fri: '2024-07-05',
  Sat: '2024-07-06',
  'next Mon': '2024-07-08',
  'next Tue': '2024-07-09',
};

/** `Tue 09:30` as a date and time, and as a tick. */
export const moment = (text: string): string => `${DATES[text.slice(0, -6)]} ${text.slice(-5)}`;
export const at = (text: string): number => tickOf('2024-07-01', moment(text));

/** One person from 09:00 to 17:00, Monday to Friday: 2,400 minutes a week, so 40 slots a week fall at half past every hour. */
export const nineToFive: TemplateInput['pools'][string] = {
  title: 'Team',
  staff: 1,
  shifts: [{ days: 'mon-fri', from: '09:00', to: '17:00' }],
};

export const booked = (perWeek: number, minutes: number, more: Partial<ServiceInput> = {}): ServiceInput => ({
  title: 'Service',
  pool: 'team',
  priority: 1,
  minutes: { fixed: minutes },
  target: '1 h',
  arrivals: { scheduled: { perWeek } },
  ...more,
});

export const needsRecords = (share: number, more: object = {}): Partial<ServiceInput> => ({
  needs: [{ component: 'records', share, ...more }],
});

export const outage = (from: string, hours: number): Extract<FaultInput, { kind: 'outage' }> => ({
  kind: 'outage',
  id: 'outage',
  component: 'records',
  at: moment(from),
  repair: { central: `${hours} h` },
});

export interface Parts {
  pools?: TemplateInput['pools'];
  services: TemplateInput['services'];
  reentry?: TemplateInput['reentry'];
  faults?: FaultInput[];
  more?: Partial<ScenarioInput>;
}

/** One surgery with one record system, from Monday for nine days. */
export function surgery({ pools, services, reentry, faults, more }: Parts): ScenarioInput {
  return {
    format: 1,
    id: 'hand',
    title: 'By hand',
    start: '2024-07-01',
    warmUpDays: 0,
    days: 9,
    components: [{ id: 'records', title: 'Records' }],
    templates: {
      surgery: { title: 'Surgery', kind: 'gp-practice', pools: { team: nineToFive, ...pools }, services, reentry },
    },
    sites: [{ id: 'surgery', title: 'Surgery', template: 'surgery' }],
    incident: { title: 'Incident', faults: faults ?? [] },
    strategies: [
      {
        id: 'today',
        title: 'Today',
        baseline: true,
        uses: [...(more?.backups ?? []), ...(more?.actions ?? [])].map(({ id }) => id),
      },
    ],
    ...more,
  };
}

/** One item by service and own index, with whatever the row states of it; times as `Tue 09:30`. */
export interface Row {
  site?: string;
  service: string;
  index: number;
  /** The service whose own arrival it goes back to, when that is another. */
  from?: string;
  firstDue?: string;
  due?: string;
  start?: string;
  end?: string;
  left?: string;
  fate?: ItemRecord['fate'];
  attempt?: number;
  degraded?: boolean;
  record?: ItemRecord['record'];
}

export function check(items: readonly ItemRecord[], row: Row): void {
  const { site = 'surgery', service, index, from, firstDue, due, start, end, left, ...plain } = row;
  const found = items.filter(
    (item) =>
      item.site === site &&
      item.service === service &&
      item.index === index &&
      (from === undefined || item.originService === from),
  );
  expect(found, `${site}/${service} ${index}`).toHaveLength(1);
  const times = Object.fromEntries(
    Object.entries({ firstDue, due, start, end, left }).flatMap(([key, text]) =>
      text === undefined ? [] : [[key, at(text)]],
    ),
  );
  expect(found[0], JSON.stringify(row)).toMatchObject({ ...plain, ...times });
}

export const WORLDS: readonly [string, (model: Model, strategy: string | null) => ItemRecord[]][] = [
  ['the oracle', (model, strategy) => simulatePlainly(model, 'hand', 0, strategy)],
  ['the engine', (model, strategy) => itemsOf(compile(model), 'hand', 0, strategy)],
];
