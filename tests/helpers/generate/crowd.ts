/** Crowded scenarios: most kinds of fault, backup and action at once, so that every two kinds meet often and both matter. */
import { Dice } from '../dice.ts';
import { type Draft, type Plan, type ScenarioInput } from '../generate.ts';
import { improvements, listOf, moreActions, preventions, supportOf } from './allResponses.ts';
import { withBacklogs } from './backlogs.ts';
import { faults, handsOnFault, updateFault, type FaultInput } from './faults.ts';
import { FURTHER_KINDS, furtherFault } from './moreFaults.ts';
import { actionOf, AT_THE_DOOR, padsOf } from './moreResponses.ts';
import { actions, coverableOf, wayOf, WAYS } from './responses.ts';

type BackupInput = NonNullable<ScenarioInput['backups']>[number];

const SUPPORTS = ['power-supply', 'mobile-data', 'spare-numbers', 'redundant-hosting', 'spare-devices'] as const;
const LISTS = ['printed-day-list', 'exported-day-list', 'encrypted-day-list'] as const;

type Parts = Pick<ScenarioInput, 'incident' | 'backups' | 'actions' | 'strategies'>;

export function crowd(plan: Plan, draft: Draft): Parts {
  const { dice } = plan;
  const started = backupsOf(plan, draft);
  for (const backup of started) if (backup.kind === 'at-risk-lists') makeTimeCritical(draft, backup);
  const planned = dice.shuffled([
    ...actions(plan, draft),
    ...moreActions(plan, draft, 0.7),
    ...dice.some(AT_THE_DOOR, 0.7).flatMap((kind) => actionOf(plan, draft, kind)),
  ]);
  const taken = withBacklogs(plan, draft, planned, 0.13);
  const better = improvements(plan, { backups: started, actions: taken }, 0.9);
  const backups = dice.shuffled([...started, ...preventions(plan, 0.85), ...better]);
  const always = better.map(({ id }) => id);
  const responses = [...backups, ...taken].map(({ id }) => id).filter((id) => !always.includes(id));
  return {
    incident: { title: 'Generated incident', faults: faultsOf(plan, draft) },
    backups,
    actions: taken,
    strategies: [
      { id: 'nothing', title: 'Nothing', baseline: true },
      ...apart(dice, responses).map((some, k) => ({ id: `part-${k + 1}`, title: 'Part', uses: [...some, ...always] })),
      { id: 'everything', title: 'Everything', uses: [...responses, ...always] },
    ],
  };
}

/** Three strategies that share nothing: where several do the same, each is the only one that does somewhere. */
function apart(dice: Dice, responses: readonly string[]): string[][] {
  const mixed = dice.shuffled(responses);
  return [0, 1, 2].map((part) => mixed.filter((_, k) => k % 3 === part)).filter((some) => some.length > 0);
}

function faultsOf(plan: Plan, draft: Draft): FaultInput[] {
  const { dice } = plan;
  const all = faults(plan);
  if (dice.chance(0.5)) all.push(updateFault(plan, 'update'));
  if (dice.chance(0.6)) all.push(handsOnFault(plan, 'by-hands'));
  for (const kind of dice.some(dice.shuffled(FURTHER_KINDS), 0.6)) all.push(furtherFault(plan, draft, all, kind, dice));
  return all;
}

function backupsOf(plan: Plan, draft: Draft): BackupInput[] {
  const { dice } = plan;
  const coverable = coverableOf(draft);
  return [
    ...dice.some(SUPPORTS, 0.75).map((kind) => supportOf(plan, kind, kind)),
    ...(coverable.length > 0 ? dice.some(WAYS, 0.6).map((kind) => wayOf(plan, coverable, kind, kind)) : []),
    ...(dice.chance(0.6) ? padsOf(plan, draft) : []),
    ...dice.some(LISTS, 0.7).flatMap((kind) => listOf(plan, draft, kind)),
  ];
}

/** Lists of people at risk may only cover what cannot wait. That is measured and changes no item. */
function makeTimeCritical(draft: Draft, { covers }: Extract<BackupInput, { kind: 'at-risk-lists' }>): void {
  for (const { services } of [...Object.values(draft.templates ?? {}), ...draft.sites])
    for (const id of covers?.flatMap((cover) => cover.services) ?? [])
      if (services?.[id]) services[id].timeCritical = '4 h';
}
