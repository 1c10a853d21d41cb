import { keep, tidy } from '@tensorflow/tfjs-core/dist/globals';
import { customGrad, grads } from '@tensorflow/tfjs-core/dist/gradients';
import type { KernelConfig } from '@tensorflow/tfjs-core/dist/kernel_registry';
import { mul } from '@tensorflow/tfjs-core/dist/ops/mul';
import { sub } from '@tensorflow/tfjs-core/dist/ops/sub';
import { tensor } from '@tensorflow/tfjs-core/dist/ops/tensor';
import type { Tensor } from '@tensorflow/tfjs-core/dist/tensor';
import type { GradSaveFunc } from '@tensorflow/tfjs-core/dist/tensor_types';
import { type Backend, Cancelled, DeviceFault, DeviceLost } from '../../claim/device.ts';
import type { TrainingOptions, TrainingPlan, TrainingRecord } from '../../claim/training.ts';
import type { HostTensor } from '../../numerics/host-tensor.ts';
import { registerKernels } from '../backends/activate.ts';
import { breathe } from '../breathe.ts';
import type { OpenedBackend } from '../tensor-device.ts';
import './gradients.ts';
import { drawStart, type Parameters } from '../../claim/start.ts';
import { drawBatch } from '../../claim/tasks.ts';
import { forward } from './network.ts';
import { observe, Recorder } from './observation.ts';
import { descend, emptyMemory, type Memory } from './optimizer.ts';
import { validatePlan } from './plan.ts';

/** What the engine needs of the device it trains on. */
export interface TrainingDevice {
  readonly opened: OpenedBackend;
  /** The device's smallest positive normal number. */
  readonly smallestNormal: number;
  /** Reads a tensor, or fails as the device did. */
  read(tensor: Tensor): Promise<Float32Array>;
  /** Gives the device a moment to say that it is gone. @throws {DeviceLost | DeviceFault} where it does. */
  lastWords(): Promise<void>;
}

const KERNELS = {
  webgpu: () => import('../backends/webgpu-training.ts'),
  webgl: () => import('../backends/webgl-training.ts'),
  cpu: () => import('../backends/cpu-training.ts'),
} satisfies Record<Backend, () => Promise<TrainingKernels>>;

/** What a training needs of a backend's own file. */
interface TrainingKernels {
  readonly KERNELS: readonly KernelConfig[];
  /** Called when a training ends. */
  release?(): void;
}

/**
 * How long steps may follow one another before messages are read, in milliseconds. A GPU is asked for no more than twice
 * that ahead of what it has done: else a slow one would be told of as far on, and then keep silent for too long.
 */
const BREATH_MS = 16;

/**
 * Trains a plan's networks side by side on the current backend. Leaves no tensor behind.
 * @throws {RangeError} where the plan cannot be trained, with a sentence.
 * @throws {Cancelled} where the signal was set.
 * @throws {DeviceLost | DeviceFault} as an evaluation does.
 */
export async function train(
  device: TrainingDevice,
  plan: TrainingPlan,
  options: TrainingOptions = {},
): Promise<TrainingRecord> {
  validatePlan(plan);
  const { backend, health } = device.opened;
  const kernels: TrainingKernels = await KERNELS[backend]();
  registerKernels(backend, kernels.KERNELS);
  health.check();
  try {
    return await run(device, plan, options);
  } catch (error) {
    const isTold = [Cancelled, DeviceFault, DeviceLost].some((kind) => error instanceof kind);
    // A device that is lost makes the library throw before it says so itself.
    if (backend !== 'cpu' && !isTold) await device.lastWords();
    throw error;
  } finally {
    kernels.release?.();
  }
}

/** A parameter and what the optimizer remembers of it. */
type Slot = [parameter: Tensor, memory: Memory];

