/** Every kind of fault on generated incidents: what never happens because of it, and what a change of it may change. */
import { describe, expect, test, vi } from 'vitest';
import type { FaultEffect } from '../../src/catalog/effects.ts';
import { faultKinds } from '../../src/catalog/faults/index.ts';
import type { Steps } from '../../src/catalog/types.ts';
import { cellOf } from '../../src/engine/cell.ts';
import { faultsInRun, type FaultInRun } from '../../src/engine/faultTimes.ts';
import { Forest, itemKeys } from '../../src/engine/forest.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import type { Plan } from '../../src/engine/index.ts';
import { mergedTicks, valueAt } from '../../src/engine/steps.ts';
import { surgeLineage, surgesOf } from '../../src/engine/surges.ts';
import { dateTimeOf, TICKS_PER_DAY, TICKS_PER_HOUR, tickOf } from '../../src/scenario/calendar.ts';
import { scenario as schema } from '../../src/scenario/schema.ts';
import { validate } from '../../src/scenario/validate.ts';
import { outcomeAlone, scriptAlone } from '../helpers/alone.ts';
import {
  broken,
  cases,
  changed,
  differences,
  firstDifference,
  outcomesOf,
  planOf,
  SEED,
  storyOf,
  worldsOf,
} from '../helpers/cases.ts';
import { generate, type ScenarioInput } from '../helpers/generate.ts';

vi.setConfig({ testTimeout: 240_000 });

const CASES = cases(80_000, 60, { faults: 'all' });
/** Those with faults of the further kinds. */
const GENERATED = CASES.slice(1);
type Fault = ScenarioInput['incident']['faults'][number];

/** Without faults of a kind; what they would have set off begins by itself. */
const withoutKind = (input: ScenarioInput, kind: Fault['kind']): Fault[] =>
  structuredClone(input.incident.faults)
    .filter((fault) => fault.kind !== kind)
    .map((fault) => (typeof fault.at === 'object' && 'after' in fault.at ? { ...fault, at: nine(input) } : fault));

/** The scenario with its faults changed one by one. */
const withFaults = (input: ScenarioInput, change: (fault: Fault) => void): Plan =>
  planOf(changed(input, (copy) => copy.incident.faults.forEach(change)));

describe('generated incidents', () => {
  const inputs = Array.from({ length: 400 }, (_, k) => generate(k, { faults: 'all' }));

  test('are valid', () => {
    for (const input of inputs) {
      const errors = validate(schema.parse(input), {}).filter(({ severity }) => severity === 'error');
      expect(errors, input.id).toEqual([]);
    }
  });

  test('have every kind of fault, beginning and hold many times over', () => {
    const faults = inputs.flatMap((input) => input.incident.faults);
    const rare = faultKinds.filter(({ kind }) => faults.filter((fault) => fault.kind === kind).length < 50);
    expect(rare).toEqual([]);
    const begins = (field: string): number =>
      faults.filter((fault) => typeof fault.at === 'object' && field in fault.at).length;
    expect(begins('between')).toBeGreaterThan(50);
    expect(begins('after')).toBeGreaterThan(50);
    expect(faults.filter((fault) => 'holds' in fault).length).toBeGreaterThan(50);
  });

  test('are the plain ones with more added: nothing else about a scenario moves', () => {
    const added = generate(17, { faults: 'all' });
    const plain = generate(17);
    expect({ ...added, incident: undefined }).toEqual({ ...plain, incident: undefined });
    expect(added.incident.faults.length).toBeGreaterThan(plain.incident.faults.length);
  });
});

