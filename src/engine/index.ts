/** The engine: a model becomes a plan, a plan becomes outcomes. */
export { compile, type Plan } from './plan.ts';
export { simulateRun, itemsOf } from './simulate.ts';

/** Rises when the same scenario and seed would give other numbers. */
export const ENGINE_VERSION = '1';
