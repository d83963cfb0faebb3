/** Starts workers and fetches the first scenario before anything else, so that they are ready when the page is. */
import { FIRST_SCENARIO, readBuiltIn } from './app/scenarioFiles.ts';
import { createScenarioReader } from './runner/scenarioReader.ts';
import { createWorkerRunner } from './runner/workerRunner.ts';

const runner = createWorkerRunner();
const reader = createScenarioReader();
const first = readBuiltIn(FIRST_SCENARIO, reader);
// Told to whoever awaits it; until then a failure is nobody's.
first.catch(() => undefined);

void import('./app/start.ts').then(({ start }) => start({ reader, first, runner }));
