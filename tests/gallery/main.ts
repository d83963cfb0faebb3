/** Draws every chart in every state, one under the other; `?only=recovery` draws those whose name begins so. */
import { mount } from 'svelte';
import '../../src/app/styles/app.scss';
import { entries } from './entries.ts';
import Gallery from './Gallery.svelte';

const only = new URLSearchParams(location.search).get('only') ?? '';

mount(Gallery, {
  target: document.getElementById('gallery')!,
  props: { entries: entries.filter(({ id }) => id.startsWith(only)) },
});
