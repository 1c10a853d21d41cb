import type { Client } from '../runtime/job.ts';

/** The page's client, and what of the address it could not honour. */
export interface Loaded {
  readonly client: Client;
  readonly problem: string | null;
}

/**
 * Fetches the page's client at the first use: nothing of it comes with the prose.
 * @returns null where it cannot be fetched; a later call tries again.
 */
export async function loadClient(): Promise<Loaded | null> {
  try {
    const { forcedBackend, pageClient } = await import('../runtime/page-client.ts');
    return { client: pageClient(), problem: forcedBackend(location.search).problem };
  } catch {
    return null;
  }
}
