/** Supports, preventions and improvements: what they may do to a strategy, and what they may never do. */
import { describe, expect, test, vi } from 'vitest';
import { arrangementOf } from '../../src/engine/arrangement.ts';
import { incidentOf, type Incident } from '../../src/engine/incident.ts';
import type { Plan } from '../../src/engine/index.ts';
import type { Segment } from '../../src/engine/modes.ts';
import { valueAt } from '../../src/engine/steps.ts';
import { incidentUnder } from '../../src/engine/strategyIncident.ts';
import { scenario as schema } from '../../src/scenario/schema.ts';
import { validate } from '../../src/scenario/validate.ts';
import { outcomeAlone, scriptAlone } from '../helpers/alone.ts';
import { broken, cases, changed, differences, outcomesOf, planOf, SEED, withMore } from '../helpers/cases.ts';
import type { ScenarioInput } from '../helpers/generate.ts';

vi.setConfig({ testTimeout: 120_000 });

type Backup = NonNullable<ScenarioInput['backups']>[number];
type Support = Extract<Backup, { kind: 'power-supply' | 'mobile-data' | 'spare-numbers' | 'redundant-hosting' }>;
type Started = Extract<Backup, { kind: Support['kind'] | 'spare-devices' | 'paper-pack' | 'exported-day-list' }>;

const CASES = cases(70_000, 40, { responses: 'all' }).slice(1);
const SUPPORTS = ['power-supply', 'mobile-data', 'spare-numbers', 'spare-devices', 'redundant-hosting'];
const isSupport = (backup: Backup): boolean => SUPPORTS.includes(backup.kind);
const isStarted = (backup: Backup): backup is Started => 'activation' in backup;
const eachStarted =
  (change: (backup: Started) => void) =>
  (copy: ScenarioInput): void =>
    (copy.backups ?? []).filter(isStarted).forEach(change);

/** A strategy that uses so much of the file. */
const using = (input: ScenarioInput, wanted: (backup: Backup) => boolean): ScenarioInput =>
  changed(input, (copy) => {
    copy.strategies[1]!.uses = (copy.backups ?? []).filter(wanted).map(({ id }) => id);
  });

const lived = (plan: Plan, strategy: number, run: number): Incident =>
  incidentUnder(
    plan,
    SEED,
    run,
    incidentOf(plan, SEED, run),
    arrangementOf(plan, plan.model.scenario.strategies[strategy]!.uses),
  ).incident;

const refsOf = (plan: Plan): string[] => [
  ...plan.components.keys(),
  ...[...plan.components.values()].flatMap(({ id, functions }) => functions.map((name) => `${id}/${name}`)),
];

/** Components at sites and ticks at which one incident has a lower level than another, and whether it is ever higher. */
function lower(plan: Plan, a: Incident, b: Incident): { less: string[]; more: boolean } {
  let more = false;
  const less = plan.sites.flatMap((site, s) =>
    refsOf(plan).flatMap((key) => {
      const [was, is] = [a.sites[s]!.levels.of(key), b.sites[s]!.levels.of(key)];
      return [...new Set([...was.ticks, ...is.ticks])].flatMap((tick) => {
        if (valueAt(is, tick) > valueAt(was, tick)) more = true;
        return valueAt(is, tick) < valueAt(was, tick) ? [`${key} at ${site.id} at ${tick}`] : [];
      });
    }),
  );
  return { less, more };
}

function thetaAt(segments: readonly Segment[], tick: number): number {
  let theta = segments[0]!.theta;
  for (const segment of segments) if (segment.tick <= tick) theta = segment.theta;
  return theta;
}

/** Queues and ticks at which one plan can start less than another. */
function compare(worse: Plan, better: Plan, strategy: string, run: number): { less: string[]; more: boolean } {
  const [a, b] = [scriptAlone(worse, strategy, run), scriptAlone(better, strategy, run)];
  let more = false;
  const less = worse.queues.flatMap((queue, q) =>
    [...a.segments[q]!, ...b.segments[q]!].flatMap(({ tick }) => {
      const [low, high] = [thetaAt(a.segments[q]!, tick), thetaAt(b.segments[q]!, tick)];
      if (high > low) more = true;
      return high < low ? [`${worse.sites[queue.site]!.id} ${queue.service} at ${tick}: ${high} below ${low}`] : [];
    }),
  );
  return { less, more };
}

