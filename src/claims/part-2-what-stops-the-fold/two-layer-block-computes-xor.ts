import { defineWitness } from '../../claim/claim.ts';
import { fromRows } from '../../claim/draw.ts';
import { choice } from '../../claim/parameters.ts';

/** XOR at (0,0), (0,1), (1,0), (1,1). */
const XOR = [0, 1, 1, 0];

export default defineWitness({
  title: 'A two-layer block of width two computes XOR',
  statement: String.raw`\text{the first entry of}\quad \begin{pmatrix}-2 & 1\\ 0 & 0\end{pmatrix} \mathrm{ReLU}\!\left(\begin{pmatrix}1 & 1\\ 0 & 1\end{pmatrix}x + \begin{pmatrix}-1\\ 0\end{pmatrix}\right) + x \quad\text{is}\quad x_1 \oplus x_2`,
  hypotheses: [
    String.raw`$x$ is one of $(0,0)$, $(0,1)$, $(1,0)$, $(1,1)$`,
    String.raw`a ReLU after the sum may follow or not: the value is $0$ or $1$`,
  ],
  parameters: {
    last: choice({ label: 'After the sum', options: ['ReLU', 'nothing'], initial: 'ReLU' }),
  },
  draw: () => ({
    W1: fromRows([
      [1, 1],
      [0, 1],
    ]),
    b1: fromRows([[-1], [0]]),
    W2: fromRows([
      [-2, 1],
      [0, 0],
    ]),
    x: fromRows([
      [0, 0, 1, 1],
      [0, 1, 0, 1],
    ]),
  }),
  observe: (tf, { W1, b1, W2, x }, { last }) => {
    const hidden = tf.relu(tf.add(tf.matMul(W1, x), b1));
    const sum = tf.add(tf.matMul(W2, hidden), x);
    return last === 'ReLU' ? tf.relu(sum) : sum;
  },
  margin: ({ data }) => 1 - XOR.reduce((off, wanted, i) => off + Math.abs((data[i] as number) - wanted), 0),
  marginIs: String.raw`$1$ less the sum of how far the first entry is from XOR at the four points`,
  control: {
    says: String.raw`it computes XOR without the inner ReLU as well`,
    observe: (tf, { W1, b1, W2, x }, { last }) => {
      const sum = tf.add(tf.matMul(W2, tf.add(tf.matMul(W1, x), b1)), x);
      return last === 'ReLU' ? tf.relu(sum) : sum;
    },
  },
  sources: ['cv559681', 'he2015resnet'],
});
