import { describe, expect, it } from 'vitest';
import { serviceSet } from '../../src/results/serviceSet.ts';
import { summarise } from '../../src/results/summarise.ts';
import type { Verdict } from '../../src/results/types.ts';
import { verdict } from '../../src/results/verdict.ts';
import { block, dice, LETTERS, made, setOf, VISITS, type Extras, type Made, type RunSpec } from './handMade.ts';

const HOURS = 28 * 24;
/** Every kind with every number of runs so many times; ten times as often in `npm run test:deep`. */
const EACH = 6 * Number(process.env['SWEEP'] ?? 1);

/** A generated study: what its runs were made from, so that a reader can work everything out again. */
interface Case {
  readonly name: string;
  readonly from: Made;
  readonly specs: readonly RunSpec[];
  readonly chosen?: string;
  /** The only kind of work looked at. */
  readonly service?: Kind;
}
type Kind = 'visits' | 'letters';

const KINDS = [
  'nobody',
  'mild',
  'same',
  'better',
  'worse',
  'noisy',
  'stuck',
  'late',
  'priced',
  'cured',
  'alone',
  'chosen',
] as const;

/** Of runs. */
const NUMBERS = [1, 2, 6, 20, 40] as const;

function generate(seed: number): Case {
  const roll = dice(seed);
  const kind = KINDS[seed % KINDS.length]!;
  const n = NUMBERS[Math.floor(seed / KINDS.length) % NUMBERS.length]!;
  const sites = [1, 3, 5][Math.floor(roll() * 3)]!;
  const marked = roll() < 0.8;
  const ids =
    kind === 'alone'
      ? ['today']
      : ['today', 'paper', 'read-only', 'both'].slice(0, kind === 'chosen' || roll() < 0.5 ? 4 : 2);
  if (roll() < 0.3) ids.reverse();
  const from = made({
    sites,
    strategies: ids.map((id) => ({ id, title: `Plan ${id}`, baseline: marked && id === 'today' })),
  });
  const baseline = marked ? ids.indexOf('today') : 0;
  // What is late has luck of its own, so that the other cases stay what they are.
  const lateness = dice(seed + 1_000_000);
  const specs = Array.from({ length: n }, (): RunSpec => {
    const luck = Array.from({ length: sites }, () => roll());
    const strategies = ids.map((_, s): Extras => {
      const other = s === baseline ? 0 : 1 + s * 0.2;
      const noise = kind === 'noisy' ? (roll() - 0.5) * 8 : 0;
      const shift =
        {
          nobody: 0,
          mild: 0,
          same: 0,
          better: -1.5,
          worse: 1.5,
          noisy: 0,
          stuck: 0,
          late: -2,
          priced: -1,
          cured: 0,
          alone: 0,
          chosen: roll() - 0.6,
        }[kind] *
          other +
        noise;
      const level =
        kind === 'nobody' || kind === 'mild' || (kind === 'cured' && other > 0 && roll() < 0.8)
          ? kind === 'nobody'
            ? 0
            : 3
          : 25;
      const series = luck.map((value) => {
        const days =
          kind === 'stuck'
            ? roll() < 0.8
              ? 99
              : 20
            : kind === 'late'
              ? 23 + 5 * value + 3 * shift
              : 3 + 4 * value + shift;
        return block(HOURS, 9, Math.max(10, Math.min(HOURS, Math.round(days * 24))), level);
      });
      const price = kind === 'priced' || kind === 'chosen' ? other : kind === 'worse' ? -other : 0;
      return {
        visits: series,
        letters: kind === 'same' ? series.map((line) => line.map((value) => value * 2)) : [],
        counts: {
          missed: luck.map(() => Math.max(0, Math.round(4 + 5 * price + 2 * roll()))),
          withoutRecord: luck.map(() => Math.max(0, Math.round(20 + 8 * price * (roll() - 0.2)))),
          late: luck.map(() => Math.max(0, Math.round(30 + 20 * price + 20 * lateness()))),
        },
      };
    });
    return {
      strategies,
      failed: kind === 'nobody' ? -1 : 5 + Math.floor(roll() * 5),
      restored: kind === 'nobody' ? -1 : luck.map((value) => 15 + Math.floor(value * 20)),
    };
  });
  return {
    name: `${kind} ${seed}`,
    from,
    specs,
    ...(kind === 'chosen' && { chosen: ids[Math.floor(roll() * ids.length)]! }),
  };
}

