/** Decisions: the rules that settle what the design of the model left open, for the reference page. The numbers are those of src/engine/RULES.md. */

export interface Decision {
  /** Number of the rule in RULES.md. */
  readonly rule: number;
  readonly question: string;
  readonly choice: string;
}

export const decisions: readonly Decision[] = [
  {
    rule: 3,
    question: 'When is a day a full working day?',
    choice:
      'One of the working week (Monday to Friday unless the file says otherwise) that is no closed date. Its hours are all base shifts of all pools of the site taken together; a full working day after a moment is the first one that begins at or after it.',
  },
  {
    rule: 3,
    question: 'Which site stands for several?',
    choice:
      'In each run, of the sites that the incident hits: the middle one (the lower of two), the one by which nine in ten are back, and the last, each by its own hours. Together they are judged on their extra work added up, service by service, by 10% and 5% of the work of all of them, hit or not, and by the hours of the first of them.',
  },
  {
    rule: 3,
    question: 'What is the time of something that is never disrupted, and of something not back?',
    choice:
      'Never disrupted counts as back at the start of the incident, so before restoration. Not back has no time; in the mean of a difference it counts as the end of the results period, and the difference is called restricted. Who is better is judged before that.',
  },
  {
    rule: 5,
    question: 'What work are staff planned for?',
    choice:
      'Own demand (people who do not come left out) and the work that follows from it. Returns, rebooking calls, people received or diverted and re-entry are not planned for, so they live on the time to spare.',
  },
  {
    rule: 6,
    question: 'What does a fraction of a person mean?',
    choice:
      'One person more for that fraction of every shift, from its start. A pool shared by a group is one pool, with the shifts and closed dates of the first site of the group that has it.',
  },
  {
    rule: 11,
    question: 'Does patience run while nothing can be done?',
    choice:
      'Yes: it runs from the moment somebody is due, also while they wait for a system that is down. Whoever comes back is due anew, with the same luck and new patience. People who were rebooked keep no patience.',
  },
  {
    rule: 12,
    question: 'When is closing time on a day when people stay late?',
    choice:
      'Closing is put off to the end of extra-staff or stay-late hours of the same pool that begin on that date, no later than the closing itself: people who come afterwards do not undo it. Weekend hours without base shifts close nobody out.',
  },
  {
    rule: 13,
    question: 'When does follow-on work begin?',
    choice:
      'When the item it follows from is done. A delay in working days ends at the same time of day that many working days of the site later, and never before the item was done.',
  },
  {
    rule: 15,
    question: 'Who rings people who missed a slot, and when do they come?',
    choice:
      'Ringing them is work of the service named in `contact`, due at once. They come no earlier than the first shift of the stated working day, wait behind newly booked people at their own priority, and are neither closed out nor rebooked a second time.',
  },
  {
    rule: 17,
    question: 'Which sites can a fault hit, and how many are a share?',
    choice:
      'Sites with a need that rests on the component, directly or through what it requires. Shares round half up, and a larger share always contains the sites of a smaller one.',
  },
  {
    rule: 18,
    question: 'When functions come back one by one, when is the component itself back?',
    choice:
      'With the first of its functions. When sites come back in stages, a later stage is never back before an earlier one, and sites that a halt spared keep their place in the order.',
  },
  {
    rule: 18,
    question: 'In what order do technicians work?',
    choice:
      'One queue of devices for each group, in the stated order of sites, strictly; a device begun is finished; nobody goes to a later site because an earlier one is not yet struck.',
  },
  {
    rule: 20,
    question: 'Several ways of working are possible: which one is in force?',
    choice:
      'For each need the one with the largest share, then the smaller slowdown, then less to type up, then the order of the file. Only what is down for this very item slows it or leaves something to type up.',
  },
  {
    rule: 20,
    question: 'More people than seats: does help from outside lower the share of work that can be done?',
    choice:
      'No. Seats are compared with the people on base shift who are there, and outside base shifts with everybody who is there: people who come on top share the seats, they do not take work away.',
  },
  {
    rule: 21,
    question: 'When can work done on paper be typed up?',
    choice:
      'From the first moment at which the item would have been handled normally, in the order in which it was done. Typing up makes no further typing up and closes with nobody.',
  },
  {
    rule: 22,
    question: 'When is a failure noticed, and how often does a backup start?',
    choice:
      'When somebody is on shift at the site, by base shifts. A backup starts once for each drop below full working, however many of the components it covers are down; each later drop is a new start with luck of its own. One restored before it was noticed starts nothing.',
  },
  {
    rule: 22,
    question: 'What is endurance?',
    choice: 'Time in force, added up over all starts, without refill; when it is used up the backup is over for good.',
  },
  {
    rule: 19,
    question: 'A strategy prevents part of the incident: from when does its recovery count?',
    choice:
      'From the start and the restoration of the incident without any strategy, the same for all, so that strategies can be compared. What is done within a strategy (noticing, triggers, scope) goes by what happens to it.',
  },
  {
    rule: 19,
    question: 'When does a staged update reach a site?',
    choice:
      'At the later of the moment at which the fault’s own rings would reach it and that of the staged ones; spared by either, it is spared. So the update never hits anybody who was not hit without the prevention.',
  },
  {
    rule: 19,
    question: 'A prevention changes a fault that sets off others: do these change too?',
    choice:
      'Yes, they follow the changed fault, and may not happen at all. Only extra demand stays as it is in the incident without any strategy, so that no strategy changes who comes.',
  },
  {
    rule: 22,
    question: 'Something that a backup keeps up is slow: does it become any faster?',
    choice:
      'No. Keeping something up raises what is left of it; whatever is slow stays slow as long as it is slow. Being slow starts the backup all the same, as it starts a way of working.',
  },
  {
    rule: 22,
    question: 'Power is kept up by batteries: is the paper pack started all the same?',
    choice:
      'It is made ready from when the failure is noticed, and in force only when the batteries give out; until then none of it is used up. A backup that holds never makes another one later.',
  },
  {
    rule: 22,
    question: 'What does a support lift?',
    choice:
      'The own level of the component, not what that requires: mobile data does not help when the power that the component needs is gone, unless that is kept up too. Several supports act in the order of the file, each on what the earlier ones left.',
  },
  {
    rule: 22,
    question: 'How much of the day does a day list show?',
    choice:
      'What was booked when it was last made. 54% of a day’s appointments are booked before the day, at the leads that NHS appointment statistics give; the rest evenly from 08:00 to 18:30 of the day (an assumption). On each further day of an outage the same list shows less.',
  },
  {
    rule: 23,
    question: 'When is a site restored?',
    choice:
      'When everything that its services need, re-entry included, works fully and for good. Every site has its own moment; actions that hold until restoration end there.',
  },
  {
    rule: 23,
    question: 'When does something triggered take effect?',
    choice:
      'At the first full hour at or after its trigger, plus its lead time. An action has no effect in a run in which no site in its scope is hit.',
  },
  {
    rule: 23,
    question: 'Whose backlog starts an action, and from when on is it looked at?',
    choice:
      'That of one service, or of typing up, at each site for itself: items of different services are never added up, and no site waits for the count of another. It is looked at every full hour, by day and night, from the first failure of any site in scope to the end of the study, so a Monday long after the incident may start it too; before that an ordinary day never does. What is decided at one full hour takes effect at the next, plus lead time.',
  },
  {
    rule: 23,
    question: 'When does an action that a backlog has started end?',
    choice:
      'At the full hour after the one at which fewer than `below` wait, after `lasts`, or whichever comes first. People called who have not come by then stay away and cost nothing. It can start again at the full hour at which it ends.',
  },
  {
    rule: 25,
    question: 'When is it decided whether somebody is sent elsewhere, asked to come back or put off?',
    choice:
      'Once, when the item first becomes due at a service: own demand and follow-on work, not returns, rebooked or received people. Demand that follows prescribers is looked at first, then diverts, then asking to come back, then pauses. Those who already wait stay.',
  },
  {
    rule: 25,
    question: 'Does it matter to returns how busy the hub was?',
    choice:
      'No. The share that comes back from a hub, and when, is fixed by the divert. Nobody is diverted from a hub.',
  },
  {
    rule: 28,
    question: 'May two sites send work to each other?',
    choice:
      'No. A site that receives work is a hub: it is worked out after all others, sends nothing on, and shares no pool with a site that sends. The program refuses a file in which it would.',
  },
  {
    rule: 35,
    question: 'What is the difference between a distribution and an uncertain number?',
    choice:
      'A distribution of a handling time or delay is chance: drawn for every item or in every run. An `uncertain` number has one true value that nobody knows: drawn once for a world, the same for everybody in it and for all strategies and the twin. Bands contain both.',
  },
  {
    rule: 36,
    question: 'What is planned with central values when numbers are uncertain?',
    choice:
      'The work that staff are planned for: volumes, no-shows, shares of follow-on work and minutes. Planned utilisation and stated staff are those of the world, and so is everything else, the booked slots included. A world with more work than was thought does not have more staff.',
  },
  {
    rule: 37,
    question: 'By what measure is recovery judged when the work itself is uncertain?',
    choice:
      'By that of the central values in every world: the recovery levels, mean minutes that turn items into hours, and what a backup costs a year. Utilisation is that of the people who are really there.',
  },
  {
    rule: 38,
    question: 'What becomes of a range when a slider moves its number?',
    choice:
      'It moves along, keeps its width and stays within what the field allows; a length of time is stretched with its number instead, so that lowest, most likely and highest keep their order. The luck of the world stays the same.',
  },
  {
    rule: 17,
    question: 'When one fault sets off another, what starts the delay, and where does the other strike?',
    choice:
      'The first moment at which the first fault strikes a site, or the moment from which nothing of it is left (`from: end`). It strikes sites of its own drawing, or with `sameSites` only those that the first has struck. A fault that strikes nobody sets nothing off.',
  },
  {
    rule: 18,
    question: 'When is a component switched off to contain ransomware, and when is it back?',
    choice:
      'A stated delay after the strike, or after the first site hit has somebody on shift: it is one decision for everybody. It is back when the rebuild is over, or a stated time later. Containment changes nobody’s chance of being encrypted.',
  },
  {
    rule: 20,
    question: 'What happens where something is slow and something else is down?',
    choice:
      'Slow is worse than working and better than down. Where the slow component, or anything it requires, is down for an item, it is down for it, and slowness no longer matters; where there are alternatives, the fastest that answers counts. With partial levels each item has its own answer, by its luck.',
  },
  {
    rule: 20,
    question: 'Does a backup replace slow working?',
    choice:
      'Only when it loses nothing: everybody can be served, with the full record, nothing to type up, and faster. A backup that requires something slow is no faster than that. Backups are still noticed, started and paid for, since nobody knows beforehand how bad it will get.',
  },
  {
    rule: 6,
    question: 'Who is away when staff are absent?',
    choice:
      'The share of the people on shift at each moment, rounded half up, of base shifts and of those who stay late; extra staff come as called. Of a pool that several sites share, a fault takes its share in proportion to the sites it has struck. Several absences add up, to everybody at most.',
  },
  {
    rule: 23,
    question: 'Is a site hit by an absence or a surge, when nothing is down there?',
    choice:
      'Yes: while it lasts the site counts as failing, so actions can answer it, and it is restored when it is over. Actions that watch a component do not see it.',
  },
  {
    rule: 9,
    question: 'Does extra demand change who comes anyway?',
    choice:
      'No. Extra items have a stream, numbers and luck of their own; the base arrivals are the same with and without them. They wait in the same queues and are sent on, put off or typed up like any others.',
  },
  {
    rule: 26,
    question: 'Which messages are held, and when do they come?',
    choice:
      'Own arrivals of the stated services at a site that the fault has struck, in the stated share of what does not answer at that moment, drawn for each message. It is decided when a message arrives; it comes once its component answers for it, at a moment of its own within the stated time. With several entries the largest share counts.',
  },
];