test('generated scenarios with every family are valid', () => {
  for (const { input } of CASES)
    expect(
      validate(schema.parse(input), {}).filter(({ severity }) => severity === 'error'),
      input.id,
    ).toEqual([]);
});

describe('a support', () => {
  test('never lowers a level anywhere, and often raises one', () => {
    let raised = 0;
    const wrong = broken(CASES, (input) => {
      const plan = planOf(using(input, isSupport));
      return [0, 1].flatMap((run) => {
        const { less, more } = lower(plan, incidentOf(plan, SEED, run), lived(plan, 1, run));
        if (more) raised++;
        return less;
      });
    });
    expect(wrong).toEqual([]);
    expect(raised).toBeGreaterThan(20);
  });

  test('that never starts changes nothing, bit for bit', () => {
    const idle: Readonly<Record<string, Partial<Support>>> = {
      fails: { activation: { failsToStart: 1 } },
      unprepared: { preparation: { what: 'tests', share: 0 } },
      nowhere: { sites: { share: 0 } },
      empty: { endurance: '0 min' },
      late: { activation: { decision: '366 days' } },
      works: {},
    };
    const names = Object.keys(idle);
    const changedBy = new Map(names.map((name) => [name, [] as string[]]));
    for (const { name, input } of CASES) {
      const supports = names.map((id): Support => ({
        kind: 'redundant-hosting',
        id: `idle-${id}`,
        supports: ['emis', 'tpp', 'pc', 'hosting'].map((component) => ({ component })),
        activation: { failsToStart: 0 },
        ...idle[id],
      }));
      const plan = planOf(
        withMore(
          input,
          { backups: supports },
          names.map((id) => [`idle-${id}`]),
        ),
      );
      const outcomes = outcomesOf(plan);
      names.forEach((id, k) => {
        if (differences(outcomes['everything']!, outcomes[`more-${k}`]!).length > 0) changedBy.get(id)!.push(name);
      });
    }
    for (const name of names.slice(0, -1)) expect(changedBy.get(name), name).toEqual([]);
    expect(changedBy.get('works')!.length).toBeGreaterThan(10);
  });

  test('keeps the strategies that do without it as they are', () => {
    expect(
      broken(CASES.slice(0, 15), (input, plan) => {
        const wider = withMore(
          input,
          { backups: [{ kind: 'power-supply', id: 'one-more', supports: [{ component: 'power' }] }] },
          [['one-more']],
        );
        const [before, after] = [outcomesOf(plan), outcomesOf(planOf(wider))];
        return Object.keys(before).flatMap((id) => differences(before[id]!, after[id]!));
      }),
    ).toEqual([]);
  });
});

