import { ACTIVATIONS, type Activation, activate } from '../../claim/activations.ts';
import { defineIdentity } from '../../claim/claim.ts';
import type { Ops } from '../../claim/ops.ts';
import { choice, integer } from '../../claim/parameters.ts';

/** The network's input a, and W1, b1, W2, b2, … of its layers. */
type Inputs<T> = Readonly<Record<string, T>>;

export default defineIdentity({
  title: 'A stack of one-layer skips is a plain network of the same depth',
  statement: String.raw`\va_l = \mg(\mW_l\va_{l-1} + \vb_l + \va_{l-1}),\ l = 1 \dots L \quad\text{gives the } \va_L \text{ of}\quad \va_l = \mg\big((\mW_l + \mI)\va_{l-1} + \vb_l\big)`,
  hypotheses: [
    String.raw`every $\mW_l$ is square`,
    String.raw`within each block, nothing but an affine map stands between $\va_{l-1}$ and the sum; $\mg$ may be any function, of which seven are tried`,
  ],
  parameters: {
    g: choice({ label: 'Activation', options: ACTIVATIONS, initial: 'relu' }),
    layers: integer({ label: 'Layers L', min: 1, max: 4, initial: 3 }),
    n: integer({ label: 'Width', min: 1, max: 64, initial: 8 }),
    batch: integer({ label: 'Batch', min: 1, max: 64, initial: 8 }),
  },
  check: 'rounded',
  draw: ({ layers, n, batch }, draw) => {
    const all = Array.from({ length: layers }, (_, i) => ({
      [`W${i + 1}`]: draw.weights(n, n),
      [`b${i + 1}`]: draw.bias(n),
    }));
    return Object.assign({ a: draw.activations(n, batch) }, ...all);
  },
  left: (tf, inputs, { layers, g }) => skipping(tf, inputs, layers, g),
  right: (tf, inputs, { layers, n, g }) => plain(tf, folded(tf, inputs, layers, n), layers, g),
  control: {
    says: String.raw`the last layer may stay unfolded, with $\mW_L$ in the place of $\mW_L + \mI$`,
    right: (tf, inputs, { layers, n, g }) => plain(tf, folded(tf, inputs, layers - 1, n), layers, g),
  },
  sources: ['he2015resnet', 'cv559681', 'higham2002accuracy'],
  uses: ['one-layer-skip-folds'],
});

/** A stack of one-layer skips. */
function skipping<T>(tf: Ops<T>, inputs: Inputs<T>, layers: number, g: Activation): T {
  let a = inputs.a as T;
  for (let l = 1; l <= layers; l++) a = activate(tf, g, tf.add(affine(tf, inputs, l, a), a));
  return a;
}

function affine<T>(tf: Ops<T>, inputs: Inputs<T>, l: number, a: T): T {
  return tf.add(tf.matMul(inputs[`W${l}`] as T, a), inputs[`b${l}`] as T);
}

/** The same inputs, with the identity added to the first weight matrices. */
function folded<T>(tf: Ops<T>, inputs: Inputs<T>, layers: number, n: number): Inputs<T> {
  const result = { ...inputs };
  for (let l = 1; l <= layers; l++) result[`W${l}`] = tf.add(inputs[`W${l}`] as T, tf.eye(n));
  return result;
}

/** A plain network: nothing skips anything. */
function plain<T>(tf: Ops<T>, inputs: Inputs<T>, layers: number, g: Activation): T {
  let a = inputs.a as T;
  for (let l = 1; l <= layers; l++) a = activate(tf, g, affine(tf, inputs, l, a));
  return a;
}
