/** The other headings of STRESS-DES, data, experimentation, implementation and code access, and what the model cannot say. */
import type { Template } from '../../catalog/templates/template.ts';
import { count, decimal, longDate, percent } from '../../results/format.ts';
import { spreadSentence } from '../../results/uncertain.ts';
import { describeMinutes } from '../../scenario/controls/control.ts';
import type { Told } from '../anonymous.ts';
import { notKnowingTable } from './answers.ts';
import { BASES, knownFigures } from './basis.ts';
import { bullets, heading, paragraph, table, type Block } from './blocks.ts';
import { periodWords } from './standing.ts';
import { arrivalWords, handlingWords, plain, shiftWords, targetWords } from './words.ts';

export function data(told: Told, templates: Readonly<Record<string, Template>>): Block[] {
  const { set, result } = told;
  const { scenario } = set.model;
  const kinds = [...new Set(set.model.sites.map(({ template }) => template))].map((id) => ({
    id,
    template: (scenario.templates[id] ?? templates[id])!,
    sites: set.model.sites.filter((site) => site.template === id),
  }));
  return [
    heading(2, '3 Data'),
    heading(3, '3.1 Sources'),
    paragraph('Every figure with its source and how it is known is listed under Assumptions and sources above.'),
    heading(3, '3.2 Preparation of data'),
    paragraph(
      'Weekly volumes are spread over the hours of the week by profiles. Staff are planned for ordinary work at the stated utilisation: own demand and what follows from it, without returns, rebooking and typing up. Levels by which recovery is judged use central values in every world.',
    ),
    heading(3, '3.3 Input parameters'),
    table(
      'Kinds of site',
      ['Kind', 'Sites', 'Smallest and largest'],
      kinds.map(({ template, sites }) => {
        const sizes = sites.map((site) => site.patients);
        const [low, high] = [Math.min(...sizes), Math.max(...sizes)];
        return [
          template.title,
          count(sites.length),
          high === 0
            ? 'not counted by people'
            : `${count(low)}${low === high ? '' : ` to ${count(high)}`} people served`,
        ];
      }),
      { figures: [1], widths: [4, 1, 4] },
    ),
    ...kinds.flatMap(({ template }): Block[] => [
      table(
        `${template.title}: services`,
        ['Service', 'Arrivals', 'Handling', 'Late after', 'Missed after', 'Priority'],
        Object.values(template.services).map((service) => [
          service.title,
          arrivalWords(service.arrivals),
          handlingWords(service.minutes),
          targetWords(service.target),
          service.timeCritical === undefined ? 'not time-critical' : targetWords(service.timeCritical),
          count(service.priority),
        ]),
        { figures: [5], widths: [4, 4, 3, 2, 2, 1.4] },
      ),
      table(
        `${template.title}: staff`,
        ['Pool', 'Planned by', 'Shifts'],
        Object.values(template.pools).map((pool) => [
          `${pool.title}${pool.shared ? ', shared in a group' : ''}`,
          pool.staff === undefined
            ? `utilisation ${percent(pool.utilisation ?? 0)}`
            : `${plain(pool.staff)} in every shift`,
          shiftWords(pool.shifts),
        ]),
        { widths: [4, 3, 4] },
      ),
    ]),
    paragraph(
      `Utilisation without the incident: ${Object.entries(result.utilisation)
        .map(([pool, share]) => `${pool} ${percent(share)}`)
        .join(', ')}.`,
      'note',
    ),
    heading(3, '3.4 Assumptions'),
    paragraph(
      `${count(knownFigures(scenario, templates).filter(({ basis }) => basis === 'assumption').length)} of the stated figures are assumptions; ${count(result.uncertain.parameters.length)} numbers are uncertain and drawn anew.`,
    ),
  ];
}

export function experimentation(told: Told): Block[] {
  const { set, result } = told;
  const { scenario } = set.model;
  const shares = notKnowingTable(told);
  const replicates = scenario.replicates ?? 1;
  return [
    heading(2, '4 Experimentation'),
    heading(3, '4.1 Initialisation'),
    paragraph(
      `Everything is empty on ${longDate(scenario.start)}; ${count(scenario.warmUpDays)} ${scenario.warmUpDays === 1 ? 'day' : 'days'} of ordinary work follow before results begin. The simulation is terminating: warm-up only makes the starting state.`,
    ),
    heading(3, '4.2 Run length'),
    paragraph(`Results are of ${count(scenario.days)} days, ${periodWords(result)}.`),
    heading(3, '4.3 Estimation'),
    bullets([
      `${count(result.runs)} ${result.runs === 1 ? 'run' : 'runs'}${replicates > 1 ? `, ${count(replicates)} in each of ${count(result.uncertain.worlds)} worlds of parameters` : ''}. ${spreadSentence(result.uncertain)}`,
      'Every run has a twin: the same draws without the incident and any strategy. Extra is the run less its twin.',
      'Common random numbers: all strategies and the twin of a run meet the same arrivals, handling times, patience and luck, so differences are paired by run.',
      'Means have Student’s t intervals, percentiles are order statistics with exact binomial intervals, shares of runs have Wilson’s. With several runs a world intervals are over the means of worlds.',
      'A run that is not back within the period is told as not back; in the mean of a difference it counts as back on the last day, which is called restricted.',
    ]),
    ...(shares ? [shares] : []),
  ];
}

