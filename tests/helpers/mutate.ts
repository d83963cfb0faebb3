/** Scenario files with something wrong with them: built-in ones, cut down, with values changed, moved, doubled, dropped or swapped. */
import { parse } from 'yaml';
import { smallBolton } from './cases.ts';
import { Dice } from './dice.ts';
import { textOf } from './study.ts';

type Tree = Record<string | number, unknown>;
interface Place {
  readonly parent: Tree | unknown[];
  readonly key: string | number;
}

/** Two sites and the hub, three days: a run takes milliseconds. */
function cutDown(file: string): Tree {
  const tree = parse(textOf(file)) as Tree & { sites: { people?: number }[] };
  const sites = [...tree.sites.slice(0, 2), tree.sites.at(-1)!];
  return {
    ...tree,
    start: '2024-07-18',
    warmUpDays: 1,
    days: 5,
    sites: sites.map((site) => ({
      ...site,
      ...(site.people !== undefined && { people: Math.round(site.people / 8) }),
    })),
    evidence: [],
  };
}

export const BASES: Readonly<Record<string, unknown>> = {
  bolton: smallBolton(),
  airport: cutDown('airport-2024-07-19.yaml'),
  railway: cutDown('railway-2024-07-19.yaml'),
};

function places(tree: unknown, found: Place[] = []): Place[] {
  if (tree === null || typeof tree !== 'object') return found;
  for (const key of Array.isArray(tree) ? tree.keys() : Object.keys(tree)) {
    found.push({ parent: tree as Tree, key });
    places((tree as Tree)[key], found);
  }
  return found;
}

const get = ({ parent, key }: Place): unknown => (parent as Tree)[key];
const set = ({ parent, key }: Place, value: unknown): void => {
  // As JSON would have it: a property of its own, whatever it is called.
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
};

const NUMBERS = [0, -0, -1, 1, 0.5, 2, 1e-300, -1e-9, 1e9, -1e15, 1e308, 9007199254740993, 0.1 + 0.2, 1e6, 37];
const TEXTS = [
  '',
  ' ',
  '0',
  '-1 h',
  '999999 days',
  '0 min',
  '2024-02-30',
  '9999-12-31',
  '0001-01-01',
  '2024-07-19 24:00',
  '00:00',
  '24:00',
  'sun-mon',
  'mon,mon',
  '__proto__',
  'constructor',
  'toString',
  '日本語',
  '\u202e\u0000\ud800',
  '=1+1',
  '{{x}}',
  'a'.repeat(300),
  'null',
  'nan',
  '1e3',
  '٣ h',
];
const KEYS = ['__proto__', 'constructor', 'hasOwnProperty', 'id', 'share', 'kind', 'sites', '', 'é', '0'];

/** One change, at a place that the dice choose. Numbers are what a valid mutant most often differs in, so they come most often. */
function change(tree: Tree, dice: Dice): void {
  const all = places(tree);
  const numeric = all.filter((place) => typeof get(place) === 'number');
  const texts = all.filter((place) => typeof get(place) === 'string');
  const place = dice.pick(all);
  switch (dice.whole(0, 13)) {
    case 0:
      if (Array.isArray(place.parent)) place.parent.splice(Number(place.key), 1);
      else delete place.parent[place.key];
      return;
    case 1:
      if (Array.isArray(place.parent)) place.parent.push(structuredClone(get(place)));
      else set({ parent: place.parent, key: dice.pick(KEYS) }, structuredClone(get(place)));
      return;
    case 2: {
      const other = dice.pick(all.filter((one) => one.parent === place.parent));
      const value = get(place);
      set(place, get(other));
      set(other, value);
      return;
    }
    case 3:
      return set(place, dice.pick<unknown>([null, true, [], {}, [[]], 0, 'x', { a: 1 }, [1, 2]]));
    case 4:
      return set(place, structuredClone(get(dice.pick(all))));
    case 5:
      return set(dice.pick(texts), dice.pick(TEXTS));
    // One name of the file in place of another: cycles, wrong references, backups that nobody has.
    case 6:
    case 7:
      return set(dice.pick(texts), get(dice.pick(texts)));
    case 8:
    case 9:
      return set(dice.pick(numeric), dice.pick(NUMBERS));
    default: {
      const one = dice.pick(numeric);
      const factor = dice.pick([0, -1, 0.001, 0.5, 0.9, 1.1, 2, 10, 1000]);
      set(one, Number(get(one)) * factor);
    }
  }
}

/** The text of a mutant of a base: one to three changes, sometimes cut off somewhere. */
export function mutant(base: string, number: number): string {
  const dice = new Dice(number);
  const tree = structuredClone(BASES[base]) as Tree;
  const times = dice.pick([1, 1, 1, 2, 3]);
  for (let k = 0; k < times; k++) change(tree, dice);
  const text = JSON.stringify(tree, null, 1);
  return dice.chance(0.04) ? text.slice(0, dice.whole(0, text.length)) : text;
}