describe('what can start is never less', () => {
  /** Longer than any study: a kind may have an endurance of its own when nothing is said. */
  const lasting = eachStarted((backup) => (backup.endurance = '300 days'));
  const better: Readonly<Record<string, { to: (copy: ScenarioInput) => void; both?: (copy: ScenarioInput) => void }>> =
    {
      'when supports lift higher': {
        to: (copy) =>
          copy.backups!.forEach((backup) => {
            if (backup.kind === 'spare-devices') backup.spare = 100;
            else if (isSupport(backup)) (backup as Support).supports!.forEach((support) => (support.level = 1));
          }),
      },
      'when supports start by themselves': {
        to: (copy) => copy.backups!.forEach((backup) => isSupport(backup) && ((backup as Support).automatic = true)),
        both: lasting,
      },
      'when supports are not started too late or in vain': {
        to: (copy) =>
          copy.backups!.forEach(
            (backup) =>
              isSupport(backup) &&
              ((backup as Support).activation = { decision: '0 min', setUp: '0 min', failsToStart: 0 }),
          ),
        both: (copy) => {
          lasting(copy);
          copy.backups!.forEach((backup) => isSupport(backup) && Object.assign(backup, { drilled: true }));
        },
      },
      'when supports need nothing themselves': {
        to: (copy) => copy.backups!.forEach((backup) => isSupport(backup) && delete (backup as Support).requires),
      },
      'when everything lasts': { to: lasting },
      'when backups are drilled': {
        to: eachStarted((backup) => (backup.drilled = true)),
        both: (copy) => {
          lasting(copy);
          eachStarted((backup) => {
            backup.undrilled = { delayFactor: 3, failsToStart: 0.5 };
            backup.activation = { ...backup.activation, failsToStart: 0.2 };
          })(copy);
        },
      },
      'when lists are made twice as often': {
        both: (copy) =>
          copy.backups!.forEach((backup) => {
            if (backup.kind.endsWith('day-list'))
              Object.assign(backup, { list: { made: { every: '8 h' }, daysAhead: 3 } });
          }),
        to: (copy) =>
          copy.backups!.forEach((backup) => {
            if (backup.kind.endsWith('day-list'))
              Object.assign(backup, { list: { made: { every: '4 h' }, daysAhead: 3 } });
          }),
      },
    };
  test.each(Object.keys(better))('%s', (name) => {
    const { to, both = (): void => {} } = better[name]!;
    let helped = 0;
    const wrong = broken(CASES, (input) => {
      const worse = changed(input, both);
      const { less, more } = compare(planOf(worse), planOf(changed(worse, to)), 'everything', 0);
      if (more) helped++;
      return less;
    });
    expect(wrong).toEqual([]);
    expect(helped).toBeGreaterThan(2);
  });

  test('with one support more', () => {
    let helped = 0;
    const wrong = broken(CASES, (input, plan) =>
      (input.backups ?? []).filter(isSupport).flatMap(({ id }) => {
        const without = changed(input, (copy) =>
          copy.strategies.forEach((strategy) => (strategy.uses = strategy.uses?.filter((used) => used !== id))),
        );
        const { less, more } = compare(planOf(without), plan, 'everything', 0);
        if (more) helped++;
        return less;
      }),
    );
    expect(wrong).toEqual([]);
    expect(helped).toBeGreaterThan(10);
  });

  test('and a worse one would be noticed', () => {
    const worse = (copy: ScenarioInput): void =>
      copy.backups!.forEach((backup) => {
        if (isSupport(backup) && backup.kind !== 'spare-devices')
          (backup as Support).supports!.forEach((support) => (support.level = 0.1));
      });
    expect(
      broken(CASES, (input, plan) => compare(plan, planOf(changed(input, worse)), 'everything', 0).less.slice(0, 1))
        .length,
    ).toBeGreaterThan(10);
  });
});

describe('a prevention', () => {
  const hits = (incident: Incident): (number | undefined)[] => incident.sites.map((site) => site.hitAt);
  test('never hits a site that was not hit without it, nor any site earlier', () => {
    let [spared, later] = [0, 0];
    const wrong = broken(CASES, (input) => {
      const plan = planOf(
        using(input, (backup) => backup.kind === 'staged-updates' || backup.kind === 'engineers-on-site'),
      );
      return [0, 1, 2].flatMap((run) => {
        const [without, after] = [hits(incidentOf(plan, SEED, run)), hits(lived(plan, 1, run))];
        return after.flatMap((at, s) => {
          const was = without[s];
          if (at === undefined && was !== undefined) spared++;
          if (at !== undefined && was !== undefined && at > was) later++;
          return at !== undefined && (was === undefined || at < was) ? [`${plan.sites[s]!.id} in run ${run}`] : [];
        });
      });
    });
    expect(wrong).toEqual([]);
    expect(Math.min(spared, later)).toBeGreaterThan(3);
  });

  test('by engineers never lowers a level, and often raises one', () => {
    let raised = 0;
    const wrong = broken(CASES, (input) => {
      const plan = planOf(using(input, (backup) => backup.kind === 'engineers-on-site'));
      const { less, more } = lower(plan, incidentOf(plan, SEED, 0), lived(plan, 1, 0));
      if (more) raised++;
      return less;
    });
    expect(wrong).toEqual([]);
    expect(raised).toBeGreaterThan(3);
  });

  test('by one ring at once changes nothing, bit for bit', () => {
    expect(
      broken(CASES.slice(0, 20), (input) => {
        const staged: Backup = { kind: 'staged-updates', id: 'at-once', rings: [{ share: 1, after: '0 min' }] };
        const outcomes = outcomesOf(planOf(withMore(input, { backups: [staged] }, [['at-once']])));
        return input.backups!.some(({ kind }) => kind === 'staged-updates')
          ? []
          : differences(outcomes['everything']!, outcomes['more-0']!);
      }),
    ).toEqual([]);
  });
});

