/** Numbers that are not known: without width they change nothing, and no draw depends on another or on the order of the file. */
import { describe, expect, test } from 'vitest';
import { drawWorld, WorldPlans } from '../../src/engine/index.ts';
import { studyHash } from '../../src/results/hash.ts';
import { createNodeRunner } from '../../src/runner/nodeRunner.ts';
import type { Model } from '../../src/scenario/model.ts';
import { StudyThread } from '../../src/runner/study.ts';
import { smallBolton } from '../helpers/cases.ts';
import { Dice } from '../helpers/dice.ts';
import { generate } from '../helpers/generate.ts';
import { at, modelOf, numberPlaces, put, runsOf, told, type File } from '../helpers/uncertain.ts';

const SCENARIOS = Number(process.env['SWEEP'] ?? 1) * 40;

const UTILISATION = 'templates.gp-practice.pools.gps.utilisation';
const PAPER = 'backups.paper-pack.covers.0.share';
const FAILS = 'backups.paper-pack.undrilled.failsToStart';

/** The cut-down Bolton with a list of uncertain numbers. */
const bolton = (uncertain: object[] = [], more: object = {}): File => ({
  ...(smallBolton() as File),
  ...more,
  uncertain,
});
const paper = { of: PAPER, range: [0.1, 0.9] };
const fails = { of: FAILS, range: [0.1, 0.6] };
const busy = { of: UTILISATION, range: [0.85, 0.95] };
/** What a parameter is in some worlds. */
const drawnOf = (model: Model, of: string, worlds = 20): number[] => {
  const k = model.parameters.findIndex((parameter) => parameter.of === of);
  return Array.from({ length: worlds }, (_, world) => drawWorld(model, 'seed', world)[k]!);
};

describe('an uncertain number without width', () => {
  test('changes no bit of any run, wherever a number can stand', { timeout: 300_000 }, () => {
    let places = 0;
    for (let number = 0; number < SCENARIOS; number++) {
      const file = generate(number);
      const all = numberPlaces(file);
      expect(all.length, file.id).toBeGreaterThan(20);
      // Two hundred at most can be uncertain; other scenarios have the others.
      const dice = new Dice(number);
      const chosen = all.length <= 200 ? all : all.filter(() => dice.chance(180 / all.length)).slice(0, 200);
      places += chosen.length;
      const uncertain = put(
        file,
        chosen.map((path, k) => {
          const value = at(file, path);
          const laws = [{ range: [value, value] }, { triangular: [value, value, value] }, { choice: [value] }];
          return [path, { uncertain: laws[k % laws.length] }];
        }),
      );
      const model = modelOf(uncertain);
      expect(model.parameters.length).toBe(chosen.length);
      const [plain] = runsOf(modelOf(file), [3]);
      const [same] = runsOf(model, [3]);
      expect(same!.drawn!.length).toBe(chosen.length);
      expect(told(same!) === told(plain!), file.id).toBe(true);
    }
    expect(places).toBeGreaterThan(50 * SCENARIOS);
  });

  test('at a place that matters, one with width does change runs', () => {
    const file = bolton();
    const runs = [0, 1, 2];
    const plain = runsOf(modelOf(file), runs).map(told);
    for (const entry of [paper, fails, busy])
      expect(runsOf(modelOf(bolton([entry])), runs).map(told), entry.of).not.toEqual(plain);
  });
});

