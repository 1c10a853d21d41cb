import { defineWitness } from '../../claim/claim.ts';
import { fromRows } from '../../claim/draw.ts';
import { integer } from '../../claim/parameters.ts';

export default defineWitness({
  title: 'A skip that joins after the activation does not fold',
  statement: String.raw`\text{for no } m, c{:}\quad x + \mathrm{ReLU}(x - k) = \mathrm{ReLU}(mx + c) \ \text{ for all } x`,
  hypotheses: [
    String.raw`$k \ge 2$, and the points looked at are $k - 1,\, k,\, k + 1$, where the left side is $k - 1,\, k,\, k + 2$: positive, with unequal steps`,
    String.raw`beware of looking at integers alone: with $k = 1$ the left side is $\mathrm{ReLU}(2x - 1)$ at each of $0, 1, 2, 3$`,
  ],
  parameters: { k: integer({ label: 'Kink k', min: 2, max: 1000, initial: 2 }) },
  draw: ({ k }) => ({
    points: fromRows([[k - 1, k, k + 1]]),
    W: fromRows([[1]]),
    b: fromRows([[-k]]),
  }),
  observe: (tf, { points, W, b }) => tf.add(points, tf.relu(tf.add(tf.matMul(W, points), b))),
  // ReLU(mx + c) has second difference 0 along three equidistant points where it is positive.
  margin: ({ data }) => {
    const [before, middle, after] = [data[0], data[1], data[2]] as [number, number, number];
    return Math.min(before, middle, after, Math.abs(before - 2 * middle + after));
  },
  marginIs: String.raw`the smallest of the values at $k - 1$, $k$, $k + 1$ and the size of their second difference, which $\mathrm{ReLU}(mx + c)$ cannot have where it is positive`,
  control: {
    says: String.raw`with a linear activation it does not fold either: $x + (x - k)$ is no $\mathrm{ReLU}(mx + c)$ at these points`,
    observe: (tf, { points, W, b }) => tf.add(points, tf.add(tf.matMul(W, points), b)),
  },
  sources: ['cv559681', 'he2016identity'],
});
