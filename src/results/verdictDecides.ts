/** The sentence that names the assumption which decides a comparison, and where the answer would flip. */
import { valueWords } from '../scenario/uncertain/words.ts';
import type { Deciding, Decision } from './deciding.ts';
import { count, percent } from './format.ts';

export function decidesSentence(decision: Decision): string {
  switch (decision.kind) {
    case 'nothing-uncertain':
      return 'No assumption of this scenario is marked as uncertain, so none can be named that decides it.';
    case 'too-few':
      return `Which assumption decides it is told from ${count(decision.needed)} runs on.`;
    case 'none':
      return `None of the ${count(decision.candidates)} assumptions marked as uncertain can be told to decide it.`;
    case 'decides':
      return sentence(decision.deciding);
    default:
      return decision satisfies never;
  }
}

function sentence({ parameter, others, explained, slope, low, high, atLow, atHigh, flipsAt }: Deciding): string {
  const words = (value: number): string => valueWords(parameter, value);
  const name = `“${parameter.place.label}”${others > 0 ? ` (with ${count(others)} ${others === 1 ? 'other' : 'others'})` : ''}`;
  const what = `What decides it most is ${name}, ${percent(explained)} of the differences between runs`;
  const range = `${words(low)} to ${words(high)}`;
  if (flipsAt !== undefined) {
    const [better, worse] = slope < 0 ? ['at least', 'below'] : ['at most', 'above'];
    return `${what}: sooner if it is ${better} about ${words(flipsAt)}, later ${worse} that (thought possible: ${range}).`;
  }
  const most = Math.abs(atLow) >= Math.abs(atHigh) ? low : high;
  return `${what}: ${atLow + atHigh < 0 ? 'sooner' : 'later'} for every value thought possible (${range}), most at ${words(most)}.`;
}
