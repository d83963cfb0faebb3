/** Places in a scenario by name: `backups.paper-pack.covers.0.share`. Entries of lists go by their id where they have one, else by their position. */
import type { Path } from '../issue.ts';

const SEGMENT = /^([A-Za-z0-9_/-]{1,100})((?:\[\d{1,6}\])*)$/;

/** The parts of a written place (`covers[0]` is `covers.0`), or undefined when it is not one. */
export function partsOf(text: string): Path | undefined {
  const parts: (string | number)[] = [];
  for (const segment of text.split('.')) {
    const match = SEGMENT.exec(segment);
    if (!match) return undefined;
    parts.push(match[1]!, ...[...match[2]!.matchAll(/\d+/g)].map(([digits]) => Number(digits)));
  }
  return parts;
}

/** The same parts as keys and positions of `root`; undefined when a list has no such entry. */
export function resolvePath(root: unknown, parts: Path): Path | undefined {
  const path: (string | number)[] = [];
  let value = root;
  for (const part of parts) {
    let key = part;
    if (Array.isArray(value) && typeof part === 'string') {
      key = /^\d{1,6}$/.test(part) ? Number(part) : value.findIndex((entry) => idOf(entry) === part);
      if (key < 0 || key >= value.length) return undefined;
    }
    path.push(key);
    value =
      value !== null && typeof value === 'object' && Object.hasOwn(value, key)
        ? (value as Record<string | number, unknown>)[key]
        : undefined;
  }
  return path;
}

/** A path as it is written: list entries by id where they have one. */
export function nameOf(root: unknown, path: Path): string {
  let text = '';
  let value = root;
  for (const part of path) {
    const next =
      value !== null && typeof value === 'object' && Object.hasOwn(value, part)
        ? (value as Record<string | number, unknown>)[part]
        : undefined;
    const name = typeof part === 'number' ? idOf(next) : part;
    text += `${text === '' ? '' : '.'}${name ?? part}`;
    value = next;
  }
  return text;
}

function idOf(entry: unknown): string | undefined {
  if (entry === null || typeof entry !== 'object' || !Object.hasOwn(entry, 'id')) return undefined;
  const { id } = entry as { id: unknown };
  return typeof id === 'string' && /^[a-z][a-z0-9-]*$/.test(id) ? id : undefined;
}
