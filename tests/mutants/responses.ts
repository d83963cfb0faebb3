/** Engines broken in what backups and actions of one kind do; each kind alone must give both engines the same times. */
import type { Mutant } from './mutants.ts';

const killedBy = (test: string): Mutant['killedBy'] => ({ file: 'tests/properties/kindByKind.test.ts', test });

export const responseMutants: readonly Mutant[] = [
  // Prescription pads
  {
    id: 'one-form-more',
    what: 'A site has one form more than the file says.',
    file: 'engine/world/changing.ts',
    find: 'if (left > 0) return;',
    replace: 'if (left >= 0) return;',
    killedBy: {
      file: 'tests/properties/servedByTheLoop.test.ts',
      test: 'prescription pads last for as many items as there are forms at the site, and not one more',
    },
  },
  {
    id: 'forms-by-need',
    what: 'An item uses a form for each of its needs that the pads cover.',
    file: 'engine/world/starting.ts',
    find: 'if (mode.forms !== undefined && !forms?.includes(mode.forms))',
    replace: 'if (mode.forms !== undefined)',
    killedBy: killedBy('prescription pads'),
  },
  {
    id: 'no-form-when-slow',
    what: 'Pads that are used because the system is slow use no forms.',
    file: 'engine/modes.ts',
    find: '      best = way;\n  return best;\n}',
    replace: '      best = { ...way, forms: undefined } as unknown as Way;\n  return best;\n}',
    killedBy: {
      file: 'tests/properties/servedByTheLoop.test.ts',
      test: 'pads that are quicker than a slow system use up their forms as well',
    },
  },
  {
    id: 'last-form-to-whoever',
    what: 'Of two pools the last form goes to the one that was last disturbed first.',
    file: 'engine/world/starting.ts',
    find: 'if (w.dirtyCount > 1 && w.forms.size > 0)',
    replace: 'if (w.dirtyCount > 9 && w.forms.size > 0)',
    killedBy: {
      file: 'tests/properties/servedByTheLoop.test.ts',
      test: 'when two pools could use the last form at one moment, the pool that the file names first does',
    },
  },
  // Re-entry team
  {
    id: 'team-serves-all',
    what: 'A re-entry team starts whatever waits.',
    file: 'engine/world/starting.ts',
    find: 'const item = waiting.nextReentry(p);',
    replace: 'const item = waiting.next(p);',
    killedBy: killedBy('a re-entry team'),
  },
  {
    id: 'team-as-staff',
    what: 'A re-entry team is extra staff.',
    file: 'catalog/actions/index.ts',
    find: "compileExtraStaff(action, context, 're-entry')",
    replace: 'compileExtraStaff(action, context)',
    killedBy: killedBy('a re-entry team'),
  },
  // Buddy
  {
    id: 'partner-never-down',
    what: 'A partner takes in people though it has lost the same component.',
    file: 'catalog/actions/buddy.ts',
    find: 'share: action.share * level,',
    replace: 'share: action.share,',
    killedBy: {
      file: 'tests/properties/servedByTheLoop.test.ts',
      test: 'a buddy takes in whom its partner sends, and nobody once it has lost the same component',
    },
  },
  {
    id: 'ring-ends',
    what: 'The last site of a ring has no partner.',
    file: 'catalog/actions/buddy.ts',
    find: 'ring[(place + 1) % ring.length]',
    replace: 'ring[place + 1]',
    killedBy: killedBy('a buddy'),
  },
  {
    id: 'hub-in-the-ring',
    what: 'A hub takes part in a ring of partners.',
    file: 'engine/planShape.ts',
    find: 'groups.includes(group) && service in services && !isHub[s] ?',
    replace: 'groups.includes(group) && service in services && isHub[s] !== undefined ?',
    killedBy: {
      file: 'tests/properties/servedByTheLoop.test.ts',
      test: 'a ring of partners passes a hub by, which is simulated after those that send it people',
    },
  },
  // Switch-off
  {
    id: 'fewer-telephone',
    what: 'Half as many as should use the other service while one is switched off.',
    file: 'engine/decide.ts',
    find: 'if (item.uniform(Purpose.switch) < off.instead.share)',
    replace: 'if (item.uniform(Purpose.switch) < off.instead.share / 2)',
    killedBy: killedBy('a service switched off'),
  },
  {
    id: 'lost-where-nothing-instead',
    what: 'Where a site has no other service those who would use it are lost.',
    file: 'engine/demandScript.ts',
    find: 'instead: { ...effect.instead, share: 0 }',
    replace: 'instead: effect.instead',
    killedBy: {
      file: 'tests/properties/servedByTheLoop.test.ts',
      test: 'where a site has no other service to use instead, those who come back are a share of all',
    },
  },
  {
    id: 'instead-anew',
    what: 'Who uses another service instead has luck of its own there.',
    file: 'engine/kinds.ts',
    find: 'its, half, this.luckHalf[parent]);',
    replace: 'its, half);',
    killedBy: killedBy('a service switched off'),
  },
  // What a backlog starts
  {
    id: 'backlog-at-the-limit',
    what: '`>=` for `>`: a backlog of just so many starts an action.',
    file: 'engine/backlogTrigger.ts',
    find: 'if (backlog <= when.above) return windows;',
    replace: 'if (backlog < when.above) return windows;',
    killedBy: killedBy('used alone, both engines give the same times with what a backlog starts'),
  },
  {
    id: 'backlog-ends-at-once',
    what: 'An action that a backlog has started ends at the very look that finds few waiting.',
    file: 'engine/backlogTrigger.ts',
    find: '{ from: last.from, to: next }',
    replace: '{ from: last.from, to: sample }',
    killedBy: killedBy('used alone, both engines give the same times with what a backlog starts'),
  },
  // Day lists
  {
    id: 'list-of-nothing',
    what: 'A day list is made though the system is down, and shows as much.',
    file: 'engine/dayList.ts',
    find: 'if (somebody && valueAt(level, due) >= 1) return due;',
    replace: 'if (somebody && valueAt(level, due) >= 0) return due;',
    killedBy: killedBy('an exported day list'),
  },
  {
    id: 'list-made-by-nobody',
    what: 'A day list is printed while nobody is there.',
    file: 'engine/dayList.ts',
    find: 'const somebody = !list.byHand ||',
    replace: 'const somebody = true ||',
    killedBy: killedBy('a printed day list'),
  },
  {
    id: 'list-never-old',
    what: 'A day list shows of every later day what it shows of its own.',
    file: 'engine/dayList.ts',
    find: 'return bookedWhenMade(day - madeOn,',
    replace: 'return bookedWhenMade(0,',
    killedBy: killedBy('an encrypted day list'),
  },
  // What keeps a component up
  {
    id: 'noticed-before-automatic',
    what: 'What starts by itself waits until somebody notices.',
    file: 'engine/backups.ts',
    find: "const at = 'automatic' in backup && backup.automatic ?",
    replace: "const at = 'automatic' in backup && backup.automatic && plan.sites.length < 0 ?",
    killedBy: killedBy('what keeps a component up'),
  },
  {
    id: 'support-lifts-all-the-way',
    what: 'What keeps a component up lifts it to 1, whatever level is stated.',
    file: 'engine/answers.ts',
    find: "'level' in support ? support.level :",
    replace: "'level' in support ? 1 :",
    killedBy: killedBy('what keeps a component up'),
  },
  {
    id: 'spare-for-everybody',
    what: 'Any spare device is enough for all.',
    file: 'engine/answers.ts',
    find: 'Math.min(1, backup.spare / devices)',
    replace: 'Math.min(1, backup.spare)',
    killedBy: killedBy('spare devices'),
  },
  // Preventions
  {
    id: 'staged-sooner',
    what: 'Where updates are staged twice, the sooner ring counts.',
    file: 'engine/prevention.ts',
    find: 'after: Math.max(a.after, b.after)',
    replace: 'after: Math.min(a.after, b.after)',
    killedBy: killedBy('staged updates'),
  },
  {
    id: 'engineers-alone',
    what: 'Engineers on site work in place of the technicians, not with them.',
    file: 'engine/prevention.ts',
    find: 'technicians: handsOn.technicians + prevention.technicians,',
    replace: 'technicians: Math.max(1, prevention.technicians),',
    killedBy: killedBy('engineers on site'),
  },
  // Improvements
  {
    id: 'drilled-on-paper',
    what: 'Who is drilled starts a backup as if never drilled.',
    file: 'engine/arrangement.ts',
    find: 'drilled: true,',
    replace: 'drilled: improved.drilled,',
    killedBy: killedBy('drills and enrolment'),
  },
  {
    id: 'called-off-later',
    what: 'A call-off makes lead times no shorter than it says.',
    file: 'engine/arrangement.ts',
    find: 'Math.min(sooner.when.lead, callOff.lead)',
    replace: 'Math.max(sooner.when.lead, callOff.lead)',
    killedBy: killedBy('a locum call-off'),
  },
];
