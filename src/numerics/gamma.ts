/**
 * Higham's γₖ = ku / (1 − ku): bounds the relative error of k roundings.
 * @param roundings k, a count with k·u < 1.
 * @param unitRoundoff u, dimensionless: 2⁻²⁴ for float32.
 * @throws {RangeError} where k·u ≥ 1: there is no bound.
 * @see Higham 2002, Lemma 3.1.
 */
export function gamma(roundings: number, unitRoundoff: number): number {
  const ku = roundings * unitRoundoff;
  if (!(ku >= 0 && ku < 1)) {
    throw new RangeError(
      `γ has no value for k = ${roundings} and u = ${unitRoundoff}: k·u must be in [0, 1).`,
    );
  }
  return ku / (1 - ku);
}
