import type { Client } from '../runtime/job.ts';
import type { Progress } from '../runtime/protocol.ts';
import { importAgain } from './import-again.ts';

/** The page's client, and what of the address it could not honour. */
export interface Loaded {
  readonly client: Client;
  readonly problem: string | null;
}

/** What came, or is on its way: a client that came by another address would be another client. */
let module: Promise<typeof import('../runtime/page-client.ts')> | null = null;

/**
 * Fetches the page's client at the first use: nothing of it comes with the prose.
 * @param onProgress told when it did not come and is waited for.
 * @returns null where it cannot be fetched, to be told as `MISSING_CODE`; a later call tries again.
 */
export async function loadClient(onProgress?: (progress: Progress) => void): Promise<Loaded | null> {
  module ??= importAgain(
    () => import('../runtime/page-client.ts'),
    () => onProgress?.({ phase: 'waiting' }),
  );
  try {
    const { forcedBackend, pageClient } = await module;
    return { client: pageClient(), problem: forcedBackend(location.search).problem };
  } catch {
    module = null;
    return null;
  }
}
