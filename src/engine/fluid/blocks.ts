/**
 * Sites of one kind to which the same happens under every strategy, taken together as one large site: a flow knows no
 * size. What is shared by several sites (pharmacists of a network) is divided by the work that each brings.
 */
import type { Plan } from '../plan.ts';
import type { Script } from '../script.ts';
import { stepOf } from './clock.ts';

export interface Block {
  readonly sites: readonly number[];
  readonly isHub: boolean;
}

/** In file order of their first sites, hubs last. */
export function blocksOf(plan: Plan, twin: Script, scripts: readonly Script[]): Block[] {
  const numbers = new Map<unknown, number>();
  const numberOf = (thing: unknown): number => {
    let number = numbers.get(thing);
    if (number === undefined) numbers.set(thing, (number = numbers.size));
    return number;
  };
  const found = new Map<string, number[]>();
  plan.sites.forEach((_, s) => {
    const key = plan.isHub[s] ? `hub ${s}` : `${kindOf(plan, s, numberOf)} ${fateOf(plan, twin, scripts, s, numberOf)}`;
    const sites = found.get(key);
    if (sites) sites.push(s);
    else found.set(key, [s]);
  });
  const blocks = [...found.values()].map((sites) => ({ sites, isHub: plan.isHub[sites[0]!]! }));
  return [...blocks.filter(({ isHub }) => !isHub), ...blocks.filter(({ isHub }) => isHub)];
}

/** What a site is made of. Services and pools of one template are one object in all its sites that do not change them. */
function kindOf(plan: Plan, s: number, numberOf: (thing: unknown) => number): string {
  const { services, pools, reentry, closedDates } = plan.model.sites[s]!;
  const of = [...Object.values(services), ...Object.values(pools), reentry].map(numberOf);
  return `${plan.sites[s]!.template} ${of.join()} ${closedDates.join()}`;
}

/** What happens to it, strategy by strategy: modes, staff, closings, decisions. */
function fateOf(
  plan: Plan,
  twin: Script,
  scripts: readonly Script[],
  s: number,
  numberOf: (thing: unknown) => number,
): string {
  const site = plan.sites[s]!;
  return scripts
    .map((script) => {
      const modes = site.queues.map((q) => numberOf(textOf(script, q)));
      // How many people come on top, or stay away, is summed up; whether any do must be the same.
      const staff = site.pools.map((p) => {
        const pool = script.pools[p]!;
        if (pool === twin.pools[p]) return '';
        return [pool.base === twin.pools[p]!.base, pool.rostered === pool.base, pool.late, pool.reentryOnly.ticks]
          .map((one) => JSON.stringify(one))
          .join();
      });
      const decisions = site.queues.map((q) => {
        const one = script.decisions[q];
        return one ? JSON.stringify(one, steps) : '';
      });
      return `${modes.join()} ${staff.join()} ${decisions.join()}`;
    })
    .join(' / ');
}

const texts = new WeakMap<object, string>();

/** A queue's modes, to the step. Strategies with the same backups share them. */
function textOf({ segments }: Script, q: number): string {
  const own = segments[q]!;
  let text = texts.get(own);
  if (text === undefined) {
    text = own
      .map(
        ({ tick, theta, needs }) =>
          `${stepOf(tick)} ${theta} ${needs
            .map(({ level, until, mode }) => `${level} ${until} ${mode.slowdown} ${mode.reentryMinutes}`)
            .join()}`,
      )
      .join(';');
    texts.set(own, text);
  }
  return text;
}

function steps(key: string, value: unknown): unknown {
  // A site's own queues have numbers of their own.
  if (key === 'insteadQueue' || key === 'partnerQueue') return undefined;
  return value;
}
