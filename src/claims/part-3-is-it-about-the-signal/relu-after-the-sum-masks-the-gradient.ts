import { defineWitness } from '../../claim/claim.ts';
import { fromRows } from '../../claim/draw.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

export default defineWitness({
  title: 'A ReLU after the sum can stop the gradient, and the skip’s own term with it',
  statement: String.raw`\frac{\mathrm{d}}{\mathrm{d}x}\,(wx + x) = w + 1 \ne 0 \quad\text{but}\quad \frac{\mathrm{d}}{\mathrm{d}x}\,\mathrm{ReLU}(wx + x) = 0 \qquad\text{at } w \le -2,\ x = 2`,
  hypotheses: [
    String.raw`$wx + x < 0$, as it is for $w \le -2$ and $x > 0$`,
    String.raw`the derivatives are slopes between $x = 1$, $2$ and $3$: no sign changes there, so these are exact`,
  ],
  parameters: { w: integer({ label: 'Weight w', min: -1000, max: -2, initial: -2 }) },
  draw: ({ w }) => inputs(w, [1, 2, 3]),
  observe: (tf, x) => slopes(tf, x),
  margin: ({ data }, { w }) => {
    const expected = [w + 1, w + 1, 0, 0];
    const off = expected.reduce((sum, slope, i) => sum + Math.abs((data[i] as number) - slope), 0);
    return Math.min(1 - off, Math.abs(w + 1));
  },
  marginIs: String.raw`the smaller of $|w + 1|$ and $1$ less the sum of how far the slopes are from $w + 1$ without the ReLU, and from $0$ with it`,
  control: {
    says: String.raw`it stops where the sum is positive as well: at $x = -2$`,
    draw: ({ w }) => inputs(w, [-3, -2, -1]),
  },
  sources: ['he2016identity', 'cv559681'],
});

/** The slopes of wx + x between three neighbours in the first row, those of its ReLU in the second. */
function slopes<T>(tf: Ops<T>, inputs: Readonly<Record<'w' | 'x' | 'steps' | 'top' | 'bottom', T>>): T {
  const { w, x, steps, top, bottom } = inputs;
  const z = tf.add(tf.matMul(w, x), x);
  const values = tf.add(tf.matMul(top, z), tf.matMul(bottom, tf.relu(z)));
  return tf.matMul(values, steps);
}

function inputs(w: number, points: readonly number[]) {
  return {
    w: fromRows([[w]]),
    x: fromRows([points]),
    // From three values to their two differences.
    steps: fromRows([
      [-1, 0],
      [1, -1],
      [0, 1],
    ]),
    top: fromRows([[1], [0]]),
    bottom: fromRows([[0], [1]]),
  };
}
