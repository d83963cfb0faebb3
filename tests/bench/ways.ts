/** The same worlds lived through without one short cut after another, so that each has a line that says what it is worth. */
import type { RunOutcome } from '../../src/catalog/types.ts';
import { Forest, itemKeys, type Received } from '../../src/engine/forest.ts';
import { incidentOf } from '../../src/engine/incident.ts';
import type { Plan } from '../../src/engine/index.ts';
import { workshopOf } from '../../src/engine/livingCells.ts';
import { collect, collectOwn, emptyDraft, sealed, type Draft } from '../../src/engine/outcome.ts';
import { scriptOf, type Script } from '../../src/engine/script.ts';
import { usesOf } from '../../src/engine/simulate.ts';
import { surgesOf } from '../../src/engine/surges.ts';
import { World } from '../../src/engine/world.ts';

export type Way = 'apart' | 'drawn-once' | 'forked';

/** Each has one short cut more than the one before it; the engine's own way adds that worlds become their twin again. */
export const WAYS: readonly (readonly [Way, string])[] = [
  ['apart', 'every world by itself'],
  ['drawn-once', 'all on the same draws'],
  ['forked', 'and from the first effect on'],
];

/** What became of a run, world by world. */
export type Worlds = Pick<RunOutcome, 'twin' | 'strategies'>;

interface Lived {
  readonly plan: Plan;
  readonly scripts: readonly Script[];
  readonly drafts: readonly Draft[];
  /** What each world has sent to hubs; the twin comes first. */
  readonly sent: readonly Received[][];
  readonly draw: (forest: Forest, isTwin: boolean) => void;
}

/** Buffers are kept from run to run, as the engine keeps them. */
export class Rooms {
  #forest: Forest | undefined;
  readonly #worlds: World[] = [];

  forest(plan: Plan): Forest {
    return (this.#forest ??= new Forest(workshopOf(plan).cells[0]!));
  }

  world(plan: Plan, number: number): World {
    return (this.#worlds[number] ??= new World(plan));
  }
}

/** A run of the twin and of these strategies in one of the ways. */
export function livedThrough(plan: Plan, run: number, strategies: readonly string[], way: Way, rooms: Rooms): Worlds {
  const { seed } = plan.model.scenario;
  const incident = incidentOf(plan, seed, run);
  const own = strategies.map((id) => scriptOf(plan, seed, run, incident, usesOf(plan, id)));
  const scripts = [workshopOf(plan).twinScript, ...own];
  const keys = itemKeys(plan, seed, run);
  const surges = surgesOf(plan, seed, run, incident);
  const lived: Lived = {
    plan,
    scripts,
    drafts: scripts.map(() => emptyDraft(plan)),
    sent: scripts.map(() => []),
    draw: (forest, isTwin) => forest.draw(keys, isTwin ? [] : surges),
  };
  for (const cell of workshopOf(plan).cells) {
    const forest = rooms.forest(plan);
    forest.cell = cell;
    if (way === 'forked' && !cell.isHub) fork(forest, lived, rooms);
    else fromTheFirstTick(forest, lived, way === 'apart', rooms);
  }
  const [twin, ...others] = lived.drafts.map((draft, k) => sealed(draft, scripts[k]!));
  return { twin: twin!, strategies: others };
}

/** Every world from the first tick to the last, on draws of its own or on the same. */
function fromTheFirstTick(
  forest: Forest,
  { plan, scripts, drafts, sent, draw }: Lived,
  isApart: boolean,
  rooms: Rooms,
): void {
  const { cell } = forest;
  let own = forest.order;
  scripts.forEach((script, k) => {
    // What comes with a surge never comes to the twin, and what a hub receives is another thing in each world.
    if (isApart || k === 0 || (k === 1 && cell.isHub)) {
      draw(forest, k === 0 && (isApart || cell.isHub));
      own = forest.order;
    }
    if (cell.isHub) {
      forest.forget(own);
      forest.receive(sent[k]!.filter(({ queue }) => cell.localQueue.has(queue)));
    }
    const world = rooms.world(plan, k);
    world.run(forest, script);
    sent[k]!.push(...world.sent);
    collect(cell, forest, world, script, drafts[k]!, false);
  });
}

/** What comes before the first effect is the twin's; what comes after it is lived through to the end. */
function fork(forest: Forest, { plan, scripts, drafts, sent, draw }: Lived, rooms: Rooms): void {
  const { cell } = forest;
  draw(forest, false);
  const first = Math.min(
    plan.horizon,
    ...scripts.slice(1).flatMap(({ firstEffect }) => cell.sites.map((site) => firstEffect[site]!)),
  );
  const twin = rooms.world(plan, 0);
  twin.begin(forest, scripts[0]!);
  twin.advance(first);
  const alive = twin.alive();
  const worlds = scripts.slice(1).map((script, k) => {
    const world = rooms.world(plan, k + 1);
    world.fork(twin, script, first, alive);
    return world;
  });
  for (const world of [twin, ...worlds]) {
    world.advance(plan.horizon);
    world.finish();
  }
  const counted = collect(cell, forest, twin, scripts[0]!, drafts[0]!, false);
  sent[0]!.push(...twin.sent);
  worlds.forEach((world, k) => {
    collectOwn(cell, forest, world, twin, scripts[k + 1]!, drafts[0]!, counted, drafts[k + 1]!, false);
    sent[k + 1]!.push(...world.sent);
  });
}
