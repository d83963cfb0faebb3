/**
 * Logarithm, exponential and normal quantile from + - * / and square root alone, so that every engine gives
 * the same bits; the built-in ones differ between browsers. Errors are about 1e-15 relative.
 */

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const SQRT_HALF = 0.7071067811865476;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);
float[0] = 1;
/** Which of the two words holds sign and exponent. */
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;

/** Natural logarithm of a positive, normal number. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  float[0] = x;
  let exponent = (words[HIGH]! >>> 20) - 1022;
  if (exponent === -1022) return log(x * 18014398509481984) - 54 * (LN2_HIGH + LN2_LOW);
  words[HIGH] = (words[HIGH]! & 0x000fffff) | 0x3fe00000;
  let m = float[0]!; // in [0.5, 1)
  if (m < SQRT_HALF) {
    m *= 2;
    exponent -= 1;
  }
  return logOf(m, exponent);
}

/** Logarithm of m times 2 to an exponent, for m between SQRT_HALF and twice that. */
function logOf(m: number, exponent: number): number {
  const f = m - 1;
  const s = f / (2 + f);
  return logFrom(f, s, series(s * s), exponent);
}

/** What is left of log((1+s)/(1-s)) / 2s - 1, divided by z = s·s. */
function series(z: number): number {
  return (
    1 / 3 +
    z *
      (1 / 5 +
        z *
          (1 / 7 +
            z *
              (1 / 9 +
                z *
                  (1 / 11 + z * (1 / 13 + z * (1 / 15 + z * (1 / 17 + z * (1 / 19 + z * (1 / 21 + z * (1 / 23))))))))))
  );
}

/** log(1+f) = 2s + 2s(z·sum) with 2s = f - s·f, which loses less than adding two terms of like size. */
function logFrom(f: number, s: number, sum: number, exponent: number): number {
  return exponent * LN2_HIGH + (f - s * (f - 2 * (s * s) * sum) + exponent * LN2_LOW);
}

/** What times it is at least 2^31 is at least SQRT_HALF: so it is for the numbers next to SQRT_HALF too. */
const TO_TWO_TO_31 = 2147483648 / SQRT_HALF;
/** By the number of leading zeros; with 32 of them it can only be 2 to the -33, the least there is of a uniform number. */
const SHIFTS = Float64Array.from({ length: 33 }, (_, k) => (k === 32 ? 33 : k));
const POWERS = Float64Array.from(SHIFTS, (k) => (1 << (k >> 1)) * (1 << ((k + 1) >> 1)));

/**
 * The very same logarithm of a number from 1e-9 to 1, three times as fast: it is brought between SQRT_HALF and twice
 * that without going through memory, and without a branch that nobody can foresee.
 */
export function logOfUniform(x: number): number {
  if (!(x > 1e-9 && x <= 1)) return log(x);
  const k = Math.clz32(x * TO_TWO_TO_31);
  return logOf(x * POWERS[k]!, -k);
}

/** So many logarithms are taken at once. */
export const AT_ONCE = 32;
const parts = new Float64Array(AT_ONCE);
const quotients = new Float64Array(AT_ONCE);
const exponents = new Float64Array(AT_ONCE);
const sums = new Float64Array(AT_ONCE);

/**
 * The very same logarithms in place of AT_ONCE numbers, each a half more than a whole number of parts of 2 to the 32:
 * twice as fast again, for a processor adds up several series at a time when nothing else stands between them.
 */
export function logsOfUniforms(numbers: Float64Array): void {
  const [powers, shifts] = [POWERS, SHIFTS];
  const [f, s, exponent, sum] = [parts, quotients, exponents, sums];
  for (let k = 0; k < AT_ONCE; k++) {
    const x = numbers[k]!;
    const zeros = Math.clz32(x * TO_TWO_TO_31);
    const part = x * powers[zeros]! - 1;
    f[k] = part;
    s[k] = part / (2 + part);
    exponent[k] = -shifts[zeros]!;
  }
  for (let k = 0; k < AT_ONCE; k++) sum[k] = series(s[k]! * s[k]!);
  for (let k = 0; k < AT_ONCE; k++) numbers[k] = logFrom(f[k]!, s[k]!, sum[k]!, exponent[k]!);
}

/** e to the power x; 0 below -745, Infinity above 709.78. */
export function exp(x: number): number {
  if (x !== x) return NaN;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const k = Math.floor(x * 1.4426950408889634 + 0.5);
  const r = x - k * LN2_HIGH - k * LN2_LOW;
  // Taylor's series to r to the 14th, |r| at most 0.35.
  const sum =
    1 +
    r *
      (1 +
        r *
          (1 / 2 +
            r *
              (1 / 6 +
                r *
                  (1 / 24 +
                    r *
                      (1 / 120 +
                        r *
                          (1 / 720 +
                            r *
                              (1 / 5040 +
                                r *
                                  (1 / 40320 +
                                    r *
                                      (1 / 362880 +
                                        r *
                                          (1 / 3628800 +
                                            r *
                                              (1 / 39916800 +
                                                r *
                                                  (1 / 479001600 +
                                                    r * (1 / 6227020800 + r * (1 / 87178291200))))))))))))));
  return scale(sum, k);
}

/** x times 2 to the power k. */
function scale(x: number, k: number): number {
  if (k > 1023) return x * 2 * power(k - 1);
  if (k < -1022) return x * power(k + 60) * power(-60);
  return x * power(k);
}

function power(k: number): number {
  words[HIGH] = (k + 1023) << 20;
  words[1 - HIGH] = 0;
  return float[0]!;
}

/** x to the power y for positive x. */
export function pow(x: number, y: number): number {
  return exp(y * log(x));
}

/** Rational approximation within 0.425 of the middle. */
function central(r: number): number {
  return (
    (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
      45921.953931549871457) *
      r +
      13731.693765509461125) *
      r +
      1971.5909503065514427) *
      r +
      133.14166789178437745) *
      r +
      3.387132872796366608) /
    (((((((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) *
      r +
      5394.1960214247511077) *
      r +
      687.1870074920579083) *
      r +
      42.313330701600911252) *
      r +
      1)
  );
}

/** Rational approximation outside it, to about 1e-11. */
function middle(r: number): number {
  return (
    (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
      1.27045825245236838258) *
      r +
      3.64784832476320460504) *
      r +
      5.7694972214606914055) *
      r +
      4.6303378461565452959) *
      r +
      1.42343711074968357734) /
    (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
      0.14810397642748007459) *
      r +
      0.68976733498510000455) *
      r +
      1.6763848301838038494) *
      r +
      2.05319162663775882187) *
      r +
      1)
  );
}

/** Rational approximation further out. */
function tail(r: number): number {
  return (
    (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r +
      0.026532189526576123093) *
      r +
      0.29656057182850489123) *
      r +
      1.7848265399172913358) *
      r +
      5.4637849111641143699) *
      r +
      6.6579046435011037772) /
    (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
      7.868691311456132591e-4) *
      r +
      0.0148753612908506148525) *
      r +
      0.13692988092273580531) *
      r +
      0.59983220655588793769) *
      r +
      1)
  );
}

/** Quantile of the standard normal distribution for 0 < p < 1 (Wichura 1988, algorithm AS 241, about 1e-16). */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * central(0.180625 - q * q);
  const r = Math.sqrt(-log(q < 0 ? p : 1 - p));
  const size = r <= 5 ? middle(r - 1.6) : tail(r - 5);
  return q < 0 ? -size : size;
}
