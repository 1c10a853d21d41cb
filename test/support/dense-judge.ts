import { randomFrom } from '../../src/numerics/random.ts';
import type { DenseGradients, DenseSize } from '../../src/runtime/training/dense-arithmetic.ts';

/** The operands of a dense layer and the gradient dy that comes back to it. */
export interface DenseDraw {
  readonly x: Float32Array;
  readonly w: Float32Array;
  readonly bias: Float32Array;
  readonly skip: Float32Array;
  readonly dy: Float32Array;
}

/** Sizes that are no multiple of what a kernel computes at a time, and some that are. */
export const DENSE_SIZES: readonly DenseSize[] = [
  [1, 1, 1, 1],
  [2, 3, 5, 7],
  [3, 5, 3, 1],
  [2, 7, 1, 17],
  [5, 1, 17, 33],
  [3, 33, 7, 8],
  [2, 17, 33, 5],
  [4, 64, 16, 16],
  [70, 33, 17, 16],
].map(([networks = 0, points = 0, inputs = 0, outputs = 0]) => ({ networks, points, inputs, outputs }));

/** Draws each entry by `entry`, from a seed that the size gives. */
export function drawDense(
  size: DenseSize,
  entry: (random: ReturnType<typeof randomFrom>) => number,
): DenseDraw {
  const { networks, points, inputs, outputs } = size;
  const random = randomFrom(networks + 100 * (points + 100 * (inputs + 100 * outputs)));
  const draw = (length: number) => Float32Array.from({ length }, () => entry(random));
  return {
    x: draw(networks * points * inputs),
    w: draw(networks * inputs * outputs),
    bias: draw(networks * outputs),
    skip: draw(networks * points * outputs),
    dy: draw(networks * points * outputs),
  };
}

/** The plainest of loops over numbers of one kind: BigInt judges exactly, float64 to its own precision. */
export function judgeDense<T extends bigint | number>(
  { networks, points, inputs, outputs }: DenseSize,
  draw: { readonly [Name in keyof DenseDraw]: readonly T[] },
  kind: { readonly zero: T; add(a: T, b: T): T; mul(a: T, b: T): T; g(z: T): T; slope(z: T): T },
) {
  const { x, w, bias, skip, dy } = draw;
  const { zero, add, mul } = kind;
  const at = (values: readonly T[], i: number) => values[i] as T;
  const results = {
    y: [] as T[],
    dz: [] as T[],
    dw: w.map(() => zero),
    db: bias.map(() => zero),
    dx: x.map(() => zero),
  };
  for (let k = 0; k < networks; k++) {
    for (let p = 0; p < points; p++) {
      const row = k * points + p;
      for (let j = 0; j < outputs; j++) {
        const output = row * outputs + j;
        let z = add(at(bias, k * outputs + j), at(skip, output));
        for (let i = 0; i < inputs; i++) {
          z = add(z, mul(at(x, row * inputs + i), at(w, (k * inputs + i) * outputs + j)));
        }
        results.y.push(kind.g(z));
        const dz = mul(at(dy, output), kind.slope(z));
        results.dz.push(dz);
        results.db[k * outputs + j] = add(at(results.db, k * outputs + j), dz);
        for (let i = 0; i < inputs; i++) {
          const [xi, wi] = [row * inputs + i, (k * inputs + i) * outputs + j];
          results.dw[wi] = add(at(results.dw, wi), mul(at(x, xi), dz));
          results.dx[xi] = add(at(results.dx, xi), mul(at(w, wi), dz));
        }
      }
    }
  }
  return results satisfies Record<keyof DenseGradients | 'y', T[]>;
}

/** Whole numbers, with the activations that keep them whole. */
export const BIG = (g: 'linear' | 'relu') => ({
  zero: 0n,
  add: (a: bigint, b: bigint) => a + b,
  mul: (a: bigint, b: bigint) => a * b,
  g: (z: bigint) => (g === 'relu' && z < 0n ? 0n : z),
  slope: (z: bigint) => (g === 'relu' && z <= 0n ? 0n : 1n),
});
