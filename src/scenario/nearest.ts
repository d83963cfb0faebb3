/** Did you mean: the known word nearest to the one that was typed. */

/** Edits (insert, delete, replace, swap neighbours) from one word to the other, or `limit + 1` when there are more than `limit`. */
export function distance(a: string, b: string, limit = 40): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, older[j - 2]! + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    older = old;
    old = row;
  }
  return old[b.length]!;
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9/]/g, '');
}

/** The candidate that was probably meant, or undefined when none is near. Ties go to the first. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = plain(word).slice(0, 60);
  if (typed === '') return undefined;
  let best: string | undefined;
  let bestCost = Math.max(1, Math.floor(typed.length / 3)) + 0.5;
  for (const candidate of candidates) {
    if (candidate === word) continue;
    const known = plain(candidate);
    if (known === typed) return candidate;
    let cost = distance(typed, known, Math.floor(bestCost));
    // `paper` for `paper-pack`, `emis` for `emis-web`: worse than one slip of the finger, better than three.
    if (typed.length >= 3 && known.length >= 3 && (known.startsWith(typed) || typed.startsWith(known)))
      cost = Math.min(cost, 1.25);
    else if (typed.length >= 4 && known.length >= 4 && (known.includes(typed) || typed.includes(known)))
      cost = Math.min(cost, 1.4);
    // `triangle` for `triangular`: a long beginning in common.
    else if (beginsAlike(typed, known)) cost = Math.min(cost, 1.45);
    if (cost < bestCost) {
      bestCost = cost;
      best = candidate;
    }
  }
  return best;
}

function beginsAlike(a: string, b: string): boolean {
  let common = 0;
  while (common < a.length && a[common] === b[common]) common++;
  return common >= 5 && common * 10 >= 6 * Math.max(a.length, b.length);
}
