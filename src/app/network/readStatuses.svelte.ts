/** Has a worker live through a run again whenever another one is looked at; the answer outlives the tab that asked. */
import { onDestroy, untrack } from 'svelte';
import { createStatusReader } from '../../runner/statusReader.ts';
import type { Asked, NetworkState } from './networkState.svelte.ts';

/** Called while a component is made. `wanted` is what is looked at. */
export function readStatuses(look: NetworkState, wanted: () => Asked): { readonly failure: string } {
  const reader = createStatusReader();
  let failure = $state('');
  let waiting = false;
  onDestroy(() => {
    reader.dispose();
    // What was never answered is asked again.
    if (waiting) look.asked = null;
  });
  $effect(() => {
    const asked = wanted();
    const before = untrack(() => look.asked);
    if (before && before.model === asked.model && before.run === asked.run && before.strategy === asked.strategy)
      return;
    look.asked = asked;
    waiting = true;
    reader.read({ ...asked, seed: asked.model.scenario.seed }).then(
      (answer) => {
        if (look.asked !== asked) return;
        waiting = false;
        failure = '';
        look.answer = answer;
      },
      (reason: unknown) => {
        if (look.asked === asked) failure = reason instanceof Error ? reason.message : String(reason);
      },
    );
  });
  return {
    get failure() {
      return failure;
    },
  };
}
