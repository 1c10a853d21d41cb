import { defineWitness } from '../../claim/claim.ts';
import { filled } from '../../claim/draw.ts';
import type { Ops } from '../../claim/ops.ts';
import { integer } from '../../claim/parameters.ts';

/** The sets {(0,1), (1,0)} and {(0,0), (1,1)}, and how many others there are. */
const [XOR, OPPOSITE, OTHERS] = [0b0110, 0b1001, 14] as const;

export default defineWitness({
  title: 'Of the sixteen sets of corners a monotone unit cuts off fourteen: all but XOR and its opposite',
  statement: String.raw`\{x : \mg(m \cdot x + c) > \theta\} \ne \{01, 10\},\, \{00, 11\} \quad\text{for all } m, c, \theta \text{ and all monotone } \mg`,
  hypotheses: [
    String.raw`$x$ is one of the corners $00$, $01$, $10$, $11$, and $\mg$ is monotone: then what lies above $\theta$ in its values lies above or below some cut $t$ in its arguments $s_x = m \cdot x + c$. So it is enough that no set $\{x : s_x > t\}$ is one of the two`,
    String.raw`only the order of the four $s_x$ decides which sets there are. It follows from the signs of $m_1$, $m_2$, $m_1 + m_2$ and $m_1 - m_2$, and each combination of these that exists is found among the whole numbers from $-2$ to $2$; $c$ moves the cut alone. So to try all of them at every cut is to try all`,
  ],
  parameters: { reach: integer({ label: 'Weights up to', min: 2, max: 8, initial: 2 }) },
  // A row is a unit, a column a cut. Weights are doubled and cuts odd, so that no argument stands on a cut.
  draw: ({ reach }) => {
    const side = 2 * reach + 1;
    const perUnit = (entry: (i: number) => number) => filled([side ** 2, 1], entry);
    return {
      s00: perUnit(() => 0),
      m1: perUnit((i) => 2 * (Math.floor(i / side) - reach)),
      m2: perUnit((i) => 2 * ((i % side) - reach)),
      cuts: filled([1, 4 * reach + 2], (i) => 2 * i - 4 * reach - 1),
    };
  },
  observe: (tf, inputs) => setsCutOff(tf, inputs, (s) => s),
  margin: ({ shape, data }) => {
    const all = Array.from(data);
    const sets = new Set(all);
    const forbidden = [XOR, OPPOSITE].filter((set) => sets.delete(set)).length;
    const perUnit = shape[1] as number;
    const units = Array.from({ length: all.length / perUnit }, (_, unit) =>
      all.slice(unit * perUnit, (unit + 1) * perUnit),
    );
    const disordered = units.filter((own) => !shrinks(own)).length;
    return sets.size - (OTHERS - 1) - OTHERS * (forbidden + disordered);
  },
  marginIs: String.raw`how many of the $14$ other sets some unit cuts off, less $13$, and less $14$ for each of the two that none may, and for each unit whose sets do not shrink from all corners to none as the cut rises`,
  control: {
    says: String.raw`$\mg$ need not be monotone: no set $\{x : |s_x| > t\}$ is one of the two either`,
    observe: (tf, inputs) =>
      setsCutOff(tf, inputs, (s) => tf.add(tf.relu(s), tf.relu(tf.sub(inputs.s00, s)))),
  },
  sources: ['cv559681', 'he2015resnet'],
  uses: ['projection-skip-folds'],
});

/** True where sets begin with all corners, end with none, and lose some or none from one to the next. */
function shrinks(sets: readonly number[]): boolean {
  const within = (set: number, other: number) => set >= 0 && (set & ~other) === 0;
  return (
    sets[0] === 0b1111 && sets.at(-1) === 0 && sets.every((set, i) => within(set, sets[i - 1] ?? 0b1111))
  );
}

/** The corners above each cut, [units, cuts]: as a number whose bits from the lowest stand for 00, 01, 10 and 11. */
function setsCutOff<T>(
  tf: Ops<T>,
  { s00, m1, m2, cuts }: Readonly<Record<'s00' | 'm1' | 'm2' | 'cuts', T>>,
  g: (s: T) => T,
): T {
  const corners = [s00, m2, m1, tf.add(m1, m2)].map((s) => tf.step(tf.sub(g(s), cuts)));
  return corners.reduceRight((higher, corner) => tf.add(corner, tf.add(higher, higher)));
}
