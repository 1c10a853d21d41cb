import { backend as currentBackend, memory, tidy } from '@tensorflow/tfjs-core/dist/globals';
import { concat } from '@tensorflow/tfjs-core/dist/ops/concat';
import { reshape } from '@tensorflow/tfjs-core/dist/ops/reshape';
import { tensor } from '@tensorflow/tfjs-core/dist/ops/tensor';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import { version } from '@tensorflow/tfjs-core/dist/version';
import { type Backend, type Device, DeviceFault, type Program } from '../claim/device.ts';
import type { TrainingOptions, TrainingPlan, TrainingRecord } from '../claim/training.ts';
import type { Arithmetic } from '../numerics/arithmetic.ts';
import { type HostTensor, sizeOf } from '../numerics/host-tensor.ts';
import { registerKernels } from './backends/activate.ts';
import type { Health } from './health.ts';
import { fetchPart, type LoadedParts, type PartKernels, PartMissing } from './parts.ts';
import { tensorflowOps } from './tensorflow-ops.ts';

/** What a backend's module tells of the backend it opened. */
export interface OpenedBackend {
  readonly backend: Backend;
  /** What the backend says it runs on. */
  readonly name: string;
  /** True where the tensor's numbers were computed on this backend and still live there. */
  isResident(tensor: Tensor): boolean;
  readonly health: Health;
  /** Notes in `health` what only the device can be asked for, once something was read. */
  readonly afterRead?: () => void;
  /** Waits until the device has done what it was asked for so far; absent where it does each thing at once. */
  readonly settled?: () => Promise<unknown>;
  /** The kernels that are not registered until a program needs them. */
  readonly parts: PartKernels;
}

/**
 * The opening of a backend, under way. The ladder may give it up; the library has one current
 * backend, so an opening that was given up must not make itself that one later.
 */
export interface Opening {
  /** Set by the ladder when it has gone on to the next rung. */
  abandoned: boolean;
  /** Set once the library was told of the backend: it must be taken back where the opening fails. */
  engaged: boolean;
}

/** How long after a failed read a device may still say why. */
const LAST_WORDS_MS = 2_000;

/** A device that computes with TensorFlow.js on the backend that was opened. */
export function tensorDevice(opened: OpenedBackend, arithmetic: Arithmetic): Device {
  const { backend, name, health } = opened;
  const loaded: LoadedParts = {};
  const ops = tensorflowOps(loaded);
  return { backend, name, arithmetic, library: `TensorFlow.js ${version}`, evaluate, train };

  async function evaluate<Inputs extends string, Outputs extends string>(
    program: Program<Inputs, Outputs>,
    inputs: Readonly<Record<Inputs, HostTensor<Float32Array>>>,
  ): Promise<Record<Outputs, HostTensor<Float32Array>>> {
    health.check();
    const { joined, shapes } = await computed(() => compute(program, inputs));
    try {
      const data = await read(joined);
      health.check();
      return split(data, shapes);
    } finally {
      // Not before the data is here: on WebGPU a tensor disposed in mid-read rejects the read.
      joined.dispose();
    }
  }

  async function train(plan: TrainingPlan, options?: TrainingOptions): Promise<TrainingRecord> {
    const engine = await import('./training/train.ts');
    const { smallestNormal } = arithmetic;
    return engine.train({ opened, smallestNormal, read, lastWords }, plan, options);
  }

  /** Computes; a device that is lost meanwhile makes the library throw before it says so itself. */
  async function computed<Result>(compute: () => Result): Promise<Result> {
    try {
      return await withParts(compute);
    } catch (error) {
      if (backend !== 'cpu' && !(error instanceof DeviceFault)) await lastWords();
      throw error;
    }
  }

  /** Computes; where an operation's part is missing, loads the part and computes again from the start. */
  async function withParts<Result>(compute: () => Result): Promise<Result> {
    for (;;) {
      try {
        return compute();
      } catch (error) {
        if (!(error instanceof PartMissing) || loaded[error.part]) throw error;
        const { ops, kernels } = await fetchPart(error.part, opened.parts);
        registerKernels(backend, kernels);
        Object.assign(loaded, { [error.part]: ops });
      }
    }
  }

  /** Gives the device a moment to say that it is gone. @throws {DeviceLost | DeviceFault} where it does. */
  async function lastWords(): Promise<void> {
    await health.orFailure(new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MS)));
  }

  async function read(tensor: Tensor): Promise<Float32Array> {
    try {
      // A lost WebGL context leaves data() pending for ever, hence the race.
      const data = (await health.orFailure(tensor.data())) as Float32Array;
      opened.afterRead?.();
      return data;
    } catch (error) {
      // A lost WebGPU device rejects its reads a moment before it says that it is lost.
      await lastWords();
      throw new DeviceFault(error instanceof Error ? error.message : String(error));
    }
  }

  /** Runs the program and joins its results into one tensor: on a GPU each read costs a submission. */
  function compute<Inputs extends string, Outputs extends string>(
    program: Program<Inputs, Outputs>,
    inputs: Readonly<Record<Inputs, HostTensor<Float32Array>>>,
  ) {
    const shapes: [Outputs, readonly number[]][] = [];
    const joined = tidy(() => {
      const uploaded = Object.entries<HostTensor<Float32Array>>(inputs).map(([key, { data, shape }]) => [
        key,
        tensor(data, [...shape]),
      ]);
      const results = program(ops, Object.fromEntries(uploaded) as Record<Inputs, Tensor>);
      const parts = Object.entries<Tensor>(results).map(([key, result]) => {
        shapes.push([key as Outputs, result.shape]);
        return reshape(result, [result.size]);
      });
      // A single result is joined with nothing, and would be the tensor itself, an input perhaps.
      return concat(parts.length > 1 ? parts : [...parts, tensor([0])]) as Tensor;
    });
    if (!opened.isResident(joined)) {
      joined.dispose();
      throw new DeviceFault(`A result was computed elsewhere than on ${backend}.`);
    }
    return { joined, shapes };
  }
}

function split<Outputs extends string>(data: Float32Array, shapes: [Outputs, readonly number[]][]) {
  let from = 0;
  const entries = shapes.map(([key, shape]) => {
    const part = data.slice(from, from + sizeOf(shape));
    from += part.length;
    return [key, { shape, data: part }];
  });
  return Object.fromEntries(entries) as Record<Outputs, HostTensor<Float32Array>>;
}

/** The backend object that TensorFlow.js computes with now, for a backend's own module to look into. */
export function libraryBackend<T>(): T {
  return currentBackend() as unknown as T;
}

/** How many tensors the library holds: a run must leave this as it found it. */
export function tensorCount(): number {
  return memory().numTensors;
}
