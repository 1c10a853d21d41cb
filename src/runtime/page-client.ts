import { BACKENDS, type Backend } from '../claim/device.ts';
import { createClient } from './client.ts';
import type { Client } from './job.ts';

let client: Client | null = null;

/** The page's one client: every card and figure of a page shares its worker. */
export function pageClient(): Client {
  client ??= createClient(startWorker, forcedBackend(location.search).backend);
  return client;
}

/**
 * What `?backend=` asks for.
 * @returns the backend to insist on, or null; and a sentence where the value is not one.
 */
export function forcedBackend(search: string): { backend: Backend | null; problem: string | null } {
  const asked = new URLSearchParams(search).get('backend');
  if (asked === null) return { backend: null, problem: null };
  const backend = BACKENDS.find((name) => name === asked);
  if (backend) return { backend, problem: null };
  return {
    backend: null,
    problem: `This address asks for a backend that does not exist; there are ${BACKENDS.join(', ')}. The best one available is used.`,
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'verifier' });
}
