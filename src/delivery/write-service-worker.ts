import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { keptFiles } from './precache.ts';

/** Its name at the site's root, which is its scope; `keep-for-offline.ts` asks for it. */
export const SERVICE_WORKER = 'service-worker.js';

/** A worker that takes itself away, and has the pages it answered for asked for again. */
export const UNREGISTERING = `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', async () => {
  await self.registration.unregister();
  for (const client of await self.clients.matchAll({ type: 'window' })) client.navigate(client.url);
});
`;

/**
 * Writes the service worker of a built site into its folder: another site, or another build, has another one.
 * @param folder the built site, complete but for this.
 * @param base the site's base, with a slash at both ends.
 * @returns how many files a visit keeps, and how many bytes these are.
 */
export async function writeServiceWorker(
  folder: string,
  base: string,
): Promise<{ files: number; bytes: number }> {
  const { files, bytes } = keptFiles(folder, base);
  await build({
    configFile: false,
    logLevel: 'warn',
    define: { KEPT_FILES: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('service-worker.ts', import.meta.url)),
        // Classic, not a module: Firefox runs no other.
        output: { format: 'iife', entryFileNames: SERVICE_WORKER },
      },
    },
  });
  return { files: files.length, bytes };
}