describe('what is drawn', () => {
  test('does not depend on other uncertain numbers', () => {
    const one = drawnOf(modelOf(bolton([paper])), PAPER);
    expect(new Set(one).size).toBe(one.length);
    expect(drawnOf(modelOf(bolton([paper, busy, fails])), PAPER)).toEqual(one);
  });

  test('does not depend on the order of the file, nor on how it is written', () => {
    const file = bolton([paper, busy, fails]);
    const runs = runsOf(modelOf(file), [0, 1]).map(told);
    const turned = Object.fromEntries(Object.entries(bolton([fails, paper, busy])).reverse());
    expect(runsOf(modelOf(turned), [0, 1]).map(told)).toEqual(runs);
    const inPlace = put(bolton([fails, busy]), [
      [['backups', 0, 'covers', 0, 'share'], { uncertain: { central: 0.72, range: [0.1, 0.9] } }],
    ]);
    expect(runsOf(modelOf(inPlace), [0, 1]).map(told)).toEqual(runs);
  });

  test('does not depend on strategies, sites or actions that are there as well', () => {
    const file = bolton([paper, busy]) as File & { sites: { id: string }[]; strategies: object[] };
    const fewer = {
      ...file,
      sites: file.sites.filter(({ id }) => id !== 'practice-5'),
      strategies: file.strategies.slice(0, 1),
    };
    for (const of of [PAPER, UTILISATION]) expect(drawnOf(modelOf(fewer), of)).toEqual(drawnOf(modelOf(file), of));
  });

  test('is low and high together for numbers of one name, each within its own bounds', () => {
    const model = modelOf(bolton([{ ...paper, as: 'paper' }, { ...fails, as: 'paper' }, busy]));
    const share = (values: number[], [low, high]: readonly number[]): number[] =>
      values.map((value) => Number(((value - low!) / (high! - low!)).toFixed(9)));
    expect(share(drawnOf(model, PAPER), paper.range)).toEqual(share(drawnOf(model, FAILS), fails.range));
    expect(share(drawnOf(model, PAPER), paper.range)).not.toEqual(share(drawnOf(model, UTILISATION), busy.range));
  });
});

describe('worlds and replicates', () => {
  const uncertain = [paper, busy];

  test('runs of one world share its numbers and differ by chance; worlds differ', () => {
    const runs = runsOf(modelOf(bolton(uncertain, { replicates: 2 })), [0, 1, 2, 3]);
    const drawn = runs.map((run) => [...run.drawn!]);
    expect(drawn[0]).toEqual(drawn[1]);
    expect(drawn[2]).toEqual(drawn[3]);
    expect(drawn[0]).not.toEqual(drawn[2]);
    expect(new Set(runs.map((run) => run.twin.hash.join())).size).toBe(4);
  });

  test('chance is that of the run, whatever the world: with everything known, replicates change nothing', () => {
    expect(runsOf(modelOf(bolton([], { replicates: 3 })), [0, 5]).map(told)).toEqual(
      runsOf(modelOf(bolton()), [0, 5]).map(told),
    );
  });

  test('a number that only the strategies know leaves the twin as it is, in every run', () => {
    const plain = runsOf(modelOf(bolton()), [0, 1, 2]);
    const worlds = runsOf(modelOf(bolton([paper, fails])), [0, 1, 2]);
    expect(worlds.map((run) => run.twin.hash)).toEqual(plain.map((run) => run.twin.hash));
    expect(worlds.map((run) => run.strategies[0]!.hash)).not.toEqual(plain.map((run) => run.strategies[0]!.hash));
  });

  test('a strategy without the backup in question is the same in every world', () => {
    const plain = runsOf(modelOf(bolton()), [0, 1]);
    const worlds = runsOf(modelOf(bolton([paper, fails])), [0, 1]);
    const nothing = modelOf(bolton()).scenario.strategies.findIndex(({ id }) => id === 'nothing');
    expect(worlds.map((run) => run.strategies[nothing]!.hash)).toEqual(
      plain.map((run) => run.strategies[nothing]!.hash),
    );
  });

  test('a run is the same whichever runs were asked for before it', () => {
    const model = modelOf(bolton(uncertain, { replicates: 2 }));
    const thread = new StudyThread(model, 'uncertain');
    const order = [7, 0, 3, 12, 5, 9, 0, 7].map((run) => told(thread.run(run)));
    expect(order[6]).toBe(order[1]);
    expect(order[7]).toBe(order[0]);
    expect(order.slice(0, 3)).toEqual([7, 0, 3].map((run) => told(runsOf(model, [run])[0]!)));
  });

  test(
    'the hash is the same with one worker and with two, and contains what was drawn',
    { timeout: 240_000 },
    async () => {
      const hashOf = async (model: Model, workers: number): Promise<string> => {
        const runner = createNodeRunner(workers);
        try {
          return studyHash(await runner.run({ model, seed: 'workers', runs: 6 }, {}).done);
        } finally {
          runner.dispose();
        }
      };
      const model = modelOf(bolton(uncertain, { replicates: 2 }));
      const one = await hashOf(model, 1);
      expect(await hashOf(model, 2)).toBe(one);
      expect(await hashOf(modelOf(bolton(uncertain)), 2)).not.toBe(one);
    },
  );
});

