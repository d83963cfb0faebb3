/** Words about parts of the map. */

/** `Practices`, for a heading. */
export function titleCase(text: string): string {
  return text === '' ? text : text[0]!.toUpperCase() + text.slice(1);
}

/** `all of`, `any of`, `at least 2 of 3`. */
export function gateWord(gate: { readonly k: number; readonly of: number }): string {
  if (gate.k === gate.of) return 'all of';
  if (gate.k === 1) return 'any of';
  return `at least ${gate.k} of ${gate.of}`;
}
