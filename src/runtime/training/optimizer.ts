import { add } from '@tensorflow/tfjs-core/dist/ops/add';
import { div } from '@tensorflow/tfjs-core/dist/ops/div';
import { mul } from '@tensorflow/tfjs-core/dist/ops/mul';
import { sqrt } from '@tensorflow/tfjs-core/dist/ops/sqrt';
import { square } from '@tensorflow/tfjs-core/dist/ops/square';
import { sub } from '@tensorflow/tfjs-core/dist/ops/sub';
import { zeros } from '@tensorflow/tfjs-core/dist/ops/zeros';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { Optimizer } from '../../claim/training.ts';

/** What a rule remembers of one parameter from step to step: running averages, each of the parameter's shape. */
export type Memory = Tensor[];

/** A rule's memory of a parameter before the first step: zeros. */
export function emptyMemory({ rule }: Optimizer, parameter: Tensor): Memory {
  const averages = { sgd: 0, momentum: 1, nesterov: 1, rmsprop: 1, adam: 2 }[rule];
  return Array.from({ length: averages }, () => zeros(parameter.shape));
}

/**
 * One step of one parameter p with gradient g, at a rate η for each network. The rules are the
 * library's own optimizers':
 * - sgd: p − ηg
 * - momentum: v ← μv + g, p − ηv
 * - nesterov: v ← μv + g, p − η(g + μv)
 * - rmsprop: s ← ρs + (1 − ρ)g², p − ηg/√(s + ε)
 * - adam: m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², p − ηm̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ)
 * @param rate η, [networks, 1, 1].
 * @param step t, counted from 1.
 */
export function descend(
  optimizer: Optimizer,
  parameter: Tensor,
  gradient: Tensor,
  memory: Memory,
  rate: Tensor,
  step: number,
): { readonly parameter: Tensor; readonly memory: Memory } {
  const [first, second] = memory as [Tensor, Tensor];
  const moved = (direction: Tensor, memory: Memory) => ({
    parameter: sub(parameter, mul(direction, rate)) as Tensor,
    memory,
  });
  switch (optimizer.rule) {
    case 'sgd':
      return moved(gradient, []);
    case 'momentum': {
      const velocity: Tensor = add(mul(first, optimizer.momentum), gradient);
      return moved(velocity, [velocity]);
    }
    case 'nesterov': {
      const velocity: Tensor = add(mul(first, optimizer.momentum), gradient);
      return moved(add(gradient, mul(velocity, optimizer.momentum)), [velocity]);
    }
    case 'rmsprop': {
      const meanSquare = average(first, square(gradient), optimizer.decay);
      return moved(div(gradient, sqrt(add(meanSquare, optimizer.epsilon))), [meanSquare]);
    }
    case 'adam': {
      const { beta1, beta2, epsilon } = optimizer;
      const mean = average(first, gradient, beta1);
      const meanSquare = average(second, square(gradient), beta2);
      const root = sqrt(mul(meanSquare, 1 / (1 - beta2 ** step)));
      const direction: Tensor = div(mul(mean, 1 / (1 - beta1 ** step)), add(root, epsilon));
      return moved(direction, [mean, meanSquare]);
    }
  }
}

/** A running average with one more value in it. */
function average(before: Tensor, value: Tensor, decay: number): Tensor {
  return add(mul(before, decay), mul(value, 1 - decay));
}