describe('the twin', () => {
  test('never sees the incident: it is item by item what it is without any fault', () => {
    expect(
      broken(CASES, (input, plan) =>
        firstDifference(
          storyOf(plan, null),
          storyOf(planOf(changed(input, (copy) => void copy.incident.faults.splice(0))), null),
        ),
      ),
    ).toEqual([]);
  });

  test('is what every strategy gives when the incident hits nobody', () => {
    expect(
      broken(CASES, (input) => {
        const plan = withFaults(input, (fault) => (fault.sites = 0));
        const { twin, ...others } = outcomesOf(plan);
        return Object.entries(others).flatMap(([id, outcome]) =>
          differences(twin!, outcome).map((field) => `${field} of ${id}`),
        );
      }),
    ).toEqual([]);
  });

  test('is met again, exactly: a world that shares beginning and end with it has the numbers of one alone', () => {
    let parted = 0;
    const wrong = broken(CASES, (_, plan) =>
      [0, 1].flatMap((run) => {
        const together = outcomesOf(plan, run);
        return worldsOf(plan).flatMap((world) => {
          const { lastDifference } = together[world ?? 'twin']!;
          const surged = incidentOf(plan, SEED, run).surges.map(({ site }) => site);
          for (const cell of plan.cells) {
            const until = Math.max(...cell.map((site) => lastDifference[site]!));
            if (until >= 0 && until < plan.horizon - TICKS_PER_DAY && cell.some((site) => surged.includes(site)))
              parted++;
          }
          return differences(together[world ?? 'twin']!, outcomeAlone(plan, world, run), ['lastDifference']).map(
            (field) => `${field} of ${world} in run ${run}`,
          );
        });
      }),
    );
    expect(wrong).toEqual([]);
    expect(parted).toBeGreaterThan(3);
  });
});

/** What every fault does in a run, by its id. */
const done = (plan: Plan, run = 0): Map<string, FaultInRun> =>
  new Map(faultsInRun(plan, SEED, run).map((found) => [found.fault.id, found]));

/** Nine o'clock on the first day of results. */
const nine = (input: ScenarioInput): string =>
  dateTimeOf(input.start, (input.warmUpDays ?? 0) * TICKS_PER_DAY + 9 * TICKS_PER_HOUR);

/** Every fault at a moment of its own, so that what one strikes moves no other. */
const byThemselves = (input: ScenarioInput, change: (fault: Fault) => void): Plan =>
  withFaults(input, (fault) => {
    fault.at = nine(input);
    if (fault.kind === 'faulty-update') fault.halted = { after: '3 h' };
    change(fault);
  });

describe('shares of sites', () => {
  test('are nested: a larger share of any fault only adds sites that it strikes', () => {
    let more = 0;
    const wrong = broken(CASES, (input) => {
      const strikes = (share: number): Map<string, FaultInRun> =>
        done(
          byThemselves(input, (fault) => {
            fault.sites = share;
            // Where several rings share the sites out, a larger share moves sites from one ring to the next.
            if (fault.kind === 'faulty-update') delete fault.rings;
          }),
        );
      const [few, many] = [strikes(0.35), strikes(0.8)];
      return [...few].flatMap(([id, { sites }]) => {
        const larger = many.get(id)!.sites;
        if (larger.length > sites.length) more++;
        return sites.filter((site) => !larger.includes(site)).map((site) => `${id} at ${site}`);
      });
    });
    expect(wrong).toEqual([]);
    expect(more).toBeGreaterThan(20);
  });

  test('confined to the sites of another fault strike nobody else', () => {
    let confined = 0;
    const wrong = broken(GENERATED, (input) => {
      const plan = withFaults(input, (fault) => {
        if (fault.id === 'more-1') {
          fault.at = { after: input.incident.faults[0]!.id, delay: '1 h', sameSites: true };
          fault.sites = 1;
        }
      });
      const found = done(plan);
      const first = found.get(input.incident.faults[0]!.id)!.sites;
      const second = found.get('more-1')!.sites;
      if (second.length > 0 && first.length < plan.sites.length) confined++;
      return second.filter((site) => !first.includes(site)).map(String);
    });
    expect(wrong).toEqual([]);
    expect(confined).toBeGreaterThan(10);
  });
});

