/** Why so much work is outstanding at an hour: run by run, and by kind of work. */
import { curveOf } from '../curves.ts';
import { layoutOf } from '../layout.ts';
import { keysOf, pen, scaleOf, type CurveOptions } from '../pen.ts';
import { strategyIndex, worldOf } from '../perRun.ts';
import type { ResultSet } from '../resultSet.ts';
import type { HourAsked } from './asked.ts';
import { figuresOf, meanOf, middleOf, moving, parts, ranked, type Explanation } from './explanation.ts';

export function explainHour(set: ResultSet, { strategy, quantity, hour, services, unit }: HourAsked): Explanation {
  const index = strategyIndex(set, strategy);
  const layout = layoutOf(set.frame, set.model);
  const keys = keysOf(layout, services);
  // The hours of folded runs are gone, but for those of the samples.
  const kept = { runs: set.runs.filter((run) => worldOf(run, index).outstandingHours.length > 0) };
  const line = new Float64Array(set.frame.hours);
  const valuesOf = (options: CurveOptions): Float64Array => {
    const draw = pen(set, strategy, quantity, options);
    return Float64Array.from(kept.runs, (run) => {
      draw(run, line);
      return line[hour]!;
    });
  };
  const options: CurveOptions = { unit, ...(services && { services }) };
  const values = valuesOf(options);
  const runs = ranked(figuresOf(kept, values));
  const isTypingUp = keys.every((k) => layout.keys[k]!.isReentry);
  const [only] = keys;
  const outstanding = quantity === 'extra' ? 'extra work outstanding' : 'work outstanding';
  const what = isTypingUp ? 'Made and not yet begun to be typed up' : 'Work waiting, put off or to be typed up';
  const inStaffTime = unit === 'items' ? '' : ', in the staff time it takes';
  const days = unit === 'days' ? ', as a share of a normal working day’s' : '';
  const less = quantity === 'extra' ? ', less that of the same run without the incident' : '';
  // Days are staff-hours over those of a normal day of all that is looked at, so that parts add up.
  const scale = unit === 'items' ? 1 : scaleOf(layout, keys, unit);
  return {
    label: isTypingUp
      ? 'Typing up owed'
      : keys.length === 1
        ? `${layout.keys[only!]!.title}: ${outstanding}`
        : `${outstanding.charAt(0).toUpperCase()}${outstanding.slice(1)}`,
    unit:
      unit === 'hours'
        ? 'staff-hours'
        : unit === 'days'
          ? 'days of normal work'
          : only !== undefined && layout.keys[only]!.counts === 'people'
            ? 'people'
            : 'items',
    meaning: `${what}${inStaffTime}${days}${less}.`,
    decimals: 0,
    figure: {
      kind: 'middle',
      value: set.folded ? curveOf(set, strategy, quantity, options).median[hour]! : (middleOf(runs)?.value ?? 0),
    },
    runs,
    groups: [],
    ofRuns: set.runs.length,
    services:
      keys.length === 1
        ? []
        : parts(
            keys.map((k) => {
              const { key, title } = layout.keys[k]!;
              return { id: key, title, mean: scale * meanOf(valuesOf({ unit: 'hours', services: [key] })) };
            }),
          ),
    sites: [],
    about: [],
    moved: moving(set, values),
  };
}