/* ---- An independent reader: works from the hand-made series alone. ---- */

/** Working hours before an hour: whole numbers, so that equal lengths of time are equal. */
const worked = (hour: number): number => WORKED[hour]!;
const WORKED = Array.from({ length: HOURS + 1 }, (_, hour) => {
  let hours = 0;
  for (let h = 0; h < hour; h++) if (Math.floor(h / 24) % 7 < 5 && h % 24 >= 8 && h % 24 < 18) hours++;
  return hours;
});

/** Hour at which a service is back; 0 never disrupted, Infinity not back: the definition word by word. */
function backHour(series: readonly number[], perDay: number): number {
  const failure = Math.max(1, perDay / 10);
  const level = Math.max(1, perDay / 20);
  let disrupted = false;
  let back = 0;
  for (let h = 0; h < HOURS; h++) {
    if (!disrupted && series[h]! > failure) disrupted = true;
    if (!disrupted || series[h]! > level) continue;
    let day = Math.ceil((h - 8) / 24);
    while (day < 28 && day % 7 >= 5) day++;
    if (day >= 28) continue;
    let calm = true;
    for (let k = h; k < day * 24 + 18; k++) if (series[k]! > level) calm = false;
    if (calm) {
      disrupted = false;
      back = h;
    }
  }
  return disrupted ? Infinity : back;
}

interface Read {
  /** Working days from restoration of the typical site, run by run. */
  readonly days: number[];
  readonly disrupted: boolean[];
  readonly horizon: number[];
  readonly missed: number[];
  readonly unseen: number[];
  readonly late: number[];
}

function readStrategy(one: Case, s: number): Read {
  const sites = one.from.frame.sites.length;
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.ceil(values.length / 2) - 1]!;
  const result: Read = { days: [], disrupted: [], horizon: [], missed: [], unseen: [], late: [] };
  const looks = (kind: Kind): boolean => one.service === undefined || one.service === kind;
  for (const spec of one.specs) {
    const extras = spec.strategies[s]!;
    const failed = spec.failed as number;
    const restored = spec.restored as number[];
    const backs = Array.from({ length: sites }, (_, site) =>
      Math.max(
        looks('visits') ? backHour(extras.visits?.[site] ?? new Array(HOURS).fill(0), VISITS.perDay) : 0,
        looks('letters') ? backHour(extras.letters?.[site] ?? new Array(HOURS).fill(0), LETTERS.perDay) : 0,
      ),
    );
    result.days.push(
      failed < 0
        ? 0
        : middle(
            backs.map((back, site) =>
              back === Infinity ? Infinity : (worked(back === 0 ? failed : back) - worked(restored[site]!)) / 10,
            ),
          ),
    );
    result.disrupted.push(failed >= 0 && middle([...backs]) !== 0);
    result.horizon.push(failed < 0 ? 0 : middle(restored.map((hour) => (worked(HOURS) - worked(hour)) / 10)));
    const sum = (values: readonly number[] | undefined) =>
      (values ?? []).slice(0, sites).reduce((total, value) => total + value, 0);
    // Only letters are time-critical; everything else is counted on visits.
    result.missed.push(looks('letters') ? sum(extras.counts?.missed) : 0);
    result.unseen.push(looks('visits') ? sum(extras.counts?.withoutRecord) : 0);
    result.late.push(looks('visits') ? sum(extras.counts?.late) : 0);
  }
  return result;
}

const T975: Readonly<Record<number, number>> = {
  1: 12.7062047364,
  5: 2.5705818356,
  19: 2.0930240544,
  39: 2.0226909201,
};

function interval(values: readonly number[]) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const half = n === 1 ? Infinity : (T975[n - 1]! * sd) / Math.sqrt(n);
  return { mean, low: mean - half, high: mean + half };
}

