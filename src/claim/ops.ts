import type { HostTensor } from '../numerics/host-tensor.ts';

/**
 * The operations a claim may use, on tensors of a kind T that it never looks into.
 *
 * A claim's formula is written once against this interface and read by several interpreters:
 * TensorFlow.js on a backend (runtime/), the size of its numbers (magnitude.ts), its rounding
 * errors (running-error.ts), and plain loops over BigInt (the tests). A new operation is one
 * line in each; a test runs every operation on every backend.
 */
export interface Ops<T> {
  /** Element-wise a + b, with lengths of 1 broadcast. */
  add(a: T, b: T): T;
  /** Element-wise a − b, with lengths of 1 broadcast. */
  sub(a: T, b: T): T;
  /** Element-wise a · b, with lengths of 1 broadcast. */
  mul(a: T, b: T): T;
  /** Element-wise a / b, with lengths of 1 broadcast. */
  div(a: T, b: T): T;
  /** The square root, element-wise. */
  sqrt(z: T): T;
  /** The matrix product of [m, k] and [k, n]: [m, n]. */
  matMul(a: T, b: T): T;
  /** A matrix [m, n] as [n, m]. */
  transpose(a: T): T;
  /**
   * The cross-correlation that networks call convolution, of images [batch, height, width, cIn] with
   * a kernel [k₁, k₂, cIn, cOut]: [batch, ⌈height/s⌉, ⌈width/s⌉, cOut] at stride s. Padding is
   * TensorFlow's "same": of p = max((⌈n/s⌉ − 1)s + d(k − 1) + 1 − n, 0) zeros on an axis of length n,
   * d the dilation, ⌊p/2⌋ stand before the first pixel.
   */
  conv2d(x: T, kernel: T, convolution?: Convolution): T;
  /** The n × n identity matrix. */
  eye(n: number): T;
  /** A [1, 1] constant; one that is not a short binary fraction is stored rounded. */
  scalar(value: number): T;
  /** Numbers that belong to the formula; one that is not a short binary fraction is stored rounded. */
  constant(tensor: HostTensor): T;
  /** max(0, z), element-wise. */
  relu(z: T): T;
  /** 1 / (1 + e⁻ᶻ), element-wise. */
  sigmoid(z: T): T;
  /** Hyperbolic tangent, element-wise. */
  tanh(z: T): T;
  /** The error function, element-wise, by Abramowitz & Stegun 7.1.26 (within 1.5·10⁻⁷ of erf). */
  erf(z: T): T;
  /** log(1 + eᶻ), element-wise. */
  softplus(z: T): T;
  /** eᶻ, element-wise. */
  exp(z: T): T;
  /** 1 where z > 0 and 0 elsewhere: the slope of ReLU. */
  step(z: T): T;
  /**
   * The interpreter's own automatic differentiation, where it has one: TensorFlow.js does. To be used
   * through the functions of vjp.ts, which have the contract and serve the others.
   */
  vjp?<Inputs extends string>(
    f: <S>(tf: Differentiable<S>, inputs: Readonly<Record<Inputs, S>>) => S,
    inputs: Readonly<Record<Inputs, T>>,
    of: readonly NoInfer<Inputs>[],
    dy: T,
  ): T[];
}

/** The operations that `vjp` may meet. */
export type Differentiable<T> = Pick<
  Ops<T>,
  | 'add'
  | 'sub'
  | 'mul'
  | 'matMul'
  | 'relu'
  | 'sigmoid'
  | 'tanh'
  | 'erf'
  | 'softplus'
  | 'eye'
  | 'scalar'
  | 'constant'
>;

/** How a convolution moves over its image: whole numbers, 1 where absent, at most one of them above 1. */
export interface Convolution {
  /** Pixels of the image from one output to the next. */
  readonly stride?: number;
  /** Pixels of the image from one tap of the kernel to the next. */
  readonly dilation?: number;
}

/** A formula: inputs by name to one tensor. It says nothing of who evaluates it. */
export type Formula<Inputs extends string, Parameters> = <T>(
  tf: Ops<T>,
  inputs: Readonly<Record<Inputs, T>>,
  parameters: Parameters,
) => T;
