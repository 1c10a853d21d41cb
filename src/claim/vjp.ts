import type { Differentiable, Ops } from './ops.ts';

/** A value with how a gradient at it is handed back to what it was computed from. */
interface Node<T> {
  readonly value: T;
  /** True where the value depends on the input that is differentiated by. */
  readonly active: boolean;
  readonly operands: readonly { readonly of: Node<T>; readonly back: (dy: T) => T }[];
}

/**
 * The product of a Jacobian, transposed, with a gradient: Jᵀ·dy, by automatic differentiation.
 * TensorFlow.js differentiates on the device; for the host's interpreters it is done here. The claims
 * that differentiate import this file, so that no other verification loads it.
 * @param f what is differentiated, a function of all its inputs; it closes over no tensor.
 * @param of the input to differentiate by; neither it nor what depends on it may be broadcast.
 * @param dy the gradient at f's result, of its shape; what is returned has the input's shape.
 */
export function vjp<T, Inputs extends string>(
  tf: Ops<NoInfer<T>>,
  f: <S>(tf: Differentiable<S>, inputs: Readonly<Record<Inputs, S>>) => S,
  inputs: Readonly<Record<Inputs, NoInfer<T>>>,
  of: NoInfer<Inputs>,
  dy: T,
): T {
  return gradients(tf, f, inputs, [of], dy)[0] as T;
}

/**
 * The same by several inputs at once, from one run of f.
 * @returns a gradient for each of `of`, in its order.
 */
export function gradients<T, Inputs extends string>(
  tf: Ops<NoInfer<T>>,
  f: <S>(tf: Differentiable<S>, inputs: Readonly<Record<Inputs, S>>) => S,
  inputs: Readonly<Record<Inputs, NoInfer<T>>>,
  of: readonly NoInfer<Inputs>[],
  dy: T,
): T[] {
  return tf.vjp ? tf.vjp(f, inputs, of, dy) : reverseMode(tf)(f, inputs, of, dy);
}

/**
 * Reverse-mode differentiation over any interpreter. Its rules are TensorFlow.js's, operation by
 * operation and in its order, so that the running error of what it computes bounds what the library
 * computes.
 * @throws {TypeError} where the result does not depend on the input.
 * @throws {RangeError} where an operand on the way from the input was broadcast.
 */
function reverseMode<T>(tf: Ops<T>): NonNullable<Ops<T>['vjp']> {
  return (f, inputs, of, dy) => {
    const tape: Node<T>[] = [];
    const leaves = Object.fromEntries(
      Object.entries<T>(inputs).map(([name, value]): [string, Node<T>] => [
        name,
        { value, active: of.some((input) => input === name), operands: [] },
      ]),
    ) as Record<keyof typeof inputs, Node<T>>;
    const result = f(recording(tf, tape), leaves);
    const gradients = new Map<Node<T>, T>([[result, dy]]);
    for (const node of tape.toReversed()) {
      const gradient = gradients.get(node);
      if (gradient === undefined) continue;
      for (const { of, back } of node.operands.filter((operand) => operand.of.active)) {
        const share = back(gradient);
        if (shapeOf(share).join() !== shapeOf(of.value).join()) {
          throw new RangeError(
            `A gradient of shape [${shapeOf(share)}] at a broadcast operand [${shapeOf(of.value)}].`,
          );
        }
        const sum = gradients.get(of);
        gradients.set(of, sum === undefined ? share : tf.add(sum, share));
      }
    }
    return of.map((input) => {
      const gradient = gradients.get(leaves[input]);
      if (gradient === undefined) throw new TypeError(`The result does not depend on "${input}".`);
      return gradient;
    });
  };
}

/** The differentiable operations as they compute values and note how to go back. */
function recording<T>(tf: Ops<T>, tape: Node<T>[]): Differentiable<Node<T>> {
  const record = (value: T, ...operands: Node<T>['operands']): Node<T> => {
    const node = { value, active: operands.some(({ of }) => of.active), operands };
    if (node.active) tape.push(node);
    return node;
  };
  const leaf = (value: T): Node<T> => ({ value, active: false, operands: [] });
  const one = () => tf.scalar(1);
  return {
    add: (a, b) => record(tf.add(a.value, b.value), { of: a, back: (dy) => dy }, { of: b, back: (dy) => dy }),
    sub: (a, b) =>
      record(
        tf.sub(a.value, b.value),
        { of: a, back: (dy) => dy },
        { of: b, back: (dy) => tf.mul(tf.scalar(-1), dy) },
      ),
    mul: (a, b) =>
      record(
        tf.mul(a.value, b.value),
        { of: a, back: (dy) => tf.mul(dy, b.value) },
        { of: b, back: (dy) => tf.mul(dy, a.value) },
      ),
    matMul: (a, b) =>
      record(
        tf.matMul(a.value, b.value),
        { of: a, back: (dy) => tf.matMul(dy, tf.transpose(b.value)) },
        { of: b, back: (dy) => tf.matMul(tf.transpose(a.value), dy) },
      ),
    relu: (z) => record(tf.relu(z.value), { of: z, back: (dy) => tf.mul(dy, tf.step(z.value)) }),
    sigmoid: (z) => {
      const y = tf.sigmoid(z.value);
      return record(y, { of: z, back: (dy) => tf.mul(dy, tf.mul(y, tf.sub(one(), y))) });
    },
    tanh: (z) => {
      const y = tf.tanh(z.value);
      return record(y, { of: z, back: (dy) => tf.mul(tf.sub(one(), tf.mul(y, y)), dy) });
    },
    erf: (z) => {
      const gaussian = () => tf.exp(tf.mul(tf.scalar(-1), tf.mul(z.value, z.value)));
      const slope = () => tf.mul(gaussian(), tf.scalar(2 / Math.sqrt(Math.PI)));
      return record(tf.erf(z.value), { of: z, back: (dy) => tf.mul(dy, slope()) });
    },
    softplus: (z) => record(tf.softplus(z.value), { of: z, back: (dy) => tf.mul(dy, tf.sigmoid(z.value)) }),
    eye: (n) => leaf(tf.eye(n)),
    scalar: (value) => leaf(tf.scalar(value)),
    constant: (tensor) => leaf(tf.constant(tensor)),
  };
}

/** Every interpreter's tensors say their shape. */
function shapeOf(tensor: unknown): readonly number[] {
  return (tensor as { readonly shape: readonly number[] }).shape;
}
