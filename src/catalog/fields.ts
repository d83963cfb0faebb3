/** The small values that every kind is described with: ids, dates, durations, shares and distributions. */
import { z } from 'zod';

// zod would otherwise try `new Function`, which the page's content security policy forbids and reports; it costs next to nothing.
z.config({ jitless: true });

export const MINUTES: Readonly<Record<string, number>> = {
  min: 1,
  h: 60,
  day: 1440,
  days: 1440,
};

/** Ids join keys of random streams and results, so they stay short, lower-case and free of separators. */
export const id = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}$/,
    'lower-case letters, digits and hyphens, starting with a letter, at most 40 characters',
  )
  .meta({ label: 'Id' });

/** A component, or one of its functions: `emis-web` or `emis-web/read`; the first part may be an alias a site resolves with `uses`. */
export const componentRef = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}(\/[a-z][a-z0-9-]{0,39})?$/, 'a component id, or component/function')
  .meta({ label: 'Component or function' });

export const title = z.string().min(1).max(200).meta({ label: 'Title' });
export const note = z.string().max(2000).meta({ label: 'Note' });
export const source = z.string().max(500).meta({ label: 'Source' });

function isRealDate(text: string): boolean {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  const days = [
    31,
    (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  return month >= 1 && month <= 12 && day >= 1 && day <= days[month - 1]!;
}

/** A calendar date, `2024-07-19`. */
export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2024-07-19')
  .refine((text) => !/^\d{4}-\d{2}-\d{2}$/.test(text) || isRealDate(text), 'a date that exists')
  .meta({ label: 'Date' });

/** A moment in Europe/London wall time, `2024-07-19 05:09`. */
export const dateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$/, 'a date and time such as 2024-07-19 05:09')
  .refine((text) => !/^\d{4}-\d{2}-\d{2}/.test(text) || isRealDate(text.slice(0, 10)), 'a date that exists')
  .meta({ label: 'Date and time' });

/** A time of day, `08:00` to `24:00`, as minutes after midnight. */
export const clock = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a time of day such as 08:30')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)))
  .meta({ label: 'Time of day' });

/** A length of clock time, `30 min`, `4 h`, `2 days`; held in minutes. */
export const duration = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,4})? (min|h|day|days)$/, 'a length of time such as 30 min, 4 h or 2 days')
  .transform((text) => {
    const [amount, unit] = text.split(' ') as [string, string];
    return Number(amount) * MINUTES[unit]!;
  })
  .refine((minutes) => minutes <= 366 * 1440, 'at most 366 days')
  .meta({ label: 'Length of time', unit: 'minutes' });

/** Working days, `2 workingDays`. */
export const workingDays = z
  .string()
  .regex(/^\d{1,3} workingDays?$/, 'a number of working days such as 2 workingDays')
  .transform((text) => ({ workingDays: Number(text.split(' ')[0]) }))
  .meta({ label: 'Working days' });

/** A share between 0 and 1. */
export const share = z.number().min(0).max(1).meta({ label: 'Share', unit: 'of 1' });

export const money = z.number().min(0).max(1e9).meta({ label: 'Cost', unit: '£' });

const minutesNumber = z.number().min(0).max(1e5);

/** A distribution of handling time in minutes, written with plain numbers. */
export const minutesDistribution = z
  .union([
    z.strictObject({ fixed: minutesNumber.meta({ label: 'Always the same', unit: 'minutes' }) }),
    z.strictObject({
      exponential: z
        .strictObject({ mean: minutesNumber.positive().meta({ label: 'Mean', unit: 'minutes' }) })
        .meta({ label: 'Exponential' }),
    }),
    z.strictObject({
      lognormal: z
        .strictObject({
          mean: minutesNumber.positive().meta({ label: 'Mean', unit: 'minutes' }),
          cv: z.number().min(0).max(10).meta({ label: 'Standard deviation divided by the mean' }),
        })
        .meta({ label: 'Lognormal' }),
    }),
    z.strictObject({
      gamma: z
        .strictObject({
          mean: minutesNumber.positive().meta({ label: 'Mean', unit: 'minutes' }),
          cv: z.number().min(0.05).max(10).meta({ label: 'Standard deviation divided by the mean' }),
        })
        .meta({ label: 'Gamma' }),
    }),
    z.strictObject({
      bins: z
        .array(
          z.strictObject({
            from: minutesNumber.meta({ label: 'From', unit: 'minutes' }),
            to: minutesNumber.meta({ label: 'To', unit: 'minutes' }),
            weight: z.number().min(0).meta({ label: 'Weight; only proportions matter' }),
          }),
        )
        .min(1)
        .max(50)
        .refine((bins) => bins.every((bin) => bin.to >= bin.from), 'every bin to end after it starts')
        .refine((bins) => bins.some((bin) => bin.weight > 0), 'at least one bin with a weight above 0')
        .meta({ label: 'As measured: evenly spread within each bin' }),
    }),
  ])
  .meta({ label: 'Handling time', unit: 'minutes' });
