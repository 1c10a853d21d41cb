import type { Arithmetic } from '../numerics/arithmetic.ts';
import type { HostTensor } from '../numerics/host-tensor.ts';
import type { Ops } from './ops.ts';
import type { TrainingOptions, TrainingPlan, TrainingRecord } from './training.ts';

/** Where tensors live. */
export type Backend = 'webgpu' | 'webgl' | 'cpu';

/** The order in which a device is looked for. */
export const BACKENDS: readonly Backend[] = ['webgpu', 'webgl', 'cpu'];

/** Tensors by name, computed from tensors by name. */
export type Program<Inputs extends string = string, Outputs extends string = string> = <T>(
  tf: Ops<T>,
  inputs: Readonly<Record<Inputs, T>>,
) => Readonly<Record<Outputs, T>>;

/** A backend that was opened, tested and measured, and that claims may trust. */
export interface Device {
  readonly backend: Backend;
  /** What the backend says it runs on, for a reader: a GPU's name, say. */
  readonly name: string;
  /** As measured on this device, not as the library reports it. */
  readonly arithmetic: Arithmetic;
  /** The library and its version. */
  readonly library: string;
  /**
   * Runs a program on this backend and reads its results once. Leaves no tensor behind.
   * @throws {DeviceLost} where the device went away.
   * @throws {DeviceFault} where a result was not computed on this backend.
   */
  evaluate<Inputs extends string, Outputs extends string>(
    program: Program<Inputs, Outputs>,
    inputs: Readonly<Record<Inputs, HostTensor<Float32Array>>>,
  ): Promise<Record<Outputs, HostTensor<Float32Array>>>;
  /**
   * Trains many networks at once on this backend. Leaves no tensor behind; its code is fetched at the first call.
   * @throws {RangeError} where the plan cannot be trained, with a sentence.
   * @throws {Cancelled} where the signal was set.
   * @throws {DeviceLost} where the device went away.
   * @throws {DeviceFault} where a record was not computed on this backend.
   */
  train(plan: TrainingPlan, options?: TrainingOptions): Promise<TrainingRecord>;
}

/** The device went away: a reset GPU, a lost context. Nothing computed on it can be had any more. */
export class DeviceLost extends Error {
  override readonly name = 'DeviceLost';
}

/** The device is there but broke its word: an error in a shader, a result computed elsewhere. */
export class DeviceFault extends Error {
  override readonly name = 'DeviceFault';
}

/** The reader stopped the run. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
