/** What every part of the page may read: the study and the way it is looked at. */
import { createContext } from 'svelte';
import type { Study } from './study.svelte.ts';
import type { View } from './view.svelte.ts';

export const [getStudy, setStudy] = createContext<Study>();
export const [getView, setView] = createContext<View>();
