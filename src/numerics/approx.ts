import type { Arithmetic } from './arithmetic.ts';

/**
 * A number with what is known of a device's version of it: the device, computing in `Arithmetic`,
 * holds some x̂ with |x̂ − value| ≤ error. Both numbers are float64 on the host.
 */
export interface Approx {
  readonly value: number;
  readonly error: number;
}

/** Scalar operations that carry a running error bound (Higham 2002, §3.3). */
export interface ApproxArithmetic {
  /** A number the device holds exactly. */
  exact(value: number): Approx;
  /** A constant that the device stores rounded. */
  constant(value: number): Approx;
  add(a: Approx, b: Approx): Approx;
  sub(a: Approx, b: Approx): Approx;
  mul(a: Approx, b: Approx): Approx;
  div(a: Approx, b: Approx): Approx;
  exp(a: Approx): Approx;
  log(a: Approx): Approx;
  sqrt(a: Approx): Approx;
}

/**
 * WGSL §15.7.4.1: x / y is within 2.5 ULP for |y| in [2⁻¹²⁶, 2¹²⁶]; one ULP is at most 2u relative to the result. Of what
 * claims divide by only a sigmoid’s 1 + exp(−z) can be larger, and a quotient that is flushed there is below smallestNormal.
 */
const DIVISION_ULPS = 2.5;
/** WGSL §15.7.4.1: exp(x) is within 3 + 2|x| ULP. GLSL ES states none; WebGL is held to the same. */
const EXP_ULPS = (x: number) => 3 + 2 * Math.abs(x);
/**
 * WGSL §15.7.4.1: sqrt(x) is as good as 1 / inverseSqrt(x), which is 2 ULP and a division's 2.5,
 * rounded up for their product. GLSL ES states none; WebGL is held to the same.
 */
const SQRT_ULPS = 5;
/** WGSL §15.7.4.1: log(x) is within 3 ULP, and within 2⁻²¹ (2⁻⁷ in float16) where x is in [½, 2]. */
const LOG_ULPS = 3;
const LOG_ABSOLUTE = { 11: 2 ** -7, 24: 2 ** -21, 53: 2 ** -50 } as const;

/** float64's own roundings in `value` and `error`: 2⁻⁴⁸ pays for 32 of them, more than any step below makes. */
const HOST_SLACK = 2 ** -48;

/**
 * Scalar arithmetic whose error bounds hold for any device that computes in `arithmetic`.
 * Each operation adds one rounding, u·|result|, to what its operands bring along, and the
 * smallest normal number, which is what flushing a denormal result to zero can cost.
 */
export function approxArithmetic(arithmetic: Arithmetic): ApproxArithmetic {
  const { unitRoundoff: u, smallestNormal, largestFinite, precision } = arithmetic;
  const ulp = 2 * u;

  /** value with the operands' error, one rounding of at most `relative`, and a possible flush to zero. */
  const rounded = (value: number, carried: number, relative = u): Approx => {
    const size = Math.abs(value);
    const error =
      (carried + relative * (size + carried) + smallestNormal) * (1 + HOST_SLACK) + HOST_SLACK * size;
    // What may overflow on the device has no bound there.
    return { value, error: size + error <= largestFinite ? error : Number.POSITIVE_INFINITY };
  };

  return {
    exact: (value) => ({ value, error: 0 }),
    constant: (value) => rounded(value, 0),
    add: (a, b) => rounded(a.value + b.value, a.error + b.error),
    sub: (a, b) => rounded(a.value - b.value, a.error + b.error),
    mul: (a, b) => rounded(a.value * b.value, productError(a, b)),
    div: (a, b) => {
      const least = Math.abs(b.value) - b.error;
      // A divisor that may be zero bounds nothing.
      if (!(least > 0)) return { value: a.value / b.value, error: Number.POSITIVE_INFINITY };
      const value = a.value / b.value;
      return rounded(value, (a.error + Math.abs(value) * b.error) / least, DIVISION_ULPS * ulp);
    },
    exp: (a) => {
      const value = Math.exp(a.value);
      return rounded(value, value * Math.expm1(a.error), EXP_ULPS(Math.abs(a.value) + a.error) * ulp);
    },
    log: (a) => {
      const least = a.value - a.error;
      if (!(least > 0)) return { value: Math.log(a.value), error: Number.POSITIVE_INFINITY };
      const result = rounded(Math.log(a.value), a.error / least, LOG_ULPS * ulp);
      const nearOne = least <= 2 && a.value + a.error >= 0.5;
      return nearOne ? { ...result, error: result.error + LOG_ABSOLUTE[precision] } : result;
    },
    sqrt: (a) => {
      const value = Math.sqrt(a.value);
      const least = a.value - a.error;
      if (least >= smallestNormal) {
        return rounded(value, a.error / (value + Math.sqrt(least)), SQRT_ULPS * ulp);
      }
      // Near 0: |√x̂ − √x| ≤ √|x̂ − x|, and a denormal x̂ may be flushed. A device's x̂ below 0 gives NaN, which
      // is noticed as such; a value below 0 has no root and no bound.
      if (!(a.value >= 0)) return { value, error: Number.POSITIVE_INFINITY };
      return rounded(value, Math.sqrt(a.error + smallestNormal), SQRT_ULPS * ulp);
    },
  };
}

/** The error that two operands hand on to their product: |a|·e_b + e_a·|b| + e_a·e_b. */
function productError(a: Approx, b: Approx): number {
  return Math.abs(a.value) * b.error + a.error * Math.abs(b.value) + a.error * b.error;
}
