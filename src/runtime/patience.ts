/** A timer this late was not held up by work: the page was frozen, or its machine asleep. */
const ASLEEP_MS = 2_000;

/** One time limit, set anew at each sign of life. */
export class Patience {
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * Waits, and ends with `onEnd`. What sleeps with its page, a worker say, may answer when it wakes: where the
   * time ran out in its sleep it is given the whole limit once more.
   */
  wait(limitMs: number, onEnd: () => void): void {
    const due = performance.now() + limitMs;
    this.#set(limitMs, () => (performance.now() - due > ASLEEP_MS ? this.#set(limitMs, onEnd) : onEnd()));
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #set(ms: number, onEnd: () => void): void {
    this.stop();
    this.#timer = setTimeout(onEnd, ms);
  }
}
