/** The sentence above the chart, made from the lines as drawn, so that it cannot say anything else than they show. */
import { plainNumber } from './number.ts';
import { moment } from './timeAxis.ts';

export interface FindingLine {
  readonly name: string;
  readonly baseline: boolean;
  /** The line that is drawn, hour by hour. */
  readonly line: readonly number[];
}

interface Peak {
  readonly name: string;
  readonly value: number;
  readonly hour: number;
}

function peakOf({ name, line }: FindingLine): Peak {
  let hour = 0;
  for (let k = 1; k < line.length; k++) if (line[k]! > line[hour]!) hour = k;
  return { name, value: line[hour] ?? 0, hour };
}

/**
 * Where the lines peak: the baseline's (or the first), and the lowest or highest of the others, whichever is further from it.
 * `subject` is what is drawn (`Extra work`), `unit` what it is counted in (`hours`).
 */
export function peakFinding(lines: readonly FindingLine[], start: string, subject: string, unit: string): string {
  const main = lines.find((line) => line.baseline) ?? lines[0];
  if (!main) return 'No strategy is switched on';
  const peak = peakOf(main);
  const others = lines.filter((line) => line !== main).map(peakOf);
  const furthest = others.reduce<Peak | undefined>(
    (far, other) => (!far || Math.abs(other.value - peak.value) > Math.abs(far.value - peak.value) ? other : far),
    undefined,
  );
  if (peak.value < 0.005 && (!furthest || furthest.value < 0.005))
    return `${subject}: nothing above an ordinary week in the middle run`;
  const first = `${subject} peaks at ${amount(peak.value, unit)} on ${moment(start, peak.hour)}, under “${main.name}”`;
  if (!furthest || plainNumber(furthest.value) === plainNumber(peak.value)) return first;
  return `${first}; at ${plainNumber(furthest.value)} under “${furthest.name}”`;
}

/** `1 hour of work`, `1,240 hours of work`, `1 person`; units are given in the plural. */
export function amount(value: number, unit: string): string {
  return withUnit(plainNumber(value), unit);
}

/** A number that is written already, with its unit. */
export function withUnit(text: string, unit: string): string {
  return `${text} ${text === '1' ? unit.replace(/^people\b/, 'person').replace(/^([\w-]+)s\b/, '$1') : unit}`;
}
