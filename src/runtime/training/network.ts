import { add } from '@tensorflow/tfjs-core/dist/ops/add';
import { div } from '@tensorflow/tfjs-core/dist/ops/div';
import { matMul } from '@tensorflow/tfjs-core/dist/ops/mat_mul';
import { mul } from '@tensorflow/tfjs-core/dist/ops/mul';
import { sqrt } from '@tensorflow/tfjs-core/dist/ops/sqrt';
import { square } from '@tensorflow/tfjs-core/dist/ops/square';
import { sub } from '@tensorflow/tfjs-core/dist/ops/sub';
import { sum } from '@tensorflow/tfjs-core/dist/ops/sum';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import { biasOf, gainOf, offsetOf, type Parameters, projectionOf, weightOf } from '../../claim/start.ts';
import { type Architecture, BLOCK_LENGTH, NORMALISATION_EPSILON } from '../../claim/training.ts';
import { activate } from './activation.ts';
import { dense } from './dense.ts';
import { FUSED, type Fused } from './dense-arithmetic.ts';

type Activation = Architecture['activation'];

/**
 * The networks' outputs [networks, points, outputs].
 * @param x the inputs, [networks, points, inputs].
 * @param onBoundary given the activations [networks, points, width] before the first block and after each.
 */
export function forward(
  { block, shortcut, activation: g, depth, normalised }: Architecture,
  parameters: Parameters<Tensor>,
  x: Tensor,
  onBoundary: (activations: Tensor) => unknown = () => {},
): Tensor {
  const named = (name: string) => parameters[name] as Tensor;

  /** g(Wa + b + skip) of a layer, Wa + b normalised where the architecture says so. */
  function layer(index: number, a: Tensor, g: Activation, skip?: Tensor): Tensor {
    const isNormalised = normalised && index <= depth;
    const fused = isNormalised || !isFused(g) ? 'linear' : g;
    const attributes = { g: fused, wantsDx: index > 0 };
    const [weight, bias] = [named(weightOf(index)), named(biasOf(index))];
    if (!isNormalised) {
      const value = dense(a, weight, bias, skip, attributes);
      return fused === g ? value : activate(g, value);
    }
    const z = dense(a, weight, bias, undefined, attributes);
    const normal = normalise(z, named(gainOf(index)), named(offsetOf(index)));
    return activate(g, skip ? add(normal, skip) : normal);
  }

  function blockOf(index: number, a: Tensor): Tensor {
    const skip = shortcut === 'projection' ? matMul(a, named(projectionOf(index))) : a;
    const first = 1 + index * BLOCK_LENGTH[block];
    switch (block) {
      case 'plain':
        return layer(first, a, g);
      case 'T1':
        return layer(first, a, g, skip);
      case 'T2':
        return add(skip, layer(first, a, g));
      case 'T3':
        return layer(first, activate(g, a), 'linear', skip);
      case 'two':
        return layer(first + 1, layer(first, a, g), g, skip);
      case 'three':
        return layer(first + 2, layer(first + 1, layer(first, a, g), g), g, skip);
    }
  }

  let a = layer(0, x, g);
  onBoundary(a);
  for (let index = 0; index < depth / BLOCK_LENGTH[block]; index++) {
    a = blockOf(index, a);
    onBoundary(a);
  }
  return layer(depth + 1, a, 'linear');
}

function isFused(g: Activation): g is Fused {
  return (FUSED as readonly string[]).includes(g);
}

/** Each unit's pre-activation over the batch, to mean 0 and variance 1, then scaled and moved as learned. */
function normalise(z: Tensor, gain: Tensor, offset: Tensor): Tensor {
  const points = z.shape[1] as number;
  const mean = (values: Tensor) => mul(sum(values, 1, true), 1 / points);
  const centred = sub(z, mean(z));
  const deviation = sqrt(add(mean(square(centred)), NORMALISATION_EPSILON));
  return add(mul(div(centred, deviation), gain), offset);
}
