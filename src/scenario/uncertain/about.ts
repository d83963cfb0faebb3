/** Numbers that are not known, explained for whoever writes a scenario; the example is a file that a test runs. */
import { minimal } from '../minimal.ts';

/** Three ways of writing it: in place of a number, in place of a length of time, and by its place. */
export const uncertainExample = `${minimal
  .replace('share: 0.7,', 'share: { uncertain: { triangular: [ 0.55, 0.7, 0.85 ], why: Nobody has measured it } },')
  .replace('setUp: 10 min', 'setUp: { uncertain: { range: [ 5 min, 30 min ], central: 10 min } }')}replicates: 5
uncertain:
  - of: templates.gp-practice.pools.gps.utilisation
    range: [ 0.85, 0.93 ]
    why: No measured figure was found
  - of: incident.faults.stop.repair.central.triangular.2
    lognormal: { median: 9 h, p90: 14 h, low: 6 h, high: 24 h }
    source: Judgement of the supplier
`;

/** Paragraphs of the reference, as HTML. */
export const aboutUncertain: readonly string[] = [
  'A scenario holds two kinds of not being sure. <strong>Chance</strong> differs from person to person or from one incident to the next, however much is known: how long this consultation takes, how long this repair takes. It is written as the distribution of a handling time or of a delay, and is drawn anew for every item or in every run. <strong>Not knowing</strong> is about one number that has a true value which nobody has measured: what share of requests can really be done on paper, how busy doctors really are. It is written with the word <code>uncertain</code>, and is drawn once for a whole world: everybody in that world lives with the same value. More runs make chance average out; not knowing only shrinks when somebody finds out.',
  'Wherever a number or a length of time stands (not a date, a time of day or a name), <code>{ uncertain: { range: [ 0.6, 0.8 ] } }</code> may stand instead. The laws are <code>range</code> (every value between two as likely), <code>triangular</code>, <code>normal</code> and <code>lognormal</code> (both cut off at bounds), and <code>choice</code>. <code>central</code> is the number that is planned with; left out, it is the middle of a range, the most likely value, the mean, the median, or the middle one of the choices. <code>why</code> and <code>source</code> are printed with the results. The same can be written in the list <code>uncertain</code> by the place of the number, which then keeps standing there as the central value; that way a number of a built-in kind of site can be uncertain too. A place is written as in <code>backups.paper-pack.covers.0.share</code>: names and ids joined by dots, positions counted from 0 where there is no id.',
  'Numbers with the same name under <code>as</code> are low together and high together. All others are drawn independently of each other.',
  'Run r lives in world r divided by <code>replicates</code>, rounded down. With one run a world, as is usual, the band of every result contains chance and not knowing; with several, the two can be told apart. Staff are planned for the work of the central values, since nobody plans with a number that is not known; planned utilisation and stated numbers of people are those of the world. Times until back to normal and hours of work are measured by the central values, so that one measure is applied to every world.',
  'Lowest and highest values, alone, in pairs and all together, are checked like anything else in the file before anything runs. What results are laid out by cannot be uncertain: which sites there are, days, start, runs and names.',
];
