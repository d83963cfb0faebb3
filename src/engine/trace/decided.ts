/** Which action or fault stands behind what was decided on an item when it first became due. */
import { chosen, Parked } from '../decide.ts';
import type { Forest } from '../forest.ts';
import { holdsAt } from '../held.ts';
import { valueAt } from '../steps.ts';
import { Purpose, uniformAt } from '../streams.ts';
import { actionBehind, type Circumstances } from './circumstances.ts';
import type { WhyParked } from './events.ts';

const NAMES: Readonly<Record<number, WhyParked>> = {
  [Parked.cut]: 'cut',
  [Parked.diverted]: 'diverted',
  [Parked.shed]: 'shed',
  [Parked.paused]: 'paused',
  [Parked.gaveUp]: 'gave-up',
  [Parked.rebooked]: 'rebooked',
  [Parked.closed]: 'closed',
  [Parked.held]: 'held',
  [Parked.buddy]: 'buddy',
  [Parked.switched]: 'switched',
};

export function whyParked(code: number): WhyParked {
  const name = NAMES[code];
  if (name === undefined) throw new Error(`nobody is parked for reason ${code}`);
  return name;
}

/** The id of the action, or of the fault whose interface holds messages; undefined when nobody decided. */
export function decidedBy(
  circumstances: Circumstances,
  forest: Forest,
  item: number,
  now: number,
  why: WhyParked,
): string | undefined {
  const q = forest.cell.globalQueue[forest.queue[item]!]!;
  const decisions = circumstances.script.decisions[q];
  if (!decisions) return undefined;
  const uniform = (purpose: number): number =>
    uniformAt(forest.key(item), forest.index[item]!, purpose, forest.lineage[item]!, 0);
  switch (why) {
    case 'held': {
      const { plan, incident, faults } = circumstances;
      const { site, service } = plan.queues[q]!;
      const luck = uniform(Purpose.held);
      return faults.find((fault) =>
        holdsAt(plan, site, [fault], incident.sites[site]!.answering).some(
          (hold) => hold.services.includes(service) && luck < valueAt(hold.threshold, now),
        ),
      )?.fault.id;
    }
    case 'diverted':
    case 'shed':
    case 'paused': {
      const [kind, purpose] = (
        {
          diverted: ['diverts', Purpose.divert],
          shed: ['sheds', Purpose.shed],
          paused: ['pauses', Purpose.pause],
        } as const
      )[why];
      const choices = decisions[kind];
      const choice = chosen<(typeof choices)[number]>(choices, { now, uniform }, purpose);
      return choice && actionBehind(circumstances, q, kind, (choices as readonly unknown[]).indexOf(choice));
    }
    case 'buddy': {
      const choice = chosen(decisions.sentOn, { now, uniform }, Purpose.divert);
      const k = decisions.buddies.findIndex((one) => one === choice);
      return k < 0 ? undefined : actionBehind(circumstances, q, 'buddies', k);
    }
    case 'switched': {
      const k = decisions.switches.findIndex(({ from, to }) => from <= now && now < to);
      return k < 0 ? undefined : actionBehind(circumstances, q, 'switches', k);
    }
    default:
      return undefined;
  }
}
