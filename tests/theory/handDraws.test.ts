/** What is drawn once and what anew, seen in the times of single items: worked out by hand, asked of the engine and of the oracle. */
import { describe, expect, test } from 'vitest';
import type { ItemRecord } from '../../src/catalog/types.ts';
import { log } from '../../src/engine/math.ts';
import { Purpose, streamKey, uniformAt } from '../../src/engine/streams.ts';
import { TICKS_PER_MINUTE } from '../../src/scenario/calendar.ts';
import { modelOf, type ScenarioInput } from '../helpers/generate.ts';
import { at, booked, check, needsRecords, nineToFive, outage, surgery, WORLDS } from '../helpers/handDays.ts';

const KEY = streamKey('hand', 0, 'item', 'surgery', 'booked');
/** The luck of Tuesday's second. */
const LUCK = uniformAt(KEY, 9, Purpose.luck);

/** Paper from 10 to 11 on Tuesday, and a typing system that works for some until 15:00. */
function typing(level: number): ScenarioInput {
  return surgery({
    pools: { typists: nineToFive },
    services: { booked: booked(40, 20, needsRecords(1, { reentryMinutes: 5 })) },
    reentry: { pool: 'typists', priority: 1, needs: [{ component: 'typing', share: 0 }] },
    faults: [outage('Tue 10:00', 1), { ...outage('Tue 10:00', 5), id: 'typing-out', component: 'typing', level }],
    more: {
      components: [
        { id: 'records', title: 'Records' },
        { id: 'typing', title: 'Typing' },
      ],
    },
  });
}

describe.each(WORLDS)('in %s', (_, itemsIn) => {
  const today = (scenario: ScenarioInput): ItemRecord[] => itemsIn(modelOf(scenario), 'today');

  test('typing up has the luck of what is typed up: it waits where that would have waited, and only there', () => {
    check(today(typing(LUCK)), { service: 're-entry', index: 9, due: 'Tue 11:00', start: 'Tue 15:00' });
    check(today(typing(LUCK + 1e-9)), { service: 're-entry', index: 9, due: 'Tue 11:00', start: 'Tue 11:00' });
  });

  test('who gives up and comes back has new patience every time', () => {
    const [mean, back] = [10, 5];
    const scenario = surgery({
      services: {
        booked: booked(40, 5, {
          ...needsRecords(0),
          patience: { mean: `${mean} min`, returns: { share: 1, after: `${back} min` } },
        }),
      },
      faults: [outage('Tue 10:00', 3)],
    });
    const found = today(scenario).find((item) => item.service === 'booked' && item.index === 9)!;
    let [due, attempt] = [at('Tue 10:30'), 0];
    for (;;) {
      const patience = Math.round(mean * -log(1 - uniformAt(KEY, 9, Purpose.patience, 0, attempt)) * TICKS_PER_MINUTE);
      if (due + patience > at('Tue 13:00')) break;
      due += patience + back * TICKS_PER_MINUTE;
      attempt++;
    }
    expect(attempt).toBeGreaterThan(2);
    expect([found.due, found.attempt]).toEqual([due, attempt]);
  });

  test('whether one kind of work follows says nothing about another kind', () => {
    const follow = { ...booked(0, 1), pool: 'desk', arrivals: undefined };
    const items = today(
      surgery({
        pools: { desk: nineToFive },
        services: {
          booked: booked(400, 1, {
            followOn: [
              { service: 'letters', share: 0.5, after: '0 min' },
              { service: 'calls', share: 0.5, after: '0 min' },
            ],
          }),
          letters: follow,
          calls: follow,
        },
      }),
    );
    const of = (service: string): Set<number> =>
      new Set(items.filter((item) => item.service === service).map((item) => item.index));
    const [all, letters, calls] = [of('booked'), of('letters'), of('calls')];
    const both = [...all].filter((index) => letters.has(index) && calls.has(index)).length;
    const neither = [...all].filter((index) => !letters.has(index) && !calls.has(index)).length;
    expect(all.size).toBeGreaterThan(500);
    expect(both / all.size).toBeCloseTo(0.25, 1);
    expect(neither / all.size).toBeCloseTo(0.25, 1);
  });
});
