import { type Draw, filled, fromRows } from '../../src/claim/draw.ts';
import type { Ops } from '../../src/claim/ops.ts';
import type { Values } from '../../src/claim/parameters.ts';
import { oneTap } from '../../src/claim/taps.ts';
import { RATE } from '../../src/claim/train-step.ts';
import { gradients } from '../../src/claim/vjp.ts';
import type { HostTensor } from '../../src/numerics/host-tensor.ts';

/** What becomes of one hypothesis of a claim. */
export type Row = {
  /** Words of the hypothesis, as its file has them, which no other of the claim's has; or the statement. */
  readonly of: string;
} & (
  | { readonly without: Change; readonly becomes: 'refuted' | 'refused' }
  /** The claim's control is the claim without it. */
  | { readonly control: true }
  /** Why there is nothing to take away. */
  | { readonly cannot: string }
);

/** What a hypothesis is enforced by, taken away; or the values at which that is seen. */
export interface Change {
  /** The draws of an identity or a trajectory, by role. */
  readonly draw?: <T>(draw: Draw<T>) => Draw<T>;
  /** The inputs of a witness. */
  readonly inputs?: (drawn: Tensors<HostTensor<Float32Array>>) => Tensors<HostTensor<Float32Array>>;
  readonly values?: Values;
  /** Formulas in the place of the claim's, made of them. */
  readonly formulas?: (claim: Formulas) => Partial<Formulas>;
}

/** A row may be of a condition that the statement itself makes. */
export const STATEMENT = 'the statement';

type Tensors<T> = Readonly<Record<string, T>>;

/** What a claim of any kind may be made of, as far as rows look at it. */
interface Formulas {
  readonly left: Formula;
  readonly right: Formula;
  readonly carry: Mapping;
  readonly twin: Mapping;
  readonly control: { readonly twin: Mapping };
}

type Formula = <T>(tf: Ops<T>, inputs: Readonly<Record<Input, T>>, sizes: Sizes) => T;
type Mapping = <T>(tf: Ops<T>, state: Tensors<T>, sizes: Sizes) => Tensors<T>;
type Input = 'K' | 'W' | 'W2' | 'Wr' | 'a' | 'alpha' | 'b2' | 'dy' | 'dz' | 'eta' | 'm2' | 'x';
type Sizes = Readonly<Record<'n' | 'batch' | 'stride', number>>;

const at = <T>(tensors: Tensors<T>, name: string) => tensors[name] as T;

const ANY_SIGN: Change = {
  draw: (draw) => ({ ...draw, activations: (n, batch) => draw.activations(n, batch) }),
};
const NOT_ZERO: Change = {
  draw: (draw) => ({ ...draw, zeros: (rows, columns) => draw.weights(rows, columns) }),
};
/** Every weight matrix has a row more than it should. */
const NOT_SQUARE: Change = {
  draw: (draw) => ({ ...draw, weights: (outputs, inputs) => draw.weights(outputs + 1, inputs) }),
};
/** The second matrix that is drawn has a row and a column more than it should. */
const NOT_ONE_SHAPE: Change = {
  draw: (draw) => {
    let drawn = 0;
    const weights: typeof draw.weights = (outputs, inputs) => {
      drawn += 1;
      return drawn === 2 ? draw.weights(outputs + 1, inputs + 1) : draw.weights(outputs, inputs);
    };
    return { ...draw, weights };
  },
};

/** Each linear map of the left side is followed by a square: a function that is not affine, and a polynomial. */
const NOT_AFFINE: Change = { formulas: ({ left }) => ({ left: bent(left) }) };
/** The same on both sides, where both have the branch. */
const NOT_AFFINE_ANYWHERE: Change = {
  formulas: ({ left, right }) => ({ left: bent(left), right: bent(right) }),
};

function bent(formula: Formula): Formula {
  return (tf, inputs, values) => {
    const squared = (z: Parameters<typeof tf.relu>[0]) => tf.mul(z, z);
    const operations: typeof tf = {
      ...tf,
      matMul: (a, b) => squared(tf.matMul(a, b)),
      conv2d: (x, kernel, how) => squared(tf.conv2d(x, kernel, how)),
    };
    return formula(operations, inputs, values);
  };
}

