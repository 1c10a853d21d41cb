import { DeviceFault, DeviceLost } from '../claim/device.ts';

/** The health of a device, latched: once lost it stays lost, even where the library makes a new context. */
export class Health {
  #problem: Error | null = null;
  /** Who waits for something that a lost device would never give. */
  readonly #waiting = new Set<(problem: Error) => void>();

  lost(reason: string): void {
    this.#fail(new DeviceLost(reason));
  }

  fault(reason: string): void {
    this.#fail(new DeviceFault(reason));
  }

  /** @throws {DeviceLost | DeviceFault} where something happened. */
  check(): void {
    if (this.#problem) throw this.#problem;
  }

  /**
   * Waits for something, or for the device to be lost. One promise of failure for all would hold on to whatever each
   * waiter was given, for the device's life.
   * @throws {DeviceLost | DeviceFault} where something happens before.
   */
  async orFailure<T>(awaited: Promise<T>): Promise<T> {
    if (this.#problem) throw this.#problem;
    let onFailure: (problem: Error) => void = () => {};
    const failure = new Promise<never>((_, reject) => {
      onFailure = reject;
    });
    this.#waiting.add(onFailure);
    try {
      return await Promise.race([awaited, failure]);
    } finally {
      this.#waiting.delete(onFailure);
    }
  }

  #fail(problem: Error): void {
    this.#problem ??= problem;
    for (const reject of this.#waiting) reject(this.#problem);
  }
}
