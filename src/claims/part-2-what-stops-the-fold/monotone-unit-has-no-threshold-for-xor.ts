import { defineWitness } from '../../claim/claim.ts';
import { filled } from '../../claim/draw.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

export default defineWitness({
  title: 'Whatever the order of a unit’s four arguments, no cut between them separates XOR',
  statement: String.raw`\{x : \mg(m \cdot x + c) > \theta\} \ne \{01, 10\},\, \{00, 11\} \quad\text{for all } m, c, \theta \text{ and all monotone } \mg`,
  hypotheses: [
    String.raw`$\mg$ is monotone: then what lies above $\theta$ in its values lies above or below some cut $t$ in its arguments $s_x = m \cdot x + c$. So it is enough that no set $\{x : s_x > t\}$ is one of the two`,
    String.raw`only the order of the four $s_x$ decides which sets there are. It follows from the signs of $m_1$, $m_2$, $m_1 + m_2$ and $m_1 - m_2$, and each combination of these that exists is found among the whole numbers from $-2$ to $2$; $c$ moves the cut alone. So to try all of them at every cut is to try all`,
  ],
  parameters: { reach: integer({ label: 'Weights up to', min: 2, max: 8, initial: 2 }) },
  // A row is a unit, a column a cut. Weights are doubled and cuts odd, so that no argument stands on a cut.
  draw: ({ reach }) => {
    const side = 2 * reach + 1;
    return {
      m1: filled([side ** 2, 1], (i) => 2 * (Math.floor(i / side) - reach)),
      m2: filled([side ** 2, 1], (i) => 2 * ((i % side) - reach)),
      cuts: filled([1, 4 * reach + 2], (i) => 2 * i - 4 * reach - 1),
    };
  },
  observe: (tf, inputs) => onTheWrongSide(tf, inputs, (s) => s),
  margin: ({ data }) => Math.min(...Array.from(data, (wrong) => Math.min(wrong, 4 - wrong))),
  marginIs: String.raw`how many of the four points lie on the wrong side at the best cut of the best unit`,
  control: {
    says: String.raw`$\mg$ need not be monotone: no set $\{x : |s_x| > t\}$ separates XOR either`,
    observe: (tf, inputs) =>
      onTheWrongSide(tf, inputs, (s) => tf.add(tf.relu(s), tf.relu(tf.mul(tf.scalar(-1), s)))),
  },
  sources: ['cv559681', 'he2015resnet'],
  uses: ['projection-skip-folds'],
});

/** How many of the points of XOR, (0,1) and (1,0), do not lie above a cut, and how many of the others do. */
function onTheWrongSide<T>(
  tf: Ops<T>,
  { m1, m2, cuts }: Readonly<Record<'m1' | 'm2' | 'cuts', T>>,
  g: (s: T) => T,
): T {
  const above = (s: T) => tf.step(tf.sub(g(s), cuts));
  const below = (s: T) => tf.sub(tf.scalar(1), above(s));
  const [at00, at11] = [tf.mul(tf.scalar(0), m1), tf.add(m1, m2)];
  return tf.add(tf.add(above(at00), below(m2)), tf.add(below(m1), above(at11)));
}
