import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { headerPolicy, metaPolicy } from './content-security-policy.ts';
import { headersFile } from './headers-file.ts';
import { inlineCodeOf, joinInlineCode } from './inline-code.ts';
import { SERVICE_WORKER, UNREGISTERING, writeServiceWorker } from './write-service-worker.ts';

/** Astro writes it at the beginning of each head, and what stands before the policy is not held to it. */
const PLACE = /<meta charset="utf-8"\s*\/?>/i;

/**
 * Makes the built pages ready to be served: a Content Security Policy as a tag of each page and in `_headers`,
 * and the service worker. Comes last, since it must see what the others have written.
 */
export function delivery(): AstroIntegration {
  let base = '/';
  return {
    name: 'skip-two:delivery',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = `/${config.base}/`.replace(/\/+/g, '/');
      },
      'astro:build:done': async ({ dir, logger }) => {
        const folder = fileURLToPath(dir);
        try {
          writePolicy(folder, base);
          const { files, bytes } = await writeServiceWorker(folder, base);
          logger.info(`One visit keeps ${files} files for offline, ${(bytes / 1e6).toFixed(1)} MB.`);
        } catch (error) {
          // Without its policy it is not the site.
          rmSync(folder, { recursive: true, force: true });
          throw error;
        }
      },
      'astro:server:setup': ({ server }) => {
        // `npm start` may have left a worker at this address, which would go on showing what was built.
        server.middlewares.use((request, response, next) => {
          if (request.url?.split('?')[0] !== `${base}${SERVICE_WORKER}`) return next();
          response.setHeader('Content-Type', 'text/javascript');
          response.end(UNREGISTERING);
        });
      },
    },
  };
}

/**
 * Puts its policy into each page of a built site, and the policy of all into `_headers`.
 * @throws {Error} with one sentence where a page has no place for it.
 */
function writePolicy(folder: string, base: string): void {
  const codes = globSync('**/*.html', { cwd: folder }).map((file) => {
    const path = join(folder, file);
    const html = readFileSync(path, 'utf8');
    const code = inlineCodeOf(html);
    const tag = `<meta http-equiv="content-security-policy" content="${metaPolicy(code)}">`;
    const guarded = html.replace(PLACE, (charset) => charset + tag);
    if (guarded === html)
      throw new Error(`${file} has no <meta charset="utf-8">, after which its policy would stand.`);
    writeFileSync(path, guarded);
    return code;
  });
  writeFileSync(join(folder, '_headers'), headersFile(base, headerPolicy(joinInlineCode(codes))));
}
