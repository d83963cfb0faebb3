/** How figures over runs are worked out, listed once: what the reference page, the JSON file and the terminal say of it. */

export interface Statistic {
  readonly id: string;
  readonly label: string;
  readonly meaning: string;
  /** The method, as it can be looked up. */
  readonly source: string;
}

export const statistics: readonly Statistic[] = [
  {
    id: 'percentiles',
    label: 'Percentiles (5, 25, 50, 75, 95)',
    meaning:
      'The smallest value that at least that share of the runs does not exceed, so always a value that occurred. Runs that are not back count as later than any other; a percentile that falls among them has no value.',
    source: 'Hyndman and Fan 1996, definition 1',
  },
  {
    id: 'percentileIntervals',
    label: 'Interval of a percentile',
    meaning:
      'Between two of the sorted runs, by exact binomial ranks, whatever the distribution. The level attained is stated: at least 95%. There is none while the runs are too few: below 6 for the median, 72 for the 5th and 95th.',
    source: 'David and Nagaraja 2003, section 7.1',
  },
  {
    id: 'meanIntervals',
    label: 'Interval of a mean',
    meaning: 'Student’s t over runs, 95%. None when some run is not back, or for a single run.',
    source: 'Student 1908',
  },
  {
    id: 'shareIntervals',
    label: 'Interval of a share of runs',
    meaning:
      'Wilson’s score interval, 95%: for not back, not disrupted, disrupted again, back by a date, and one strategy better than another.',
    source: 'Wilson 1927; Newcombe 1998',
  },
  {
    id: 'paired',
    label: 'Difference between two strategies',
    meaning:
      'Run by run on the same people and the same luck; the mean with Student’s interval. A run that is not back counts as back at the end of the results period, and the difference is then called restricted.',
    source: 'Law 2015, section 10.2.1 (paired t)',
  },
  {
    id: 'better',
    label: 'A better than B in k of n runs',
    meaning:
      'Judged on the times as they are, before anything is restricted: not back is worse than back, both not back is a tie. Ties are told.',
    source: 'definition of this program',
  },
  {
    id: 'moreRuns',
    label: 'How many more runs would settle it',
    meaning:
      'The fewest further runs after which the interval of the difference would leave out 0, should its mean and spread stay as they are. A guide: if the mean is right, about one study in two of that size settles it.',
    source: 'Student’s interval solved for the number of runs',
  },
  {
    id: 'precision',
    label: 'Runs until a stated precision',
    meaning:
      'The study goes on until the interval of the headline difference of every strategy to today’s arrangement has a half-width of at most the stated one, and has had it at every run count over a look-ahead of 5 runs (of 5% of the runs beyond 100), or until the cap. It is judged from run 20 on, and looked at only at run counts fixed beforehand.',
    source: 'Hoad, Robinson and Davies 2010',
  },
  {
    id: 'shares',
    label: 'Chance and not knowing',
    meaning:
      'With m runs in each world of parameters, the variance within worlds is chance and that between worlds is not knowing. An estimate below zero counts as zero and is said to be below zero. The share by not knowing has an interval by Fisher’s F, 95%. Below 10 worlds nothing is said.',
    source: 'Searle, Casella and McCulloch 1992, chapter 3',
  },
];
