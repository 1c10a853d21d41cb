import { depthwiseConv2dNativeConfig } from '@tensorflow/tfjs-backend-webgl/dist/kernels/DepthwiseConv2dNative';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-webgpu/dist/kernels/BatchMatMul';
import { env } from '@tensorflow/tfjs-core/dist/environment';
import {
  engine,
  getBackend,
  backend as libraryBackend,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs-core/dist/globals';
import { registerKernel } from '@tensorflow/tfjs-core/dist/kernel_registry';
import { add } from '@tensorflow/tfjs-core/dist/ops/add';
import { depthwiseConv2d } from '@tensorflow/tfjs-core/dist/ops/depthwise_conv2d';
import { matMul } from '@tensorflow/tfjs-core/dist/ops/mat_mul';
import { sigmoid } from '@tensorflow/tfjs-core/dist/ops/sigmoid';
import { tensor } from '@tensorflow/tfjs-core/dist/ops/tensor';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { DataId, TensorInfo } from '@tensorflow/tfjs-core/dist/tensor_info';
import { afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { type Device, DeviceFault, DeviceLost } from '../../src/claim/device.ts';
import { filled } from '../../src/claim/draw.ts';
import { openDevice } from '../../src/runtime/ladder.ts';

/**
 * The faults of TensorFlow.js 4.22 that src/runtime works around, each shown without its
 * workaround. A test that fails here is good news: a release mended the fault, and the workaround
 * may go. The tests of a lost device come last, since nothing can be computed after them.
 */
const backend = inject('backend');
let device: Device;

beforeAll(async () => {
  device = (await openDevice(backend)).device;
}, 60_000);

afterEach(() => vi.restoreAllMocks());

/** Sets a flag for the length of one test. */
async function withFlag<T>(flag: string, value: boolean | number, use: () => Promise<T>): Promise<T> {
  const before = env().get(flag);
  env().set(flag, value);
  try {
    return await use();
  } finally {
    env().set(flag, before);
  }
}

interface GpuBackend {
  tensorMap?: { get(id: DataId): { resource?: unknown } };
  texData?: { get(id: DataId): { texture?: unknown } };
  gpgpu?: { gl: WebGL2RenderingContext };
  device?: GPUDevice;
  floatPrecision(): number;
  epsilon(): number;
}

const library = () => libraryBackend() as unknown as GpuBackend;

/** Where the sum of two small tensors was computed. */
function smallSumIsOnGpu(): boolean {
  const sum = add(tensor([1]), tensor([2]));
  const { tensorMap, texData } = library();
  const resident = tensorMap?.get(sum.dataId).resource ?? texData?.get(sum.dataId).texture;
  sum.dispose();
  return resident != null;
}

describe.runIf(backend !== 'cpu')('on a GPU', () => {
  const flag = backend === 'webgpu' ? 'WEBGPU_CPU_FORWARD' : 'WEBGL_CPU_FORWARD';

  test('by default small tensors are computed on the CPU', async () => {
    expect(await withFlag(flag, true, async () => smallSumIsOnGpu())).toBe(false);
    expect(smallSumIsOnGpu()).toBe(true);
  });

  test('a device whose tensors are computed on the CPU is at fault', async () => {
    const sum = () => device.evaluate((tf, x) => ({ sum: tf.add(x.a, x.a) }), { a: filled([1, 1], () => 1) });
    await withFlag(flag, true, async () => {
      await expect(sum()).rejects.toThrow(DeviceFault);
    });
    expect((await sum()).sum.data[0]).toBe(2);
  });
});

/** A product by the library's own kernel, which webgpu-matmul.ts stands in for. */
async function libraryProduct(a: Tensor, b: Tensor, transposeB: boolean): Promise<number[]> {
  const attrs = { transposeA: false, transposeB };
  const product = batchMatMulConfig.kernelFunc({ inputs: { a, b }, attrs, backend: libraryBackend() });
  return [
    ...(await engine()
      .makeTensorFromTensorInfo(product as TensorInfo)
      .data()),
  ];
}

describe.runIf(backend === 'webgpu')('on WebGPU', () => {
  test('the default matrix product ignores transposeB where the inner length is long', async () => {
    const [rows, inner, columns] = [16, 2048, 32];
    const a = (i: number) => (i % 5) - 2;
    const b = (i: number) => (i % 7) - 3;
    const A = tensor(
      Float32Array.from({ length: rows * inner }, (_, i) => a(i)),
      [rows, inner],
    );
    const B = tensor(
      Float32Array.from({ length: columns * inner }, (_, i) => b(i)),
      [columns, inner],
    );
    const dot = (i: number, j: number) => {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a(i * inner + k) * b(j * inner + k);
      return sum;
    };
    const expected = Array.from({ length: rows * columns }, (_, i) =>
      dot(Math.floor(i / columns), i % columns),
    );
    expect(await withFlag('WEBGPU_MATMUL_PROGRAM_TYPE', -1, () => libraryProduct(A, B, true))).not.toEqual(
      expected,
    );
    expect([...(await matMul(A, B, false, true).data())]).toEqual(expected);
  });

  test.each([
    [3, 2],
    // Multiples of 4, which the library reads four at a time.
    [8, 4],
  ])(
    'a NaN in one matrix of a batch spoils the product of the one before: inner length %i, %i columns',
    async (inner, columns) => {
      const A = tensor(new Float32Array(2 * inner).fill(1), [2, 1, inner]);
      const entry = (i: number) => (i < inner * columns ? 1 : Number.NaN);
      const B = tensor(
        Float32Array.from({ length: 2 * inner * columns }, (_, i) => entry(i)),
        [2, inner, columns],
      );
      const first = (product: number[]) => product.slice(0, columns);
      expect(first(await libraryProduct(A, B, false))).toEqual(Array(columns).fill(Number.NaN));
      expect(first([...(await matMul(A, B).data())])).toEqual(Array(columns).fill(inner));
    },
  );

  test('where the adapter is null the library’s own factory fails with a TypeError', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockResolvedValue(null);
    const factory = engine().findBackendFactory('webgpu');
    await expect((async () => factory())()).rejects.toThrow(TypeError);
    await expect(openDevice('webgpu')).rejects.toThrow('found no adapter');
  });

  test('a tensor disposed while it is read rejects the read', async () => {
    const sum = add(tensor([1]), tensor([2]));
    const reading = sum.data();
    sum.dispose();
    await expect(reading).rejects.toThrow();
  });

  test('NaN does not survive: the sigmoid of NaN is a number', async () => {
    const [value] = await sigmoid(tensor([Number.NaN])).data();
    expect(value).not.toBeNaN();
  });

  test('nobody hears of an uncaptured error: the next evaluation must', async () => {
    library()
      .device?.createBuffer({ size: 16, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.STORAGE })
      .unmap();
    await library().device?.queue.onSubmittedWorkDone();
    await expect
      .poll(() =>
        device
          .evaluate((tf, x) => ({ sum: tf.add(x.a, x.a) }), { a: filled([1, 1], () => 1) })
          .then(
            () => 'computed',
            (error) => error,
          ),
      )
      .toBeInstanceOf(DeviceFault);
    // The library goes on as if nothing had happened.
    expect((await add(tensor([1]), tensor([2])).data())[0]).toBe(3);
  });

  test('a lost device is not noticed by the library; an evaluation in flight is told', async () => {
    const { device: fresh } = await openAnew();
    const big = filled([512, 512], (i) => i % 3);
    const evaluation = fresh.evaluate((tf, x) => ({ product: tf.matMul(x.a, tf.matMul(x.a, x.a)) }), {
      a: big,
    });
    library().device?.destroy();
    await expect(evaluation).rejects.toThrow(DeviceLost);
    await expect(fresh.evaluate((tf, x) => ({ sum: tf.add(x.a, x.a) }), { a: big })).rejects.toThrow(
      DeviceLost,
    );
    expect(getBackend()).toBe('webgpu');
  });
});

describe.runIf(backend === 'webgl')('on WebGL', () => {
  test('the library reports a float32 device as float16', async () => {
    expect(library().floatPrecision()).toBe(16);
    expect(library().epsilon()).toBe(1e-4);
    expect(device.arithmetic.precision).toBe(24);
  });

  test('a packed depthwise convolution loses exact zeros', async () => {
    registerKernel(depthwiseConv2dNativeConfig);
    const convolved = async () => {
      // Each sum is 1 − 1: exactly zero.
      const x = tensor(new Float32Array(8).fill(1), [1, 1, 2, 4]) as Parameters<typeof depthwiseConv2d>[0];
      const filter = tensor([1, 1, 1, 1, -1, -1, -1, -1], [1, 2, 4, 1]) as Parameters<
        typeof depthwiseConv2d
      >[1];
      return [...(await depthwiseConv2d(x, filter, 1, 'valid').data())];
    };
    expect((await withFlag('WEBGL_PACK_DEPTHWISECONV', true, convolved)).some((value) => value !== 0)).toBe(
      true,
    );
    expect((await convolved()).every((value) => value === 0)).toBe(true);
  });

  test('a product of odd inner length adds what packed operations left in the padding', async () => {
    // σ(0) = ½ each: a sum of three quarters, and of the padding's fourth.
    const product = async () => {
      const halves = sigmoid(tensor([0, 0, 0], [1, 3]));
      return (await matMul(halves, sigmoid(tensor([0, 0, 0], [3, 1]))).data())[0];
    };
    expect(await withFlag('WEBGL_PACK_UNARY_OPERATIONS', true, product)).not.toBe(0.75);
    expect(await product()).toBe(0.75);
  });

  test('an error that the library does not ask for makes a fault of what is read after it', async () => {
    const opened = await openDevice('webgl');
    const gl = library().gpgpu?.gl as WebGL2RenderingContext;
    // As after memory ran out: there is nothing to draw into.
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    const sum = () =>
      opened.device.evaluate((tf, x) => ({ sum: tf.add(x.a, x.a) }), { a: filled([2], (i) => i) });
    await expect(sum()).rejects.toThrow(DeviceFault);
    await expect(sum()).rejects.toThrow('nothing to draw into');
  });

  test('after the context is lost a read hangs for ever; an evaluation is told', async () => {
    const gl = library().gpgpu?.gl;
    const sum = add(tensor([1]), tensor([2]));
    const evaluation = device.evaluate((tf, x) => ({ product: tf.matMul(x.a, x.a) }), {
      a: filled([256, 256], (i) => i % 3),
    });
    const reading = sum.data().then(
      () => 'read',
      () => 'failed',
    );
    gl?.getExtension('WEBGL_lose_context')?.loseContext();
    await expect(evaluation).rejects.toThrow(DeviceLost);
    const patience = new Promise((resolve) => setTimeout(() => resolve('still waiting'), 2_000));
    expect(await Promise.race([reading, patience])).toBe('still waiting');
  });
});

describe.runIf(backend === 'cpu')('on any backend', () => {
  test('a backend that cannot start leaves its name behind', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    registerBackend('broken', () => Promise.reject(new Error('no device')));
    expect(await setBackend('broken')).toBe(false);
    expect(getBackend()).toBe('broken');
    removeBackend('broken');
    await setBackend('cpu');
  });
});

/** A device of its own, after another was spoilt: the library must forget the backend first. */
async function openAnew() {
  removeBackend('webgpu');
  registerBackend('webgpu', async () => {
    const adapter = await navigator.gpu.requestAdapter();
    if (!adapter) throw new Error('no adapter');
    return new WebGPUBackend(await adapter.requestDevice(), adapter.info);
  });
  return openDevice('webgpu');
}
