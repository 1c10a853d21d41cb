import { formatMeasured } from '../number-format.ts';

/** A middle with what lies about it: quartiles over seeds. null stands for infinity, which JSON has not. */
export interface Spread {
  readonly low: number | null;
  readonly middle: number | null;
  readonly high: number | null;
}

/** Quartiles, between two values in proportion. What is not a number lies above all that are. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values
    .map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value))
    .sort((a, b) => a - b);
  const quantile = (share: number) => {
    const place = share * (sorted.length - 1);
    const [below, above] = [Math.floor(place), Math.ceil(place)].map((i) => sorted[i] as number);
    // Not the same formula for both: ∞ − ∞ is not a number.
    const value =
      below === above ? below : (below as number) + (place % 1) * ((above as number) - (below as number));
    return value !== undefined && Number.isFinite(value) ? value : null;
  };
  return { low: quantile(0.25), middle: quantile(0.5), high: quantile(0.75) };
}

/** The middle for a reader. */
export function describeMiddle(spread: Spread | null | undefined): string {
  return spread?.middle == null ? 'diverged' : formatMeasured(spread.middle);
}

/** A spread as a page carries it: four digits are more than a drawing shows. */
export function shortSpread({ low, middle, high }: Spread): Spread {
  return { low: fourDigits(low), middle: fourDigits(middle), high: fourDigits(high) };
}

function fourDigits(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(4));
}
