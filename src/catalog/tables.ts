/** The plain tables of one run, for another simulator: which there are, and what every column of them means. */

export interface Column {
  readonly name: string;
  readonly meaning: string;
}

export interface TableFormat {
  /** File name without `.csv`. */
  readonly name: string;
  readonly about: string;
  /** How its rows are ordered. */
  readonly order: string;
  readonly columns: readonly Column[];
}

const column = (name: string, meaning: string): Column => ({ name, meaning });

export const TABLES = {
  study: {
    name: 'study',
    about: 'What the tables are of.',
    order: 'one row',
    columns: [
      column('scenario', 'Id of the scenario'),
      column('strategy', 'Id of the strategy, or twin: the same run without incident and strategy'),
      column('seed', 'Seed'),
      column('run', 'Run, from 0'),
      column('start', 'Date of tick 0 at 00:00'),
      column('warm_up_tick', 'Results begin here'),
      column('horizon_tick', 'Nothing happens at or after it'),
    ],
  },
  queues: {
    name: 'queues',
    about: 'Every service of every site, and re-entry, with what holds for all of its items.',
    order: 'by queue: site by site in file order, re-entry after the services of its site',
    columns: [
      column('queue', 'Number, from 0; ties between queues go to the lower one'),
      column('site', 'Site'),
      column('service', 'Service, or re-entry'),
      column('pool', 'Pool that does it'),
      column('priority', '1 is served first'),
      column('reentry_queue', 'Queue that its typing up joins; empty when it makes none'),
      column('rebooked_priority', 'Priority of its rebooked people; empty without missed slots'),
      column('missed_wait', 'Ticks after which a booked person goes home to be rebooked; empty without missed slots'),
      column('rebooked_working_days', 'Rebooked for so many working dates later'),
      column('returns_share', 'Of those whose patience ends and whom no route takes: those who return'),
      column('next_day_share', 'Of those waiting at closing whom no route takes: those who come back'),
    ],
  },
  routes: {
    name: 'routes',
    about: 'Hubs to which items leave, in the order in which they take their share of the draw.',
    order: 'by queue, then patience before closing, then the order of the file',
    columns: [
      column('queue', 'Queue that is left'),
      column('when', 'patience or closing'),
      column('share', 'Share of the draw'),
      column('hub_queue', 'Queue of the hub'),
    ],
  },
  items: {
    name: 'items',
    about: 'Every item that can come to be: own arrivals, and the work that would follow from them.',
    order: 'by item; an item comes after its parent',
    columns: [
      column('item', 'Number, from 0'),
      column('queue', 'Queue it joins'),
      column('origin_queue', 'Queue of the own arrival it descends from'),
      column('index', 'Which own arrival of that queue, from 0'),
      column('lineage', 'Which descendant, as an unsigned number; 0 for the own arrival'),
      column('parent', 'Item it follows from; empty for own arrivals'),
      column('kind', 'own, follow-on (arises when the parent is done) or contact (arises when the parent is rebooked)'),
      column('due', 'Tick at which an own arrival is due'),
      column('after', 'Ticks from the parent’s end to due, for follow-on work'),
      column('after_working_days', 'In place of that: same time of day so many working dates later'),
      column('handling', 'Ticks of work when everything works'),
      column('luck', 'Uniform number between 0 and 1: it can start while this is below theta'),
      column('no_show', '1 when nobody comes'),
      column(
        'decision',
        'join, cut, divert, shed or pause, for own arrivals; when-due for follow-on work that is decided on',
      ),
      column(
        'back',
        'Tick at which it comes back after that decision; never: not within the study; empty: it does not',
      ),
      column('hub_queue', 'Queue of the hub that a divert sends it to'),
    ],
  },
  attempts: {
    name: 'attempts',
    about:
      'Draws of items that can leave, for their first six attempts. An attempt ends when an item leaves and will return.',
    order: 'by item, then attempt',
    columns: [
      column('item', 'Item'),
      column('attempt', 'From 0'),
      column('patience', 'Ticks from due to leaving; empty without patience'),
      column('leave_route', 'Uniform number that says where somebody goes whose patience has ended'),
      column('return', 'Ticks until the return, for those who return'),
      column('close_route', 'Uniform number that says where somebody goes who waits at closing; empty without closing'),
    ],
  },
  staff: {
    name: 'staff',
    about: 'People in force, extra staff and those who stay late included.',
    order: 'by pool, then tick',
    columns: [column('pool', 'Pool'), column('tick', 'From this tick'), column('people', 'So many')],
  },
  modes: {
    name: 'modes',
    about: 'Which items of a queue can start.',
    order: 'by queue, then tick',
    columns: [
      column('queue', 'Queue'),
      column('tick', 'From this tick'),
      column('theta', 'Items with luck below this can start'),
      column('normal', 'Items with luck below this would be handled normally'),
    ],
  },
  needs: {
    name: 'needs',
    about: 'How items are handled whose need is down.',
    order: 'by queue, then tick, then need in the order of the file',
    columns: [
      column('queue', 'Queue'),
      column('tick', 'From this tick, until the queue’s next tick in this table'),
      column('need', 'Which need, from 0'),
      column('level', 'It is down for items whose luck is at or above this'),
      column('slowdown', 'Handling is multiplied by the largest of those that are down, and rounded'),
      column('reentry', 'Ticks of typing up: the largest of those that are down'),
      column('record', 'none, read or full: the least of those that are down'),
    ],
  },
  closings: {
    name: 'closings',
    about: 'When a pool closes on those who still wait for services that close.',
    order: 'by pool, then tick',
    columns: [column('pool', 'Pool'), column('tick', 'Tick'), column('day', 'The day whose shifts end, from 0')],
  },
  openings: {
    name: 'openings',
    about: 'When a pool’s first base shift of a day begins: those who come back on a working date come then.',
    order: 'by pool, then day',
    columns: [column('pool', 'Pool'), column('day', 'Day, from 0'), column('tick', 'Tick')],
  },
  working_dates: {
    name: 'working_dates',
    about: 'The working dates of each site.',
    order: 'by site in file order, then day',
    columns: [column('site', 'Site'), column('day', 'Day, from 0')],
  },
} as const satisfies Readonly<Record<string, TableFormat>>;
export type TableName = keyof typeof TABLES;

/** What another simulator must know that no table says. */
export const TABLE_NOTES: readonly string[] = [
  'Times are ticks of 10 ms from 00:00 of the first day of warm-up: 6,000 a minute, 8,640,000 a day. Empty means that there is none. Numbers are written so that reading them gives the same number again.',
  'Within a tick: staff and modes; items done; patience and missed slots that end; closings; items that become due; own arrivals; starts. A pool starts items while fewer are in service than people are in force, and finishes what has begun.',
  'Within a queue the first startable item is offered: earliest due, then origin_queue, index, lineage; in re-entry earliest made, then the same of the item typed up. The pool takes the offer with the lowest priority number, then the earliest due, then the lowest queue; rebooked people are a queue of their own after the ordinary one.',
  'Typing up is made when an item with reentry is done, is due at the first tick at which normal is above its luck, and takes that many ticks (times the slowdown of its own needs). It has no patience, closing or follow-on.',
  'A missed slot: the person is parked at the deadline (due + missed_wait), the contact item becomes due at once, and the person is back at the opening of the pool on the n-th next working date, or the first later one with an opening (n = 0: at once), rebooked, without patience, closing or a second missed slot.',
  'Left out, because it depends on how the run goes: what a hub receives (an item that goes to a hub ends there), decisions about follow-on work, held slots that are released, and draws beyond the sixth attempt. Staff in force already contains every action; modes already contain every backup.',
];
