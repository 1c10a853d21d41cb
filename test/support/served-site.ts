import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';

/** The built site on a loopback port, with a record of what was asked for. */
export interface ServedSite {
  readonly origin: string;
  /** Paths requested so far, in order, workers' requests included. */
  readonly requests: string[];
  close(): Promise<void>;
}

/**
 * What befalls a request: a closed connection (which a browser may try again by itself), a server that will not answer,
 * a slow answer, or a script that begins with other code.
 */
export type Mishap = 'dropped' | 'refused' | { readonly afterMs: number } | { readonly begins: string };

/**
 * Serves a folder as a static host would.
 * @param mishap asked of each request's path what is to befall it.
 */
export async function serveSite(
  folder: string,
  mishap: (path: string) => Mishap | undefined = () => undefined,
): Promise<ServedSite> {
  const requests: string[] = [];
  const files = sirv(folder, { dev: false, etag: true });
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] as string;
    requests.push(path);
    const answer = () =>
      files(request, response, () => {
        response.statusCode = 404;
        response.end();
      });
    const befalls = mishap(path);
    if (!befalls) answer();
    else if (befalls === 'dropped') request.socket.destroy();
    else if (befalls === 'refused') response.writeHead(503).end();
    else if ('afterMs' in befalls) setTimeout(answer, befalls.afterMs);
    else
      response
        .setHeader('content-type', 'text/javascript')
        .end(`${befalls.begins}\n${readFileSync(join(folder, path), 'utf8')}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
