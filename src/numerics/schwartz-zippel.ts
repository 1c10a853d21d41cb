/**
 * The Schwartz–Zippel bound on a false pass, as a power of ten: a non-zero polynomial of total
 * degree d vanishes at a uniform point of Sᵏ with probability at most d/|S|, so all of t
 * independent trials pass with probability at most (d/|S|)ᵗ.
 *
 * It bounds the false passes of a program that computes such a polynomial at ideal uniform draws;
 * the pseudo-random stream of a 32-bit seed stands in for them. It is not a probability that the
 * statement is true, and it presumes that the seed was not chosen after looking.
 * @param degree d, total degree of left − right, a count.
 * @param setSize |S|, how many values each variable is drawn from.
 * @param trials t, independent draws of *all* variables.
 * @returns log₁₀ of the bound, at most 0: −29 means 10⁻²⁹.
 * @see Schwartz 1980; Zippel 1979.
 */
export function falsePassExponent(degree: number, setSize: number, trials: number): number {
  if (!(degree >= 0 && setSize >= 1 && trials >= 0)) {
    throw new RangeError(`No false-pass bound for degree ${degree}, set of ${setSize}, ${trials} trials.`);
  }
  // A constant left − right that is not zero is never zero: degree 0 still passes with
  // probability 0, but one trial is what shows it, so it is counted as degree 1.
  const perTrial = Math.min(1, Math.max(degree, 1) / setSize);
  return trials === 0 ? 0 : trials * Math.log10(perTrial);
}

/**
 * How many trials bring the false-pass bound down to 10^exponent.
 * @returns a count, or Infinity where the set is not larger than the degree: no number of trials helps.
 */
export function trialsFor(degree: number, setSize: number, exponent: number): number {
  const each = falsePassExponent(degree, setSize, 1);
  return each === 0 ? Number.POSITIVE_INFINITY : Math.ceil(exponent / each);
}