async function run(
  { opened, smallestNormal, read }: TrainingDevice,
  plan: TrainingPlan,
  { signal, onProgress }: TrainingOptions,
): Promise<TrainingRecord> {
  const { architecture, networks, optimizer, steps } = plan;
  const { inputs, targets } = drawBatch(plan.task);
  const recorder = new Recorder(architecture, networks.length, targets);
  const [[, width = 0], [, outputs = 0]] = [inputs.shape, targets.shape];
  const start = drawStart(architecture, networks, width, outputs);
  const names = Object.keys(start);
  const x = upload(repeated(inputs, networks.length));
  const t = upload(repeated(targets, networks.length));
  // As large as what it multiplies: on the cpu the library's broadcasts take several times as long.
  const factor = tensor(new Float32Array(t.size).fill(2 / targets.data.length), t.shape);
  const rate = tensor(
    Float32Array.from(networks, (network) => network.rate),
    [networks.length, 1, 1],
  );
  let state: Slot[] = tidy(() =>
    names.map((name): Slot => {
      const parameter = keep(upload(start[name] as HostTensor<Float32Array>));
      return [parameter, emptyMemory(optimizer, parameter).map(keep)];
    }),
  );

  try {
    let lastBreath = performance.now();
    let asked: Promise<unknown> = Promise.resolve();
    for (let step = 0; ; step++) {
      if (isRecorded(step, plan)) recorder.add(step, await observed());
      if (step === steps) break;
      advance(step + 1);
      if (performance.now() - lastBreath < BREATH_MS) continue;
      const before = asked;
      asked = opened.settled?.() ?? asked;
      // It may be the device's end that is heard of first, and nobody waits for the last.
      asked.catch(() => {});
      await opened.health.orFailure(before);
      await onProgress?.(step + 1, steps, () => recorder.finish());
      await breathe();
      lastBreath = performance.now();
      if (signal?.aborted) throw new Cancelled();
      opened.health.check();
    }
    return recorder.finish();
  } finally {
    for (const tensor of [x, t, factor, rate, ...state.flat(2)]) tensor.dispose();
  }

  /**
   * The gradient of each network's loss at each parameter. The mean squared error has 2(y − t)/size at an output y, so
   * the tape begins there, and no step computes a loss: records have them.
   */
  function gradients(parameters: readonly Tensor[]): Tensor[] {
    const outputs = customGrad((y, save) => {
      (save as GradSaveFunc)([y as Tensor]);
      const gradFunc = (factor: Tensor, [y]: Tensor[]) => mul(sub(y as Tensor, t), factor) as Tensor;
      return { value: (y as Tensor).clone(), gradFunc };
    });
    const f = (...values: Tensor[]) => outputs(forward(architecture, byName(values), x));
    return grads(f)([...parameters], factor);
  }

  function advance(step: number): void {
    const before = state;
    state = tidy(() => {
      const slopes = gradients(before.map(([parameter]) => parameter));
      return before.map(([parameter, memory], i): Slot => {
        const after = descend(optimizer, parameter, slopes[i] as Tensor, memory, rate, step);
        return [keep(after.parameter), after.memory.map(keep)];
      });
    });
    for (const tensor of before.flat(2)) tensor.dispose();
  }

  async function observed(): Promise<Float32Array> {
    const joined = tidy(() => {
      const parameters = state.map(([parameter]) => parameter);
      return observe(architecture, byName(parameters), byName(gradients(parameters)), x, smallestNormal);
    });
    try {
      if (!opened.isResident(joined))
        throw new DeviceFault(`A training was computed elsewhere than on ${opened.backend}.`);
      const data = await read(joined);
      opened.health.check();
      return data;
    } finally {
      joined.dispose();
    }
  }

  function byName(values: readonly Tensor[]): Parameters<Tensor> {
    return Object.fromEntries(names.map((name, i) => [name, values[i] as Tensor]));
  }
}

function isRecorded(step: number, { steps, recordEvery }: TrainingPlan): boolean {
  return step % recordEvery === 0 || step === steps;
}

function upload({ shape, data }: HostTensor<Float32Array>): Tensor {
  return tensor(data, [...shape]);
}

/** [rows, columns] as [networks, rows, columns], the same for each. */
function repeated({ shape, data }: HostTensor<Float32Array>, networks: number): HostTensor<Float32Array> {
  const repeated = new Float32Array(networks * data.length);
  for (let network = 0; network < networks; network++) repeated.set(data, network * data.length);
  return { shape: [networks, ...shape], data: repeated };
}
