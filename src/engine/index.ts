/** The engine: a model becomes a plan, a plan becomes outcomes. */
export { compile, type Plan } from './plan.ts';
export { atOnce, type Steps } from './inSteps.ts';
export { itemsOf } from './itemRecords.ts';
export { giveBack } from './outcome.ts';
export { Run, simulateRun, simulatingRun, type Part } from './simulate.ts';
export { ENGINE_VERSION } from './version.ts';
export { drawWorld, parameterUniform, worldOfRun, WorldPlans, type WorldPlan } from './worlds.ts';
