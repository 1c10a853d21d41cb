import { defineWitness } from '../../claim/claim.ts';
import { fromRows } from '../../claim/draw.ts';
import type { Differentiable } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';
import type { Random } from '../../numerics/random.ts';

/** Entries are drawn from [−3, 3]: the kink needs nothing larger, and float32 stays exact to width 64. */
const ENTRY = 3;

export default defineWitness({
  title: 'A two-layer block with its skip is no single layer',
  statement: String.raw`\text{for no } M, c{:}\quad \mathrm{ReLU}\big(\mW_2\,\mathrm{ReLU}(\mW_1 x + \vb_1) + \vb_2 + x\big) = \mathrm{ReLU}(Mx + c) \ \text{ for all } x`,
  hypotheses: [
    String.raw`the block is the one drawn: on the segment $x - d,\, x,\, x + d$ exactly one hidden unit switches on, and $\mW_2$ passes it on to the first output`,
    String.raw`the outputs on the segment are positive, so the last ReLU changes nothing there`,
  ],
  parameters: { n: integer({ label: 'Width', min: 1, max: 64, initial: 4 }) },
  draw: ({ n }, random) => block(n, random, 'switches'),
  observe: (tf, weights) => twoLayerBlock(tf, tf.relu, weights, weights.points),
  // ReLU(Mx + c) has second difference 0 along three equidistant points where it is positive.
  margin: ({ data }) => {
    const [before, middle, after] = [data[0], data[1], data[2]] as [number, number, number];
    const secondDifference = before - 2 * middle + after;
    return Math.min(before, middle, after, Math.abs(secondDifference));
  },
  marginIs: String.raw`the smallest of the first output’s values at $x - d,\, x,\, x + d$ and the size of their second difference, which a single layer cannot have where it is positive`,
  control: {
    says: String.raw`the same block with $\vb_1$ so large that every hidden unit is active on the segment is still no single layer there`,
    draw: ({ n }, random) => block(n, random, 'stays active'),
  },
  sources: ['he2015resnet', 'cv559681'],
});

/** The weights of a two-layer block, in the order in which they act. */
type Weights<T> = Readonly<Record<'W1' | 'b1' | 'W2' | 'b2', T>>;

/** g(W₂g(W₁x + b₁) + b₂ + x), x one point a column. */
export function twoLayerBlock<T>(
  tf: Differentiable<T>,
  g: (z: T) => T,
  { W1, b1, W2, b2 }: Weights<T>,
  x: T,
): T {
  const hidden = g(tf.add(tf.matMul(W1, x), b1));
  return g(tf.add(tf.add(tf.matMul(W2, hidden), b2), x));
}

/**
 * A random block and three points x − d, x, x + d in its input space (the columns of `points`),
 * with the first hidden unit at its kink in x, or active throughout.
 */
function block(n: number, random: Random, firstUnit: 'switches' | 'stays active') {
  const draw = () => random.integer(-ENTRY, ENTRY);
  const matrix = () => Array.from({ length: n }, () => Array.from({ length: n }, draw));
  const W1 = matrix();
  const W2 = matrix();
  const x = Array.from({ length: n }, draw);
  const d = Array.from({ length: n }, draw);
  d[0] = 1;
  if (dot(W1[0], d) === 0) (W1[0] as number[])[0] = ((W1[0] as number[])[0] as number) + 1;
  (W2[0] as number[])[0] = random.integer(1, ENTRY);
  const b1 = W1.map((row, i) => {
    const reach = i > 0 || firstUnit === 'stays active' ? Math.abs(dot(row, d)) : 0;
    return reach - dot(row, x);
  });
  const points = [-1, 0, 1].map((step) => x.map((xi, i) => xi + step * (d[i] as number)));
  const branch = points.map((p) => W1.map((row, i) => Math.max(0, dot(row, p) + (b1[i] as number))));
  const b2 = W2.map(
    (row, i) => 1 - Math.min(...points.map((p, k) => dot(row, branch[k] as number[]) + (p[i] as number))),
  );
  return {
    W1: fromRows(W1),
    b1: fromRows(b1.map((b) => [b])),
    W2: fromRows(W2),
    b2: fromRows(b2.map((b) => [b])),
    points: fromRows(x.map((_, i) => points.map((p) => p[i] as number))),
  };
}

function dot(a: readonly number[] | undefined, b: readonly number[]): number {
  return b.reduce((sum, y, i) => sum + (a?.[i] ?? 0) * y, 0);
}
