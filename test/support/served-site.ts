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
  /** Those of them that there was nothing for. */
  readonly missing: string[];
  /** Serves another folder at the same origin from now on: another build. */
  publish(folder: string): void;
  close(): Promise<void>;
}

/**
 * What befalls a request: a closed connection (which a browser may try again by itself), a server that will not answer,
 * a slow answer, or a script that begins with other code.
 */
export type Mishap = 'dropped' | 'refused' | { readonly afterMs: number } | { readonly begins: string };

/** How a folder is served. */
export interface Serving {
  /** Where under the origin it stands, as `/docs`; nothing stands outside of it. */
  readonly base?: string;
  /** Asked of each request's path what is to befall it. */
  readonly mishap?: (path: string) => Mishap | undefined;
  /** Sends `x.gz` for `x` where the folder has it. */
  readonly isCompressed?: boolean;
}

/**
 * Serves a folder as a static host would, with its page for what is not there: what may be stored is asked for
 * again, unless its `_headers` say otherwise.
 */
export async function serveSite(
  folder: string,
  { base = '', mishap, isCompressed = false }: Serving = {},
): Promise<ServedSite> {
  const requests: string[] = [];
  const missing: string[] = [];
  let published = folder;
  let serve = servingOf(folder, isCompressed);
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] as string;
    requests.push(path);
    const page = join(published, '404.html');
    const answerMissing = () => {
      missing.push(path);
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(path.startsWith(`${base}/`) && existsSync(page) ? readFileSync(page) : '');
    };
    if (!path.startsWith(`${base}/`)) return answerMissing();
    const own = path.slice(base.length);
    request.url = request.url?.slice(base.length);
    const answer = () => serve(request, response, answerMissing);
    const befalls = mishap?.(path);
    if (!befalls) answer();
    else if (befalls === 'dropped') request.socket.destroy();
    else if (befalls === 'refused') response.writeHead(503).end();
    else if ('afterMs' in befalls) setTimeout(answer, befalls.afterMs);
    else
      response
        .setHeader('content-type', 'text/javascript')
        .end(`${befalls.begins}\n${readFileSync(join(published, own), 'utf8')}`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    missing,
    publish: (other) => {
      published = other;
      serve = servingOf(other, isCompressed);
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function servingOf(folder: string, gzip: boolean) {
  const file = join(folder, '_headers');
  const headersOf = existsSync(file) ? readHeadersFile(readFileSync(file, 'utf8')) : (): Headers => ({});
  return sirv(folder, {
    dev: false,
    etag: true,
    gzip,
    setHeaders: (response, path) => {
      response.setHeader('Cache-Control', 'no-cache');
      for (const [name, value] of Object.entries(headersOf(path))) response.setHeader(name, value);
    },
  });
}