describe('one fault after another', () => {
  test('a delay longer by x moves every effect by x and nothing else', () => {
    let moved = 0;
    const wrong = broken(GENERATED, (input) => {
      const after = (delay: string): FaultInRun[] =>
        faultsInRun(
          withFaults(input, (fault) => {
            if (fault.id === 'more-1') fault.at = { after: input.incident.faults[0]!.id, delay };
          }),
          SEED,
          0,
        );
      const [early, late] = [after('20 min'), after('80 min')];
      return early.flatMap((found, k) => {
        const other = late[k]!;
        const by = found.fault.id === 'more-1' ? TICKS_PER_HOUR : 0;
        // What is triggered by it in turn moves too, and containment waits for somebody to be on shift.
        if (found.fault.id !== 'more-1' && found.fault.id !== input.incident.faults[0]!.id) return [];
        if (found.fault.kind === 'ransomware' && by > 0) return [];
        if (found.strike === undefined || other.strike === undefined) return [];
        if (by > 0) moved++;
        const same = (effect: FaultEffect, q: number): boolean =>
          other.effects[q] !== undefined &&
          effect.site === other.effects[q].site &&
          effect.from + by === other.effects[q].from &&
          effect.to + by === other.effects[q].to;
        return found.effects.every(same) ? [] : [found.fault.id];
      });
    });
    expect(wrong).toEqual([]);
    expect(moved).toBeGreaterThan(20);
  });

  test('what strikes nobody sets nothing off', () => {
    expect(
      broken(GENERATED, (input) => {
        const plan = withFaults(input, (fault) => {
          if (fault.id === 'more-1') fault.at = { after: input.incident.faults[0]!.id };
          if (fault.id === input.incident.faults[0]!.id) fault.sites = 0;
        });
        return done(plan).get('more-1')!.effects.length === 0 ? [] : ['struck'];
      }),
    ).toEqual([]);
  });

  test('a window holds the beginning in every run, and it varies', () => {
    const begins = new Set<number>();
    const wrong = broken(CASES.slice(0, 12), (input) => {
      const from = nine(input);
      const to = `${from.slice(0, 10)} 15:00`;
      const plan = withFaults(input, (fault) => {
        fault.at = { between: [from, to] };
        fault.sites = 1;
        if (fault.kind !== 'faulty-update') return;
        fault.halted = { after: '9 h' };
        delete fault.rings;
      });
      return Array.from({ length: 5 }, (_, run) => run).flatMap((run) =>
        faultsInRun(plan, SEED, run).flatMap(({ strike }) => {
          if (strike === undefined) return [];
          begins.add(strike);
          return strike >= tickOf(input.start, from) && strike < tickOf(input.start, to) ? [] : [String(strike)];
        }),
      );
    });
    expect(wrong).toEqual([]);
    expect(begins.size).toBeGreaterThan(50);
  });
});

describe('a faulty update', () => {
  test('halted later never spares a site that was struck, nor brings it back sooner', () => {
    let more = 0;
    const wrong = broken(CASES, (input) => {
      const halted = (after: string): FaultInRun[] =>
        faultsInRun(
          byThemselves(input, (fault) => {
            if (fault.kind !== 'faulty-update') return;
            fault.halted = { after };
            if ('handsOn' in fault.repair) fault.repair = { central: '5 h' };
          }),
          SEED,
          0,
        );
      const [soon, late] = [halted('1 h'), halted('5 h')];
      return soon.flatMap(({ fault, sites, effects }, k) => {
        if (fault.kind !== 'faulty-update') return [];
        if (late[k]!.sites.length > sites.length) more++;
        return effects
          .filter((effect) => !late[k]!.effects.some((other) => JSON.stringify(other) === JSON.stringify(effect)))
          .map((effect) => `${fault.id} at ${effect.site}`);
      });
    });
    expect(wrong).toEqual([]);
    expect(more).toBeGreaterThan(5);
  });
});

