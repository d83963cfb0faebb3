/** How a number that is not known is written: a range, a distribution, or a choice of values. */
import { z } from 'zod';
import { duration, id, note, source, workingDays } from '../../catalog/fields.ts';
import type { Amount, Law, Uncertain } from './parameter.ts';

export const MAX_UNCERTAIN = 200;

type Written = number | { minutes: number } | { workingDays: number };

const amount = z
  .union([z.number(), duration.transform((minutes) => ({ minutes })), workingDays])
  .meta({ label: 'A number, a length of time such as 4 h, or working days' });

function numberOf(written: Written): number {
  if (typeof written === 'number') return written;
  return 'minutes' in written ? written.minutes : written.workingDays;
}

function amountOf(written: Written): Amount {
  if (typeof written === 'number') return 'number';
  return 'minutes' in written ? 'minutes' : 'working-days';
}

const inOrder = (list: readonly Written[]): boolean =>
  list.every((one, k) => k === 0 || numberOf(one) >= numberOf(list[k - 1]!));

/** The fields of a law, one of which is written. */
const lawFields = {
  range: z
    .tuple([amount, amount])
    .refine(inOrder, 'the lowest value first')
    .optional()
    .meta({ label: 'Lowest and highest; every value between them as likely as any other' }),
  triangular: z
    .tuple([amount, amount, amount])
    .refine(inOrder, 'lowest, most likely and highest in order')
    .optional()
    .meta({ label: 'Lowest, most likely and highest' }),
  normal: z
    .strictObject({
      mean: amount.meta({ label: 'Middle' }),
      sd: amount.meta({ label: 'Standard deviation' }),
      low: amount.meta({ label: 'Cut off below' }),
      high: amount.meta({ label: 'Cut off above' }),
    })
    .refine(({ sd }) => numberOf(sd) >= 0, 'a standard deviation of at least 0')
    .refine(({ low, mean, high }) => inOrder([low, mean, high]), 'a middle between low and high')
    .optional()
    .meta({ label: 'Normal, cut off' }),
  lognormal: z
    .strictObject({
      median: amount.meta({ label: 'As likely to be less as more' }),
      p90: amount.meta({ label: 'More with a chance of one in ten' }),
      low: amount.optional().meta({ label: 'Cut off below; 0 when left out' }),
      high: amount.meta({ label: 'Cut off above' }),
    })
    .refine(({ median }) => numberOf(median) > 0, 'a median above 0')
    .refine(({ median, p90 }) => inOrder([median, p90]), 'a 90th percentile of at least the median')
    .refine(({ low, median, high }) => inOrder([low ?? 0, median, high]), 'a median between low and high')
    .optional()
    .meta({ label: 'Lognormal, cut off' }),
  choice: z
    .array(amount)
    .min(1)
    .max(50)
    .optional()
    .meta({ label: 'One of these, each as likely; twice is twice as likely' }),
};

type Laws = { [Name in keyof typeof lawFields]?: z.infer<(typeof lawFields)[Name]> };
const LAWS = Object.keys(lawFields) as readonly (keyof Laws)[];

function amountsOf(written: Laws): readonly Written[] {
  const { range, triangular, normal, lognormal, choice } = written;
  if (range) return range;
  if (triangular) return triangular;
  if (normal) return [normal.mean, normal.sd, normal.low, normal.high];
  if (lognormal)
    return [lognormal.median, lognormal.p90, lognormal.high, ...(lognormal.low === undefined ? [] : [lognormal.low])];
  return choice ?? [];
}

function lawOf({ range, triangular, normal, lognormal, choice }: Laws): Law {
  if (range) return { kind: 'range', low: numberOf(range[0]), high: numberOf(range[1]) };
  if (triangular) {
    const [low, mode, high] = triangular.map(numberOf) as [number, number, number];
    return { kind: 'triangular', low, mode, high };
  }
  if (normal) {
    const { mean, sd, low, high } = normal;
    return { kind: 'normal', mean: numberOf(mean), sd: numberOf(sd), low: numberOf(low), high: numberOf(high) };
  }
  if (lognormal) {
    const { median, p90, low, high } = lognormal;
    return {
      kind: 'lognormal',
      median: numberOf(median),
      p90: numberOf(p90),
      low: numberOf(low ?? 0),
      high: numberOf(high),
    };
  }
  return { kind: 'choice', values: (choice ?? []).map(numberOf) };
}

/** An entry of the list `uncertain`; `{ uncertain: ... }` in place of a number has the same fields but `of`. */
export const uncertain = z
  .strictObject({
    of: z.string().min(1).max(300).meta({ label: 'Which number: its place, as backups.paper-pack.covers.0.share' }),
    ...lawFields,
    as: id.optional().meta({ label: 'Low and high together with all others of this name' }),
    why: note.optional().meta({ label: 'Why these bounds' }),
    source: source.optional(),
  })
  .refine(
    (entry) => LAWS.filter((law) => entry[law] !== undefined).length === 1,
    'exactly one of range, triangular, normal, lognormal and choice',
  )
  .refine(
    (entry) => new Set(amountsOf(entry).map(amountOf)).size <= 1,
    'the same unit throughout: plain numbers, lengths of time or working days',
  )
  .transform((entry): Uncertain => ({
    of: entry.of,
    amount: amountOf(amountsOf(entry)[0] ?? 0),
    law: lawOf(entry),
    as: entry.as,
    source: entry.source,
    why: entry.why,
  }))
  .meta({ label: 'A number that is not known' });
