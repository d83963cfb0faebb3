/** When each fault of a run begins and ends what it does, site by site, as events of a trace. */
import type { FaultEffect } from '../../catalog/effects.ts';
import type { FaultInRun } from '../faultTimes.ts';
import type { Plan } from '../plan.ts';
import type { Circumstances } from './circumstances.ts';
import type { TraceEvent } from './events.ts';

/** What a fault lowers, slows, keeps away or adds to. */
export function targetOf(effect: FaultEffect): string {
  switch (effect.kind) {
    case 'level':
    case 'slow':
      return effect.component;
    case 'absence':
      return effect.pool;
    case 'surge':
      return effect.service;
    default:
      return effect satisfies never;
  }
}

/** Beginnings in file order of the faults, then ends: one of each for a stretch in which a fault holds the same things at a site. */
export function faultEvents({ plan, faults }: Circumstances): TraceEvent[] {
  return faults.flatMap((fault) => plan.sites.flatMap((_, s) => atSite(plan, fault, s)));
}

function atSite(plan: Plan, { fault, effects }: FaultInRun, s: number): TraceEvent[] {
  const here = effects.filter((effect) => effect.site === s);
  const spans = new Map<string, { from: number; to: number; level: number; what: string[] }>();
  for (const target of new Set(here.map(targetOf))) {
    const own = here.filter((effect) => targetOf(effect) === target);
    const from = Math.min(...own.map((effect) => effect.from));
    const to = own.reduce((latest, effect) => Math.max(latest, effect.to), 0);
    const level = Math.min(...own.map((effect) => (effect.kind === 'level' ? effect.level : 1)));
    const key = `${from} ${to} ${level}`;
    const known = spans.get(key);
    if (known) known.what.push(target);
    else spans.set(key, { from, to, level, what: [target] });
  }
  const common = { sites: [plan.sites[s]!.id], services: [], item: undefined };
  return [...spans.values()].flatMap(({ from, to, level, what }): TraceEvent[] => {
    const until = to < plan.horizon ? to : null;
    return [
      { ...common, tick: from, what: { kind: 'fault-begins', fault: fault.id, what, level, until } },
      ...(until === null
        ? []
        : [{ ...common, tick: until, what: { kind: 'fault-ends', fault: fault.id, what } } satisfies TraceEvent]),
    ];
  });
}