export type MinutesDistribution = z.infer<typeof minutesDistribution>;

/** A distribution of a length of clock time, written with durations; a bare duration is fixed. */
export const delayDistribution = z
  .union([
    duration.transform((fixed) => ({ fixed })),
    z.strictObject({
      exponential: z.strictObject({ mean: duration.meta({ label: 'Mean' }) }).meta({ label: 'Exponential' }),
    }),
    z.strictObject({
      triangular: z
        .tuple([duration, duration, duration])
        .refine(([a, b, c]) => a <= b && b <= c, 'lowest, most likely and highest in order')
        .meta({ label: 'Triangular: lowest, most likely, highest' }),
    }),
    z.strictObject({
      lognormal: z
        .strictObject({
          median: duration.meta({ label: 'As often shorter as longer' }),
          p90: duration.meta({ label: 'Longer in one case of ten' }),
        })
        .refine(
          (value) => value.p90 >= value.median && value.median > 0,
          'a 90th percentile of at least the median, and a median above 0',
        )
        .meta({ label: 'Lognormal' }),
    }),
  ])
  .meta({ label: 'Delay', unit: 'minutes' });
export type DelayDistribution = z.infer<typeof delayDistribution>;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** Days of the week: `mon-fri`, `sat`, `mon,wed,fri`; held as numbers with Monday 0. */
export const days = z
  .string()
  .regex(/^(mon|tue|wed|thu|fri|sat|sun)([-,](mon|tue|wed|thu|fri|sat|sun))*$/, 'days such as mon-fri or sat,sun')
  .transform((text) => {
    const chosen = new Set<number>();
    for (const part of text.split(',')) {
      const [first, last] = part.split('-').map((day) => WEEKDAYS.indexOf(day as never)) as [number, number?];
      for (let day = first; ; day = (day + 1) % 7) {
        chosen.add(day);
        if (day === (last ?? first)) break;
      }
    }
    return [...chosen].sort((a, b) => a - b);
  })
  .meta({ label: 'Days' });

/** A weekly pattern of staffed hours. */
export const shift = z
  .strictObject({ days, from: clock.meta({ label: 'From' }), to: clock.meta({ label: 'Until' }) })
  .refine((value) => value.to > value.from, 'a shift that ends after it starts, on the same day')
  .meta({ label: 'Shift' });
export type Shift = z.infer<typeof shift>;

/** What can be seen of the record while working without the system. */
export const record = z.enum(['none', 'read', 'full']).meta({ label: 'Record' });

/** What is left of a service while a component is down. */
export const modeFields = {
  share: share.meta({ label: 'Share of items that can be done at all', unit: 'of 1' }),
  slowdown: z.number().min(1).max(20).default(1).meta({ label: 'Handling time multiplied by' }),
  reentryMinutes: z
    .number()
    .min(0)
    .max(240)
    .default(0)
    .meta({ label: 'Typing up after restoration', unit: 'minutes an item' }),
  record: record.default('none'),
};

/** The same with a default for everything, for a kind that knows what is usual. */
export function usualModeFields(usual: {
  readonly share: number;
  readonly slowdown: number;
  readonly reentryMinutes: number;
  readonly record: z.infer<typeof record>;
}): {
  share: z.ZodDefault<typeof modeFields.share>;
  slowdown: typeof modeFields.slowdown;
  reentryMinutes: typeof modeFields.reentryMinutes;
  record: typeof modeFields.record;
} {
  const again = <T extends z.ZodType>(field: z.ZodDefault<T>, value: z.output<T>): z.ZodDefault<T> =>
    (field.unwrap() as T).default(value as never).meta(field.meta() ?? {}) as z.ZodDefault<T>;
  return {
    share: modeFields.share.default(usual.share).meta(modeFields.share.meta() ?? {}),
    slowdown: again(modeFields.slowdown, usual.slowdown),
    reentryMinutes: again(modeFields.reentryMinutes, usual.reentryMinutes),
    record: modeFields.record.unwrap().default(usual.record).meta({ label: 'Record' }),
  };
}

