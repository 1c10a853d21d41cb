import { type LayerStart, startOf, stepped } from './contender.ts';

/** A careful loop over typed arrays in float32: blocked products, no allocation in a step, nothing general. */
export const typedArrayLoop = stepped(async (plan) => {
  const { inputs, targets, networks } = startOf(plan);
  const points = inputs.shape[0] as number;
  const trained = networks.map((layers, k) => ({
    layers: layers.map((layer) => ({ ...layer, bias: new Float32Array(layer.outputs) })),
    rate: plan.networks[k]?.rate as number,
  }));
  const room = roomFor(networks[0] as readonly LayerStart[], points);
  room[0] = { ...(room[0] as Room), x: inputs.data };
  return {
    networksPerStep: 1,
    step(k) {
      const { layers, rate } = trained[k % trained.length] as (typeof trained)[number];
      forward(layers, room, points);
      descend(layers, room, targets.data, points, rate);
    },
    losses: async () =>
      trained.map(({ layers }) => {
        const outputs = forward(layers, room, points);
        return (
          outputs.reduce((sum, y, i) => sum + (y - (targets.data[i] as number)) ** 2, 0) / outputs.length
        );
      }),
    settle: async () => {},
    dispose() {},
  };
});

interface Layer extends LayerStart {
  readonly bias: Float32Array;
}

/** Room for a layer's input, output, and the gradients there and at its parameters; the networks share it. */
interface Room {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The gradient at the output, then at the pre-activation. */
  readonly dy: Float32Array;
  readonly dx: Float32Array;
  readonly dw: Float32Array;
}

function roomFor(layers: readonly LayerStart[], points: number): Room[] {
  const sizes = [layers[0]?.inputs as number, ...layers.map(({ outputs }) => outputs)];
  const [values, slopes] = [0, 1].map(() => sizes.map((size) => new Float32Array(points * size)));
  return layers.map(({ weight }, k) => ({
    x: values?.[k] as Float32Array,
    y: values?.[k + 1] as Float32Array,
    dy: slopes?.[k + 1] as Float32Array,
    dx: slopes?.[k] as Float32Array,
    dw: new Float32Array(weight.length),
  }));
}

/** @returns the network's outputs. */
function forward(layers: readonly Layer[], room: readonly Room[], points: number): Float32Array {
  for (let k = 0; k < layers.length; k++) {
    const { inputs, outputs, weight, bias } = layers[k] as Layer;
    const { x, y } = room[k] as Room;
    for (let point = 0; point < points; point++) y.set(bias, point * outputs);
    accumulate(x, inputs, 1, weight, outputs, 1, y, points, inputs, outputs);
    if (k < layers.length - 1) for (let i = 0; i < y.length; i++) if ((y[i] as number) < 0) y[i] = 0;
  }
  return (room.at(-1) as Room).y;
}

/** One step of gradient descent on the mean squared error. */
function descend(
  layers: readonly Layer[],
  room: readonly Room[],
  targets: Float32Array,
  points: number,
  rate: number,
): void {
  const { y: outputs, dy: slopes } = room.at(-1) as Room;
  for (let i = 0; i < outputs.length; i++) {
    slopes[i] = (2 * ((outputs[i] as number) - (targets[i] as number))) / outputs.length;
  }
  for (let k = layers.length - 1; k >= 0; k--) {
    const { inputs, outputs, weight, bias } = layers[k] as Layer;
    const { x, y, dy, dx, dw } = room[k] as Room;
    if (k < layers.length - 1) for (let i = 0; i < y.length; i++) if (y[i] === 0) dy[i] = 0;
    dw.fill(0);
    accumulate(x, 1, inputs, dy, outputs, 1, dw, inputs, points, outputs);
    if (k > 0) {
      dx.fill(0);
      accumulate(dy, outputs, 1, weight, 1, outputs, dx, points, outputs, inputs);
    }
    for (let i = 0; i < weight.length; i++) weight[i] = (weight[i] as number) - rate * (dw[i] as number);
    for (let j = 0; j < outputs; j++) {
      let slope = 0;
      for (let i = j; i < dy.length; i += outputs) slope += dy[i] as number;
      bias[j] = (bias[j] as number) - rate * slope;
    }
  }
}

/**
 * C += A·B in tiles of 4×2, C being [rows, columns]; A[r, t] stands at r·aRow + t·aStep and
 * B[t, j] at t·bStep + j·bColumn.
 */
function accumulate(
  a: Float32Array,
  aRow: number,
  aStep: number,
  b: Float32Array,
  bStep: number,
  bColumn: number,
  c: Float32Array,
  rows: number,
  inner: number,
  columns: number,
): void {
  const wholeRows = rows - (rows % 4);
  const wholeColumns = columns - (columns % 2);
  for (let r = 0; r < wholeRows; r += 4) {
    const [c0, c1, c2, c3] = [r * columns, (r + 1) * columns, (r + 2) * columns, (r + 3) * columns] as const;
    for (let j = 0; j < wholeColumns; j += 2) {
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      let s20 = 0;
      let s21 = 0;
      let s30 = 0;
      let s31 = 0;
      let at = r * aRow;
      let bt = j * bColumn;
      for (let t = 0; t < inner; t++) {
        const b0 = b[bt] as number;
        const b1 = b[bt + bColumn] as number;
        const a0 = a[at] as number;
        const a1 = a[at + aRow] as number;
        const a2 = a[at + 2 * aRow] as number;
        const a3 = a[at + 3 * aRow] as number;
        s00 += a0 * b0;
        s01 += a0 * b1;
        s10 += a1 * b0;
        s11 += a1 * b1;
        s20 += a2 * b0;
        s21 += a2 * b1;
        s30 += a3 * b0;
        s31 += a3 * b1;
        at += aStep;
        bt += bStep;
      }
      c[c0 + j] = (c[c0 + j] as number) + s00;
      c[c0 + j + 1] = (c[c0 + j + 1] as number) + s01;
      c[c1 + j] = (c[c1 + j] as number) + s10;
      c[c1 + j + 1] = (c[c1 + j + 1] as number) + s11;
      c[c2 + j] = (c[c2 + j] as number) + s20;
      c[c2 + j + 1] = (c[c2 + j + 1] as number) + s21;
      c[c3 + j] = (c[c3 + j] as number) + s30;
      c[c3 + j + 1] = (c[c3 + j + 1] as number) + s31;
    }
  }
  for (let r = 0; r < rows; r++) {
    for (let j = r < wholeRows ? wholeColumns : 0; j < columns; j++) {
      let sum = 0;
      for (let t = 0; t < inner; t++) {
        sum += (a[r * aRow + t * aStep] as number) * (b[t * bStep + j * bColumn] as number);
      }
      c[r * columns + j] = (c[r * columns + j] as number) + sum;
    }
  }
}