export function implementation({ set, result }: Told): Block[] {
  return [
    heading(2, '5 Implementation'),
    heading(3, '5.1 Software'),
    paragraph(
      `Standby, engine version ${result.engineVersion}, written in TypeScript; it runs in a web browser or in Node, without a server. A second, independent engine agrees with it item by item in the tests.`,
    ),
    heading(3, '5.2 Random sampling'),
    bullets([
      'Every random number has a name: seed, run, site, service, purpose, and the item’s own index. None depends on the strategy, so a strategy changes nobody’s luck.',
      'Streams are keyed by the alea generator; within a stream a number is a hash of its index, so any number can be had alone and in any order.',
      'Numbers that are not known are drawn once for each world by the name of their place.',
      `Seed: “${result.seed}”.`,
    ]),
    heading(3, '5.3 Execution'),
    paragraph(
      'Next event on whole ticks, in the order stated under 2.4. Logarithm, exponential and normal quantile are the program’s own, so that every machine gives the same bits, with any number of workers.',
    ),
    heading(3, '5.4 System'),
    paragraph(
      `Any current browser or Node 20. Nothing is sent anywhere. This study: ${count(set.model.sites.length)} ${set.model.sites.length === 1 ? 'site' : 'sites'}, ${count(result.services.length)} kinds of work, ${count(result.strategies.length)} strategies.`,
    ),
  ];
}

export function codeAccess({ result }: Told): Block[] {
  return [
    heading(2, '6 Code access'),
    paragraph(
      'The program is open source under the MIT licence. The scenario file with this seed and engine version gives these figures again, to the last digit.',
    ),
    table(
      'To compute the same again',
      ['What', 'Value'],
      [
        ['Scenario', result.scenario.id],
        ['Hash of the scenario', result.scenario.hash],
        ['Seed', result.seed],
        ['Runs', count(result.runs)],
        ['Engine version', result.engineVersion],
        ['Hash of the results', result.hash],
      ],
      { widths: [2, 4] },
    ),
  ];
}

/** What the model cannot say. */
export const LIMITS: readonly string[] = [
  'No clinical outcomes: the word is disruption.',
  'One luck for all components of an item: what cannot be done without one system is among what cannot be done without another.',
  'Nobody is interrupted once they have been started.',
  'People are not followed between services except by stated flows; travel and stock are not modelled.',
  'Ranges contain chance and the numbers that the scenario says are not known, no others.',
  'Sites of the built-in scenarios are illustrative: their sizes are invented around published means.',
];

export function limits(): Block[] {
  return [heading(1, 'Known limits'), bullets(LIMITS)];
}

/** As the Aqua Book asks: what assures these figures, and what a reader should still do. */
export function assurance({ result }: Told): Block[] {
  const { evidence } = result;
  const records = evidence.filter((one) => one.onRecord && !one.fitted);
  const holding = records.filter((one) => one.holds).length;
  const predicted = records.length;
  return [
    heading(1, 'Assurance'),
    bullets([
      'Checked with every change of the program: queues whose answer is known, a second engine item by item, properties that must always hold, engines broken on purpose.',
      predicted === 0
        ? 'This scenario has no record that was not fitted.'
        : `Of the records not fitted to, ${count(holding)} of ${count(predicted)} hold (Evidence).`,
      'Before a decision rests on these figures: replace assumptions by local figures, and look at what changes the answer.',
    ]),
  ];
}

export function assumptions({ set, result }: Told, templates: Readonly<Record<string, Template>>): Block[] {
  const figures = knownFigures(set.model.scenario, templates);
  const { parameters } = result.uncertain;
  return [
    heading(1, 'Assumptions and sources'),
    ...(parameters.length > 0
      ? [
          heading(2, 'Uncertain numbers'),
          paragraph('Nobody knows them exactly: they are drawn anew for the runs, so the ranges contain them.'),
          table(
            'Uncertain numbers',
            ['Number', 'Planned with', 'Could be', 'Why'],
            parameters.map(({ label, of, central, unit, words, as, why, source }) => [
              `${label} (${of})`,
              amountWords(central, unit),
              `${words}${as === null ? '' : `; together with others of “${as}”`}`,
              [why, source].filter((text) => text !== null).join('. '),
            ]),
            { widths: [5, 2, 3, 4] },
          ),
        ]
      : []),
    heading(2, 'Figures and where they come from'),
    bullets(BASES.map(({ title, meaning }) => `${title}: ${meaning}`)),
    ...(figures.length === 0
      ? [paragraph('The scenario states no sources.')]
      : [
          table(
            'Figures with their source and how they are known',
            ['Figure', 'How it is known', 'Source', 'Note'],
            figures.map(({ figure, basis, source, note }) => [
              figure,
              BASES.find((one) => one.basis === basis)!.title,
              source,
              note,
            ]),
            { widths: [4, 2, 4, 6] },
          ),
        ]),
  ];
}

/** A value with its unit: lengths of time as a person says them, shares as percentages. */
export function amountWords(value: number, unit: string): string {
  if (unit === 'minutes') return describeMinutes(value);
  if (unit === 'of 1') return `${decimal(value * 100, 1).replace(/\.0$/, '')}%`;
  return unit === '' ? plain(value) : `${plain(value)} ${unit}`;
}
