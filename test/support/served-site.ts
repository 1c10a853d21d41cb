import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { type Headers, readHeadersFile } from './headers-file.ts';

/** The built site on a loopback port, with a record of what was asked for. */
export interface ServedSite {
  readonly origin: string;
  /** Paths requested so far, in order, workers' requests included. */
  readonly requests: string[];
  /** Serves another folder at the same origin from now on: another build. */
  publish(folder: string): void;
  close(): Promise<void>;
}

/** Serves a folder as a static host would: what may be stored is asked for again, unless its `_headers` say otherwise. */
export async function serveSite(folder: string): Promise<ServedSite> {
  const requests: string[] = [];
  let serve = servingOf(folder);
  const server: Server = createServer((request, response) => {
    requests.push((request.url ?? '').split('?')[0] as string);
    serve(request, response, () => {
      response.statusCode = 404;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    publish: (other) => {
      serve = servingOf(other);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function servingOf(folder: string) {
  const file = join(folder, '_headers');
  const headersOf = existsSync(file) ? readHeadersFile(readFileSync(file, 'utf8')) : (): Headers => ({});
  return sirv(folder, {
    dev: false,
    etag: true,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', 'no-cache');
      for (const [name, value] of Object.entries(headersOf(path))) response.setHeader(name, value);
    },
  });
}
