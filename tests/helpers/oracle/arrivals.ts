/** When a service's own items come: by a Poisson clock, by booked slots, or on top in a surge (rules 7, 8, 8a). */
import type { Service } from '../../../src/catalog/templates/template.ts';
import type { Interval, Steps } from '../../../src/catalog/types.ts';
import { log } from '../../../src/engine/math.ts';
import { Purpose, uniformAt, type StreamKey } from '../../../src/engine/streams.ts';
import { dateOf, TICKS_PER_HOUR } from '../../../src/scenario/calendar.ts';
import type { ModelSite } from '../../../src/scenario/model.ts';
import { weekday, type Span } from './calendar.ts';
import type { Surge } from './damage.ts';
import { weeklyStaffTicks, weeklyVolume, type StaffPool } from './staff.ts';

/** Ticks of all own items before the horizon; the position is the own item index. */
export function arrivalTicks(
  span: Span,
  site: ModelSite,
  service: Service,
  pool: StaffPool,
  baseStaff: Steps,
  stream: StreamKey,
): number[] {
  if (!service.arrivals) return [];
  if ('scheduled' in service.arrivals)
    return slots(span, Math.round(weeklyVolume(site, service) * 1e6) / 1e6, weeklyStaffTicks(pool), baseStaff);
  return byClock(stream, hoursOf(span, hourlyRates(span, site, service)));
}

/** Ticks of what comes on top in a surge; the position is the item's index within it (rule 8a). */
export function surgeTicks(span: Span, site: ModelSite, service: Service, surge: Surge, stream: StreamKey): number[] {
  const { extra } = surge;
  if ('perDay' in extra) return byClock(stream, hoursOf(span, perDayRates(span, service, extra.perDay), surge));
  const usual = hourlyRates(span, site, service);
  return byClock(
    stream,
    hoursOf(span, (hour) => extra.ofBase * usual(hour), surge),
  );
}

type Rates = (hour: number) => number;

/** Items an hour of a Poisson service; none of another. */
function hourlyRates(span: Span, site: ModelSite, service: Service): Rates {
  if (!service.arrivals || 'scheduled' in service.arrivals) return () => 0;
  const { profile, dateFactors } = service.arrivals.poisson;
  const sum = profile.flat().reduce((total, weight) => total + weight, 0);
  const volume = weeklyVolume(site, service);
  return (hour) => {
    const day = Math.floor(hour / 24);
    const weight = profile[weekday(span, day)]![hour % 24]!;
    if (weight === 0) return 0;
    return ((volume * weight) / sum) * (dateFactors[dateOf(span.firstDay + day)] ?? 1);
  };
}

/** A day's extra items spread over its hours as the service's own are on that weekday. */
function perDayRates(span: Span, service: Service, perDay: number): Rates {
  if (!service.arrivals || 'scheduled' in service.arrivals) return () => perDay / 24;
  const { profile } = service.arrivals.poisson;
  return (hour) => {
    const weights = profile[weekday(span, Math.floor(hour / 24))]!;
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return sum === 0 ? perDay / 24 : (perDay * weights[hour % 24]!) / sum;
  };
}

interface Part extends Interval {
  /** Expected items. */
  readonly rate: number;
}

/** The hours of the span, or the parts of them within an interval. */
function* hoursOf(span: Span, rateOf: Rates, within?: Interval): Generator<Part> {
  const end = Math.min(span.horizon, within?.to ?? Infinity);
  let from = within?.from ?? 0;
  while (from < end) {
    const hour = Math.floor(from / TICKS_PER_HOUR);
    const to = Math.min(end, (hour + 1) * TICKS_PER_HOUR);
    const rate = rateOf(hour);
    yield { from, to, rate: to - from === TICKS_PER_HOUR ? rate : (rate * (to - from)) / TICKS_PER_HOUR };
    from = to;
  }
}

/** Items come when a clock that runs with the rates passes the sums of their gaps. */
function byClock(stream: StreamKey, parts: Iterable<Part>): number[] {
  const arrivals: number[] = [];
  let clock = -log(1 - uniformAt(stream, 0, Purpose.gap));
  let passed = 0;
  for (const { from, to, rate } of parts) {
    while (passed + rate > clock) {
      arrivals.push(from + Math.min(to - from - 1, Math.floor(((clock - passed) / rate) * (to - from))));
      clock += -log(1 - uniformAt(stream, arrivals.length, Purpose.gap));
    }
    passed += rate;
  }
  return arrivals;
}

/** Slots spread evenly over base staff time. */
function slots(span: Span, volume: number, weekly: number, baseStaff: Steps): number[] {
  const found: number[] = [];
  if (volume <= 0 || weekly <= 0) return found;
  const interval = weekly / volume;
  let passed = 0;
  baseStaff.ticks.forEach((from, k) => {
    const to = baseStaff.ticks[k + 1] ?? span.horizon;
    const staff = baseStaff.values[k]!;
    const reached = passed + staff * (to - from);
    for (
      let target = (found.length + 0.5) * interval;
      staff > 0 && target <= reached;
      target = (found.length + 0.5) * interval
    ) {
      found.push(Math.min(to - 1, from + Math.floor((target - passed) / staff)));
    }
    passed = reached;
  });
  return found;
}