/** The formula with its ReLUs answered by another function. */
function activatedBy(formula: Formula, g: <T>(tf: Ops<T>, z: T) => T): Formula {
  return (tf, inputs, values) => formula({ ...tf, relu: (z) => g(tf, z) }, inputs, values);
}

/** An activation that sees the sum of all entries: automatic differentiation meets it, slopes of entries do not. */
const MIXING: Change = {
  formulas: ({ left }) => ({
    left: (tf, inputs, values) => {
      const ones = filled([values.n, values.n], () => 1);
      const vjp: NonNullable<typeof tf.vjp> = (f, x, of, dy) =>
        gradients(
          tf,
          (s, y) => f({ ...s, relu: (z) => s.relu(s.matMul(s.constant(ones), z)) }, y),
          x,
          of,
          dy,
        );
      return left({ ...tf, vjp }, inputs, values);
    },
  }),
};

/** Both sides of a convolution with a 2 × 2 kernel at dilation 2, δ on one of its taps. */
function evenAndDilated(tap: readonly [number, number]): Change {
  const how = { dilation: 2 };
  return {
    values: { kernel: '2 × 2', channels: 1 },
    formulas: () => ({
      left: (tf, { K, a }) => tf.add(tf.conv2d(a, K, how), a),
      right: (tf, { K, a }) => tf.conv2d(a, tf.add(K, tf.constant(oneTap([2, 2], tap))), how),
    }),
  };
}

/** A step of training the scaled branch: how α moves by its gradient, and W by what stands before its own. */
function stepOfScale({ alphaMoves, byAlpha }: Record<'alphaMoves' | 'byAlpha', boolean>): Change {
  const ones = (rows: number, columns: number) => filled([rows, columns], () => 1);
  return {
    formulas: () => ({
      left: (tf, { alpha, eta, W, a, dz, x }, { n, batch }) => {
        const products = tf.mul(dz, tf.matMul(W, a));
        const rows = tf.matMul(tf.constant(ones(1, n)), products);
        const dAlpha = tf.matMul(rows, tf.constant(ones(batch, 1)));
        const G = tf.matMul(dz, tf.transpose(a));
        const alphaNext = alphaMoves ? tf.sub(alpha, tf.mul(eta, dAlpha)) : alpha;
        const next = tf.sub(W, tf.mul(eta, byAlpha ? tf.mul(alpha, G) : G));
        return tf.add(tf.mul(alphaNext, tf.matMul(next, x)), x);
      },
    }),
  };
}

/** One tensor of a trajectory's second run starts at twice what it should. */
function startedApart(name: string): Change {
  return {
    formulas: ({ carry }) => ({
      carry: (tf, state, sizes) => {
        const carried = carry(tf, state, sizes);
        return { ...carried, [name]: tf.mul(tf.scalar(2), at(carried, name)) };
      },
    }),
  };
}

const square = { of: 'is square', without: NOT_SQUARE, becomes: 'refused' } as const;
const affine = { of: 'nothing but an affine map', without: NOT_AFFINE, becomes: 'refuted' } as const;
const CONCLUSION = 'it is what follows from the check, and is argued in prose';

