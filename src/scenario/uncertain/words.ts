/** What is believed of a number, in words: `60% to 85%, each value as likely`. */
import { describeMinutes, describeShare } from '../controls/control.ts';
import { tidy } from '../delays.ts';
import { listed } from '../issue.ts';
import { boundsOf, inPlace, type Parameter } from './parameter.ts';

/** One value of the number, with its unit. */
export function valueWords({ place, amount }: Pick<Parameter, 'place' | 'amount'>, value: number): string {
  if (amount === 'minutes' || place.unit === 'minutes')
    return value < 60 ? `${tidy(Math.round(value * 10) / 10)} min` : describeMinutes(value);
  if (amount === 'working-days') return `${value} working ${value === 1 ? 'day' : 'days'}`;
  if (place.unit === 'of 1') return describeShare(value);
  const figure = String(Number(value.toPrecision(4)));
  if (place.unit === '£') return `£${figure}`;
  return place.unit === '' ? figure : `${figure} ${place.unit}`;
}

/** The law in words, as it is where the number now stands. */
export function lawWords(parameter: Parameter): string {
  const { law } = parameter;
  const { low, high } = boundsOf(parameter);
  const words = (value: number): string => valueWords(parameter, inPlace(parameter, value));
  if (law.kind === 'choice') return `${listed([...law.values].map(words))}, each as likely`;
  const ends = `${valueWords(parameter, low)} to ${valueWords(parameter, high)}`;
  if (law.kind === 'range') return `${ends}, each value as likely`;
  if (law.kind === 'triangular') return `${ends}, most likely ${words(law.mode)}`;
  if (law.kind === 'normal') return `${ends}, normal about ${words(law.mean)}`;
  return `${ends}, lognormal about ${words(law.median)}`;
}
