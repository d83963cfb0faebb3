/** Starts the page: one study, one way of looking at it, workers to compute it in. */
import { mount } from 'svelte';
import App from './app/App.svelte';
import './app/styles/app.scss';
import { createScenarioReader } from './runner/scenarioReader.ts';
import { createWorkerRunner } from './runner/workerRunner.ts';

mount(App, {
  target: document.getElementById('app')!,
  props: { reader: createScenarioReader(), runner: createWorkerRunner() },
});
