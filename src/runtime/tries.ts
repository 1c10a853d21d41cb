import type { Progress } from './protocol.ts';

/** What may be tried again for one job without its reader's asking, and how often. */
export class Tries {
  readonly #retriesMs: readonly number[];
  #retries = 0;
  #hasBegun = false;
  #wasMoved = false;

  /** @param retriesMs how long to wait before code that could not be fetched is asked for again, try by try. */
  constructor(retriesMs: readonly number[]) {
    this.#retriesMs = retriesMs;
  }

  /** Takes note of what was computed, which would be lost with the worker. */
  note(progress: Progress): void {
    this.#hasBegun ||= progress.phase === 'running' && progress.done > 0;
  }

  /** Counts a try. @returns how many milliseconds to wait before code is asked for again; undefined after the last. */
  waitForCode(): number | undefined {
    return this.#retriesMs[this.#retries++];
  }

  /**
   * Whether the job may be begun anew after its device was lost: once, and only before anything of it was computed.
   * The device was lost since the last job perhaps, and nothing is lost with it.
   */
  move(): boolean {
    if (this.#hasBegun || this.#wasMoved) return false;
    this.#wasMoved = true;
    return true;
  }
}
