import { describe, expect, it } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { itemsOf } from '../../src/engine/index.ts';
import { layoutOf } from '../../src/results/layout.ts';
import { PARTS, whereWorkWent, type Part } from '../../src/results/whereWorkWent.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../src/scenario/calendar.ts';
import { cases, planOf, SEED, smallBolton, type Case } from '../helpers/cases.ts';
import { studyOf } from '../helpers/study.ts';

const dayOf = (tick: number): number => Math.floor(tick / TICKS_PER_DAY);

describe('where the work went', () => {
  const bolton: Case = { name: 'Bolton', input: smallBolton() };
  it.each([bolton, ...cases(880, 12).slice(1)])(
    'accounts for every piece of work once, item by item: $name',
    ({ input }) => {
      const plan = planOf(input);
      const set = studyOf(plan.model, 1, SEED);
      const { keys } = layoutOf(set.frame, set.model);
      const twin = itemsOf(plan, SEED, 0, null);
      const templateOf = new Map(plan.model.sites.map(({ id, template }) => [id, template]));
      const horizon = set.frame.horizonTick;
      const asWhole = new Map(keys.filter((key) => !key.isReentry).map(({ key }) => [key, whereWorkWent(set, key)]));
      plan.model.scenario.strategies.forEach(({ id }, s) => {
        const world = itemsOf(plan, SEED, 0, id);
        for (const { key, service, template, isReentry } of keys) {
          if (isReentry) continue;
          const own = (items: readonly ItemRecord[]) =>
            items.filter((item) => item.service === service && templateOf.get(item.site) === template);
          const [a, b] = [own(world), own(twin)];
          const more = (is: (item: ItemRecord) => boolean): number => a.filter(is).length - b.filter(is).length;
          const started = (item: ItemRecord): boolean => item.start >= 0;
          const found = asWhole.get(key)!.strategies[s]!;
          const actual: Record<Part, number> = {
            later: more((item) => started(item) && dayOf(item.start) > dayOf(item.firstDue)),
            passedOn: more((item) => item.fate === 'hub'),
            gaveUp: more((item) => item.fate === 'lost'),
            outstanding: more((item) => item.fate === 'waiting' || item.fate === 'parked'),
            neverArose: b.length - a.length,
          };
          const notOnItsDay = 0 - more((item) => started(item) && dayOf(item.start) === dayOf(item.firstDue));
          expect(found.displaced.mean, `${id} ${key}`).toBe(notOnItsDay);
          expect(
            PARTS.reduce((sum, part) => sum + found.parts[part].mean!, 0),
            `${id} ${key}`,
          ).toBe(notOnItsDay);
          // Who gave up of work due before the results period is not kept apart, and where work may come back or move on
          // what is outstanding is told an hour before the end: only such items may stand in a neighbouring part.
          const borderline = [...a, ...b].filter(
            (item) =>
              (item.fate === 'lost' && item.firstDue < set.frame.warmUpTick) ||
              Math.max(item.firstDue, item.start, item.left) > horizon - TICKS_PER_HOUR,
          ).length;
          for (const part of PARTS) {
            const off = Math.abs(found.parts[part].mean! - actual[part]);
            expect(off, `${id} ${key} ${part}`).toBeLessThanOrEqual(borderline);
          }
        }
      });
    },
  );
});
