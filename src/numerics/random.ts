import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seed is an integer in [0, MAX_SEED]. */
export const MAX_SEED = 2 ** 32 - 1;

/** A stream of pseudo-random numbers: the same seed gives the same stream on every machine. */
export interface Random {
  /** A uniform integer in [low, high], both included. */
  integer(low: number, high: number): number;
  /** A uniform real in [0, 1), a multiple of 2⁻⁵³. */
  unit(): number;
}

/**
 * The stream of a seed (xoroshiro128+, from the package that fast-check draws with).
 * @param seed an integer in [0, MAX_SEED].
 * @throws {RangeError} for any other number.
 */
export function randomFrom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED) {
    throw new RangeError(`A seed is an integer from 0 to ${MAX_SEED}, not ${seed}.`);
  }
  const generator = xoroshiro128plus(seed | 0);
  return {
    integer: (low, high) => uniformInt(generator, low, high),
    unit: () => uniformFloat64(generator),
  };
}

/**
 * A seed that nobody chose: the FNV-1a hash of a text. CI judges a claim at the seed of its id,
 * so that no author can look for a lucky one.
 */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
