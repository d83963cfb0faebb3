/** The worker behind `createStatusReader`: keeps the plans of the model it was last given. */
import { WorldPlans } from '../engine/index.ts';
import { statusTimeline } from '../engine/statusTimeline.ts';
import type { FromStatus, ToStatus } from './statusReader.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
let plans: { readonly model: number; readonly seed: string; readonly worlds: WorldPlans } | undefined;

scope.onmessage = ({ data }: MessageEvent<ToStatus>) => {
  let answer: FromStatus;
  try {
    const { number, modelNumber, model, seed, run, strategy } = data;
    if (model) plans = { model: modelNumber, seed, worlds: new WorldPlans(model, seed) };
    if (!plans || plans.model !== modelNumber) throw new Error(`no model ${modelNumber}`);
    const { plan } = plans.worlds.ofRun(run);
    const chosen = plan.model.scenario.strategies.find(({ id }) => id === strategy);
    if (!chosen) throw new Error(`no strategy ${strategy}`);
    answer = { number, timeline: statusTimeline(plan, seed, run, chosen) };
  } catch (error) {
    answer = { number: data.number, failure: error instanceof Error ? error.message : String(error) };
  }
  scope.postMessage(answer);
};
