/** Parts of a scenario in a planner's words: delays, handling times, arrivals, hours, sites, modes. */
import type { DelayDistribution, MinutesDistribution, Shift, SiteScope, When } from '../../catalog/fields.ts';
import type { Arrivals, Service } from '../../catalog/templates/template.ts';
import { count, decimal, list, percent, pounds } from '../../results/format.ts';
import { describeMinutes } from '../../scenario/controls/control.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export function delayWords(delay: DelayDistribution): string {
  const words = describeMinutes;
  if ('fixed' in delay) return delay.fixed === 0 ? 'at once' : words(delay.fixed);
  if ('exponential' in delay) return `exponential, mean ${words(delay.exponential.mean)}`;
  if ('triangular' in delay) {
    const [low, mode, high] = delay.triangular;
    return low === high ? words(mode) : `${words(low)} to ${words(high)}, most likely ${words(mode)}`;
  }
  return `lognormal, median ${words(delay.lognormal.median)}, one in ten above ${words(delay.lognormal.p90)}`;
}

const minutes = (value: number): string => `${plain(value)} min`;

export function handlingWords(given: MinutesDistribution): string {
  if ('fixed' in given) return `${minutes(given.fixed)}, always`;
  if ('exponential' in given) return `${minutes(given.exponential.mean)}, exponential`;
  if ('lognormal' in given) return `${minutes(given.lognormal.mean)}, lognormal, cv ${plain(given.lognormal.cv)}`;
  if ('gamma' in given) return `${minutes(given.gamma.mean)}, gamma, cv ${plain(given.gamma.cv)}`;
  return `as measured, ${count(given.bins.length)} bins from ${minutes(given.bins[0]!.from)} to ${minutes(given.bins.at(-1)!.to)}`;
}

/** `70 a week for 1,000 people, by chance`; follow-on work and what others send has none of its own. */
export function arrivalWords(arrivals: Arrivals | undefined): string {
  if (!arrivals) return 'follows from other work';
  const of = 'poisson' in arrivals ? arrivals.poisson : arrivals.scheduled;
  const volume =
    of.perThousandPerWeek !== undefined
      ? `${plain(of.perThousandPerWeek)} a week for 1,000 people`
      : `${plain(of.perWeek ?? 0)} a week`;
  if ('poisson' in arrivals) return `${volume}, by chance (Poisson, by hour and weekday)`;
  return `${volume}, booked${arrivals.scheduled.noShow > 0 ? `, ${percent(arrivals.scheduled.noShow)} do not come` : ''}`;
}

export function targetWords(target: Service['target']): string {
  return typeof target === 'number'
    ? describeMinutes(target)
    : `${count(target.workingDays)} working ${target.workingDays === 1 ? 'day' : 'days'}`;
}

export function shiftWords(shifts: readonly Shift[]): string {
  return shifts.map(({ days, from, to }) => `${dayWords(days)} ${clock(from)} to ${clock(to)}`).join('; ');
}

function dayWords(days: readonly number[]): string {
  const runs = days.length > 2 && days.every((day, k) => k === 0 || day === days[k - 1]! + 1);
  return runs ? `${DAYS[days[0]!]!} to ${DAYS[days.at(-1)!]!}` : list(days.map((day) => DAYS[day]!));
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

export function scopeWords(scope: SiteScope | undefined): string {
  if (scope === undefined || scope === 'all') return 'all sites';
  if (scope === 'affected') return 'all sites hit';
  if (Array.isArray(scope)) return `${count(scope.length)} named ${scope.length === 1 ? 'site' : 'sites'}`;
  const within = scope.group === undefined ? '' : ` of the group ${scope.group}`;
  return 'share' in scope ? `${percent(scope.share)} of sites${within}, drawn in each run` : `all sites${within}`;
}

export function whenWords(when: When): string {
  if ('from' in when) return `${when.from} to ${when.to}`;
  const lead = when.lead > 0 ? `, ${describeMinutes(when.lead)} later` : '';
  if (when.on === 'backlog') return `when more than ${count(when.above)} wait in ${when.service}${lead}`;
  const until =
    when.until === 'restoration'
      ? ' until everything works again'
      : when.lasts !== undefined
        ? ` for ${describeMinutes(when.lasts)}`
        : '';
  return `on ${when.on}${when.of === undefined ? '' : ` of ${when.of}`}${lead}${until}`;
}

export function costWords(cost: {
  readonly setUpPerSite: number;
  readonly perSitePerYear: number;
  readonly perDayInUse: number;
  readonly perHour: number;
}): string {
  const parts = [
    ...(cost.setUpPerSite > 0 ? [`${pounds(cost.setUpPerSite)} once for each site`] : []),
    ...(cost.perSitePerYear > 0 ? [`${pounds(cost.perSitePerYear)} a year for each site`] : []),
    ...(cost.perDayInUse > 0 ? [`${pounds(cost.perDayInUse)} a day in use`] : []),
    ...(cost.perHour > 0 ? [`${pounds(cost.perHour)} an hour`] : []),
  ];
  return parts.length === 0 ? 'none counted' : list(parts);
}

/** A number as short as it can be: `12`, `0.25`, `1,234.5`. */
export function plain(value: number): string {
  const decimals = [0, 1, 2, 3].find((places) => Math.abs(value - Number(value.toFixed(places))) < 1e-9) ?? 3;
  return decimal(value, decimals);
}
