import { basename } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** How long claims may take, in milliseconds. */
export interface Patience {
  /** After which it is told that they are waited for, again and again. */
  readonly tell: number;
  /** After which they are stopped. */
  readonly stop: number;
}

/** An experiment is given twenty minutes; nothing takes longer. */
const PATIENCE: Patience = { tell: 30_000, stop: 25 * 60_000 };

/** Told of claims that take long. */
interface Listener {
  /** With what is still being run and since when, a sentence. */
  readonly onWait: (sentence: string) => void;
  /** With the ids of claims that are to be stopped, and after how long, in words. */
  readonly onOverdue: (ids: readonly string[], duration: string) => void;
}

/** Tells of claims that take long: an experiment may, and one that never ends would else be met by silence. */
export class Waiting implements Reporter {
  readonly #running = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor({ onWait, onOverdue }: Listener, { tell, stop } = PATIENCE) {
    this.#timer = setInterval(() => {
      const running = [...this.#running].map(([id, since]) => ({ id, took: Date.now() - since }));
      if (running.length === 0) return;
      const told = running.map(({ id, took }) => `${id} (${describe(took)})`);
      onWait(`Still being judged: ${told.join(', ')}.`);
      const overdue = running.filter(({ took }) => took > stop).map(({ id }) => id);
      if (overdue.length > 0) onOverdue(overdue, describe(stop));
    }, tell);
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

function describe(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 600 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
