/** Looks at something alone, wherever it was picked: everything is limited to it, and the keyboard stands on what says so. */
import { tick } from 'svelte';
import type { Alone } from './limits.ts';
import type { Study } from './study.svelte.ts';

export async function lookAlone(study: Study, alone: Alone): Promise<void> {
  study.lookAt(alone);
  await tick();
  // Without limits nothing says so any more: then it is the page itself that has changed.
  (document.querySelector<HTMLElement>('[data-limits]') ?? document.querySelector<HTMLElement>('main'))?.focus();
}
