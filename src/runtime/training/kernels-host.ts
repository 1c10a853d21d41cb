import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu';
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core/dist/kernel_registry';
import type { TensorInfo } from '@tensorflow/tfjs-core/dist/tensor_info';
import { DENSE, DENSE_GRADIENT, type DenseAttributes, type DenseGradientAttributes } from './dense.ts';
import type { DenseArithmetic, DenseSize } from './dense-arithmetic.ts';
import { ALIGNMENT, DESCENT } from './measures.ts';
import { UsedArrays } from './used-arrays.ts';

/** What these kernels write to. Cleared when a training ends. */
export const USED_ARRAYS = new UsedArrays();

/** The engine's own kernels for the cpu backend; dense layers are computed by `arithmetic`. */
export function hostKernels(arithmetic: DenseArithmetic): KernelConfig[] {
  const forward: KernelFunc = ({ inputs, attrs, backend }) => {
    const { x, w, bias, skip } = inputs as Record<'x' | 'w' | 'bias', TensorInfo> & { skip?: TensorInfo };
    const { values, makeOfUsed: make } = hostOf(backend as MathBackendCPU);
    const size = sizeOf(x, w);
    const { g } = attrs as unknown as DenseAttributes;
    const y = arithmetic.forward(size, values(x), values(w), values(bias), skip ? values(skip) : null, g);
    return make([size.networks, size.points, size.outputs], y);
  };

  const backward: KernelFunc = ({ inputs, attrs, backend }) => {
    const { x, w, y, dy } = inputs as Record<'x' | 'w' | 'y' | 'dy', TensorInfo>;
    const { values, makeOfUsed: make } = hostOf(backend as MathBackendCPU);
    const size = sizeOf(x, w);
    const { g, wantsDx, wantsDz } = attrs as unknown as DenseGradientAttributes;
    const saved = { x: values(x), w: values(w), y: values(y), dy: values(dy) };
    const { dw, db, dz, dx } = arithmetic.backward(size, saved, g, { dx: wantsDx, dz: wantsDz });
    return [
      make(w.shape, dw),
      make([size.networks, 1, size.outputs], db),
      ...(dx ? [make(x.shape, dx)] : []),
      ...(dz ? [make(y.shape, dz)] : []),
    ];
  };

  return [
    { kernelName: DENSE, backendName: 'cpu', kernelFunc: forward },
    { kernelName: DENSE_GRADIENT, backendName: 'cpu', kernelFunc: backward },
    { kernelName: DESCENT, backendName: 'cpu', kernelFunc: descend },
    { kernelName: ALIGNMENT, backendName: 'cpu', kernelFunc: align },
  ];
}

/**
 * The library's sum of two tensors, by a plain loop where their shapes are one: so gradients are gathered,
 * and with a call and two remainders an entry they take half the time of a step.
 */
export function plainlyAdding(library: KernelConfig): KernelConfig {
  const sum: KernelFunc = (call) => {
    const { a, b } = call.inputs as Record<'a' | 'b', TensorInfo>;
    const isPlain = a.dtype === 'float32' && b.dtype === 'float32' && a.shape.join() === b.shape.join();
    if (!isPlain) return library.kernelFunc(call);
    const { values, make, makeOfUsed } = hostOf(call.backend as MathBackendCPU);
    const [left, right] = [values(a), values(b)];
    // Of a training's tensors only: evaluations add too, and what they read is theirs to keep.
    const isUsed = USED_ARRAYS.isLent(a.dataId);
    const total = isUsed ? USED_ARRAYS.take(left.length) : new Float32Array(left.length);
    for (let i = 0; i < total.length; i++) total[i] = (left[i] as number) + (right[i] as number);
    return (isUsed ? makeOfUsed : make)(a.shape, total);
  };
  return { ...library, kernelFunc: sum };
}

// The library's broadcasts take some fifty times as long, and its sums over the middle axis transpose first.
const descend: KernelFunc = ({ inputs, backend }) => {
  const { values, makeOfUsed: make } = hostOf(backend as MathBackendCPU);
  const { p, d, rate } = inputs as Record<'p' | 'd' | 'rate', TensorInfo>;
  const [before, direction, rates] = [values(p), values(d), values(rate)];
  const after = USED_ARRAYS.take(before.length);
  const size = before.length / rates.length;
  for (let network = 0, i = 0; network < rates.length; network++) {
    const eta = rates[network] as number;
    for (const end = i + size; i < end; i++)
      after[i] = (before[i] as number) - eta * (direction[i] as number);
  }
  return make(p.shape, after);
};

const align: KernelFunc = ({ inputs, attrs, backend }) => {
  const { values, make } = hostOf(backend as MathBackendCPU);
  const { a } = inputs as Record<'a', TensorInfo>;
  const { tiny } = attrs as unknown as { tiny: number };
  const [networks = 0, points = 0, units = 0] = a.shape;
  const activations = values(a);
  const [squares, cosines, directions] = [0, 1, 2].map(() => new Float32Array(networks)) as Three;
  for (let network = 0; network < networks; network++) {
    const total = new Float64Array(units);
    for (let point = 0; point < points; point++) {
      const from = (network * points + point) * units;
      let square = 0;
      for (let j = 0; j < units; j++) square += (activations[from + j] as number) ** 2;
      squares[network] = (squares[network] as number) + square;
      const length = Math.sqrt(square + tiny);
      for (let j = 0; j < units; j++)
        total[j] = (total[j] as number) + (activations[from + j] as number) / length;
      directions[network] = (directions[network] as number) + square / length ** 2;
    }
    cosines[network] = total.reduce((sum, value) => sum + value * value, 0);
  }
  return [squares, cosines, directions].map((sums) => make([networks, 1], sums));
};

type Three = [Float32Array, Float32Array, Float32Array];

function sizeOf(x: TensorInfo, w: TensorInfo): DenseSize {
  const [networks = 0, points = 0, inputs = 0] = x.shape;
  return { networks, points, inputs, outputs: w.shape[2] ?? 0 };
}

function hostOf(backend: MathBackendCPU) {
  return {
    values: ({ dataId }: TensorInfo) => backend.data.get(dataId).values as Float32Array,
    make: (shape: number[], values: Float32Array) => backend.makeTensorInfo(shape, 'float32', values),
    makeOfUsed: (shape: number[], values: Float32Array) => {
      const info = backend.makeTensorInfo(shape, 'float32', values);
      USED_ARRAYS.lend(backend, info.dataId, values);
      return info;
    },
  };
}
