/** Ids: each used once, none reserved, and exactly one baseline strategy. */
import type { Path } from '../issue.ts';
import { listed } from '../issue.ts';
import { REENTRY, type Context } from './context.ts';

export function checkIds(context: Context): void {
  const { scenario } = context;
  const lists: readonly [string, Path, readonly { readonly id: string }[]][] = [
    ['group', ['groups'], scenario.groups],
    ['component', ['components'], scenario.components],
    ['site', ['sites'], scenario.sites],
    ['fault', ['incident', 'faults'], scenario.incident.faults],
    ['backup', ['backups'], scenario.backups],
    ['action', ['actions'], scenario.actions],
    ['strategy', ['strategies'], scenario.strategies],
    ['piece of evidence', ['evidence'], scenario.evidence],
  ];
  for (const [what, path, entries] of lists) checkUnique(context, what, path, entries);
  const backups = new Set(scenario.backups.map((backup) => backup.id));
  scenario.actions.forEach((action, k) => {
    if (backups.has(action.id))
      context.error(
        ['actions', k, 'id'],
        `A backup has the id "${action.id}" too, so a strategy could not say which it uses.`,
        { expected: 'different ids for backups and actions' },
      );
  });
  checkReserved(context);
  checkRepeats(context);
}

function checkUnique(context: Context, what: string, path: Path, entries: readonly { readonly id: string }[]): void {
  const seen = new Set<string>();
  entries.forEach(({ id }, k) => {
    if (seen.has(id))
      context.error([...path, k, 'id'], `An earlier ${what} has the id "${id}" already.`, {
        expected: 'an id of its own',
      });
    seen.add(id);
  });
}

/** Re-entry is listed among a site's services under this name. */
function checkReserved(context: Context): void {
  const expected = 'another id: re-entry is the work of typing up, which every result lists under this name';
  for (const [id, template] of Object.entries(context.scenario.templates)) {
    if (Object.hasOwn(template.services, REENTRY))
      context.error(['templates', id, 'services', REENTRY], 'A service cannot be called re-entry.', { expected });
  }
  context.scenario.sites.forEach((site, k) => {
    if (Object.hasOwn(site.services, REENTRY))
      context.error(['sites', k, 'services', REENTRY], 'A service cannot be called re-entry.', { expected });
  });
}

function checkRepeats(context: Context): void {
  const { scenario } = context;
  const repeats = (path: Path, words: readonly string[], what: string): void => {
    words.forEach((word, k) => {
      if (words.indexOf(word) < k)
        context.error([...path, k], `${what} "${word}" is in this list twice.`, { expected: 'each once' });
    });
  };
  scenario.components.forEach((component, k) =>
    repeats(['components', k, 'functions'], component.functions, 'The function'),
  );
  scenario.sites.forEach((site, k) => repeats(['sites', k, 'groups'], site.groups, 'The group'));
  scenario.strategies.forEach((strategy, k) =>
    repeats(['strategies', k, 'uses'], strategy.uses, 'The backup or action'),
  );
  [
    ...scenario.backups.flatMap((entry, k) => ('sites' in entry ? [['backups', k, entry.sites] as const] : [])),
    ...scenario.actions.map((entry, k) => ['actions', k, entry.sites] as const),
  ].forEach(([list, k, sites]) => {
    if (Array.isArray(sites)) repeats([list, k, 'sites'], sites, 'The site');
  });
  scenario.incident.faults.forEach((fault, k) => {
    const path: Path = ['incident', 'faults', k];
    if (Array.isArray(fault.sites)) repeats([...path, 'sites'], fault.sites, 'The site');
    if ('components' in fault) repeats([...path, 'components'], fault.components, 'The component');
    if ('services' in fault) repeats([...path, 'services'], fault.services, 'The service');
    if ('pools' in fault && fault.pools !== 'all') repeats([...path, 'pools'], fault.pools, 'The staff pool');
    if ('containment' in fault)
      fault.containment.forEach((step, j) =>
        repeats([...path, 'containment', j, 'components'], step.components, 'The component'),
      );
    if ('holds' in fault)
      fault.holds.forEach((hold, j) => repeats([...path, 'holds', j, 'services'], hold.services, 'The service'));
  });
  scenario.backups.forEach((backup, k) => {
    if ('covers' in backup)
      backup.covers.forEach((cover, c) =>
        repeats(['backups', k, 'covers', c, 'services'], cover.services, 'The service'),
      );
    if ('faults' in backup && backup.faults) repeats(['backups', k, 'faults'], backup.faults, 'The fault');
    if ('backups' in backup) repeats(['backups', k, 'backups'], backup.backups, 'The backup');
    if ('actions' in backup) repeats(['backups', k, 'actions'], backup.actions, 'The action');
  });
}

/** Comparisons are made with the baseline, so there is exactly one. */
export function checkBaseline(context: Context): void {
  const { strategies } = context.scenario;
  const baselines = strategies.flatMap((strategy, k) => (strategy.baseline ? [k] : []));
  if (baselines.length === 0) {
    const likely =
      strategies.find((strategy) => /today|current|baseline|usual/i.test(`${strategy.id} ${strategy.title}`)) ??
      strategies[0]!;
    context.error(['strategies'], 'No strategy is the baseline, which the others are compared with.', {
      expected: 'baseline: true on one strategy',
      suggestion: `baseline: true on ${likely.id}`,
    });
  }
  baselines.slice(1).forEach((k) => {
    context.error(
      ['strategies', k, 'baseline'],
      `There is more than one baseline: ${listed(
        baselines.map((b) => strategies[b]!.id),
        'and',
      )}.`,
      { expected: 'baseline: true on one strategy only' },
    );
  });
}
