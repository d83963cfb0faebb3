/** Why so much work was not done on its day, or ended where it did: run by run, and by kind of work. */
import { layoutOf } from '../layout.ts';
import type { ResultSet } from '../resultSet.ts';
import { lastDate, shortDate } from '../format.ts';
import { workRuns, type WorkRuns } from '../whereWorkWent.ts';
import type { WorkAsked } from './asked.ts';
import { figuresOf, meanOf, moving, parts, ranked, type Explanation } from './explanation.ts';

export function explainWork(set: ResultSet, { strategy, service, figure }: WorkAsked): Explanation {
  const found = workRuns(set, service, strategy);
  const values = valuesOf(found, figure);
  const { keys } = layoutOf(set.frame, set.model);
  const hub = figure.is === 'received' ? found.hubs[figure.hub] : undefined;
  const mean = meanOf(values);
  const { label, meaning } = words(set, figure, hub?.title ?? '', mean);
  const own = service === undefined ? undefined : keys.find(({ key }) => key === service);
  return {
    label: own && !hub ? `${label}: ${own.title}` : label,
    unit: hub?.unit ?? found.unit,
    meaning,
    decimals: 0,
    figure: { kind: 'mean', value: mean },
    runs: ranked(figuresOf(found, values)),
    groups: [],
    ofRuns: set.runs.length,
    services:
      found.keys.length === 1 || hub
        ? []
        : parts(
            found.keys.map((k) => ({
              id: keys[k]!.key,
              title: keys[k]!.title,
              mean: meanOf(valuesOf(found.of(k), figure)),
            })),
          ),
    sites: [],
    about: [],
    moved: moving(set, values),
  };
}

function valuesOf(
  found: Pick<WorkRuns, 'displaced' | 'parts' | 'onTheWay' | 'received'>,
  figure: WorkAsked['figure'],
): Float64Array {
  switch (figure.is) {
    case 'displaced':
      return found.displaced;
    case 'part':
      return found.parts[figure.part];
    case 'way':
      return found.onTheWay[figure.way];
    case 'received':
      return found.received[figure.hub]!;
    default:
      return figure satisfies never;
  }
}

const TWIN = 'compared with the same run without the incident';

function words(
  set: ResultSet,
  figure: WorkAsked['figure'],
  hub: string,
  mean: number,
): Pick<Explanation, 'label' | 'meaning'> {
  const end = shortDate(lastDate(set.model.scenario));
  const { elsewhere } = set.model.words;
  switch (figure.is) {
    case 'displaced':
      return {
        label: 'Not dealt with on the day it was due',
        meaning: `Work that would have been started on the day it became due and was not, ${TWIN}; it is the sum of the parts of its bar.`,
      };
    case 'part':
      return {
        later: {
          label: 'Dealt with on a later day',
          meaning: `Work started on a later day than the one on which it became due, ${TWIN}.`,
        },
        passedOn: {
          label: `Passed on to ${elsewhere}`,
          meaning: `Work that left for good to be dealt with elsewhere: by ${elsewhere}, a partner or another service, ${TWIN}.`,
        },
        gaveUp: {
          label: 'Gave up or went elsewhere',
          meaning: `Work that left for good without being dealt with by anybody in the model, ${TWIN}.`,
        },
        outstanding: {
          label: `Still outstanding on ${end}`,
          meaning: `Work that waits, is rebooked or was asked to come back at the end of the results period, ${TWIN}.`,
        },
        neverArose: {
          label: mean < 0 ? 'Arose on top' : 'Never arose',
          meaning: `Work that did not arise, because what it follows from was not done, less work that arose on top, ${TWIN}: a minus where more arose.`,
        },
      }[figure.part];
    case 'way':
      return {
        passedOn: {
          label: 'Passed on, on the way',
          meaning: `Work sent or gone to a hub, which may happen to one piece more than once, ${TWIN}.`,
        },
        putOff: {
          label: 'Asked to come back later, on the way',
          meaning: `Work that was asked to come back, or put off, each time that it was, ${TWIN}.`,
        },
        rebooked: {
          label: 'Rebooked after a missed slot, on the way',
          meaning: `Booked work that was not started in time and was rebooked, each time that it was, ${TWIN}.`,
        },
      }[figure.way];
    case 'received':
      return { label: `Came to ${hub}`, meaning: `Work that first became due there on top, ${TWIN}.` };
    default:
      return figure satisfies never;
  }
}
