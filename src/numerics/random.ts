import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

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
 * The stream of a seed (xoroshiro128+, from the package that fast-check draws with). The seed is
 * spread over the generator's 128 bits first, so that neighbouring seeds give unrelated streams.
 * @param seed an integer in [0, MAX_SEED].
 * @throws {RangeError} for any other number.
 */
export function randomFrom(seed: number): Random {
  if (!Number.isInteger(seed) || seed < 0 || seed > MAX_SEED) {
    throw new RangeError(`A seed is an integer from 0 to ${MAX_SEED}, not ${seed}.`);
  }
  const generator = xoroshiro128plusFromState([1, 2, 3, 4].map((k) => avalanche(seed + k * GOLDEN_RATIO)));
  return {
    integer: (low, high) => uniformInt(generator, low, high),
    unit: () => uniformFloat64(generator),
  };
}

/** 2³²/φ, splitmix's increment: it keeps the four words of a state apart. */
const GOLDEN_RATIO = 0x9e3779b9;

/** MurmurHash3's finaliser: each bit of x changes each bit of the result with probability near ½. */
function avalanche(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
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
