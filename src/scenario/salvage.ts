/** What could be read of a scenario with wrong fields: the entries without a mistake, so that their names can be checked too. */
import type { z } from 'zod';
import type { Path } from './issue.ts';
import { scenario as scenarioSchema, type Scenario } from './schema.ts';
import type { Unread } from './validate/context.ts';

export interface Salvaged {
  readonly scenario: Scenario;
  /** Ids of entries left out. */
  readonly unread: Unread;
  readonly hasDates: boolean;
  /** A path in the salvaged scenario as a path in the file. */
  readonly original: (path: Path) => Path;
}

const LISTS = ['groups', 'components', 'sites', 'backups', 'actions', 'strategies', 'evidence'] as const;
type ListName = (typeof LISTS)[number] | 'faults';

/** Undefined when too little is left. */
export function salvage(
  root: Readonly<Record<string, unknown>>,
  issues: readonly z.core.$ZodIssue[],
): Salvaged | undefined {
  const wrongAt = new Map<string, Set<number | string>>();
  const wrong = new Set<string>();
  for (const { path } of issues) {
    const [first, second, third] = path;
    if (first === 'incident' && second === 'faults' && typeof third === 'number') note(wrongAt, 'faults', third);
    else if (first === 'templates' && typeof second === 'string') note(wrongAt, 'templates', second);
    else if (LISTS.some((list) => list === first) && typeof second === 'number') note(wrongAt, String(first), second);
    else if (first !== undefined) wrong.add(String(first));
  }
  const kept = new Map<ListName, number[]>();
  const ids = new Map<string, Set<string>>();
  const keep = (list: ListName, value: unknown): unknown[] => {
    const entries = Array.isArray(value) ? value : [];
    const bad = wrongAt.get(list);
    const positions = entries.flatMap((_, k) => (bad?.has(k) ? [] : [k]));
    kept.set(list, positions);
    ids.set(
      list,
      new Set(
        entries.flatMap((entry: unknown, k) =>
          bad?.has(k) && isRecord(entry) && typeof entry['id'] === 'string' ? [entry['id']] : [],
        ),
      ),
    );
    return positions.map((k) => entries[k] as unknown);
  };
  const clean: Record<string, unknown> = {};
  for (const field of Object.keys(scenarioSchema.shape))
    if (Object.hasOwn(root, field) && !wrong.has(field)) clean[field] = root[field];
  for (const list of LISTS) if (!wrong.has(list)) clean[list] = keep(list, root[list]);
  const incident = isRecord(root['incident']) ? root['incident'] : {};
  clean['incident'] = { title: 'incident', faults: keep('faults', incident['faults']) };
  const templates = isRecord(root['templates']) && !wrong.has('templates') ? root['templates'] : {};
  const badTemplates = wrongAt.get('templates') ?? new Set();
  clean['templates'] = Object.fromEntries(Object.entries(templates).filter(([id]) => !badTemplates.has(id)));
  for (const [field, value] of Object.entries({ format: 1, id: 'unread', title: 'unread', start: '2000-01-03' }))
    if (!Object.hasOwn(clean, field)) clean[field] = value;
  if (wrong.has('strategies') || (clean['strategies'] as unknown[] | undefined)?.length === 0)
    clean['strategies'] = [{ id: 'unread', title: 'unread' }];

  const read = scenarioSchema.safeParse(clean);
  // A list that is no list, or a lost baseline of names, would make true names look wrong.
  if (
    !read.success ||
    LISTS.some((list) => wrong.has(list) && list !== 'strategies' && list !== 'evidence') ||
    wrong.has('templates')
  )
    return undefined;
  const of = (list: string): ReadonlySet<string> => ids.get(list) ?? new Set();
  return {
    scenario: read.data,
    unread: {
      components: of('components'),
      groups: of('groups'),
      sites: of('sites'),
      faults: of('faults'),
      backups: of('backups'),
      actions: of('actions'),
      strategies: of('strategies'),
      templates: new Set([...badTemplates].map(String)),
    },
    hasDates: !wrong.has('start') && !wrong.has('warmUpDays') && !wrong.has('days') && Object.hasOwn(root, 'start'),
    original: (path) => {
      const [first, second, third, ...rest] = path;
      if (first === 'incident' && second === 'faults' && typeof third === 'number')
        return [first, second, kept.get('faults')?.[third] ?? third, ...rest];
      const positions = typeof second === 'number' ? kept.get(first as ListName) : undefined;
      return positions ? [first!, positions[second as number] ?? second!, ...path.slice(2)] : path;
    },
  };
}

function note(map: Map<string, Set<number | string>>, list: string, key: number | string): void {
  map.set(list, (map.get(list) ?? new Set()).add(key));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
