/** A number on a tape. */
export interface Scalar {
  readonly value: number;
  /** The numbers it was computed from, each with the slope there. */
  readonly from: readonly (readonly [of: Scalar, slope: number])[];
}

/** A number that was computed from nothing. */
export function leaf(value: number): Scalar {
  return { value, from: [] };
}

export function sum(terms: readonly Scalar[]): Scalar {
  return { value: terms.reduce((s, { value }) => s + value, 0), from: terms.map((term) => [term, 1]) };
}

/** Σ aₖbₖ. */
export function dot(a: readonly Scalar[], b: readonly Scalar[]): Scalar {
  const other = (k: number) => (b[k] as Scalar).value;
  return {
    value: a.reduce((s, { value }, k) => s + value * other(k), 0),
    from: a.flatMap((ak, k) => [[ak, other(k)] as const, [b[k] as Scalar, ak.value] as const]),
  };
}

/** f(z), whose slope at z is given. */
export function apply(f: (z: number) => number, slope: (z: number) => number, z: Scalar): Scalar {
  return { value: f(z.value), from: [[z, slope(z.value)]] };
}

/** What d(of) is at each leaf it depends on, by reverse accumulation in float64. */
export function differentiate(of: Scalar): Map<Scalar, number> {
  const order: Scalar[] = [];
  const seen = new Set<Scalar>();
  // Depth first by hand: a network's tape is deeper than a call stack.
  const stack: { node: Scalar; next: number }[] = [{ node: of, next: 0 }];
  seen.add(of);
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const child = top.node.from[top.next++]?.[0];
    if (!child) {
      order.push(top.node);
      stack.pop();
    } else if (!seen.has(child)) {
      seen.add(child);
      stack.push({ node: child, next: 0 });
    }
  }
  const slopes = new Map<Scalar, number>([[of, 1]]);
  for (const node of order.reverse()) {
    const own = slopes.get(node) ?? 0;
    for (const [child, slope] of node.from) slopes.set(child, (slopes.get(child) ?? 0) + own * slope);
  }
  return slopes;
}
