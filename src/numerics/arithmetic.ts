/**
 * The floating-point arithmetic a device really computes in, as the runtime measured it.
 * Every bound and every exact range is derived from these four numbers and from nothing else.
 */
export interface Arithmetic {
  /** Bits of the significand, the hidden one included: 24 for float32, 11 for float16. */
  readonly precision: Precision;
  /** u, dimensionless: the largest relative error of one rounding. */
  readonly unitRoundoff: number;
  /** The smallest positive normal number. Smaller results may be flushed to zero. */
  readonly smallestNormal: number;
  /** The largest finite number. */
  readonly largestFinite: number;
}

/** Significand bits: float16, float32 or float64. */
export type Precision = 11 | 24 | 53;

const FORMATS: Record<Precision, { smallestNormal: number; largestFinite: number }> = {
  11: { smallestNormal: 2 ** -14, largestFinite: 65_504 },
  24: { smallestNormal: 2 ** -126, largestFinite: 2 ** 127 * (2 - 2 ** -23) },
  53: { smallestNormal: 2 ** -1022, largestFinite: Number.MAX_VALUE },
};

/**
 * The arithmetic of an IEEE 754 binary format.
 * @param precision significand bits.
 * @param rounding `nearest` gives u = 2⁻ᵖ; `faithful` (either neighbour, all that WGSL promises for
 * + − ×) gives u = 2¹⁻ᵖ.
 */
export function arithmeticOf(precision: Precision, rounding: 'nearest' | 'faithful' = 'nearest'): Arithmetic {
  const unitRoundoff = 2 ** (rounding === 'nearest' ? -precision : 1 - precision);
  return { precision, unitRoundoff, ...FORMATS[precision] };
}

/** The largest N such that every integer in [−N, N] is representable: 2ᵖ. */
export function largestExactInteger(precision: Precision): number {
  return 2 ** precision;
}

/**
 * x rounded to a number of significand bits, to nearest, ties to even; exponents are not limited.
 * @param precision at most 52: x itself must have room for the bits that are rounded away.
 */
export function roundToPrecision(x: number, precision: number): number {
  if (x === 0 || !Number.isFinite(x)) return x;
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(x))) + 1 - precision);
  const scaled = x / unit;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const isUp = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0);
  return (isUp ? floor + 1 : floor) * unit;
}
