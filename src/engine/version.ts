/** Rises when the same scenario and seed would give other numbers. */
export const ENGINE_VERSION = '3';
