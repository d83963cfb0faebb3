/** Starts workers and fetches the first scenario before anything else, so that they are ready when the page is. */
import { FIRST_SCENARIO, readBuiltIn } from './app/scenarioFiles.ts';
import { createPreviewer } from './runner/previewer.ts';
import { createScenarioReader } from './runner/scenarioReader.ts';
import { createWorkerRunner } from './runner/workerRunner.ts';

/** `?workers=3` computes with so many workers: the figures must be the same with any number, and a journey checks it. */
const asked = Number(new URLSearchParams(location.search).get('workers') ?? '');
const workers = Number.isInteger(asked) && asked >= 1 && asked <= 16 ? asked : undefined;

const runner = createWorkerRunner(workers);
const reader = createScenarioReader();
const first = readBuiltIn(FIRST_SCENARIO, reader);
// Told to whoever awaits it; until then a failure is nobody's.
first.catch(() => undefined);

void import('./app/start.ts').then(({ start }) => start({ reader, first, runner, previewer: createPreviewer() }));
