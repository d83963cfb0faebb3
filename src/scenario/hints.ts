/** What was probably meant by a value that does not fit: `13 hours` for `13 h`, `19/07/2024` for `2024-07-19`, `75%` for `0.75`. */
import { nearest } from './nearest.ts';

/** The first reading of the value that fits the pattern. */
export function hintForPattern(value: unknown, pattern: RegExp): string | undefined {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  if (text === '' || text.length > 100) return undefined;
  return [...durations(text), ...dates(text), ...clocks(text), ...weekdays(text), slug(text)].find(
    (candidate) => candidate !== value && pattern.test(candidate),
  );
}

/** The number that was probably meant by text or by a percentage. */
export function hintForNumber(value: unknown, minimum = -Infinity, maximum = Infinity): string | undefined {
  const candidates: number[] = [];
  if (typeof value === 'number' && maximum === 1) candidates.push(value / 100);
  if (typeof value === 'string') {
    const match = /^\s*[£$]?(-?\d[\d,]*(?:\.\d+)?)\s*(%)?\s*[a-z]*\s*$/i.exec(value);
    if (match) candidates.push(Number(match[1]!.replaceAll(',', '')) / (match[2] ? 100 : 1));
  }
  const fit = candidates.find((candidate) => candidate >= minimum && candidate <= maximum);
  return fit === undefined ? undefined : String(Number(fit.toPrecision(12)));
}

export function hintForBoolean(value: unknown): string | undefined {
  if (typeof value === 'string' && /^(yes|y|on|true)$/i.test(value)) return 'true';
  if (typeof value === 'string' && /^(no|n|off|false)$/i.test(value)) return 'false';
  if (value === 1) return 'true';
  return value === 0 ? 'false' : undefined;
}

export function hintForChoice(value: unknown, choices: readonly unknown[]): string | undefined {
  if (typeof value !== 'string') return undefined;
  const synonym = hintForBoolean(value);
  if (synonym !== undefined && choices.some((choice) => String(choice) === synonym)) return synonym;
  return nearest(
    value,
    choices.filter((choice): choice is string => typeof choice === 'string'),
  );
}

const UNITS: readonly [RegExp, string][] = [
  [/^(m|mins?|minutes?)$/i, 'min'],
  [/^(h|hrs?|hours?)$/i, 'h'],
  [/^(d|days?)$/i, 'days'],
  [/^(workingdays?|wd|businessdays?|weekdays?)$/i, 'workingDays'],
];

function* durations(text: string): Generator<string> {
  const both = /^(\d+)\s*h(?:ours?|rs?)?\s*(\d+)\s*m?(?:in|ins|inutes?)?$/i.exec(text);
  if (both) yield `${Number(both[1]) * 60 + Number(both[2])} min`;
  const match = /^(\d+(?:\.\d+)?)\s*([a-z][a-z _-]*)?\.?$/i.exec(text);
  if (!match) return;
  const amount = match[1]!;
  const typed = (match[2] ?? 'min').replace(/[ _-]/g, '');
  for (const [pattern, unit] of UNITS)
    if (pattern.test(typed))
      yield `${amount} ${amount === '1' ? unit.replace(/days$/, 'day').replace(/Days$/, 'Day') : unit}`;
  if (/^(w|wks?|weeks?)$/i.test(typed)) yield `${Number(amount) * 7} days`;
  if (/^(s|secs?|seconds?)$/i.test(typed)) yield `${Number((Number(amount) / 60).toFixed(4))} min`;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function* dates(text: string): Generator<string> {
  const [, head = text, time] =
    /^(.*?\d)(?:[T ,]+(\d{1,2}[:.]?\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm)?Z?))?$/i.exec(text) ?? [];
  let parts: [string, string, string] | undefined;
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(head);
  const uk = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(head);
  const long = /^(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3})[a-z]*[ -](\d{4})$/i.exec(head);
  if (iso) parts = [iso[1]!, iso[2]!, iso[3]!];
  else if (uk) parts = [uk[3]!, uk[2]!, uk[1]!];
  else if (long && MONTHS.includes(long[2]!.toLowerCase()))
    parts = [long[3]!, String(MONTHS.indexOf(long[2]!.toLowerCase()) + 1), long[1]!];
  if (!parts) return;
  const date = `${parts[0]}-${parts[1].padStart(2, '0')}-${parts[2].padStart(2, '0')}`;
  if (time !== undefined)
    for (const clock of clocks(time.replace(/(\d[:.]\d{2}):\d{2}(\.\d+)?/, '$1').replace(/Z$/i, '')))
      yield `${date} ${clock}`;
  yield date;
  yield `${date} 00:00`;
}

function* clocks(text: string): Generator<string> {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2})?\s*(am|pm)?$/i.exec(text);
  if (!match) return;
  let hour = Number(match[1]);
  const half = match[3]?.toLowerCase();
  if (half === 'pm' && hour < 12) hour += 12;
  if (half === 'am' && hour === 12) hour = 0;
  yield `${String(hour).padStart(2, '0')}:${match[2] ?? '00'}`;
}

function* weekdays(text: string): Generator<string> {
  const low = text.toLowerCase();
  if (/^(weekdays?|working ?days?|daily)$/.test(low)) yield 'mon-fri';
  if (/^weekends?$/.test(low)) yield 'sat,sun';
  if (/^(every ?day|all|all ?week|7 days)$/.test(low)) yield 'mon-sun';
  yield low
    .replace(/\s+(to|until|till)\s+/g, '-')
    .replace(/\s*(and|&|\/|;)\s*/g, ',')
    .replace(/\s*([-,])\s*/g, '$1')
    .replace(/\s+/g, ',')
    .replace(/[a-z]+/g, (word) => word.slice(0, 3));
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .toLowerCase()
    .replace(/\s*[/.:]\s*/g, '/')
    .replace(/[^a-z0-9/]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 81);
}
