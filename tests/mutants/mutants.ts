/** Engines broken on purpose: what a planner would be told wrongly, and the test that notices. `npm run test:mutants` tries them all. */
import { responseMutants } from './responses.ts';

export interface Mutant {
  readonly id: string;
  /** What the broken engine gets wrong. */
  readonly what: string;
  /** Under src/. */
  readonly file: string;
  /** A piece of the file that occurs in it once, and what stands there instead. */
  readonly find: string;
  readonly replace: string;
  /** The test that must fail, by its name or how that begins, as written in its file. */
  readonly killedBy: { readonly file: string; readonly test: string };
}

export const mutants: readonly Mutant[] = [
  // Luck, and what is drawn
  {
    id: 'luck-by-strategy',
    what: 'Everybody’s luck, handling time and arrival is drawn anew for every strategy.',
    file: 'engine/itemRecords.ts',
    find: '{ keys: itemKeys(plan, seed, run), surges: surgesOf(plan, seed, run, incident) },',
    replace: "{ keys: itemKeys(plan, seed + (strategyId ?? ''), run), surges: surgesOf(plan, seed, run, incident) },",
    killedBy: {
      file: 'tests/properties/invariance.test.ts',
      test: 'incident and strategy move nobody’s own arrival, booked slot or no-show',
    },
  },
  {
    id: 'luck-by-company',
    what: 'Luck depends on which strategies are simulated together.',
    file: 'engine/simulate.ts',
    find: 'this.#luck = { keys: itemKeys(plan, seed, run)',
    replace: 'this.#luck = { keys: itemKeys(plan, seed + strategyIds.length, run)',
    killedBy: {
      file: 'tests/properties/additions.test.ts',
      test: 'when a strategy is simulated, in whatever company and order',
    },
  },
  {
    id: 'same-luck-every-run',
    what: 'Every run has the luck of the first.',
    file: 'engine/kinds.ts',
    find: "streamKey(seed, run, 'item',",
    replace: "streamKey(seed, 0, 'item',",
    killedBy: { file: 'tests/theory/arrivals.test.ts', test: 'vary from run to run as Poisson counts do' },
  },
  {
    id: 'backup-luck-of-all-sites',
    what: 'All sites share the luck of a backup.',
    file: 'engine/backups.ts',
    find: "siteKey(plan, seed, run, s, 'backup', backup.id)",
    replace: "siteKey(plan, seed, run, 0, 'backup', backup.id)",
    killedBy: {
      file: 'tests/properties/backups.test.ts',
      test: 'is in force at one of two sites, at each in about half of the runs',
    },
  },
  {
    id: 'activation-by-sequence',
    what: 'Whether a backup starts is drawn in the order of its failures, so that covering more redraws it.',
    file: 'engine/backups.ts',
    find: 'const j = Math.floor(drop.from / TICKS_PER_MINUTE);',
    replace: 'const j = failing.indexOf(drop);',
    killedBy: {
      file: 'tests/properties/backups.test.ts',
      test: 'starts for the record in the same runs when it covers the phones as well',
    },
  },
  {
    id: 'patience-not-redrawn',
    what: 'Somebody who comes back has the patience of the first time.',
    file: 'engine/world/starting.ts',
    find: 'uniform(w, item, Purpose.patience, words[at + ATTEMPT]!)',
    replace: 'uniform(w, item, Purpose.patience, 0)',
    killedBy: {
      file: 'tests/theory/handDraws.test.ts',
      test: 'who gives up and comes back has new patience every time',
    },
  },
  {
    id: 'hub-draws-by-sequence',
    what: 'A hub numbers people by the sequence in which they arrive, and draws for them by that number.',
    file: 'engine/forest.ts',
    find: 'this.#addRoot(kind, item.index, item.tick);',
    replace: 'this.#addRoot(kind, this.count, item.tick);',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'who is sent to the hub at closing time waits there in a queue of its own',
    },
  },
  // What comes, and what follows from it
  {
    id: 'follow-on-half',
    what: 'Work follows from half as many items as it should.',
    file: 'engine/kinds.ts',
    find: 'add(queue, edge, share, child,',
    replace: 'add(queue, edge, share / 2, child,',
    killedBy: {
      file: 'tests/theory/steadyState.test.ts',
      test: 'what leaves one queue arrives at the next as if at random',
    },
  },
  {
    id: 'follow-on-one-draw',
    what: 'All kinds of follow-on work of an item share one draw.',
    file: 'engine/kinds.ts',
    find: 'Purpose.followOn, child)',
    replace: 'Purpose.followOn, lineage)',
    killedBy: {
      file: 'tests/theory/handDraws.test.ts',
      test: 'whether one kind of work follows says nothing about another kind',
    },
  },
  {
    id: 'no-show-comes',
    what: 'Who does not come is served all the same.',
    file: 'engine/world/arriving.ts',
    find: 'if (forest.noShow[item] === 1) {',
    replace: 'if (forest.noShow[item] === 2) {',
    killedBy: { file: 'tests/theory/arrivals.test.ts', test: 'with no-shows start and end nothing' },
  },
  {
    id: 'no-show-share',
    what: 'Those who do not come are those who should.',
    file: 'engine/arrivals.ts',
    find: 'Purpose.noShow) < share',
    replace: 'Purpose.noShow) >= share',
    killedBy: {
      file: 'tests/theory/arrivals.test.ts',
      test: 'are missed by the stated share of people, not always the same ones',
    },
  },
  {
    id: 'nobody-is-rung',
    what: 'Nobody is rung to be rebooked.',
    file: 'engine/world/leaving.ts',
    find: 'w.dueNow.push(contact);',
    replace: '',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'who is kept waiting past the limit is rung at once and rebooked behind the newly booked',
    },
  },
  {
    id: 'slots-shifted',
    what: 'The first slot falls a whole interval after the start, not half of one.',
    file: 'engine/slots.ts',
    find: 'for (let target = (k - 0.5) * interval;',
    replace: 'for (let target = k * interval;',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'forty booked people a week come at half past every hour and are seen at once',
    },
  },
  {
    id: 'surge-shares-numbers',
    what: 'Extra demand draws from the numbers of ordinary demand.',
    file: 'engine/surges.ts',
    find: 'return childLineage(0, idCode(`surge/${fault}`));',
    replace: 'return 0 * fault.length;',
    killedBy: {
      file: 'tests/properties/faultKinds.test.ts',
      test: 'brings items of its own that nobody else is, each once, while it lasts',
    },
  },
  // Shifts, closing and working dates
  {
    id: 'one-more-at-work',
    what: 'One more is served than there are staff.',
    file: 'engine/world/starting.ts',
    find: 'while (w.busy[p]! < w.staff[p]!',
    replace: 'while (w.busy[p]! <= w.staff[p]!',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'people finish what they began when the shift ends and begin nothing more',
    },
  },
  {
    id: 'part-time-all-day',
    what: 'Half a person stays for the whole shift.',
    file: 'engine/shifts.ts',
    find: 'change(from + part, -1);',
    replace: 'change(to, -1);',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'half a person is one person for the first half of the shift, and slots fall only then',
    },
  },
  {
    id: 'staff-on-closed-dates',
    what: 'A closed date has its shifts.',
    file: 'engine/shifts.ts',
    find: 'if (closed.has(day)) continue;',
    replace: '',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'work that follows after two hours and after one working day',
    },
  },
  {
    id: 'same-day-counts',
    what: 'The day itself counts as the next working date.',
    file: 'engine/plan.ts',
    find: 'if (workingDays[middle]! <= day)',
    replace: 'if (workingDays[middle]! < day)',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'who waits at closing time comes back first thing on the next working day',
    },
  },
  {
    id: 'closing-before-patience',
    what: 'At a closing the doors shut before those leave whose patience has just ended.',
    file: 'engine/world.ts',
    find: 'agenda.kind <= LEAVE',
    replace: 'agenda.kind < LEAVE',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'who gives up at the very moment of closing is not asked to come back tomorrow',
    },
  },
  {
    id: 'rebooked-closed-out',
    what: 'Closing sends people away who were rebooked into slots held back.',
    file: 'engine/world/leaving.ts',
    find: 'if (w.items.get(item, REBOOKED) === 0) closeOut',
    replace: 'if (item >= 0) closeOut',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'closing leaves rebooked people where they are although they were given slots held back, in turn with others',
    },
  },
  {
    id: 'action-before-the-hour',
    what: 'An action begins at the hour before its trigger.',
    file: 'engine/actionEffects.ts',
    find: 'Math.ceil(trigger / TICKS_PER_HOUR)',
    replace: 'Math.floor(trigger / TICKS_PER_HOUR)',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'an action that waits for the failure begins at the next full hour, not at the failure',
    },
  },
  // Waiting
  {
    id: 'priority-ignored',
    what: 'Priorities are ignored: who came first goes first.',
    file: 'engine/waiting.ts',
    find: 'if (best >= 0 && priorities[k] !== priority) break;',
    replace: '',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'urgent work that came later goes before routine work that waits, but interrupts nobody',
    },
  },
  {
    id: 'first-list-first',
    what: 'Of two services of one priority the first in the file always goes first.',
    file: 'engine/waiting.ts',
    find: 'if (best < 0 || itsDue < due)',
    replace: 'if (best < 0)',
    killedBy: {
      file: 'tests/theory/steadyState.test.ts',
      test: 'two kinds of work of one priority wait alike, in the order in which they fell due',
    },
  },
  {
    id: 'last-numbered-first',
    what: 'Of two people due at the same moment the one numbered later goes first.',
    file: 'engine/waiting.ts',
    find: 'return index[a]! < index[b]!;',
    replace: 'return index[a]! > index[b]!;',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'who waits at closing time comes back first thing on the next working day',
    },
  },
  {
    id: 'rebooked-not-behind',
    what: 'Rebooked people do not stand behind the newly booked.',
    file: 'engine/cell.ts',
    find: 'priority: missed.priority }',
    replace: 'priority: queue.priority }',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'who is kept waiting past the limit is rung at once and rebooked behind the newly booked',
    },
  },
  {
    id: 'rebooked-lose-patience',
    what: 'Somebody who was rebooked misses the slot again when kept waiting again.',
    file: 'engine/world/starting.ts',
    find: 'if (words[at + REBOOKED] === 1) return;',
    replace: '',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'who is kept waiting past the limit is rung at once and rebooked behind the newly booked',
    },
  },
  {
    id: 'patience-frozen',
    what: 'Patience stands still while nothing can be done.',
    file: 'engine/world/leaving.ts',
    find: 'if (items.get(item, STATE) !== State.waiting ||',
    replace: 'if (items.get(item, 12) === 1 || items.get(item, STATE) !== State.waiting ||',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'people lose patience while nothing can be done for them',
    },
  },
  {
    id: 'patience-a-tick-longer',
    what: 'People give up a tick too late, when somebody is already free.',
    file: 'engine/world/starting.ts',
    find: 'const deadline = now + wait;',
    replace: 'const deadline = now + wait + 1;',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'who gives up at the very moment at which somebody gets free has gone',
    },
  },
  {
    id: 'set-aside-for-good',
    what: 'Who could not start is not looked at again before somebody else comes.',
    file: 'engine/world/changing.ts',
    find: 'if (rises) w.waiting.lookAgain(target);',
    replace: '',
    killedBy: { file: 'tests/theory/handTables.test.ts', test: 'what cannot be done in an outage waits in its place' },
  },
  // Working without the system
  {
    id: 'luck-at-the-share',
    what: '`<=` for `<`: somebody whose luck is exactly the share that can be done is served.',
    file: 'engine/waiting.ts',
    find: 'theta >= 1 || this.luckOf(item) < theta',
    replace: 'theta >= 1 || this.luckOf(item) <= theta',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'whose luck is exactly the share that can be done without the system waits',
    },
  },
  {
    id: 'luck-at-the-level',
    what: '`<=` for `<`: somebody whose luck is exactly what is left of the system has it.',
    file: 'engine/world/starting.ts',
    find: 'if (luck < level || luck >= until) continue;',
    replace: 'if (luck <= level || luck >= until) continue;',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'whose luck is exactly what is left of the system goes without it',
    },
  },
  {
    id: 'smallest-share',
    what: 'Of several ways to work the one that reaches fewest is used.',
    file: 'engine/modes.ts',
    find: 'way.share > best.share ||',
    replace: 'way.share < best.share ||',
    killedBy: {
      file: 'tests/properties/backups.test.ts',
      test: 'carries on with its share while what it requires works',
    },
  },
  {
    id: 'slower-of-two',
    what: 'Of two backups that reach as many the slower one is used.',
    file: 'engine/modes.ts',
    find: '(way.slowdown < best.slowdown ||',
    replace: '(way.slowdown > best.slowdown ||',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'of two backups that reach as many the faster one is used',
    },
  },
  {
    id: 'seats-for-all',
    what: 'A backup has a seat for everybody.',
    file: 'engine/modes.ts',
    find: 'Math.min(1, cover.seats / onShift)',
    replace: 'Math.min(1, cover.seats * onShift)',
    killedBy: { file: 'tests/properties/betterBackups.test.ts', test: 'with a seat for everybody' },
  },
  {
    id: 'requires-nothing',
    what: 'A backup works whatever it requires has failed.',
    file: 'engine/modes.ts',
    find: 'seated * valueAt(cover.required, tick)',
    replace: 'seated * 1',
    killedBy: { file: 'tests/properties/backups.test.ts', test: 'is taken down by a cause common to all its sources' },
  },
  {
    id: 'any-read-as-all',
    what: 'One of several sources lost counts as all of them lost.',
    file: 'engine/components.ts',
    find: 'combine(levels, (values) => Math.max(...values))',
    replace: 'combine(levels, (values) => Math.min(...values))',
    killedBy: {
      file: 'tests/properties/backups.test.ts',
      test: 'lives on its second source when the first fails with the system',
    },
  },
  {
    id: 'one-more-of-k',
    what: 'One source more is asked for than at least k.',
    file: 'engine/components.ts',
    find: '[k - 1]!);',
    replace: '[k]!);',
    killedBy: {
      file: 'tests/properties/levels.test.ts',
      test: 'a system works exactly when all, any, or at least k of what it requires works',
    },
  },
  {
    id: 'function-without-base',
    what: 'A function works though its system is down.',
    file: 'engine/components.ts',
    find: 'return fn === undefined ? components.get(id)?.requires : id;',
    replace: 'return fn === undefined ? components.get(id)?.requires : undefined;',
    killedBy: { file: 'tests/properties/levels.test.ts', test: 'a function falls with its base and with itself' },
  },
  // Typing up
  {
    id: 'reentry-lost',
    what: 'What is done without the record in a second outage is never typed up.',
    file: 'engine/world/finishing.ts',
    find: 'step < normal.ticks.length; step++',
    replace: 'step < Math.min(3, normal.ticks.length); step++',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'a second outage does not take typing up out of the queue once it was due',
    },
  },
  {
    id: 'reentry-after-the-last',
    what: 'Typing up waits for the last of all outages to end.',
    file: 'engine/world/finishing.ts',
    find: 'let step = stepAt(normal, now); step <',
    replace: 'let step = normal.ticks.length - 1; step <',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'a second outage does not take typing up out of the queue once it was due',
    },
  },
  {
    id: 'reentry-last-made-first',
    what: 'What was done last is typed up first.',
    file: 'engine/waiting.ts',
    find: 'this.#originBefore(items.reentryOf(a), items.reentryOf(b)) : first < second',
    replace: 'this.#originBefore(items.reentryOf(a), items.reentryOf(b)) : first > second',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'work without the record is slower, and is typed up in the order made once the record is back',
    },
  },
  {
    id: 'reentry-own-luck',
    what: 'Typing up does not inherit the luck of what it types up.',
    file: 'engine/waiting.ts',
    find: 'this.#forest.luckOf(item < items.count ? item : items.reentryOf(item))',
    replace: 'this.#forest.luckOf(item < items.count ? item : 0)',
    killedBy: { file: 'tests/theory/handDraws.test.ts', test: 'typing up has the luck of what is typed up' },
  },
  // Backups
  {
    id: 'noticed-too-late',
    what: 'A failure while people are at work is noticed only when the next shift begins.',
    file: 'engine/scope.ts',
    find: 'if (shift.to <= drop.from) continue;',
    replace: 'if (shift.from < drop.from) continue;',
    killedBy: { file: 'tests/theory/handEdges.test.ts', test: 'a failure while people are at work is noticed at once' },
  },
  {
    id: 'noticed-at-the-end',
    what: '`<` for `<=` at a shift’s end: people notice a failure as they leave.',
    file: 'engine/scope.ts',
    find: 'if (shift.to <= drop.from) continue;',
    replace: 'if (shift.to < drop.from) continue;',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'a failure at the very moment at which the shift ends is noticed the next morning',
    },
  },
  {
    id: 'noticed-at-night',
    what: 'A failure is noticed when nobody is there.',
    file: 'engine/scope.ts',
    find: 'return Math.max(shift.from, drop.from);',
    replace: 'return drop.from;',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'a backup is in force thirty minutes after somebody at work has noticed, not after the failure in the night',
    },
  },
  {
    id: 'endurance-renewed',
    what: 'A backup that lasts some hours lasts as long again in every outage.',
    file: 'engine/backups.ts',
    find: 'endurance -= to - from;',
    replace: '',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'a backup that lasts an hour and a half lasts so long in two outages together',
    },
  },
  {
    id: 'unprepared-as-soon',
    what: 'Sites that have not prepared a backup have it as soon as the others.',
    file: 'engine/backups.ts',
    find: 'penalty = preparation!.otherwise.delay;',
    replace: '',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'without a drill it takes twice as long to start, and half an hour more without preparation',
    },
  },
  {
    id: 'undrilled-as-soon',
    what: 'A backup nobody has drilled starts as soon as one that was.',
    file: 'engine/backups.ts',
    find: '(drilled ? 1 : undrilled.delayFactor)',
    replace: '(drilled ? 1 : 1)',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'without a drill it takes twice as long to start, and half an hour more without preparation',
    },
  },
  // The incident
  {
    id: 'shares-not-nested',
    what: 'Which sites are hit is drawn anew for every share.',
    file: 'catalog/faults/compile.ts',
    find: 'context.siteUniform(site, 1))',
    replace: 'context.siteUniform(site, 100 + Math.round(wanted * 1000)))',
    killedBy: {
      file: 'tests/properties/faultKinds.test.ts',
      test: 'are nested: a larger share of any fault only adds sites that it strikes',
    },
  },
  {
    id: 'stages-count-the-struck',
    what: 'Stages of a repair count only sites that were struck, so that an earlier halt moves others.',
    file: 'catalog/faults/compile.ts',
    find: 'const order = smallest(hit, hit.length,',
    replace: 'const order = smallest([...strikeAt.keys()], strikes.length,',
    killedBy: {
      file: 'tests/properties/faultKinds.test.ts',
      test: 'halted later never spares a site that was struck, nor brings it back sooner',
    },
  },
  {
    id: 'halted-too-late',
    what: '`<=` for `<`: a ring that is due at the very moment of the halt is struck.',
    file: 'catalog/faults/faultyUpdate.ts',
    find: 'if (at < halted)',
    replace: 'if (at <= halted)',
    killedBy: {
      file: 'tests/catalog/faults.test.ts',
      test: 'an update that is halted so long after it begins strikes the rings before that',
    },
  },
  {
    id: 'technicians-at-night',
    what: 'Technicians work through the night.',
    file: 'catalog/faults/compile.ts',
    find: 'if (tick < to) return Math.max(tick, from);',
    replace: 'if (tick < to) return tick;',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'one technician repairs the listed site first, within working hours',
    },
  },
  {
    id: 'technicians-past-the-end',
    what: '`<=` for `<`: a technician begins at the very end of the working hours.',
    file: 'catalog/faults/compile.ts',
    find: 'if (tick < to) return Math.max',
    replace: 'if (tick <= to) return Math.max',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'a technician who is done at the end of the working hours goes on the next morning',
    },
  },
  {
    id: 'last-fault-wins',
    what: 'Of two faults of one system the one that began last counts.',
    file: 'engine/steps.ts',
    find: '(level, interval) => Math.min(level, interval.level), 1)',
    replace: '(_, interval) => interval.level, 1)',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'of two faults of one system the worse one counts, whichever came last',
    },
  },
  {
    id: 'after-the-strike',
    what: 'A fault that waits for the end of another one comes after its beginning.',
    file: 'engine/faultTimes.ts',
    find: '? other!.strike : other!.end',
    replace: '? other!.strike : other!.strike',
    killedBy: { file: 'tests/catalog/faults.test.ts', test: 'so long after another fault has struck, or is over' },
  },
  {
    id: 'contained-too-long',
    what: 'What is switched off for containment stays off for as long again as the rebuild.',
    file: 'catalog/faults/ransomware.ts',
    find: 'const to = at + rebuilt +',
    replace: 'const to = from + rebuilt +',
    killedBy: { file: 'tests/catalog/faults.test.ts', test: 'is contained a while after somebody has come to work' },
  },
  {
    id: 'absence-rounded-up',
    what: 'A share of staff away is rounded up.',
    file: 'engine/absence.ts',
    find: 'countOf(share, people!)',
    replace: 'Math.ceil(share * people!)',
    killedBy: {
      file: 'tests/catalog/faults.test.ts',
      test: 'of several causes adds up, to everybody at most, and rounds by the person',
    },
  },
  {
    id: 'slow-is-down',
    what: 'What is slow counts as down.',
    file: 'engine/modes.ts',
    find: 'level = Math.max(level, until);',
    replace: '',
    killedBy: {
      file: 'tests/catalog/faults.test.ts',
      test: 'serves everybody with the full record, three times as long, until it is over',
    },
  },
  {
    id: 'slow-beats-down',
    what: 'What is down and slow is merely slow.',
    file: 'engine/slowness.ts',
    find: ': own(key);',
    replace: ': factor === 1 ? own(key) : ALWAYS_ONE;',
    killedBy: {
      file: 'tests/catalog/faults.test.ts',
      test: 'is no matter while the component, or what it requires, is down',
    },
  },
  {
    id: 'held-spread-from-arrival',
    what: 'Messages held are handed over so long after they came, not after restoration.',
    file: 'engine/decide.ts',
    find: 'over + Math.floor(item.uniform(Purpose.heldSpread) * spread)',
    replace: 'now + Math.floor(item.uniform(Purpose.heldSpread) * spread)',
    killedBy: {
      file: 'tests/catalog/faults.test.ts',
      test: 'come in a burst on restoration, all of them, spread over the stated time',
    },
  },
  // Counting
  {
    id: 'late-at-the-limit',
    what: '`>=` for `>`: who is seen at the very end of the limit counts as late.',
    file: 'engine/outcome/fates.ts',
    find: 'if (waited > target)',
    replace: 'if (waited >= target)',
    killedBy: { file: 'tests/results/inTime.test.ts', test: 'is in time when seen after an hour to the tick' },
  },
  {
    id: 'missed-at-the-limit',
    what: '`>=` for `>`: work done at the very end of its critical time counts as missed.',
    file: 'engine/outcome/fates.ts',
    find: 'if (waited > critical)',
    replace: 'if (waited >= critical)',
    killedBy: { file: 'tests/results/inTime.test.ts', test: 'is not missed after an hour to the tick' },
  },
  {
    id: 'longest-wait-of-the-last',
    what: 'The longest wait is that of whoever was counted last.',
    file: 'engine/outcome/changes.ts',
    find: 'wait > longest[q]!',
    replace: 'wait > 0',
    killedBy: { file: 'tests/properties/accounts.test.ts', test: 'counts are those of the items' },
  },
  {
    id: 'sampled-an-hour-early',
    what: 'Whatever happens within an hour is seen at its beginning.',
    file: 'engine/tally.ts',
    find: 'Math.ceil((tick - this.#warmUp) / TICKS_PER_HOUR)',
    replace: 'Math.floor((tick - this.#warmUp) / TICKS_PER_HOUR)',
    killedBy: {
      file: 'tests/properties/accounts.test.ts',
      test: 'the backlog at every hour is the number of items due and not started',
    },
  },
  // Parting from the twin and meeting it again
  {
    id: 'forked-too-late',
    what: 'A strategy parts from the twin a tick after its first effect.',
    file: 'engine/livingCells.ts',
    find: 'twin.advance(Math.min(first, horizon));',
    replace: 'twin.advance(Math.min(first + 1, horizon));',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'who comes at the very moment at which the system fails is too late for it',
    },
  },
  {
    id: 'rejoined-before-effects',
    what: 'A strategy is taken to be the twin again though effects lie ahead.',
    file: 'engine/livingCells.ts',
    find: 'if (now < quietFrom[strategy]! || !world.isAt',
    replace: 'if (!world.isAt',
    killedBy: {
      file: 'tests/properties/recoupling.test.ts',
      test: 'has the numbers of one simulated alone from the first tick to the last',
    },
  },
  {
    id: 'rejoined-with-some-parked',
    what: 'A strategy is taken to be the twin again though some have yet to come back whom the twin has seen.',
    file: 'engine/itemStates.ts',
    find: 'if (state !== b[at + STATE]) return false;',
    replace: 'if (state !== b[at + STATE]) return state === State.parked;',
    killedBy: {
      file: 'tests/theory/handTables.test.ts',
      test: 'who is kept waiting past the limit is rung at once and rebooked behind the newly booked',
    },
  },
  {
    id: 'rejoined-with-work-to-follow',
    what: 'A strategy is taken to be the twin again though work will follow at another time.',
    file: 'engine/itemStates.ts',
    find: 'return a[at + DUE] === b[at + DUE] || (',
    replace: 'return a[at + DUE]! > 0 || (',
    killedBy: {
      file: 'tests/theory/handEdges.test.ts',
      test: 'what follows a day after delayed work comes that much later, although nobody waits overnight',
    },
  },
  // Numbers that are not known
  {
    id: 'world-by-run',
    what: 'Uncertain numbers are drawn anew for every run, not for every world.',
    file: 'engine/worlds.ts',
    find: 'return Math.floor(run / (model.scenario.replicates ?? 1));',
    replace: 'return run + 0 * model.parameters.length;',
    killedBy: {
      file: 'tests/properties/uncertain.test.ts',
      test: 'runs of one world share its numbers and differ by chance; worlds differ',
    },
  },
  {
    id: 'staff-know-the-world',
    what: 'Staff are planned for the world’s true demand.',
    file: 'engine/worlds.ts',
    find: 'compile(worldModel(this.#model, drawn), this.central)',
    replace: 'compile(worldModel(this.#model, drawn))',
    killedBy: {
      file: 'tests/properties/uncertain.test.ts',
      test: 'more work than was thought makes them busier, it does not bring more of them',
    },
  },
  {
    id: 'parameter-by-seed-only',
    what: 'All uncertain numbers are low or high together.',
    file: 'engine/worlds.ts',
    find: "streamKey(seed, world, 'world', of)",
    replace: "streamKey(seed, world, 'world')",
    killedBy: {
      file: 'tests/theory/uncertainLaws.test.ts',
      test: 'different numbers are drawn independently, those of the same name together',
    },
  },
  // What a lean run leaves out
  {
    id: 'lean-before-the-first-day',
    what: 'England leaves practices that nothing reaches before it is known what falls due there on the first day.',
    file: 'engine/simulate.ts',
    find: 'isLean ? firstDayTold(plan, this.#incident) : plan.horizon',
    replace: 'isLean ? 0 * firstDayTold(plan, this.#incident) : plan.horizon',
    killedBy: { file: 'tests/engine/lean.test.ts', test: 'and in generated scenarios of every kind, run after run' },
  },
  {
    id: 'lean-remembers-others',
    what: 'People of another practice are counted where a practice was left before its own had come.',
    file: 'engine/world.ts',
    find: 'w.items.neverCame(w.baseArrivals, w.forest.roots);',
    replace: 'w.items.neverCame(w.forest.roots, w.forest.roots);',
    killedBy: {
      file: 'tests/engine/lean.test.ts',
      test: 'tells how strategies differ from the twin as a whole one does, and what fell due on the first day, in Bolton',
    },
  },
  {
    id: 'lean-while-away',
    what: 'England leaves a practice while some strategy still differs there.',
    file: 'engine/livingCells.ts',
    find: 'away.includes(true) ? horizon : leaveFrom',
    replace: 'away.includes(true) && leaveFrom === horizon ? horizon : leaveFrom',
    killedBy: { file: 'tests/engine/lean.test.ts', test: 'and in generated scenarios of every kind, run after run' },
  },
  ...responseMutants,
];
