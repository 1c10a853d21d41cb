import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

/** The built site on a loopback port, with a record of what was asked for. */
export interface ServedSite {
  readonly origin: string;
  /** Paths requested so far, in order, workers' requests included. */
  readonly requests: string[];
  close(): Promise<void>;
}

/** Serves a folder as a static host would. */
export async function serveSite(folder: string): Promise<ServedSite> {
  const requests: string[] = [];
  const files = sirv(folder, { dev: false, etag: true });
  const server: Server = createServer((request, response) => {
    requests.push((request.url ?? '').split('?')[0] as string);
    files(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
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