/** By claim, for each of its hypotheses at least one row. */
export const ROWS: Readonly<Record<string, readonly Row[]>> = {
  'active-hidden-units-fold-locally': [
    { of: 'fits $', control: true },
    { of: 'fits $', without: ANY_SIGN, becomes: 'refused' },
    { of: 'drawn as', without: ANY_SIGN, becomes: 'refused' },
  ],
  'batch-norm-skip-folds-at-inference': [
    { of: 'do not depend on the batch', control: true },
    square,
    { of: 'only the normalisation stands between', without: NOT_AFFINE, becomes: 'refuted' },
  ],
  'block-is-linear-in-its-own-input': [
    square,
    { of: 'the branch is one affine layer', without: NOT_AFFINE_ANYWHERE, becomes: 'refuted' },
    { of: 'inputs of the block itself', control: true },
    { of: STATEMENT, without: NOT_ZERO, becomes: 'refuted' },
  ],
  'convolution-skip-folds': [
    {
      of: 'stride $1$',
      without: {
        formulas: () => ({
          left: (tf, { K, a }) => tf.add(tf.conv2d(a, K, { stride: 2 }), a),
        }),
      },
      becomes: 'refused',
    },
    {
      of: 'as many channels out as in',
      without: {
        draw: (draw) => ({ ...draw, kernel: (k1, k2, cIn, cOut) => draw.kernel(k1, k2, cIn, cOut + 1) }),
      },
      becomes: 'refused',
    },
    ...([0, 1, 2, 3] as const).map((tap) => ({
      of: 'an even $k$ with dilation $2$',
      without: evenAndDilated([tap >> 1, tap & 1]),
      becomes: 'refuted' as const,
    })),
    { of: 'nothing but the convolution', without: NOT_AFFINE, becomes: 'refuted' },
  ],
  'fold-holds-for-any-activation': [square, { of: 'nothing but an affine map', control: true }],
  'gradient-keeps-one-additive-term': [
    { of: 'nothing follows the sum', control: true },
    {
      of: 'the skip is the identity',
      without: {
        formulas: ({ left }) => ({
          left: (tf, inputs, values) =>
            left({ ...tf, eye: (n) => tf.mul(tf.scalar(2), tf.eye(n)) }, inputs, values),
        }),
      },
      becomes: 'refuted',
    },
    { of: 'may have one layer or more', cannot: 'it allows, and forbids nothing: the A are any matrices' },
    { of: 'the first equality is the chain rule', cannot: 'it says what is checked and what is not' },
  ],
  'learned-branch-scale-folds-but-trains-otherwise': [
    { of: '$\\mW$ square', without: NOT_SQUARE, becomes: 'refused' },
    {
      of: 'a learned number',
      without: stepOfScale({ alphaMoves: false, byAlpha: true }),
      becomes: 'refuted',
    },
    {
      of: 'by the chain rule',
      without: stepOfScale({ alphaMoves: true, byAlpha: false }),
      becomes: 'refuted',
    },
    { of: 'is any later input', cannot: 'it allows, and forbids nothing' },
  ],
  'monotone-layer-cannot-xor': [
    { of: 'is monotone', control: true },
    { of: 'to separate XOR is to have', cannot: 'it is a definition' },
    {
      of: 'one output, and nothing after it',
      without: {
        formulas: () => ({
          left: (tf, { m2 }) => {
            const y = (s: number) =>
              tf.sub(tf.relu(tf.scalar(s)), tf.mul(tf.scalar(2), tf.relu(tf.scalar(s - 1))));
            const product = tf.mul(tf.sub(y(1), y(0)), tf.sub(y(2), y(1)));
            return tf.add(product, tf.mul(tf.scalar(0), m2));
          },
        }),
      },
      becomes: 'refuted',
    },
    { of: 'only changes $m$', cannot: 'it allows, by the claim that this one uses' },
  ],
  'monotone-unit-has-no-threshold-for-xor': [
    { of: 'and $\\mg$ is monotone', control: true },
    {
      of: 'only the order of the four',
      cannot: 'it says why so few weights are enough; a unit test compares the orders of others',
    },
  ],
  'one-layer-jacobian': [
    square,
    { of: 'acts on each entry by itself', without: MIXING, becomes: 'refuted' },
    {
      of: 'stands on a kink',
      cannot: 'within rounding of one the bound is that of a slope, and says nothing',
    },
  ],
  'one-layer-skip-folds': [square, affine],
  'pre-activation-skip-is-a-layer-twice-as-wide': [
    square,
    {
      of: 'the activation before it is ReLU',
      without: {
        formulas: ({ left, right }) => ({
          left: activatedBy(left, (tf, z) => tf.mul(z, z)),
          right: activatedBy(right, (tf, z) => tf.mul(z, z)),
        }),
      },
      becomes: 'refuted',
    },
    { of: 'signs are drawn apart', without: ANY_SIGN, becomes: 'refused' },
  ],
  'projection-skip-folds': [{ of: 'have one shape', without: NOT_ONE_SHAPE, becomes: 'refused' }, affine],
  'relu-after-the-sum-masks-the-gradient': [
    { of: 'as it is for', control: true },
    { of: 'as it is for', without: { values: { w: -1 } }, becomes: 'refuted' },
    { of: 'as it is for', without: { values: { w: 0 } }, becomes: 'refuted' },
    {
      of: 'no sign changes there',
      without: { inputs: (drawn) => ({ ...drawn, x: fromRows([[-1, 0, 1]]) }) },
      becomes: 'refuted',
    },
  ],
  'relu-is-not-the-reason': [
    { of: 'the scale is named', control: true },
    { of: 'at another scale', control: true },
  ],
  'same-start-same-training': [
    { of: 'start equal', without: startedApart('b0'), becomes: 'refuted' },
    {
      of: 'start equal',
      without: { ...NOT_ZERO, ...startedApart('velocity W1'), values: { optimizer: 'momentum' } },
      becomes: 'refuted',
    },
    { of: 'looks at gradients alone', control: true },
    { of: 'in exact arithmetic', cannot: 'it says what the statement is about, and how it is compared' },
  ],
  'sigmoid-skip-folds': [square, { of: 'joins before the sigmoid', control: true }, affine],
  'sigmoid-skip-loses-the-signal': [
    { of: 'all weights and biases are', control: true },
    { of: 'all weights and biases are', without: NOT_ZERO, becomes: 'refuted' },
    { of: 'any two inputs', cannot: 'it allows, and forbids nothing' },
    { of: 'checked as an equation', cannot: 'it says how it is checked' },
  ],
  'skip-after-activation-does-not-fold': [
    { of: 'k \\ge 2', without: { values: { k: 1 } }, becomes: 'refuted' },
    { of: 'beware of looking at integers alone', cannot: 'it warns of another check than this one' },
  ],
  'skip-after-activation-is-a-block-with-identity': [
    { of: 'in every entry', control: true },
    { of: 'in every entry', without: ANY_SIGN, becomes: 'refused' },
    {
      of: 'is square',
      without: {
        draw: (draw) => ({
          ...draw,
          activations: (n, columns, sign) => draw.activations(n === columns ? n + 1 : n, columns, sign),
        }),
      },
      becomes: 'refused',
    },
    { of: STATEMENT, without: NOT_ZERO, becomes: 'refused' },
  ],
  'stacked-one-layer-skips-are-a-plain-network': [square, affine],
  'strided-projection-folds': [
    {
      of: 'both move with stride',
      without: {
        formulas: () => ({
          left: (tf, { K, Wr, a }, { stride }) =>
            tf.add(tf.conv2d(a, K, { stride: stride }), tf.conv2d(a, Wr)),
        }),
      },
      becomes: 'refused',
    },
    { of: 'on tap $t$ of each axis', control: true },
    { of: 'nothing but the convolutions', without: NOT_AFFINE, becomes: 'refuted' },
  ],
  'two-layer-block-computes-xor': [
    {
      of: 'is one of',
      without: {
        inputs: (drawn) => ({
          ...drawn,
          x: fromRows([
            [0, 0, 2, 2],
            [0, 2, 0, 2],
          ]),
        }),
      },
      becomes: 'refuted',
    },
    { of: 'may follow or not', cannot: 'it allows; CI judges it both ways' },
  ],
  'two-layer-block-is-not-one-layer': [
    { of: 'exactly one hidden unit switches on', control: true },
    {
      of: 'the outputs on the segment are positive',
      without: {
        inputs: (drawn) => {
          const b2 = drawn.b2 as HostTensor<Float32Array>;
          return { ...drawn, b2: { ...b2, data: b2.data.map((b) => b - 1000) } };
        },
      },
      becomes: 'refuted',
    },
  ],
  'two-linear-layers-fold': [
    { of: 'no activation stands between', control: true },
    { of: 'so that $\\va$ can be added', without: NOT_ONE_SHAPE, becomes: 'refused' },
  ],
  'two-matrices-reach-no-more': [
    { of: 'have one shape', without: NOT_ONE_SHAPE, becomes: 'refused' },
    { of: 'nothing but an affine map', without: NOT_AFFINE_ANYWHERE, becomes: 'refuted' },
    { of: 'the loss looks at outputs only', control: true },
  ],
  'two-skip-conditions-the-hessian': [
    {
      of: 'where all are $0$',
      without: { ...NOT_ZERO, values: { skips: 'one: Hw', L: 2, d: 2 } },
      becomes: 'refuted',
    },
    {
      of: 'where all are $0$',
      without: { ...NOT_ZERO, values: { skips: 'one: Hv', L: 2, d: 2 } },
      becomes: 'refuted',
    },
    { of: 'is nonsingular', cannot: 'what is checked is H·v; of a singular M only its κ is infinite' },
    { of: 'two: the eigenvectors are', cannot: CONCLUSION },
    { of: 'one: $\\max', cannot: CONCLUSION },
  ],
  'two-summands-double-the-step': [
    {
      of: 'whose memory of each starts equal',
      without: { ...NOT_ZERO, values: { kind: 'momentum' } },
      becomes: 'refuted',
    },
    {
      of: 'clipped at $c/\\sqrt2$',
      without: {
        values: { kind: 'sgd, clipped' },
        formulas: ({ twin }) => ({
          // c/√2 is the only number there that is no binary fraction.
          twin: (tf, state, values) =>
            twin(
              {
                ...tf,
                scalar: (x) => tf.scalar(Number.isInteger(x * 2 ** 20) ? x : x * Math.SQRT2),
              },
              state,
              values,
            ),
        }),
      },
      becomes: 'refuted',
    },
    { of: 'under Adam and RMSProp', without: { values: { kind: 'adam + L2' } }, becomes: 'refuted' },
    { of: 'under Adam and RMSProp', without: { values: { kind: 'rmsprop + L2' } }, becomes: 'refuted' },
  ],
  'weight-decay-tells-them-apart': [
    {
      of: 'what the rule keeps is equal',
      without: { ...NOT_ZERO, ...startedApart('velocity W1'), values: { kind: 'momentum' } },
      becomes: 'refuted',
    },
    { of: 'from the same point', without: startedApart('b0'), becomes: 'refuted' },
    {
      of: 'no such law holds',
      without: {
        values: { kind: 'adam', layers: 1 },
        formulas: ({ control }) => ({
          // The control, with what decay takes of the identity under the other rules given back.
          twin: (tf, state, sizes) => {
            const next = control.twin(tf, state, sizes);
            const lost = tf.mul(tf.scalar(RATE / 16), tf.eye(sizes.n));
            return { ...next, W0: tf.add(at(next, 'W0'), lost) };
          },
        }),
      },
      becomes: 'refuted',
    },
    { of: 'the velocities part by', cannot: 'it names the constants, which enter the formulas as such' },
  ],
  'zero-start-of-a-two-layer-branch-is-stuck': [
    { of: 'so that at', control: true },
    { of: 'so that at', without: ANY_SIGN, becomes: 'refused' },
    { of: 'so every loss is constant', cannot: CONCLUSION },
    {
      of: 'two layers in the branch',
      without: {
        formulas: () => ({
          left: (tf, { W2, b2, a }) => tf.add(tf.add(tf.matMul(W2, a), b2), a),
        }),
      },
      becomes: 'refuted',
    },
  ],
  'zero-weights-pass-the-signal': [
    { of: 'in every entry', control: true },
    { of: 'in every entry', without: ANY_SIGN, becomes: 'refused' },
    { of: 'of the branch are', without: NOT_ZERO, becomes: 'refused' },
  ],
};
