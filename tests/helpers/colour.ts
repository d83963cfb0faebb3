/** Colours as they are seen: contrast by WCAG, how the colour-blind see them, and how far two are apart. */

type Triple = readonly [number, number, number];

/** Kinds of colour blindness; `none` sees all colours. */
export const SIGHTS = ['none', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
export type Sight = (typeof SIGHTS)[number];

/** Machado, Oliveira and Fernandes 2009, severity 1, over linear RGB. */
const SEEN: Readonly<Record<Sight, readonly [Triple, Triple, Triple]>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Amounts of light of `#fff` or `#16191c`, red, green and blue from 0 to 1. */
function linear(colour: string): Triple {
  const digits = /^#([\da-f])([\da-f])([\da-f])$/i.test(colour)
    ? [...colour.slice(1)].map((digit) => digit + digit).join('')
    : colour.slice(1);
  if (!/^[\da-f]{6}$/i.test(digits)) throw new Error(`not a colour: ${colour}`);
  return [0, 2, 4].map((at) => {
    const c = parseInt(digits.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as unknown as Triple;
}

const times = (matrix: readonly Triple[], v: Triple): Triple =>
  matrix.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as unknown as Triple;

/** Contrast of two colours by WCAG, 1 to 21. */
export function contrast(a: string, b: string): number {
  const light = (colour: string): number => {
    const [red, green, blue] = linear(colour);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [x, y] = [light(a), light(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** How far apart two colours are to somebody: a distance in Oklab, in which 0.02 is just noticed and 1 is black to white. */
export function apart(a: string, b: string, sight: Sight): number {
  const [one, other] = [a, b].map((colour) => {
    const seen = times(SEEN[sight], linear(colour)).map((c) => Math.min(1, Math.max(0, c))) as unknown as Triple;
    const cones = times(
      [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
      ],
      seen,
    ).map(Math.cbrt) as unknown as Triple;
    return times(
      [
        [0.2104542553, 0.793617785, -0.0040720468],
        [1.9779984951, -2.428592205, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.808675766],
      ],
      cones,
    );
  }) as [Triple, Triple];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
