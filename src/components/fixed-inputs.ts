import type { Claim } from '../claim/claim.ts';
import { casesOf } from '../claim/parameters.ts';
import type { Random } from '../numerics/random.ts';

/** True of a claim whose inputs are the same whatever the seed, as of a witness that names them all. */
export function hasFixedInputs(claim: Claim): boolean {
  if (claim.kind !== 'witness') return false;
  let isDrawn = false;
  const drawn = (number: number) => {
    isDrawn = true;
    return number;
  };
  const random: Random = { integer: drawn, unit: () => drawn(0) };
  for (const values of casesOf(claim.parameters)) {
    claim.draw(values, random);
    claim.control.draw?.(values, random);
  }
  return !isDrawn;
}
