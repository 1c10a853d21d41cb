import '@tensorflow/tfjs-core/dist/base_side_effects';
import { add } from '@tensorflow/tfjs-core/dist/ops/add';
import { erf } from '@tensorflow/tfjs-core/dist/ops/erf';
import { matMul } from '@tensorflow/tfjs-core/dist/ops/mat_mul';
import { mul } from '@tensorflow/tfjs-core/dist/ops/mul';
import { relu } from '@tensorflow/tfjs-core/dist/ops/relu';
import { sigmoid } from '@tensorflow/tfjs-core/dist/ops/sigmoid';
import { softplus } from '@tensorflow/tfjs-core/dist/ops/softplus';
import { sub } from '@tensorflow/tfjs-core/dist/ops/sub';
import { tanh } from '@tensorflow/tfjs-core/dist/ops/tanh';
import { tensor } from '@tensorflow/tfjs-core/dist/ops/tensor';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { Ops } from '../claim/ops.ts';
import { type LoadedParts, requirePart } from './parts.ts';

/**
 * The operations of a claim, fulfilled by TensorFlow.js on whatever backend is set. Functions are
 * imported one by one: the library's index would bring its optimizers and gradients along.
 * What else an operation needs stands in CONTRIBUTING.md; one that few claims use is in a part of its own (parts.ts).
 * @param loaded the parts loaded so far; an operation of another throws {@link PartMissing}.
 */
export function tensorflowOps(loaded: LoadedParts): Ops<Tensor> {
  const ops: Ops<Tensor> = {
    ...CORE,
    conv2d: (...operands) => requirePart(loaded, 'convolution').conv2d(...operands),
    div: (...operands) => requirePart(loaded, 'normalisation').div(...operands),
    sqrt: (...operands) => requirePart(loaded, 'normalisation').sqrt(...operands),
    transpose: (...operands) => requirePart(loaded, 'transposition').transpose(...operands),
    exp: (z) => requirePart(loaded, 'gradients').exp(z),
    step: (z) => requirePart(loaded, 'gradients').step(z),
    vjp: (f, inputs, of, dy) =>
      requirePart(loaded, 'gradients').gradientsAt(
        (...at) => f(ops, { ...inputs, ...named(of, at) }),
        of.map((name) => inputs[name]),
        dy,
      ),
  };
  return ops;
}

const named = (names: readonly string[], tensors: readonly Tensor[]): Record<string, Tensor> =>
  Object.fromEntries(names.map((name, i) => [name, tensors[i] as Tensor]));

/** What most claims use. */
const CORE: Omit<Ops<Tensor>, 'conv2d' | 'div' | 'sqrt' | 'transpose' | 'exp' | 'step' | 'vjp'> = {
  add: (a, b) => add(a, b),
  sub: (a, b) => sub(a, b),
  mul: (a, b) => mul(a, b),
  matMul: (a, b) => matMul(a, b),
  constant: ({ shape, data }) => tensor(Float32Array.from(data), [...shape]),
  eye: (n) =>
    tensor(
      Float32Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0)),
      [n, n],
    ),
  scalar: (value) => tensor([value], [1, 1]),
  relu: (z) => relu(z),
  sigmoid: (z) => sigmoid(z),
  tanh: (z) => tanh(z),
  erf: (z) => erf(z),
  softplus: (z) => softplus(z),
};
