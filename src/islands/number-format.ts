/** What stands where a number should and there is none. */
const NOT_FINITE = 'not a finite number';
const MINUS = '\u2212';
const NARROW_SPACE = '\u202f';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Enough digits to tell any two float64 numbers apart. */
const MOST_DIGITS = 17;
/** Between these powers of ten a number is written without one. */
const PLAIN_EXPONENTS = { least: -3, most: 6 } as const;

/**
 * A number for a reader: whole numbers in full, others rounded.
 * @param digits significant digits, a count.
 */
export function formatNumber(x: number | null, digits = 3): string {
  if (x === null || !Number.isFinite(x)) return NOT_FINITE;
  if (Number.isSafeInteger(x)) return withSign(x, groupThousands(String(Math.abs(x))));
  return formatMeasured(x, digits);
}

/**
 * A finite number that was measured, rounded even where it came out whole.
 * @param digits significant digits, a count.
 */
export function formatMeasured(x: number, digits = 3): string {
  const [mantissa = '', exponent = '0'] = Math.abs(x)
    .toExponential(digits - 1)
    .split('e');
  const power = Number(exponent);
  const plain = power >= PLAIN_EXPONENTS.least && power < PLAIN_EXPONENTS.most;
  return withSign(
    x,
    plain ? String(Number(Math.abs(x).toPrecision(digits))) : `${Number(mantissa)}·${powerOfTen(power)}`,
  );
}

/** Two numbers with as many digits as it takes to see that they differ, where they do. */
export function formatApart(left: number | null, right: number | null): [string, string] {
  for (let digits = 4; digits < MOST_DIGITS; digits++) {
    const pair: [string, string] = [formatNumber(left, digits), formatNumber(right, digits)];
    if (pair[0] !== pair[1]) return pair;
  }
  return [formatNumber(left, MOST_DIGITS), formatNumber(right, MOST_DIGITS)];
}

/** 10 to a whole power, in Unicode: 10⁻²⁹. */
export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** A duration for a reader. */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 1 ? 'less than 1 ms' : `${formatNumber(Math.round(milliseconds))} ms`;
}

/** "1 trial", "2 trials". */
export function counted(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function withSign(x: number, magnitude: string): string {
  return x < 0 ? `${MINUS}${magnitude}` : magnitude;
}

/** Four digits stand together; more are grouped by three. */
function groupThousands(digits: string): string {
  return digits.length > 4 ? digits.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE) : digits;
}

/** Where an experiment's quantity lies: `2.31 to 2.42`. */
export function describeInterval({ low, high }: { low: number | null; high: number | null }): string {
  return low === null || high === null ? 'not finite' : `${formatNumber(low)} to ${formatNumber(high)}`;
}

/** Where it must lie: `above 2`. */
export function describeCriterion({ relation, threshold }: { relation: string; threshold: number }): string {
  return `${relation} ${formatNumber(threshold)}`;
}
