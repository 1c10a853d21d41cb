import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu/dist/backend_cpu';
import type { DataId } from '@tensorflow/tfjs-core/dist/tensor_info';

/**
 * Arrays of tensors that are gone, for the next ones of the same length: a step needs the same arrays as the
 * one before, and new ones cost the system's pages, zeros and a garbage collection, a sixth of a training's time.
 *
 * The library's `data()` hands out a tensor's own array, not a copy. So no tensor whose array is kept here
 * may be read by anyone who goes on after its disposal: the engine reads only what it has joined of others.
 */
export class UsedArrays {
  readonly #free = new Map<number, Float32Array[]>();
  readonly #lent = new WeakMap<DataId, Float32Array>();
  readonly #watched = new WeakSet<MathBackendCPU>();

  /** An array of so many entries, which may hold anything. */
  take(length: number): Float32Array {
    return this.#free.get(length)?.pop() ?? new Float32Array(length);
  }

  /** Has an array back once the backend disposes of the tensor that was made of it. */
  lend(backend: MathBackendCPU, dataId: DataId, values: Float32Array): void {
    this.#watch(backend);
    this.#lent.set(dataId, values);
  }

  /** True where a tensor's array is had back with it. */
  isLent(dataId: DataId): boolean {
    return this.#lent.has(dataId);
  }

  /** Lets go of all that nobody uses. */
  clear(): void {
    this.#free.clear();
  }

  #watch(backend: MathBackendCPU): void {
    if (this.#watched.has(backend)) return;
    this.#watched.add(backend);
    const dispose = backend.disposeData.bind(backend);
    backend.disposeData = (dataId, force) => {
      const isGone = dispose(dataId, force);
      const values = this.#lent.get(dataId);
      if (isGone && values) {
        this.#lent.delete(dataId);
        const free = this.#free.get(values.length);
        if (free) free.push(values);
        else this.#free.set(values.length, [values]);
      }
      return isGone;
    };
  }
}
