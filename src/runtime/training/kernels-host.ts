import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu';
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core/dist/kernel_registry';
import type { TensorInfo } from '@tensorflow/tfjs-core/dist/tensor_info';
import { DENSE, DENSE_GRADIENT, type DenseAttributes } from './dense.ts';
import type { DenseArithmetic, DenseSize } from './dense-arithmetic.ts';

/** The kernels of {@link dense} for the cpu backend, computed by `arithmetic`. */
export function hostDenseKernels(arithmetic: DenseArithmetic): KernelConfig[] {
  const forward: KernelFunc = ({ inputs, attrs, backend }) => {
    const { x, w, bias, skip } = inputs as Record<'x' | 'w' | 'bias', TensorInfo> & { skip?: TensorInfo };
    const { values, make } = hostOf(backend as MathBackendCPU);
    const size = sizeOf(x, w);
    const { g } = attrs as unknown as DenseAttributes;
    const y = arithmetic.forward(size, values(x), values(w), values(bias), skip ? values(skip) : null, g);
    return make([size.networks, size.points, size.outputs], y);
  };

  const backward: KernelFunc = ({ inputs, attrs, backend }) => {
    const { x, w, y, dy } = inputs as Record<'x' | 'w' | 'y' | 'dy', TensorInfo>;
    const { values, make } = hostOf(backend as MathBackendCPU);
    const size = sizeOf(x, w);
    const { g, wantsDx } = attrs as unknown as DenseAttributes;
    const saved = { x: values(x), w: values(w), y: values(y), dy: values(dy) };
    const { dw, db, dz, dx } = arithmetic.backward(size, saved, g, wantsDx);
    const results = [make(w.shape, dw), make([size.networks, 1, size.outputs], db), make(y.shape, dz)];
    return dx ? [...results, make(x.shape, dx)] : results;
  };

  return [
    { kernelName: DENSE, backendName: 'cpu', kernelFunc: forward },
    { kernelName: DENSE_GRADIENT, backendName: 'cpu', kernelFunc: backward },
  ];
}

function sizeOf(x: TensorInfo, w: TensorInfo): DenseSize {
  const [networks = 0, points = 0, inputs = 0] = x.shape;
  return { networks, points, inputs, outputs: w.shape[2] ?? 0 };
}

function hostOf(backend: MathBackendCPU) {
  return {
    values: ({ dataId }: TensorInfo) => backend.data.get(dataId).values as Float32Array,
    make: (shape: number[], values: Float32Array) => backend.makeTensorInfo(shape, 'float32', values),
  };
}
