import fc from 'fast-check';
import type { Parameters, Values } from '../../src/claim/parameters.ts';
import { MAX_SEED } from '../../src/numerics/random.ts';

/**
 * The generator of a claim's property test, derived from its declared parameters.
 * @param most caps whole numbers, where a test runs on a software GPU and large sizes add only time.
 */
export function valuesOf(parameters: Parameters, most = Number.POSITIVE_INFINITY): fc.Arbitrary<Values> {
  return fc.record(
    Object.fromEntries(
      Object.entries(parameters).map(([name, parameter]) => [
        name,
        parameter.type === 'choice'
          ? fc.constantFrom(...parameter.options)
          : fc.integer({ min: parameter.min, max: Math.max(parameter.min, Math.min(parameter.max, most)) }),
      ]),
    ),
  );
}

/** Any seed. */
export const seeds: fc.Arbitrary<number> = fc.integer({ min: 0, max: MAX_SEED });
