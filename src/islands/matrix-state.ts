import { formatNumber } from './number-format.ts';

const FRACTIONS: Record<number, string> = { 0.25: '¼', 0.5: '½', 0.75: '¾' };

/** An entry as it fits in a cell: quarters as fractions, anything else to four decimals (sixteenths are exact). */
export function formatEntry(x: number): string {
  const size = Math.abs(x);
  const sign = x < 0 ? '\u2212' : '';
  const whole = Math.floor(size);
  const fraction = FRACTIONS[size - whole];
  if (fraction) return `${sign}${whole === 0 ? '' : whole}${fraction}`;
  if (size === whole) return `${sign}${whole}`;
  return `${sign}${Number(size.toFixed(4))}`;
}

/**
 * A matrix in words, for those who do not see it.
 * @param first what its first row is called.
 */
export function describeMatrix(name: string, rows: readonly (readonly number[])[], first = 1): string {
  const size = `${rows.length} by ${rows[0]?.length ?? 0}`;
  const text = rows.map((row, i) => `row ${i + first}: ${row.map((x) => formatNumber(x, 4)).join(', ')}`);
  return `${name}, ${size}; ${text.join('; ')}`;
}

/**
 * How strongly a cell is tinted: −1 (most negative) to 1.
 * @param most the size from which on the tint is full, above 0.
 */
export function tintOf(x: number, most = 2): number {
  return Math.max(-1, Math.min(1, x / most));
}
