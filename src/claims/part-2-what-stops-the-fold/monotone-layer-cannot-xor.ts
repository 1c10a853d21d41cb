import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A single unit with a monotone activation cannot separate XOR, with or without a skip',
  statement: String.raw`(s_{01} - s_{00})(s_{11} - s_{10}) = m_2^2 \ge 0 \ \text{ for } s_x = m \cdot x + c, \quad\text{so}\quad (y_{01} - y_{00})(y_{11} - y_{10}) \ge 0 \ \text{ for } y_x = \mg(s_x)`,
  hypotheses: [
    String.raw`$\mg$ is monotone: then differences of $y$ have the signs of the differences of $s$, or all the opposite ones, or are $0$, and the second product cannot be negative where the first is not`,
    String.raw`to separate XOR is to have $y_{01}$ and $y_{10}$ both above, or both below, $y_{00}$ and $y_{11}$: then the second product is negative`,
    String.raw`one output, and nothing after it: with two units and a readout it can be done, as $\mathrm{ReLU}(s) - 2\,\mathrm{ReLU}(s - 1)$ with $s = x_1 + x_2$ is XOR`,
    String.raw`a skip from $x_1$ or $x_2$ before $\mg$ only changes $m$`,
  ],
  parameters: { units: integer({ label: 'Units tried', min: 1, max: 256, initial: 64 }) },
  check: 'exact',
  // Each row is a unit of its own: m = (m1, m2) and c.
  draw: ({ units }, draw) => ({
    m1: draw.weights(units, 1),
    m2: draw.weights(units, 1),
    c: draw.bias(units),
  }),
  left: (tf, { m1, m2, c }) => sidesAgree(tf, (x) => preActivation(tf, m1, m2, c, x)),
  right: (tf, { m2 }) => tf.mul(m2, m2),
  control: {
    says: String.raw`$\mg$ need not be monotone: the product of differences of $y$ is $m_2^2$ with $\mg(s) = |s|$ as well (at $m_1 = -m_2$ and $c = 0$ the values are $0, |m_2|, |m_2|, 0$, which is XOR)`,
    left: (tf, { m2, c }) => {
      const [m1, none] = [tf.mul(tf.scalar(-1), m2), tf.mul(tf.scalar(0), c)];
      return sidesAgree(tf, (x) => absolute(tf, preActivation(tf, m1, m2, none, x)));
    },
  },
  sources: ['cv559681', 'he2015resnet'],
  uses: ['projection-skip-folds'],
});

type Point = readonly [x1: 0 | 1, x2: 0 | 1];

/** m·x + c. */
function preActivation<T>(tf: Ops<T>, m1: T, m2: T, c: T, [x1, x2]: Point): T {
  return tf.add(tf.add(tf.mul(m1, tf.scalar(x1)), tf.mul(m2, tf.scalar(x2))), c);
}

/** How a value changes with x₂ at x₁ = 0, times how it does at x₁ = 1. */
function sidesAgree<T>(tf: Ops<T>, value: (x: Point) => T): T {
  return tf.mul(tf.sub(value([0, 1]), value([0, 0])), tf.sub(value([1, 1]), value([1, 0])));
}

/** |z|. */
function absolute<T>(tf: Ops<T>, z: T): T {
  return tf.add(tf.relu(z), tf.relu(tf.mul(tf.scalar(-1), z)));
}
