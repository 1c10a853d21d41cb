import { type Spread, TARGET } from '../evidence/training-benchmark.ts';

/** What is said in a cell, and then in small print under it. */
export type BenchmarkCell = readonly [said: string, ...small: (string | undefined)[]];

/** A table of a benchmark: a row each for what was measured. */
export interface BenchmarkTable {
  readonly caption: string;
  /** Over the rows' names, and over each of their cells. */
  readonly header: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly BenchmarkCell[] }[];
}

/** Three significant digits, and all of a whole number's. */
export function inDigits(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** "4 to 7", on one line. */
export function describeRange({ low, high }: Pick<Spread, 'low' | 'high'>): string {
  return `${inDigits(low)}\u00a0to\u00a0${inDigits(high)}`;
}

/** "5 (4 to 7)". */
export function describeSpread(spread: Spread): string {
  return `${inDigits(spread.median)} (${describeRange(spread)})`;
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