describe('containment', () => {
  test('never raises a level, of anything, anywhere, at any time', () => {
    let lower = 0;
    const wrong = broken(CASES, (input) => {
      const levels = (contained: boolean) =>
        incidentOf(
          withFaults(input, (fault) => {
            if (fault.kind === 'ransomware' && !contained) delete fault.containment;
          }),
          SEED,
          0,
        ).sites.map((site) => site.levels);
      const [without, with_] = [levels(false), levels(true)];
      return without.flatMap((site, s) =>
        (input.components ?? []).flatMap(({ id, functions = [] }) =>
          [id, ...functions.map((name) => `${id}/${name}`)].flatMap((key) => {
            const [a, b] = [site.of(key), with_[s]!.of(key)];
            const ticks = mergedTicks([a, b]);
            if (ticks.some((tick) => valueAt(b, tick) < valueAt(a, tick))) lower++;
            return ticks.every((tick) => valueAt(b, tick) <= valueAt(a, tick)) ? [] : [`${key} at ${s}`];
          }),
        ),
      );
    });
    expect(wrong).toEqual([]);
    expect(lower).toBeGreaterThan(20);
  });
});

describe('staff absence', () => {
  // Actions may well answer it with more staff; so the pools are those of a strategy that does nothing.
  test('never gives more staff, in any pool, at any time, and a larger share never fewer absent', () => {
    let fewer = 0;
    const wrong = broken(GENERATED, (input) => {
      const staffWith = (share: number): readonly Steps[] => {
        const plan = planOf(
          changed(input, (copy) => {
            copy.incident.faults = withoutKind(input, 'staff-absence');
            copy.incident.faults.push({
              kind: 'staff-absence',
              id: 'ill',
              share,
              at: nine(input),
              lasts: '30 h',
              sites: 0.6,
            });
          }),
        );
        return scriptAlone(plan, 'nothing', 0).pools.map(({ staff }) => staff);
      };
      const [all, most, some] = [staffWith(0), staffWith(0.3), staffWith(0.8)];
      return all.flatMap((pool, p) => {
        const ticks = mergedTicks([pool, most[p]!, some[p]!]);
        const people = ticks.map((tick) => [pool, most[p]!, some[p]!].map((steps) => valueAt(steps, tick)));
        if (people.some(([a, , c]) => c! < a!)) fewer++;
        return people.every(([a, b, c]) => a! >= b! && b! >= c! && c! >= 0) ? [] : [`pool ${p}`];
      });
    });
    expect(wrong).toEqual([]);
    expect(fewer).toBeGreaterThan(50);
  });

  test('moves no booked slot, no closing and no plan', () => {
    expect(
      broken(CASES, (input, plan) => {
        const without = planOf(
          changed(input, (copy) => {
            copy.incident.faults = withoutKind(input, 'staff-absence');
          }),
        );
        const plans = plan.pools.map(({ staff }, p) => (staff === without.pools[p]!.staff ? '' : `staff of ${p}`));
        const slots = plan.queues.map((queue, q) =>
          String(queue.slots) === String(without.queues[q]!.slots) ? '' : `slots of ${q}`,
        );
        const [a, b] = [scriptAlone(plan, 'nothing', 0), scriptAlone(without, 'nothing', 0)];
        const closings = JSON.stringify(a.closings) === JSON.stringify(b.closings) ? '' : 'closings';
        return [...plans, ...slots, closings].filter((found) => found !== '');
      }),
    ).toEqual([]);
  });
});

