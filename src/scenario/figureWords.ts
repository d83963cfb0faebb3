/** What a figure named by its place is called, and what it is: `services.calls.handling` is "Calls: handling", "mean 4, cv 0.6". */
import { tidy } from './delays.ts';
import { partsOf, resolvePath } from './uncertain/paths.ts';

export interface FigureWords {
  readonly label: string;
  /** Absent where the place holds more than a few numbers, or does not exist as such. */
  readonly value?: string;
}

/** Numbers that are told beside each other at most. */
const FEW = 4;

/** `root` is what the place is in: a scenario, or a template. */
export function figureWords(root: unknown, figure: string): FigureWords {
  const parts = partsOf(figure);
  if (!parts) return { label: figure };
  const path = resolvePath(root, parts);
  let value = root;
  let titled = '';
  let plain: string[] = [];
  for (const [k, part] of parts.entries()) {
    value = path && childOf(value, path[k]!);
    const title = textOf(value, 'title');
    if (title !== undefined) {
      // The innermost title says where we are.
      titled = title;
      plain = [];
    } else plain = [...plain, typeof part === 'number' ? String(part + 1) : inWords(part)];
  }
  const label = [titled, plain.filter((word) => word !== '').join(', ')].filter((text) => text !== '').join(': ');
  const told = path && valueWords(value);
  return { label: label.slice(0, 1).toUpperCase() + label.slice(1), ...(told !== undefined && { value: told }) };
}

function childOf(value: unknown, part: string | number): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, part)
    ? (value as Record<string | number, unknown>)[part]
    : undefined;
}

function textOf(value: unknown, name: string): string | undefined {
  const text = childOf(value, name);
  return typeof text === 'string' ? text : undefined;
}

/** Names of fields whose words alone say too little; those with none go without saying. */
const FIELDS: Readonly<Record<string, string>> = {
  poisson: '',
  scheduled: '',
  minutes: 'handling, minutes',
  utilisation: 'planned utilisation',
  atClose: 'at closing time',
  followOn: 'what follows',
  noShow: 'share who do not come',
  needs: 'what it needs',
  profile: 'by hour of the week',
  pools: 'staff',
  cv: 'spread (cv)',
  at: 'begins',
  follows: 'how it follows',
};

/** `perThousandPerWeek` as `per thousand per week`. */
function inWords(name: string): string {
  const known = FIELDS[name];
  if (known !== undefined) return known;
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
}

function valueWords(value: unknown): string | undefined {
  if (typeof value === 'number') return String(tidy(value));
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value))
    return value.length > 0 && value.length <= FEW && value.every((one) => typeof one === 'number')
      ? value.map((one) => String(tidy(one))).join(', ')
      : undefined;
  const entries = Object.entries(value);
  if (entries.length === 1) return valueWords(entries[0]![1]);
  const numbers = entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number');
  if (numbers.length === 0 || numbers.length < entries.length || numbers.length > FEW) return undefined;
  return numbers.map(([name, number]) => `${inWords(name)} ${tidy(number)}`).join(', ');
}
