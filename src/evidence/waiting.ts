import { basename } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

const EVERY_MS = 30_000;

/** Tells of claims that take long: an experiment may, and one that never ends would else be met by silence. */
export class Waiting implements Reporter {
  readonly #running = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  /** @param say told, each half a minute, what is still being run and since when. */
  constructor(say: (sentence: string) => void = () => {}) {
    this.#timer = setInterval(() => {
      const running = [...this.#running].map(
        ([id, since]) => `${id} (${Math.round((Date.now() - since) / 1000)} s)`,
      );
      if (running.length > 0) say(`Still being judged: ${running.join(', ')}.`);
    }, EVERY_MS);
  }

  onTestModuleQueued({ moduleId }: TestModule): void {
    this.#running.set(basename(moduleId, '.ts'), Date.now());
  }

  onTestModuleEnd({ moduleId }: TestModule): void {
    this.#running.delete(basename(moduleId, '.ts'));
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
