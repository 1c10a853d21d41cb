import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';

/** The built site on a loopback port, with a record of what was asked for. */
export interface ServedSite {
  readonly origin: string;
  /** Paths requested so far, in order, workers' requests included. */
  readonly requests: string[];
  /** Those of them that there was nothing for. */
  readonly missing: string[];
  close(): Promise<void>;
}

/**
 * Serves a folder as a static host would, with its page for what is not there.
 * @param base where under the origin it stands, as `/docs`; nothing stands outside of it.
 */
export async function serveSite(folder: string, base = ''): Promise<ServedSite> {
  const requests: string[] = [];
  const missing: string[] = [];
  const page = join(folder, '404.html');
  const files = sirv(folder, { dev: false, etag: true });
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] as string;
    requests.push(path);
    const answerMissing = () => {
      missing.push(path);
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(path.startsWith(`${base}/`) && existsSync(page) ? readFileSync(page) : '');
    };
    if (!path.startsWith(`${base}/`)) return answerMissing();
    request.url = request.url?.slice(base.length);
    files(request, response, answerMissing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    missing,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
