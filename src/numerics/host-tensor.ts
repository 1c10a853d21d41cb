/** A tensor on the host: row-major values and their shape. */
export interface HostTensor<Data extends ArrayLike<number> = ArrayLike<number>> {
  readonly shape: readonly number[];
  readonly data: Data;
}

/** How many entries a shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** True where no entry is NaN or infinite. */
export function allFinite(tensor: HostTensor): boolean {
  for (let i = 0; i < tensor.data.length; i++) {
    if (!Number.isFinite(tensor.data[i])) return false;
  }
  return true;
}

/**
 * The shape two tensors of equal rank broadcast to: lengths agree, or one of them is 1.
 * @throws {RangeError} where they do not.
 */
export function broadcastShape(a: readonly number[], b: readonly number[]): number[] {
  const fits = a.length === b.length && a.every((length, k) => length === b[k] || length === 1 || b[k] === 1);
  if (!fits) throw new RangeError(`Shapes [${a}] and [${b}] do not broadcast to one another.`);
  return a.map((length, k) => (length === 1 ? (b[k] as number) : length));
}

/** Index arithmetic of broadcasting: the entry of `from` that stands at flat index `i` of `to`. */
export function broadcastIndex(from: readonly number[], to: readonly number[]): (i: number) => number {
  if (from.every((length, k) => length === to[k])) return (i) => i;
  return (i) => {
    let rest = i;
    let index = 0;
    let stride = 1;
    for (let k = to.length - 1; k >= 0; k--) {
      const length = to[k] as number;
      const own = from[k] as number;
      if (own !== 1) index += (rest % length) * stride;
      stride *= own;
      rest = Math.floor(rest / length);
    }
    return index;
  };
}

/**
 * The shape of a matrix, transposed.
 * @throws {RangeError} where it is no matrix.
 */
export function transposedShape(a: readonly number[]): number[] {
  if (a.length !== 2) throw new RangeError(`Only a matrix is transposed, not a tensor of shape [${a}].`);
  return [a[1] as number, a[0] as number];
}

/**
 * The shape of a matrix product, and its inner length.
 * @throws {RangeError} where the matrices do not fit.
 */
export function matMulShape(
  a: readonly number[],
  b: readonly number[],
): { rows: number; inner: number; columns: number } {
  const [rows, inner] = a;
  const [innerB, columns] = b;
  if (a.length !== 2 || b.length !== 2 || inner !== innerB) {
    throw new RangeError(`A product of shapes [${a}] and [${b}] does not exist.`);
  }
  return { rows: rows as number, inner: inner as number, columns: columns as number };
}
