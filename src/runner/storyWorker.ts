/** The worker behind `createStoryReader`. */
import { WorldPlans } from '../engine/index.ts';
import { traceOf, type Trace } from '../engine/trace/index.ts';
import type { FromStoryWorker, StoryAsked, ToStoryWorker } from './storyReader.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

scope.onmessage = ({ data: { number, asked } }: MessageEvent<ToStoryWorker>) => {
  let answer: FromStoryWorker;
  try {
    answer = { number, story: told(asked) };
  } catch (error) {
    answer = { number, failure: error instanceof Error ? error.message : String(error) };
  }
  scope.postMessage(answer);
};

function told({ model, seed, run, strategy, site, service, most }: StoryAsked): Trace {
  const { plan } = new WorldPlans(model, seed).ofRun(run);
  // Faults are told first of all: the story begins with the first of them.
  const begins = traceOf(plan, seed, run, strategy, { service: '' }, 1).events[0]?.tick ?? plan.warmUp;
  const filter = { from: begins, ...(site !== undefined && { site }), ...(service !== undefined && { service }) };
  return traceOf(plan, seed, run, strategy, filter, most);
}