describe('a demand surge', () => {
  /** The same scenario with a surge of everything at random at every site, and without any surge. */
  const pair = (input: ScenarioInput): [Plan, Plan] => {
    const without = changed(input, (copy) => {
      copy.incident.faults = withoutKind(input, 'demand-surge');
    });
    const services = [
      ...new Set(
        planOf(input)
          .queues.filter(({ isReentry }) => !isReentry)
          .map((queue) => queue.service),
      ),
    ];
    const surged = changed(without, (copy) => {
      copy.incident.faults.push({
        kind: 'demand-surge',
        id: 'rush',
        services,
        extra: { perDay: 12 },
        at: nine(input),
        lasts: '2 days',
      });
    });
    return [planOf(surged), planOf(without)];
  };

  test('leaves every draw of every base item as it is, follow-on work included', () => {
    let extra = 0;
    const wrong = broken(CASES, (input) => {
      const [plan, without] = pair(input);
      const keys = itemKeys(plan, SEED, 0);
      return plan.cells.flatMap((sites, c) => {
        const [forest, base] = [new Forest(cellOf(plan, sites)), new Forest(cellOf(without, without.cells[c]!))];
        forest.draw(keys, surgesOf(plan, SEED, 0, incidentOf(plan, SEED, 0)));
        base.draw(itemKeys(without, SEED, 0));
        extra += forest.count - base.count;
        const same = (['queue', 'handling', 'due', 'index', 'lineage', 'noShow', 'childStart'] as const).filter(
          (field) => base[field].subarray(0, base.count).join() !== forest[field].subarray(0, base.count).join(),
        );
        const luck = Array.from({ length: base.count }, (_, item) => base.luckOf(item));
        const otherLuck = luck.filter((own, item) => own !== forest.luckOf(item)).map(() => 'luck');
        return [...same, ...otherLuck, ...(forest.baseCount === base.count ? [] : ['count'])];
      });
    });
    expect(wrong).toEqual([]);
    expect(extra).toBeGreaterThan(5000);
  });

  test('brings items of its own that nobody else is, each once, while it lasts', () => {
    let extra = 0;
    const wrong = broken(CASES, (input) => {
      const [plan, without] = pair(input);
      const lineage = surgeLineage('rush') >>> 0;
      const story = storyOf(plan, 'nothing');
      const own = story.filter((item) => item.lineage === lineage);
      extra += own.length;
      const from = tickOf(input.start, nine(input));
      const names = story.map((item) =>
        [
          item.site,
          item.service,
          item.originSite,
          item.originService,
          item.index,
          item.lineage,
          item.service === 're-entry',
        ].join(' '),
      );
      return [
        ...(new Set(names).size === names.length ? [] : ['two of a name']),
        ...own
          .filter((item) => item.service !== 're-entry')
          .filter((item) => item.firstDue < from || item.firstDue >= from + 2 * TICKS_PER_DAY)
          .map((item) => `due ${item.firstDue}`),
        ...(storyOf(without, 'nothing').some((item) => item.lineage === lineage) ? ['without a surge'] : []),
        ...(storyOf(plan, null).some((item) => item.lineage === lineage) ? ['in the twin'] : []),
      ];
    });
    expect(wrong).toEqual([]);
    expect(extra).toBeGreaterThan(1000);
  });
});

describe('slow working', () => {
  test('is never made worse by a backup or by what else fails: whoever it reaches is served, at most so much slower, with the full record', () => {
    let slowed = 0;
    const wrong = broken(CASES, (_, plan) => {
      const { sites } = incidentOf(plan, SEED, 0);
      return worldsOf(plan)
        .slice(1)
        .flatMap((world) => {
          const script = scriptAlone(plan, world, 0);
          return plan.queues.flatMap((queue, q) => {
            const { slowness } = sites[queue.site]!;
            if (slowness.length === 0) return [];
            return script.segments[q]!.flatMap(({ tick, theta, needs }) =>
              [0.01, 0.2, 0.4, 0.6, 0.8, 0.99].flatMap((luck) => {
                const factors = queue.needs.map(
                  (need) => slowness.find(({ levels }) => luck < valueAt(levels.of(need.component), tick))?.factor,
                );
                if (factors.includes(undefined)) return [];
                const most = Math.max(1, ...(factors as number[]));
                if (most > 1) slowed++;
                const down = needs.filter((state) => luck >= state.level && luck < state.until);
                const fine =
                  luck < theta &&
                  down.every(
                    ({ mode }) => mode.slowdown <= most && mode.reentryMinutes === 0 && mode.record === 'full',
                  );
                return fine ? [] : [`${world}, queue ${q} at ${tick} for ${luck}`];
              }),
            );
          });
        });
    });
    expect(wrong).toEqual([]);
    expect(slowed).toBeGreaterThan(500);
  });
});
