/** Where a quantity lies, with a confidence of 95 %. */
export interface ConfidenceInterval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** The normal distribution's 97.5 % point. */
const Z = 1.959963984540054;
/** Of either tail. */
const TAIL = 0.025;

/**
 * The median's interval by order statistics: whatever the distribution, the median lies between the
 * k-th smallest and the k-th largest of n independent values, but for 2·P(Bin(n, ½) < k). Infinities
 * are values like others.
 * @returns not finite where n < 6, too few for this confidence, or where a value is NaN.
 * @see David & Nagaraja 2003, Order Statistics, §7.1.
 */
export function medianInterval(values: ArrayLike<number>): ConfidenceInterval {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  const k = rankOf(n);
  const at = (i: number) => sorted[i] as number;
  if (k === 0 || sorted.some(Number.isNaN))
    return { estimate: Number.NaN, low: Number.NaN, high: Number.NaN };
  const half = Math.floor(n / 2);
  const estimate = n % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2;
  return { estimate, low: at(k - 1), high: at(n - k) };
}

/** The largest k with P(Bin(n, ½) < k) ≤ the tail, 0 where there is none. */
function rankOf(n: number): number {
  let k = 0;
  let probability = 2 ** -n;
  let below = probability;
  while (below <= TAIL) {
    k += 1;
    probability *= (n - k + 1) / k;
    below += probability;
  }
  return k;
}

/**
 * Wilson's interval of a share.
 * @param ones of n, counts.
 * @see Wilson 1927, J. Amer. Statist. Assoc. 22, 209–212.
 */
export function wilsonInterval(ones: number, n: number): ConfidenceInterval {
  const share = ones / n;
  const z2n = Z ** 2 / n;
  const centre = (share + z2n / 2) / (1 + z2n);
  const reach = (Z / (1 + z2n)) * Math.sqrt((share * (1 - share)) / n + z2n / (4 * n));
  return { estimate: share, low: centre - reach, high: centre + reach };
}
