import type { Ops } from './ops.ts';
import type { BoundedTensor } from './running-error.ts';

/** A matrix of one number that every device holds. */
export function filledWith([rows, columns]: readonly [number, number], value: number): BoundedTensor {
  const size = rows * columns;
  return { shape: [rows, columns], data: new Float64Array(size).fill(value), error: new Float64Array(size) };
}

/** The sums of a matrix's columns, [1, columns], formed in whatever order. */
export function overPoints(tf: Ops<BoundedTensor>, a: BoundedTensor): BoundedTensor {
  return tf.matMul(filledWith([1, a.shape[0] as number], 1), a);
}

/** The sum of a tensor's entries, [1, 1], formed in whatever order. */
export function total(tf: Ops<BoundedTensor>, a: BoundedTensor): BoundedTensor {
  return overPoints(tf, { ...a, shape: [a.data.length, 1] });
}

/** Matrices of as many rows, side by side. */
export function beside(parts: readonly BoundedTensor[]): BoundedTensor {
  const rows = parts[0]?.shape[0] as number;
  const columns = parts.reduce((sum, { shape }) => sum + (shape[1] as number), 0);
  const joined = filledWith([rows, columns], 0);
  let from = 0;
  for (const { shape, data, error } of parts) {
    const width = shape[1] as number;
    for (let i = 0; i < rows; i++) {
      joined.data.set(data.subarray(i * width, (i + 1) * width), i * columns + from);
      joined.error.set(error.subarray(i * width, (i + 1) * width), i * columns + from);
    }
    from += width;
  }
  return joined;
}

/** Matrices of as many columns, one below the other. */
export function below(parts: readonly BoundedTensor[]): BoundedTensor {
  const columns = parts[0]?.shape[1] as number;
  const rows = parts.reduce((sum, { shape }) => sum + (shape[0] as number), 0);
  const joined = filledWith([rows, columns], 0);
  let from = 0;
  for (const { data, error } of parts) {
    joined.data.set(data, from);
    joined.error.set(error, from);
    from += data.length;
  }
  return joined;
}
