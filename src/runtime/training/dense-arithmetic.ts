/** The sizes of a dense layer of many networks; counts. */
export interface DenseSize {
  readonly networks: number;
  readonly points: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** Activations whose slope is known from their value. */
export const FUSED = ['linear', 'relu', 'tanh', 'sigmoid'] as const;
export type Fused = (typeof FUSED)[number];

/** What a gradient is computed from. */
export interface DenseSaved {
  /** The layer's input, [networks, points, inputs]. */
  readonly x: Float32Array;
  /** [networks, inputs, outputs] */
  readonly w: Float32Array;
  /** The layer's output, [networks, points, outputs]. */
  readonly y: Float32Array;
  /** The gradient of the loss there, of the same shape. */
  readonly dy: Float32Array;
}

/** Which gradients are asked for besides those at the parameters. */
export interface DenseWanted {
  /** At the input: not where it is data. */
  readonly dx: boolean;
  /** At the pre-activation, and thus at a skip: not where there is none. */
  readonly dz: boolean;
}

/** Gradients; null where they were not asked for. */
export interface DenseGradients {
  /** [networks, inputs, outputs] */
  readonly dw: Float32Array;
  /** [networks, 1, outputs] */
  readonly db: Float32Array;
  /** [networks, points, outputs] */
  readonly dz: Float32Array | null;
  /** [networks, points, inputs] */
  readonly dx: Float32Array | null;
}

/** A dense layer of many networks on the host, in float32 and row-major. */
export interface DenseArithmetic {
  /**
   * y = g(x·W + bias + skip).
   * @param x [networks, points, inputs]
   * @param w [networks, inputs, outputs]
   * @param bias [networks, 1, outputs]
   * @param skip [networks, points, outputs], or null.
   * @returns [networks, points, outputs]
   */
  forward(
    size: DenseSize,
    x: Float32Array,
    w: Float32Array,
    bias: Float32Array,
    skip: Float32Array | null,
    g: Fused,
  ): Float32Array;
  /** dz = dy·g′, dW = xᵀ·dz and db = Σ dz, both summed over the points, and dx = dz·Wᵀ. */
  backward(size: DenseSize, saved: DenseSaved, g: Fused, wanted: DenseWanted): DenseGradients;
}

/** Plain loops: what is used where WebAssembly has no SIMD, or may not run. Sums are float64 rounded once. */
export const PLAIN_DENSE: DenseArithmetic = {
  forward({ networks, points, inputs, outputs }, x, w, bias, skip, g) {
    const y = new Float32Array(networks * points * outputs);
    const sums = new Float64Array(outputs);
    for (let row = 0; row < networks * points; row++) {
      const network = Math.floor(row / points);
      for (let j = 0; j < outputs; j++) {
        sums[j] = at(bias, network * outputs + j) + (skip ? at(skip, row * outputs + j) : 0);
      }
      for (let i = 0; i < inputs; i++) {
        const a = at(x, row * inputs + i);
        const from = (network * inputs + i) * outputs;
        for (let j = 0; j < outputs; j++) sums[j] = at(sums, j) + a * at(w, from + j);
      }
      y.set(sums, row * outputs);
    }
    if (g === 'relu') for (let i = 0; i < y.length; i++) y[i] = Math.max(at(y, i), 0);
    activate(y, g);
    return y;
  },

  backward({ networks, points, inputs, outputs }, { x, w, y, dy }, g, wanted) {
    const dz = dy.map((slope, i) => slope * SLOPES[g](at(y, i)));
    const dw = new Float64Array(networks * inputs * outputs);
    const db = new Float64Array(networks * outputs);
    const dx = wanted.dx ? new Float32Array(networks * points * inputs) : null;
    for (let row = 0; row < networks * points; row++) {
      const network = Math.floor(row / points);
      const z = row * outputs;
      for (let j = 0; j < outputs; j++) {
        db[network * outputs + j] = at(db, network * outputs + j) + at(dz, z + j);
      }
      for (let i = 0; i < inputs; i++) {
        const a = at(x, row * inputs + i);
        const from = (network * inputs + i) * outputs;
        let sum = 0;
        for (let j = 0; j < outputs; j++) {
          dw[from + j] = at(dw, from + j) + a * at(dz, z + j);
          sum += at(dz, z + j) * at(w, from + j);
        }
        if (dx) dx[row * inputs + i] = sum;
      }
    }
    return { dw: Float32Array.from(dw), db: Float32Array.from(db), dz: wanted.dz ? dz : null, dx };
  },
};

/** The activations that both arithmetics leave to the host's own functions; in place. */
export function activate(y: Float32Array, g: Fused): void {
  if (g === 'tanh') for (let i = 0; i < y.length; i++) y[i] = Math.tanh(at(y, i));
  if (g === 'sigmoid') for (let i = 0; i < y.length; i++) y[i] = 1 / (1 + Math.exp(-at(y, i)));
}

const SLOPES: Readonly<Record<Fused, (y: number) => number>> = {
  linear: () => 1,
  relu: (y) => (y > 0 ? 1 : 0),
  tanh: (y) => 1 - y * y,
  sigmoid: (y) => y * (1 - y),
};

function at(values: Float32Array | Float64Array, i: number): number {
  return values[i] as number;
}
