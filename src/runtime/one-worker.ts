import type { Backend } from '../claim/device.ts';
import type { Reply, Request } from './protocol.ts';

/** The part of a Worker that a client uses. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** What is heard of a worker; nothing is heard of one that was ended. */
export interface Listener {
  reply(reply: Reply): void;
  /** Its script could not be fetched. */
  unfetched(): void;
  /** Its script threw, or what it said could not be read. */
  stopped(message: string): void;
}

/** A worker at a time: started when something is asked of it, and again after it was ended. */
export class OneWorker {
  readonly #start: () => WorkerLike;
  readonly #forced: Backend | null;
  readonly #listener: Listener;
  #worker: WorkerLike | null = null;

  constructor(start: () => WorkerLike, forced: Backend | null, listener: Listener) {
    this.#start = start;
    this.#forced = forced;
    this.#listener = listener;
  }

  /** @throws whatever the browser throws where it starts no worker. */
  ask(request: Request): void {
    this.#worker ??= this.#employ();
    this.#worker.postMessage(request);
  }

  /** Says something to the worker that is there, if one is. */
  tell(request: Request): void {
    this.#worker?.postMessage(request);
  }

  end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  #employ(): WorkerLike {
    const employed = this.#start();
    const listen = (type: string, hear: (event: Event) => void) =>
      employed.addEventListener(type, (event) => {
        if (employed === this.#worker) hear(event);
      });
    listen('message', (event) => this.#listener.reply((event as MessageEvent<Reply>).data));
    listen('messageerror', () => this.#listener.stopped('what it said could not be read'));
    listen('error', (event) => {
      event.preventDefault();
      // A script that cannot be fetched says nothing; one that throws says what.
      const message = event instanceof ErrorEvent && event.message;
      if (message) this.#listener.stopped(message);
      else this.#listener.unfetched();
    });
    employed.postMessage({ type: 'configure', forced: this.#forced } satisfies Request);
    return employed;
  }
}
