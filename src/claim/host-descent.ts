import { filledWith } from './bounded-matrix.ts';
import type { Ops } from './ops.ts';
import type { BoundedTensor } from './running-error.ts';
import type { Optimizer } from './training.ts';

/** What a rule remembers of one parameter from step to step. */
export type Memory = readonly BoundedTensor[];

/** A rule's memory of a parameter before the first step: zeros. */
export function emptyMemory(parameter: BoundedTensor): Memory {
  const [rows = 0, columns = 0] = parameter.shape;
  const zeros = filledWith([rows, columns], 0);
  return [zeros, zeros];
}

/**
 * The direction in which one parameter with gradient g steps, and what its rule remembers then. The
 * rules are the engine's, as runtime/training/optimizer.ts states them.
 * @param t the step, counted from 1.
 */
export function directionOf(
  tf: Ops<BoundedTensor>,
  optimizer: Optimizer,
  g: BoundedTensor,
  [first, second]: Memory,
  t: number,
): { readonly direction: BoundedTensor; readonly memory: Memory } {
  const times = (a: BoundedTensor, factor: number) => tf.mul(a, tf.scalar(factor));
  const averaged = (before: BoundedTensor | undefined, value: BoundedTensor, decay: number) =>
    tf.add(times(before as BoundedTensor, decay), times(value, 1 - decay));
  const accelerated = (momentum: number) => tf.add(times(first as BoundedTensor, momentum), g);
  switch (optimizer.rule) {
    case 'sgd':
      return { direction: g, memory: [] };
    case 'momentum': {
      const velocity = accelerated(optimizer.momentum);
      return { direction: velocity, memory: [velocity] };
    }
    case 'nesterov': {
      const velocity = accelerated(optimizer.momentum);
      return { direction: tf.add(g, times(velocity, optimizer.momentum)), memory: [velocity] };
    }
    case 'rmsprop': {
      const meanSquare = averaged(first, tf.mul(g, g), optimizer.decay);
      const root = tf.sqrt(tf.add(meanSquare, tf.scalar(optimizer.epsilon)));
      return { direction: tf.div(g, root), memory: [meanSquare] };
    }
    case 'adam': {
      const { beta1, beta2, epsilon } = optimizer;
      const mean = averaged(first, g, beta1);
      const meanSquare = averaged(second, tf.mul(g, g), beta2);
      const root = tf.sqrt(times(meanSquare, 1 / (1 - beta2 ** t)));
      const divisor = tf.add(root, tf.scalar(epsilon));
      return {
        direction: tf.div(times(mean, 1 / (1 - beta1 ** t)), divisor),
        memory: [mean, meanSquare],
      };
    }
  }
}
