/** The worker behind `Previewer`: one flow after another, each for the newest model that the page has. */
import { fluidOf } from '../engine/fluid.ts';
import { buffersOf, previewOf, type Preview } from '../results/preview.ts';
import type { Model } from '../scenario/model.ts';
import type { FromFluid, ToFluid } from './previewer.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;

/** As many as it takes until the code is compiled. */
const REHEARSALS = 6;

function previewed(model: Model): Preview | undefined {
  try {
    return previewOf(fluidOf(model), model);
  } catch {
    // The simulation will say what is wrong with it.
    return undefined;
  }
}

/** With a turn for whoever asks meanwhile between one and the next. */
function rehearse(model: Model, times: number): void {
  if (times === 0) return;
  previewed(model);
  setTimeout(() => rehearse(model, times - 1));
}

scope.onmessage = ({ data: { number, model, isRehearsal } }: MessageEvent<ToFluid>) => {
  if (isRehearsal) {
    rehearse(model, REHEARSALS);
    return;
  }
  const answer: FromFluid = { number, preview: previewed(model) };
  scope.postMessage(answer, answer.preview ? buffersOf(answer.preview) : []);
};