describe('staff are planned for central values', () => {
  const RUNS = [0, 1, 2];
  const plansOf = (model: Model): WorldPlans => new WorldPlans(model, 'uncertain');
  const gpTime = (model: Model): number[] => {
    const pool = [...new Set(plansOf(model).central.frame.pools.map(({ key }) => key))].indexOf('gp-practice/gps');
    return runsOf(model, RUNS).map((run) => run.utilisation[pool]!);
  };

  test('more work than was thought makes them busier, it does not bring more of them', () => {
    const known = modelOf(bolton());
    const { mean } = (known.sites[0]!.services['booked-gp']!.minutes as { lognormal: { mean: number } }).lognormal;
    const longer = modelOf(
      bolton([
        { of: 'templates.gp-practice.services.booked-gp.minutes.lognormal.mean', triangular: [mean, mean, mean * 1.5] },
      ]),
    );
    const plans = plansOf(longer);
    for (const run of RUNS) {
      const { plan } = plans.ofRun(run);
      expect(plan.pools.map(({ staff }) => staff)).toEqual(plansOf(known).central.pools.map(({ staff }) => staff));
      expect(plan.queues.map(({ slots }) => slots)).toEqual(plans.central.queues.map(({ slots }) => slots));
    }
    const usual = gpTime(known);
    gpTime(longer).forEach((busy, run) => expect(busy).toBeGreaterThan(usual[run]!));
  });

  test('planned utilisation that is not known makes staff differ from world to world', () => {
    const model = modelOf(bolton([{ of: UTILISATION, range: [0.6, 0.95] }]));
    const plans = plansOf(model);
    for (const run of RUNS) {
      const { plan, drawn } = plans.ofRun(run);
      plan.pools.forEach(({ id, staff }, p) => {
        const usual = plans.central.pools[p]!.staff;
        expect(staff).toBeCloseTo(id === 'gps' ? (usual * 0.885) / drawn![0]! : usual, 5);
      });
    }
    // More people for the same work: less of their time is used.
    const drawn = RUNS.map((run) => plans.ofRun(run).drawn![0]!);
    const met = gpTime(model);
    const order = (values: number[]): number[] => RUNS.map((_, k) => k).sort((a, b) => values[a]! - values[b]!);
    expect(order(met)).toEqual(order(drawn));
  });

  test('the measure of recovery is that of the central values in every world', () => {
    const volume = 'templates.gp-practice.services.booked-gp.arrivals.scheduled.perThousandPerWeek';
    const known = modelOf(bolton());
    const { scheduled } = known.sites[0]!.services['booked-gp']!.arrivals as {
      scheduled: { perThousandPerWeek: number };
    };
    const usual = scheduled.perThousandPerWeek;
    const model = modelOf(bolton([{ of: volume, triangular: [usual, usual, usual * 1.5] }]));
    const thread = new StudyThread(model, 'uncertain');
    thread.run(0);
    expect(thread.frame).toEqual(plansOf(known).central.frame);
    const ofWorld = plansOf(model).ofRun(0).plan.frame.queues;
    expect(ofWorld.map(({ itemsPerWorkingDay }) => itemsPerWorkingDay)).not.toEqual(
      thread.frame.queues.map(({ itemsPerWorkingDay }) => itemsPerWorkingDay),
    );
    expect(ofWorld.map(({ site, key }) => [site, key])).toEqual(
      thread.frame.queues.map(({ site, key }) => [site, key]),
    );
  });
});
