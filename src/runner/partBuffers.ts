/** A part of a run on its way from one thread to another by the page. */
import type { Part } from '../engine/index.ts';

/** The memory of a part, to be handed over instead of copied. */
export function buffersOf({ twin, strategies }: Part): ArrayBuffer[] {
  return [twin, ...strategies].flatMap((draft) =>
    Object.values(draft).flatMap((field) => (ArrayBuffer.isView(field) ? [field.buffer as ArrayBuffer] : [])),
  );
}
