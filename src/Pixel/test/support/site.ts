import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config, WireEvent } from '../../src/wire.ts';
import { PIXEL } from './pixel.ts';

export interface Hit {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  events: WireEvent[];
}

/** A small real server: pages, the script and its configuration, and a collector that remembers. */
export async function openSite() {
  const script = readFileSync(PIXEL + 'dist/candor.js');
  const stub = readFileSync(PIXEL + 'dist/stub.js', 'utf8').trim();
  const site = {
    origin: '',
    /** The same server under a name that is another site to the browser. */
    elsewhere: '',
    stub,
    script,
    pages: {} as Record<string, string>,
    csp: '',
    config: {} as Config,
    /** 0 closes the connection without an answer. */
    status: 204,
    retryAfter: '',
    hits: [] as Hit[],

    /** Requests to the collector and for the configuration. */
    calls: () => site.hits.filter((hit) => hit.path == '/e' || hit.path.startsWith('/candor/')),
    posts: () => site.hits.filter((hit) => hit.path == '/e'),
    /** Accepted events in order of arrival, each id once. */
    events: () => {
      const seen = new Map<string, WireEvent>();
      for (const event of site.posts().flatMap((hit) => hit.events)) if (!seen.has(event.id)) seen.set(event.id, event);
      return [...seen.values()];
    },
    named: (...names: string[]) => site.events().filter((event) => names.includes(event.name)),
    names: () => site.events().map((event) => event.name).filter((name) => name != 'Engagement'),
    views: () => site.named('PageView').map((event) => event.url.replace(/^https?:\/\/[^/]*/, '')),

    reset() {
      Object.assign(site, { pages: {}, csp: '', config: {}, status: 204, retryAfter: '', hits: [] });
    },

    /** Waits for something the server will see; at most ten seconds. */
    async until(what: () => unknown, label = what.toString()) {
      for (const end = Date.now() + 10_000; Date.now() < end; await pause(10)) if (what()) return;
      throw new Error(`waited in vain for ${label}\nseen: ${JSON.stringify(site.events(), null, 1)}`);
    },

    close: () => new Promise((closed) => { server.closeAllConnections(); server.close(closed); }),
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url!.split('?')[0]!;
      const body = Buffer.concat(chunks).toString();
      response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
      response.setHeader('Access-Control-Allow-Credentials', 'true');
      response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
      if (/^\/candor\.(\w+\.)?js$/.test(path)) {
        response.setHeader('Content-Type', 'text/javascript');
        return response.end(script);
      }
      if (path == '/favicon.ico') return response.end();
      site.hits.push({ method: request.method!, path, headers: request.headers, body, events: [] });
      if (path == '/e' || path.startsWith('/candor/')) {
        if (!site.status) return request.socket.destroy();
        if (path != '/e') return response.end(JSON.stringify(site.config));
        if (site.status < 300) site.hits.at(-1)!.events = body.split('\n').map((line) => JSON.parse(line) as WireEvent);
        if (site.retryAfter) response.setHeader('Retry-After', site.retryAfter);
        response.statusCode = site.status;
        return response.end();
      }
      if (site.csp) response.setHeader('Content-Security-Policy', site.csp);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      return response.end(site.pages[path] ?? site.pages['*'] ?? '<!doctype html><title>?</title>');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  site.origin = `http://localhost:${port}`;
  site.elsewhere = `http://127.0.0.1:${port}`;
  return site;
}

export const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** A page with the stub and the script. */
export function page(site: { stub: string }, { title = 'A page', attributes = 'data-site="s_test"', before = '', body = '', src = '/candor.js' } = {}): string {
  return `<!doctype html><html lang="en"><title>${title}</title><script>${site.stub}</script><script>${before}</script>
<script async src="${src}" ${attributes}></script><body>${body}</body></html>`;
}
