import { defineWitness } from '../../claim/claim.ts';
import { fromRows } from '../../claim/draw.ts';
import { integer } from '../../claim/parameters.ts';
import type { Random } from '../../numerics/random.ts';

export default defineWitness({
  title: 'ReLU(Wx + x) is not close to Wx + x, so the fold cannot come from that',
  statement: String.raw`\text{for some } \mW,\ x > 0{:}\quad \mathrm{ReLU}(\mW x + x) = 0 \ \text{ and }\ \mW x + x < 0 \ \text{ in every entry}`,
  hypotheses: [
    String.raw`the scale is named: entries of $x$ are $1$, $2$ or $3$, those of $\mW$ are $-3$ to $0$, and on the diagonal $-3$ or $-2$`,
    String.raw`at another scale the two are equal: where $x > 0$ and $\mW$ is small enough, no pre-activation is negative`,
  ],
  parameters: { n: integer({ label: 'Width', min: 1, max: 256, initial: 4 }) },
  draw: ({ n }, random) => layer(n, random, -3, -2, -3, 0),
  // The first column is ReLU(z), the second z.
  observe: (tf, { W, x, first, second }) => {
    const z = tf.add(tf.matMul(W, x), x);
    return tf.add(tf.matMul(tf.relu(z), first), tf.matMul(z, second));
  },
  // Of integers: positive where every z is negative and every ReLU(z) is 0, and nowhere else.
  margin: ({ data }) => {
    const least: number[] = [];
    for (let i = 0; i < data.length; i += 2) {
      const [rectified, z] = [data[i] as number, data[i + 1] as number];
      least.push(Math.min(-z, 1 - Math.abs(rectified)));
    }
    return Math.min(...least);
  },
  marginIs: String.raw`the smallest, over the entries, of $-z$ and $1 - |\mathrm{ReLU}(z)|$ with $z = \mW x + x$: positive just where each $z$ is negative and its ReLU $0$`,
  control: {
    says: String.raw`the two are as far apart where no pre-activation is negative: $x > 0$, with $-1$ to $0$ on the diagonal of $\mW$ and nothing negative elsewhere`,
    draw: ({ n }, random) => layer(n, random, -1, 0, 0, 3),
  },
  sources: ['cv559681', 'he2015resnet'],
  uses: ['one-layer-skip-folds'],
});

/** A square W with its diagonal and its other entries drawn from two ranges, and a positive x. */
function layer(
  n: number,
  random: Random,
  diagonalLow: number,
  diagonalHigh: number,
  low: number,
  high: number,
) {
  const W = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) =>
      i === j ? random.integer(diagonalLow, diagonalHigh) : random.integer(low, high),
    ),
  );
  const x = Array.from({ length: n }, () => [random.integer(1, 3)]);
  return { W: fromRows(W), x: fromRows(x), first: fromRows([[1, 0]]), second: fromRows([[0, 1]]) };
}