describe('an improvement', () => {
  const everything = (input: ScenarioInput, id: string, there: boolean): ScenarioInput =>
    changed(input, (copy) => {
      const { uses } = copy.strategies[1]!;
      copy.strategies[1]!.uses = there ? uses : uses!.filter((used) => used !== id);
    });
  test('by drills is the same as backups that are drilled and prepared', () => {
    let counted = 0;
    const wrong = broken(CASES, (input, plan) => {
      const drills = input.backups!.find((backup) => backup.kind === 'drills-and-enrolment');
      if (drills?.kind !== 'drills-and-enrolment') return [];
      const byHand = changed(everything(input, drills.id, false), (copy) =>
        copy.backups!.filter(isStarted).forEach((backup) => {
          if (!drills.backups.includes(backup.id)) return;
          backup.drilled = true;
          if (backup.preparation) backup.preparation.share = Math.max(backup.preparation.share, drills.prepared ?? 0);
        }),
      );
      const [improved, made, without] = [plan, planOf(byHand), planOf(everything(input, drills.id, false))].map(
        (one) => outcomesOf(one, 0, ['everything'])['everything']!,
      );
      if (differences(improved!, without!).length > 0) counted++;
      return differences(improved!, made!);
    });
    expect(wrong).toEqual([]);
    expect(counted).toBeGreaterThan(2);
  });

  test('by a call-off is the same as actions with a shorter lead time', () => {
    let counted = 0;
    const wrong = broken(CASES, (input, plan) => {
      const callOff = input.backups!.find((backup) => backup.kind === 'locum-call-off');
      if (callOff?.kind !== 'locum-call-off') return [];
      const minutes = (text: string): number =>
        Number(text.split(' ')[0]) * ({ min: 1, h: 60, day: 1440, days: 1440 }[text.split(' ')[1]!] ?? NaN);
      const byHand = changed(everything(input, callOff.id, false), (copy) =>
        copy.actions!.forEach((action) => {
          if (!callOff.actions.includes(action.id)) return;
          const usual = ['locums', 'weekend-clinic', 'evening-clinic'].includes(action.kind) ? '1 day' : '0 min';
          if (action.when === undefined) {
            action.when = { on: 'failure', lasts: action.kind === 'weekend-clinic' ? '9 days' : '8 days' };
          }
          if (!('on' in action.when)) return;
          const lead = action.when.lead ?? usual;
          action.when.lead = minutes(callOff.lead!) < minutes(lead) ? callOff.lead! : lead;
        }),
      );
      const [improved, made, without] = [plan, planOf(byHand), planOf(everything(input, callOff.id, false))].map(
        (one) => outcomesOf(one, 0, ['everything'])['everything']!,
      );
      if (differences(improved!, without!).length > 0) counted++;
      return differences(improved!, made!);
    });
    expect(wrong).toEqual([]);
    expect(counted).toBeGreaterThan(3);
  });
});

describe('strategies with families of their own', () => {
  test('are the same alone, in company, and in any order', () => {
    expect(
      broken(CASES.slice(0, 20), (_, plan) => {
        const ids = plan.model.scenario.strategies.map(({ id }) => id);
        const [together, backwards] = [outcomesOf(plan), outcomesOf(plan, 0, [...ids].reverse())];
        return ids.flatMap((id) => [
          ...differences(together[id]!, backwards[id]!),
          ...differences(together[id]!, outcomesOf(plan, 0, [id])[id]!),
          ...differences(together[id]!, outcomeAlone(plan, id, 0), ['lastDifference']),
        ]);
      }),
    ).toEqual([]);
  });

  test('are measured from the same start and restoration', () => {
    const strategies = (plan: Plan): Incident => incidentOf(plan, SEED, 0);
    let differ = 0;
    for (const { input } of CASES) {
      const plan = planOf(input);
      const own = lived(plan, 1, 0);
      const given = strategies(plan);
      if (own.sites.some((site, s) => site.restoredAt !== given.sites[s]!.restoredAt)) differ++;
    }
    expect(differ).toBeGreaterThan(5);
  });
});
