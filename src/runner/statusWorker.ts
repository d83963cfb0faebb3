/** The worker behind `createStatusReader`: keeps the plans of the model it was last given. */
import { WorldPlans } from '../engine/index.ts';
import { statusTimeline } from '../engine/statusTimeline.ts';
import { siteCounts, spanOf } from '../results/network/statuses.ts';
import type { FromStatus, ToStatus } from './statusReader.ts';

/** As many as the strip under the map has room for. */
const MOMENTS = 160;

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
    const timeline = statusTimeline(plan, seed, run, chosen);
    const span = spanOf(timeline);
    const services = plan.model.sites.map((site) => Object.keys(site.services).length);
    const counts = span ? siteCounts(services, timeline, span.from, span.to, MOMENTS) : [];
    answer = { number, answer: { timeline, counts } };
  } catch (error) {
    answer = { number: data.number, failure: error instanceof Error ? error.message : String(error) };
  }
  scope.postMessage(answer);
};