function compare(a: Read, b: Read) {
  const n = a.days.length;
  const limited = (read: Read, r: number) => (read.days[r] === Infinity ? read.horizon[r]! : read.days[r]!);
  const differences = a.days.map((day, r) => (day === b.days[r] ? 0 : limited(a, r) - limited(b, r)));
  return {
    ...interval(differences),
    n,
    sooner: a.days.filter((day, r) => day < b.days[r]!).length,
    later: a.days.filter((day, r) => day > b.days[r]!).length,
    missed: interval(a.missed.map((value, r) => value - b.missed[r]!)),
    unseen: interval(a.unseen.map((value, r) => value - b.unseen[r]!)),
    late: interval(a.late.map((value, r) => value - b.late[r]!)),
  };
}

const number = (text: string) => Number(text.replaceAll(',', '').replace('−', '-'));
const notBack = (read: Read) => read.days.filter((day) => day === Infinity).length;
const undisturbed = (read: Read) => read.disrupted.filter((value) => !value).length;

/** Every claim in the text that is false of the case; and what kind of verdict it was. */
function check(one: Case, said: Verdict): { problems: string[]; kind: string } {
  const problems: string[] = [];
  const must = (holds: boolean, claim: string): void => void (holds || problems.push(claim));
  const close = (said: string, value: number, digits = 1): boolean =>
    Math.abs(number(said) - value) <= 0.5 * 10 ** -digits + 1e-9;
  const { strategies } = one.from.model.scenario;
  const baseline = Math.max(
    0,
    strategies.findIndex((strategy) => strategy.baseline),
  );
  const base = readStrategy(one, baseline);
  const n = one.specs.length;
  const { detail } = said;
  // Of one kind of work alone the sentence names it and goes on as ever.
  const name = one.service && (one.service === 'visits' ? 'Visits alone: ' : 'Letters alone: ');
  must(name === undefined || said.headline.startsWith(name), 'names the kind of work');
  must(name !== undefined || !said.headline.includes(' alone: '), 'names none');
  const rest = said.headline.slice(name?.length ?? 0);
  const headline = name === undefined ? rest : rest[0]!.toUpperCase() + rest.slice(1);
  const all = `${headline} ${detail}`;
  const hit = one.specs.some((spec) => (spec.failed as number) >= 0);

  must(/^[A-Z0-9“]/.test(headline) && headline.endsWith('.'), 'a sentence');
  must(headline.split(/\. /).length === 1, 'one headline sentence');
  must(!/NaN|undefined|null|Infinity|−0\.0|harm|excess|censored|reneged|degraded|\bshed\b/.test(all), `words: ${all}`);
  must(all.length < 900, 'short');

  if (/does not reach/.test(headline)) {
    must(!hit, 'reaches nobody');
    return { problems, kind: 'nobody' };
  }
  must(hit, 'a verdict on recovery although nobody is hit');

  for (const [, said, total] of all.matchAll(/is not disrupted in (\d+) of (\d+) runs?/g))
    must(number(total!) === n && number(said!) > 0, `not disrupted in ${said} of ${total}`);
  const named = strategies.findIndex((strategy, s) => s !== baseline && headline.includes(`“${strategy.title}”`));
  if (named < 0) {
    must(
      strategies.length === 1 || one.chosen === strategies[baseline]!.id,
      'speaks of the baseline alone only when it must',
    );
    describeAlone(headline, detail, base, n, must, close);
    return { problems, kind: 'alone' };
  }
  if (one.chosen) must(strategies[named]!.id === one.chosen, 'speaks of the chosen strategy');
  const other = readStrategy(one, named);
  const difference = compare(other, base);
  if (!one.chosen) {
    for (let s = 0; s < strategies.length; s++)
      if (s !== baseline)
        must(
          compare(readStrategy(one, s), base).mean >= difference.mean - 1e-9,
          `${strategies[s]!.id} is better than ${strategies[named]!.id}`,
        );
  }
  if (strategies[baseline]!.baseline) must(all.includes('today’s arrangement'), 'names today’s arrangement');

  let kind: string;
  const tied = difference.sooner === 0 && difference.later === 0;
  if (/no sooner and no later|neither under/.test(headline)) {
    kind = 'same';
    must(tied, 'no difference');
    if (/is not disrupted/.test(headline))
      must(undisturbed(base) === n && undisturbed(other) === n, 'neither is disrupted');
    if (/is not back/.test(headline)) must(notBack(base) === n && notBack(other) === n, 'neither is back');
  } else if (/cannot tell/.test(headline)) {
    kind = 'cannot tell';
    must(
      !tied && difference.low <= 0 && difference.high >= 0,
      `cannot tell, but ${difference.low} to ${difference.high}`,
    );
  } else if (/is worse than/.test(headline)) {
    kind = 'worse';
    must(difference.low > 0, 'worse');
    const amount = /back to normal ([\d.,]+) working days later/.exec(headline);
    must(
      amount ? close(amount[1]!, difference.mean) : difference.mean < 0.05,
      `later by ${amount?.[1]}, in truth ${difference.mean}`,
    );
  } else {
    kind = 'better';
    must(difference.high < 0, 'better');
    const amount = /back to normal ([\d.,]+) working days sooner/.exec(headline);
    if (amount) must(close(amount[1]!, -difference.mean), `sooner by ${amount[1]}, in truth ${-difference.mean}`);
    else if (/under .* it is not back by/.test(headline)) {
      kind = 'not back';
      const said = /it is not back by 11 August in (\d+) of (\d+) runs/.exec(headline);
      must(
        said !== null && number(said[1]!) === notBack(base) && notBack(base) * 2 > n,
        'the baseline is not back in most runs',
      );
      const own = /is not back to normal by 11 August in (\d+) of/.exec(headline);
      if (own) must(number(own[1]!) === notBack(other), 'own runs not back');
      const median = /back to normal ([\d.]+) working days (after|before) restoration, or sooner/.exec(headline);
      if (median)
        must(
          other.days.filter((day) => day <= number(median[1]!) * (median[2] === 'before' ? -1 : 1) + 0.05).length * 2 >=
            n,
          'at least half of the runs',
        );
    } else if (/with “[^”]*” [a-z ]+ is not disrupted in (\d+) of/i.test(headline)) {
      kind = 'cured';
      must(number(/is not disrupted in (\d+) of/.exec(headline)![1]!) === undisturbed(other), 'not disrupted in');
      must(number(/, under .* in (\d+)/.exec(headline)![1]!) === undisturbed(base), 'baseline not disrupted in');
    } else must(/less than 0\.1/.test(headline) && -difference.mean < 0.05, `an unknown sentence: ${headline}`);
  }

  // What is worse must be said in the headline, and only then.
  must(
    /time-critical work missed/.test(headline) === difference.missed.low > 0,
    `time-critical work missed: ${difference.missed.low}`,
  );
  must(
    /seen without the record/.test(headline) === difference.unseen.low > 0,
    `seen without the record: ${difference.unseen.low}`,
  );
  const missed = /([\d.,]+) more pieces of time-critical/.exec(headline);
  if (missed)
    must(close(missed[1]!, difference.missed.mean, difference.missed.mean >= 9.95 ? 0 : 1), 'how much more is missed');
  const unseen = /([\d.,]+) more people seen/.exec(headline);
  if (unseen)
    must(
      close(unseen[1]!, difference.unseen.mean, difference.unseen.mean >= 9.95 ? 0 : 1),
      'how many more are seen without the record',
    );
  // What is late is told of one kind of work alone, and nowhere else.
  must(
    /(pieces of work|more work) late/.test(headline) === (one.service !== undefined && difference.late.low > 0),
    `late: ${difference.late.low}`,
  );
  const late = /([\d.,]+) more pieces of work late/.exec(headline);
  if (late) must(close(late[1]!, difference.late.mean, difference.late.mean >= 9.95 ? 0 : 1), 'how much more is late');
  const earlier = /([\d.,]+) fewer pieces of work late/.exec(detail);
  if (earlier)
    must(close(earlier[1]!, -difference.late.mean, difference.late.mean <= -9.95 ? 0 : 1), 'how much less is late');
  if (one.service !== undefined)
    must(/work late/.test(detail) === difference.late.high < 0, `less late: ${difference.late.high}`);
  for (const [said, value] of [
    ['fewer pieces of time-critical', difference.missed],
    ['fewer people seen', difference.unseen],
    ['fewer pieces of work late', difference.late],
  ] as const)
    if (detail.includes(said)) must(value.high < 0, said);
  if (kind === 'better' || kind === 'not back' || kind === 'cured')
    must(/in more runs \(/.test(headline) === notBack(other) > notBack(base), 'more runs not back');

  const counts =
    /Sooner in (\d+) of (\d+) runs of this model, later in (\d+)(?:, equal in (?<equal>\d+))?; the average lies between ([\d.,]+)( working days sooner)? and ([\d.,]+)( working days)? (sooner|later)/.exec(
      detail,
    );
  if (n > 1 && !tied) {
    must(counts !== null, `counts: ${detail}`);
    if (counts) {
      must(
        [number(counts[1]!), number(counts[2]!), number(counts[3]!)].join() ===
          [difference.sooner, n, difference.later].join(),
        'counts',
      );
      const { equal } = counts.groups!;
      must((equal === undefined ? 0 : number(equal)) === n - difference.sooner - difference.later, 'ties');
      const ends = counts[6]
        ? [-number(counts[5]!), number(counts[7]!)]
        : counts[9] === 'sooner'
          ? [-number(counts[7]!), -number(counts[5]!)]
          : [number(counts[5]!), number(counts[7]!)];
      must(
        Math.abs(ends[0]! - difference.low) < 0.0501 && Math.abs(ends[1]! - difference.high) < 0.0501,
        `interval ${ends} is ${difference.low} to ${difference.high}`,
      );
    }
    const restricted = notBack(other) > 0 || notBack(base) > 0;
    must(/count as back at its end/.test(detail) === restricted, 'says what runs not back count as');
  }
  if (n === 1) must(/One run says nothing about chance/.test(detail), 'one run says nothing');
  const middle =
    /middle run: (not disrupted|not back by 11 August|at restoration|([\d.,]+) working days (after|before) restoration) with “/.exec(
      all,
    );
  if (middle) {
    const sorted = [...other.days].sort((a, b) => a - b)[Math.ceil(n / 2) - 1]!;
    if (middle[1] === 'not disrupted') must(undisturbed(other) * 2 >= n, 'middle run not disrupted');
    else if (middle[1] === 'at restoration') must(Math.abs(sorted) < 0.0501, 'middle run at restoration');
    else if (middle[2])
      must(close(middle[2], middle[3] === 'before' ? -sorted : sorted), `middle run ${middle[1]} is ${sorted}`);
    else must(sorted === Infinity, 'middle run not back');
  }
  return { problems, kind };
}

function describeAlone(
  headline: string,
  detail: string,
  base: Read,
  n: number,
  must: (holds: boolean, claim: string) => void,
  close: (said: string, value: number) => boolean,
): void {
  const sorted = [...base.days].sort((a, b) => a - b);
  const median = sorted[Math.ceil(n / 2) - 1]!;
  if (/is not disrupted in (any|the one)/.test(headline)) must(undisturbed(base) === n, 'never disrupted');
  else if (/is not disrupted in/.test(headline))
    must(number(/in (\d+) of/.exec(headline)![1]!) === undisturbed(base), 'how often not disrupted');
  else if (/is not back to normal/.test(headline))
    must(number(/in (\d+) of/.exec(headline)![1]!) === notBack(base) && median === Infinity, 'how often not back');
  else {
    const said = /back to normal (?:([\d.]+) working days (after|before)|at) restoration/.exec(headline);
    must(
      said !== null && (said[1] ? close(said[1], said[2] === 'before' ? -median : median) : Math.abs(median) < 0.0501),
      `median ${median}: ${headline}`,
    );
  }
  const range =
    /between ([\d.]+) working days (after|before) restoration and ([\d.]+) working days (after|before) restoration/.exec(
      detail,
    );
  if (range) {
    const [low, high] = [
      number(range[1]!) * (range[2] === 'before' ? -1 : 1) - 0.05,
      number(range[3]!) * (range[4] === 'before' ? -1 : 1) + 0.05,
    ];
    must(base.days.filter((day) => day >= low - 1e-9 && day <= high + 1e-9).length >= 0.9 * n, 'nine in ten runs');
  }
}

describe('the verdict', () => {
  const studies = EACH * KINDS.length * NUMBERS.length;

  it(`is true of ${studies} generated studies of every kind`, () => {
    const kinds = new Map<string, number>();
    for (let seed = 0; seed < studies; seed++) {
      const one = generate(seed);
      const set = setOf(one.from, one.specs);
      const text = verdict(summarise(set), set, one.chosen);
      const { problems, kind } = check(one, text);
      expect(problems, `${one.name}: ${text.headline} ${text.detail}`).toEqual([]);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    for (const kind of ['nobody', 'alone', 'same', 'cannot tell', 'worse', 'better', 'not back', 'cured'])
      expect(kinds.get(kind) ?? 0, kind).toBeGreaterThanOrEqual(5);
  }, 240_000);

  it(`of one kind of work alone is true of ${studies / 2} generated studies and both kinds of work in each`, () => {
    const kinds = new Map<string, number>();
    let late = 0;
    for (let seed = 0; seed < studies / 2; seed++) {
      const { chosen, ...from } = generate(seed);
      const set = setOf(from.from, from.specs);
      for (const service of ['visits', 'letters'] as const) {
        const alone = serviceSet(set, `practice/${service}`)!;
        const text = verdict(summarise(alone), alone, chosen);
        const { problems, kind } = check({ ...from, ...(chosen && { chosen }), service }, text);
        expect(problems, `${from.name}, ${service}: ${text.headline} ${text.detail}`).toEqual([]);
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
        if (text.headline.includes('late')) late++;
      }
    }
    for (const kind of ['nobody', 'alone', 'same', 'cannot tell', 'worse', 'better', 'not back', 'cured'])
      expect(kinds.get(kind) ?? 0, kind).toBeGreaterThanOrEqual(5);
    expect(late).toBeGreaterThanOrEqual(5);
  }, 240_000);

  it('of one kind of work is read by somebody who notices when it is of all', () => {
    let noticed = 0;
    for (let seed = 0; seed < 48; seed++) {
      const one = generate(seed);
      const set = setOf(one.from, one.specs);
      const { headline, ...rest } = verdict(summarise(set), set, one.chosen);
      const lie = { ...rest, headline: `Letters alone: ${headline[0]!.toLowerCase()}${headline.slice(1)}` };
      if (check({ ...one, service: 'letters' }, lie).problems.length > 0) noticed++;
    }
    expect(noticed).toBeGreaterThanOrEqual(20);
  });

  it('is read by somebody who notices a false claim', () => {
    const one = generate(KINDS.indexOf('better') + 3 * KINDS.length);
    const set = setOf(one.from, one.specs);
    const text = verdict(summarise(set), set);
    expect(check(one, text).problems).toEqual([]);
    const lies: Verdict[] = [
      { ...text, headline: text.headline.replace(/[\d.]+ working days sooner/, '9.9 working days sooner') },
      {
        ...text,
        headline: text.headline.replace('.', ', but with 3.0 more pieces of time-critical work missed on average.'),
      },
      { ...text, detail: text.detail.replace(/Sooner in \d+/, 'Sooner in 3') },
      { ...text, detail: text.detail.replace(/later in \d+/, 'later in 17') },
      { ...text, detail: text.detail.replace(/later in \d+/, '$&, equal in 1') },
      { ...text, headline: 'The incident does not reach any site.' },
      { ...text, headline: 'With “Plan paper” it is back no sooner and no later than under today’s arrangement.' },
    ];
    for (const lie of lies) expect(check(one, lie).problems.length, `${lie.headline} ${lie.detail}`).toBeGreaterThan(0);
  });
});

describe('the words of the verdict', () => {
  const from = made({
    strategies: [
      { id: 'today', title: 'What practices did', baseline: true },
      { id: 'read-only', title: 'Read-only record' },
    ],
  });
  const back = (days: number) => [0, 1, 2].map(() => block(HOURS, 8, days * 24 + 8, 25));
  const say = (pairs: readonly [number, number][], more: Partial<Extras> = {}) => {
    const set = setOf(
      from,
      pairs.map(([today, other]) => ({
        strategies: [{ visits: back(today) }, { visits: back(other), ...more }],
        failed: 8,
        restored: 18,
      })),
    );
    return verdict(summarise(set), set);
  };
  it('say how much sooner, in how many runs, and where the middle run lies', () => {
    expect(
      say([
        [4, 2],
        [4, 3],
        [4, 2],
        [3, 2],
      ]),
    ).toEqual({
      headline:
        'With “Read-only record” a typical practice is back to normal 1.5 working days sooner on average than under today’s arrangement.',
      detail:
        'Sooner in 4 of 4 runs of this model, later in 0; the average lies between 0.6 and 2.4 working days sooner (95% interval). The middle run: 1.0 working days after restoration with “Read-only record”, 3.0 under today’s arrangement.',
      decides: 'No assumption of this scenario is marked as uncertain, so none can be named that decides it.',
    });
  });
  it('say what it costs in the same sentence', () => {
    expect(
      say(
        [
          [4, 2],
          [4, 2],
          [4, 2],
        ],
        { counts: { missed: [4, 0, 0], withoutRecord: [20, 0, 0] } },
      ).headline,
    ).toBe(
      'With “Read-only record” a typical practice is back to normal 2.0 working days sooner on average than under today’s arrangement, but with 4.0 more pieces of time-critical work missed and 20 more people seen without the record on average.',
    );
  });
  it('say that it is worse', () =>
    expect(
      say([
        [2, 3],
        [2, 3],
      ]).headline,
    ).toBe(
      '“Read-only record” is worse than today’s arrangement: a typical practice is back to normal 1.0 working days later on average.',
    ));
  it('say that it makes no difference', () =>
    expect(
      say([
        [2, 2],
        [3, 3],
      ]).headline,
    ).toBe(
      'With “Read-only record” a typical practice is back to normal no sooner and no later, in working days, than under today’s arrangement, in any of 2 runs of this model.',
    ));
  it('say that these runs cannot tell', () => {
    const text = say([
      [2, 3],
      [4, 2],
      [2, 2],
    ]);
    expect(text.headline).toBe(
      '3 runs of this model cannot tell whether a typical practice is back to normal sooner with “Read-only record” than under today’s arrangement.',
    );
    expect(text.detail).toMatch(/about [\d,]+ more runs would settle it/);
  });
  it('say by which date it is not back', () => {
    expect(
      say([
        [28, 3],
        [28, 3],
        [28, 4],
      ]).headline,
    ).toBe(
      'With “Read-only record” a typical practice is back to normal 2.0 working days after restoration, or sooner, in at least half of the runs of this model; under today’s arrangement it is not back by 11 August in 3 of 3 runs.',
    );
  });
  it('say that nobody is disrupted', () =>
    expect(
      say([
        [0, 0],
        [0, 0],
      ]).headline,
    ).toBe(
      'A typical practice is not disrupted in any of 2 runs of this model, neither under today’s arrangement nor with “Read-only record”.',
    ));
  it('say of those that are not hit that they have more to do because others are', () => {
    const busy = setOf(from, [
      { strategies: [{ visits: back(2) }, { visits: back(3) }], failed: -1, restored: -1 },
      { strategies: [{}, {}], failed: -1, restored: -1 },
    ]);
    expect(verdict(summarise(busy), busy).headline).toBe(
      'The incident does not hit any of the 3 practices in any of 2 runs of this model, but under today’s arrangement there is more to do there in 1 of 2 runs, because others are hit.',
    );
    const letters = serviceSet(busy, 'practice/letters')!;
    expect(summarise(busy).warnings).toContain('The incident hits no site in any run.');
    expect(summarise(letters).warnings[0]).toMatch(
      /^The incident hits none of these sites in any run, which is what “not/,
    );
    expect(verdict(summarise(letters), letters).headline).toBe(
      'Letters alone: the incident does not reach any of the 3 practices in any of 2 runs of this model, so there is nothing to recover from.',
    );
  });
  it('say of typing up what back to normal means', () => {
    const set = setOf(from, [
      { strategies: [{ reentry: back(2) }, { reentry: back(1) }], failed: 8, restored: 18 },
      { strategies: [{ reentry: back(2) }, { reentry: back(1) }], failed: 8, restored: 18 },
    ]);
    const typing = serviceSet(set, 'practice/re-entry')!;
    const text = verdict(summarise(typing), typing);
    expect(text.headline).toMatch(
      /^Typing up alone: with “Read-only record” a typical practice is back to normal 1\.0 working days sooner/,
    );
    expect(text.detail).toMatch(/^Back to normal means here that nothing is left to be typed up\. /);
  });
  it('say that nothing has been run', () => {
    const set = setOf(from, []);
    expect(verdict(summarise(set), set).headline).toBe('Nothing has been run yet.');
  });
});
