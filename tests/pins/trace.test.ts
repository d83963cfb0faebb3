/**
 * Golden traces: three small scenarios told from beginning to end. They change only on purpose:
 * `UPDATE_PINS=1 npx vitest run tests/pins` writes them anew, and the difference is to be read before it is kept.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { builtInTemplates } from '../../src/catalog/templates/index.ts';
import { compile, type Plan } from '../../src/engine/index.ts';
import { traceOf, whyThroughout, type Happening, type Origin, type Reason } from '../../src/engine/trace/index.ts';
import { TraceNames } from '../../src/exports/traceNames.ts';
import { traceLine } from '../../src/exports/traceText.ts';
import { whyText } from '../../src/exports/whyText.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const here = (file: string): URL => new URL(file, import.meta.url);
const names = readdirSync(here('.'))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace(/\.yaml$/, ''));

function planOf(name: string): Plan {
  const { model, issues } = parseScenario(readFileSync(here(`${name}.yaml`), 'utf8'), builtInTemplates);
  expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  return compile(model!);
}

/** Every world of run 0, then why everything waited that ever could not start. */
function toldOf(plan: Plan): string {
  const { scenario } = plan.model;
  const names = new TraceNames(plan.model);
  const lines: string[] = [];
  for (const strategy of [null, ...scenario.strategies.map(({ id }) => id)]) {
    const { events } = traceOf(plan, scenario.seed, 0, strategy);
    lines.push(`# ${strategy ?? 'the world without the incident'}`, ...events.map((event) => traceLine(event, names)));
    const held = new Map<string, Origin>();
    for (const { what, item } of events)
      if (item && (what.kind === 'blocked' || what.kind === 'parked'))
        held.set(item.id, { site: item.originSite, service: item.originService, index: item.index, surge: item.surge });
    for (const origin of [...held.values()].slice(0, 5))
      for (const answer of whyThroughout(plan, scenario.seed, 0, strategy, origin, 0, plan.horizon))
        lines.push('', whyText(answer, names));
    lines.push('');
  }
  return `${lines.join('\n')}\n`;
}

/** Where two texts part, with the line before. */
function firstDifference(found: string, pinned: string): string | null {
  const [a, b] = [found.split('\n'), pinned.split('\n')];
  for (let k = 0; k < Math.max(a.length, b.length); k++)
    if (a[k] !== b[k])
      return `line ${k + 1}, after\n  ${a[k - 1] ?? ''}\nnow:\n  ${a[k] ?? '(ends)'}\npinned:\n  ${b[k] ?? '(ends)'}`;
  return null;
}

describe('golden traces', () => {
  test.each(names)('%s is told as it was', (name) => {
    const file = here(`${name}.trace.txt`);
    const told = toldOf(planOf(name));
    if (process.env['UPDATE_PINS'] === '1') writeFileSync(file, told);
    expect(existsSync(file)).toBe(true);
    const difference = firstDifference(told, readFileSync(file, 'utf8'));
    if (difference) expect.fail(`${name}.trace.txt, ${difference}`);
  });

  test('together tell of everything that can happen, and why', () => {
    const happened = new Set<Happening['kind']>();
    const why = new Set<string>();
    for (const name of names) {
      const plan = planOf(name);
      for (const { id } of plan.model.scenario.strategies)
        for (const { what, item } of traceOf(plan, plan.model.scenario.seed, 0, id).events) {
          happened.add(what.kind);
          if (what.kind === 'parked' || what.kind === 'waited-in-vain') why.add(what.why);
          if (what.kind === 'came') why.add(what.how);
          if (item?.surge !== undefined) why.add('surge');
        }
    }
    const kinds: Happening['kind'][] = [
      ...(['fault-begins', 'fault-ends', 'staff', 'mode', 'closing', 'came', 'no-show', 'joined', 'blocked'] as const),
      ...([
        'unblocked',
        'started',
        'done',
        'waited-in-vain',
        'parked',
        'sent',
        'left',
        'follows',
        'to-type-up',
      ] as const),
    ];
    expect([...happened].sort()).toEqual([...kinds].sort());
    for (const reason of [
      'gave-up',
      'rebooked',
      'closed',
      'held',
      'paused',
      'shed',
      'diverted',
      'surge',
      'received',
      'contact',
    ])
      expect([...why]).toContain(reason);
  });

  test('the first difference is shown with its line', () => {
    expect(firstDifference('a\nb\nc', 'a\nb\nc')).toBeNull();
    expect(firstDifference('a\nb\nc', 'a\nx\nc')).toBe('line 2, after\n  a\nnow:\n  b\npinned:\n  x');
    expect(firstDifference('a', 'a\nb')).toContain('(ends)');
  });

  test('a wait behind two cut lines is traced to both, through what requires them', () => {
    const plan = planOf('hub');
    const chains: Reason[][] = [];
    const { events } = traceOf(plan, plan.model.scenario.seed, 0, 'today');
    for (const { what, item } of events)
      if (item && what.kind === 'blocked' && item.site === 'mill')
        chains.push(
          ...whyThroughout(
            plan,
            plan.model.scenario.seed,
            0,
            'today',
            { site: item.originSite, service: item.originService, index: item.index },
            0,
            plan.horizon,
          )
            .filter((answer) => answer.item.site === 'mill')
            .map(({ chain }) => [...chain])
            .filter(([first]) => first?.kind === 'blocked'),
        );
    expect(chains.length).toBeGreaterThan(0);
    for (const chain of chains) {
      expect(chain.map(({ kind }) => kind)).toEqual(['blocked', 'level', 'level', 'fault', 'fault']);
      expect(chain.flatMap((reason) => (reason.kind === 'level' ? [reason.component, reason.of] : []))).toEqual([
        ...['records', 'all'],
        ...['hosting', 'any'],
      ]);
      expect(chain.at(-2)).toMatchObject({ fault: 'digger', what: 'line', site: 'mill' });
      expect(chain.at(-1)).toMatchObject({ fault: 'mast', what: 'spare-line', site: 'mill' });
    }
  });
});
