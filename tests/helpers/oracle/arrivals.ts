/** When a service's own items come: by a Poisson clock, or by booked slots (rules 7, 8). */
import type { Service } from '../../../src/catalog/templates/template.ts';
import type { Steps } from '../../../src/catalog/types.ts';
import { log } from '../../../src/engine/math.ts';
import { Purpose, uniformAt, type StreamKey } from '../../../src/engine/streams.ts';
import { dateOf, TICKS_PER_HOUR } from '../../../src/scenario/calendar.ts';
import type { ModelSite } from '../../../src/scenario/model.ts';
import { weekday, type Span } from './calendar.ts';
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
  const volume = weeklyVolume(site, service);
  if ('scheduled' in service.arrivals)
    return slots(span, Math.round(volume * 1e6) / 1e6, weeklyStaffTicks(pool), baseStaff);

  const { profile, dateFactors } = service.arrivals.poisson;
  const sum = profile.flat().reduce((total, weight) => total + weight, 0);
  const arrivals: number[] = [];
  let clock = -log(1 - uniformAt(stream, 0, Purpose.gap));
  let passed = 0;
  for (let hour = 0; hour < span.days * 24; hour++) {
    const day = Math.floor(hour / 24);
    const weight = profile[weekday(span, day)]![hour % 24]!;
    const rate = ((volume * weight) / sum) * (dateFactors[dateOf(span.firstDay + day)] ?? 1);
    while (passed + rate > clock) {
      arrivals.push(
        hour * TICKS_PER_HOUR + Math.min(TICKS_PER_HOUR - 1, Math.floor(((clock - passed) / rate) * TICKS_PER_HOUR)),
      );
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
