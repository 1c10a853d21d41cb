import { type Spread, TARGET } from '../evidence/training-benchmark.ts';

/** Three significant digits, and all of a whole number's. */
export function inDigits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** "5 (4 to 7)". */
export function describeSpread({ median, low, high }: Spread): string {
  return `${inDigits(median)} (${inDigits(low)} to ${inDigits(high)})`;
}

/** Whether a lead reaches the target in the median, and by how much it misses it. */
export function describeTarget({ median }: Spread): string {
  const { times } = TARGET;
  return median >= times
    ? `target of ${times} met`
    : `target of ${times} missed by a factor of ${inDigits(times / median)}`;
}

/** Whether what should stay within a limit does, in the median. */
export function describeLimit(median: number, limit: number): string {
  return median <= limit ? `within ${limit}` : `above ${limit} by a factor of ${inDigits(median / limit)}`;
}

/** "1 network", "64 networks". */
export function networksOf(count: number): string {
  return `${count} network${count === 1 ? '' : 's'}`;
}
