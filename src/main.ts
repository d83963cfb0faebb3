/** Starts the page: one study, one way of looking at it, workers to compute it in. */
import { mount } from 'svelte';
import App from './app/App.svelte';
import './app/styles/app.scss';
import { createScenarioReader } from './runner/scenarioReader.ts';
import { createWorkerRunner } from './runner/workerRunner.ts';

/** `?workers=3` computes with so many workers: the figures must be the same with any number, and a journey checks it. */
const asked = Number(new URLSearchParams(location.search).get('workers') ?? '');
const workers = Number.isInteger(asked) && asked >= 1 && asked <= 16 ? asked : undefined;

mount(App, {
  target: document.getElementById('app')!,
  props: { reader: createScenarioReader(), runner: createWorkerRunner(workers) },
});
