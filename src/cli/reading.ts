/** What readers of arguments have in common: every problem is noted, one line each, and the rest is read on. */

/** The first sentence of what `parseArgs` has to say, without its full stop. */
export function refusal(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split(/\. |\n/)[0]!.replace(/\.$/, '');
}

/** Arguments whose value is a text. */
type TextOf<Values> = {
  [Name in keyof Values]-?: NonNullable<Values[Name]> extends string ? Name & string : never;
}[keyof Values];

/** Reads whole numbers of some arguments. */
export function wholeNumbers<Values extends object>(
  values: Values,
  problems: string[],
): (name: TextOf<Values>, most: number, least?: number) => number | undefined {
  return (name, most, least = 1) => {
    const given = values[name] as string | undefined;
    if (given === undefined) return undefined;
    if (/^\d{1,9}$/.test(given) && Number(given) >= least && Number(given) <= most) return Number(given);
    problems.push(`--${name}: found "${given}", expected a whole number from ${least} to ${most}.`);
    return undefined;
  };
}

/** Lists may be given one by one or with commas between. */
export function listOf(given: readonly string[] | undefined): string[] {
  return (given ?? []).flatMap((words) => words.split(',')).filter((word) => word !== '');
}

/**
 * Files among the words that belong to no argument. `--strategy a b` reads naturally, so once a list has begun, words
 * that could be of it are: they are added to it.
 */
export function filesAmong(words: readonly string[], list: string[], couldBe: RegExp, problems: string[]): string[] {
  const files: string[] = [];
  for (const word of words) {
    if (list.length > 0 && couldBe.test(word)) list.push(word);
    else files.push(word);
  }
  for (const extra of files.slice(1)) problems.push(`"${extra}" is one file too many: one scenario at a time.`);
  return files;
}

export function checkSeed(seed: string | undefined, problems: string[]): void {
  if (seed !== undefined && (seed === '' || seed.length > 60)) problems.push('--seed: expected 1 to 60 characters.');
}
