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
      'Monday to Friday less closed dates. Its hours are all base shifts of all pools of the site taken together; a full working day after a moment is the first one that begins at or after it.',
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
      'No. Seats are compared with the people on base shift, and outside base shifts with everybody who is there: people who come on top share the seats, they do not take work away.',
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
      'At the later of the moment at which the fault’s own rings would reach it and that of the staged ones; spared by either, it is spared. So a prevention never hits anybody who was not hit without it.',
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
];