/** Which sites: all, those hit by the incident, a list, a group, or a share drawn once per run. */
export const siteScope = z
  .union([
    z.enum(['all', 'affected']),
    z.array(id).min(1),
    z.strictObject({ group: id.meta({ label: 'All of this group' }) }),
    z.strictObject({
      share: share.meta({ label: 'So many, drawn once per run', unit: 'of 1' }),
      group: id.optional().meta({ label: 'Of this group' }),
    }),
  ])
  .meta({ label: 'Sites' });
export type SiteScope = z.infer<typeof siteScope>;

/** A backlog that starts an action: looked at every full hour, whether or not somebody is there to see it. */
const backlogAfter = (lead: number) =>
  z
    .strictObject({
      on: z.literal('backlog').meta({ label: 'What starts it at a site' }),
      service: id.meta({ label: 'Whose backlog: a service of the site, or re-entry' }),
      above: z
        .number()
        .int()
        .min(0)
        .max(1_000_000)
        .meta({ label: 'Started by more than so many due and not started', unit: 'items' }),
      lead: duration.default(lead).meta({ label: 'Lead time', unit: 'minutes' }),
      below: z
        .number()
        .int()
        .min(1)
        .max(1_000_000)
        .optional()
        .meta({ label: 'Until fewer than so many are due and not started', unit: 'items' }),
      lasts: duration.optional().meta({ label: 'For this long, at most', unit: 'minutes' }),
    })
    .refine(
      (value) => value.below !== undefined || value.lasts !== undefined,
      'an end: below: so few items, lasts: a length of time, or both',
    )
    .refine((value) => value.below === undefined || value.below <= value.above, {
      path: ['below'],
      message: 'no more than above: what stops an action must not start it',
    })
    .meta({ label: 'When a backlog has grown' });
export const whenBacklog = backlogAfter(0);
export type WhenBacklog = z.infer<typeof whenBacklog>;

/** When an action holds: between two moments, or from something that happens at the site, after a lead time in minutes. */
const whenAfter = (lead: number) =>
  z
    .union([
      z
        .strictObject({ from: dateTime.meta({ label: 'From' }), to: dateTime.meta({ label: 'Until' }) })
        .refine((value) => value.to > value.from, 'an end after the start'),
      z
        .strictObject({
          on: z.enum(['failure', 'notice', 'restoration']).meta({ label: 'What starts it at a site' }),
          of: componentRef.optional().meta({ label: 'Of this component only' }),
          lead: duration.default(lead).meta({ label: 'Lead time', unit: 'minutes' }),
          until: z.literal('restoration').optional().meta({ label: 'Until everything works again' }),
          lasts: duration.optional().meta({ label: 'For this long', unit: 'minutes' }),
        })
        .refine(
          (value) => (value.until === undefined) !== (value.lasts === undefined),
          'either until: restoration or lasts: a length of time, not both',
        ),
      backlogAfter(lead),
    ])
    .meta({ label: 'When' });
export const when = whenAfter(0);
/** For people who must be found first: a day unless stated (assumption). */
export const whenAfterADay = whenAfter(1440);
export type When = z.infer<typeof when>;

/** Whether it takes the course of events to know when: the loop looks every hour. */
export function startsByBacklog(value: When): value is WhenBacklog {
  return 'on' in value && value.on === 'backlog';
}

/** An entry of `owners`, or one built in: site, practice, pcn, icb, trust, national, supplier. */
export const owner = id.meta({ label: 'Owner and payer: built in, or an id of owners' });
export type Owner = string;

/** Set-up and yearly cost of a backup; hourly cost of an action. All in pounds, all editable. */
export const cost = z
  .strictObject({
    setUpPerSite: money.default(0).meta({ label: 'Once for each site', unit: '£' }),
    perSitePerYear: money.default(0).meta({ label: 'A year for each site, drills and enrolment included', unit: '£' }),
    perDayInUse: money.default(0).meta({ label: 'A day in use at a site', unit: '£' }),
    perHour: money.default(0).meta({ label: 'An hour worked', unit: '£' }),
  })
  .prefault({})
  .meta({ label: 'Cost', unit: '£' });
