import { activate } from '../../claim/activations.ts';
import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { choice, integer } from '../../claim/parameters.ts';

export default defineIdentity({
  title: 'A single unit with a monotone activation cannot separate XOR, with or without a skip',
  statement: String.raw`\begin{gathered} s_{00} + s_{11} = s_{01} + s_{10}, \\ \min(y_{01}, y_{10}) \le \max(y_{00}, y_{11}), \quad \min(y_{00}, y_{11}) \le \max(y_{01}, y_{10}) \end{gathered} \quad\text{for } s_x = m \cdot x + c,\ y_x = \mg(s_x)`,
  hypotheses: [
    String.raw`$\mg$ is monotone`,
    String.raw`one output, and nothing after it: with two units and a readout it can be done, as $\mathrm{ReLU}(s) - 2\,\mathrm{ReLU}(s - 1)$ with $s = x_1 + x_2$ is XOR`,
    String.raw`a skip from $x_1$ or $x_2$ before $\mg$ only changes $m$`,
    String.raw`checked as one equation: $|s_{00} + s_{11} - s_{01} - s_{10}|$ and what the two inequalities are exceeded by add up to $0$`,
  ],
  parameters: {
    g: choice({
      label: 'Activation',
      options: ['relu', 'sigmoid', 'tanh', 'softplus', 'linear'],
      initial: 'relu',
    }),
    units: integer({ label: 'Units tried', min: 1, max: 256, initial: 64 }),
  },
  check: 'rounded',
  // Each row is a unit of its own: m = (m1, m2) and c.
  draw: ({ units }, draw) => ({
    m1: draw.weights(units, 1),
    m2: draw.weights(units, 1),
    c: draw.bias(units),
  }),
  left: (tf, { m1, m2, c }, { g }) => {
    const s = (x1: number, x2: number) =>
      tf.add(tf.add(tf.mul(m1, tf.scalar(x1)), tf.mul(m2, tf.scalar(x2))), c);
    const unequal = distance(tf, tf.add(s(0, 0), s(1, 1)), tf.add(s(0, 1), s(1, 0)));
    return tf.add(
      unequal,
      separation(tf, (x1, x2) => activate(tf, g, s(x1, x2))),
    );
  },
  right: (tf, { c }) => tf.mul(tf.scalar(0), c),
  control: {
    says: String.raw`with GELU a single unit cannot either: not with $m = (\tfrac94, \tfrac94)$ and $c = -3$, where the values are about $-0.004$, $-0.170$, $-0.170$, $1.400$`,
    left: (tf, { c }) =>
      separation(tf, (x1, x2) => {
        const z = tf.scalar(-3 + 2.25 * (x1 + x2));
        return activate(tf, 'gelu', tf.add(z, tf.mul(tf.scalar(0), c)));
      }),
  },
  sources: ['cv559681', 'he2015resnet'],
  uses: ['projection-skip-folds'],
});

/** By how much y sets (0,1) and (1,0) apart from (0,0) and (1,1), above or below; 0 where it does not. */
function separation<T>(tf: Ops<T>, y: (x1: number, x2: number) => T): T {
  const [y00, y01, y10, y11] = [y(0, 0), y(0, 1), y(1, 0), y(1, 1)];
  const above = tf.relu(tf.sub(min(tf, y01, y10), max(tf, y00, y11)));
  const below = tf.relu(tf.sub(min(tf, y00, y11), max(tf, y01, y10)));
  return tf.add(above, below);
}

/** |a − b|. */
function distance<T>(tf: Ops<T>, a: T, b: T): T {
  return tf.sub(max(tf, a, b), min(tf, a, b));
}

function min<T>(tf: Ops<T>, a: T, b: T): T {
  return tf.sub(a, tf.relu(tf.sub(a, b)));
}

function max<T>(tf: Ops<T>, a: T, b: T): T {
  return tf.add(a, tf.relu(tf.sub(b, a)));
}
