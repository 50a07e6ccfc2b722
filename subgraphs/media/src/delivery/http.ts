import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServiceDeps } from '@ursa/subgraph-kit';
import type { Mount } from '@ursa/transport';
import type { Config } from '../config.ts';
import type { MediaServices } from '../services.ts';
import { deliver } from './deliver.ts';
import { createReceiver } from './receive.ts';
import { say } from './say.ts';
import { prefix } from './urls.ts';

/** Delivery of what is served, and the place for uploads where the store takes none itself. */
export function http({
  services,
  config,
  db,
}: ServiceDeps<Config> & { readonly services: MediaServices }): Mount {
  const receive = createReceiver({ db, services, ...config.uploads });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('x-content-type-options', 'nosniff');
    // No cookie counts here: the URL is all the right there is, so any page may use it.
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') return preflight(response);
    if (request.method === 'PUT') {
      const id = services.urls.upload(pathname, searchParams);
      return id
        ? receive(id, request, response)
        : say(response, 403, 'This URL takes no upload, or not any more.');
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(response, 405, 'GET, HEAD or PUT.');
    const file = services.urls.file(pathname, searchParams);
    return file
      ? deliver(file, services.objects, request, response)
      : say(response, 404, 'There is nothing here.');
  }
  return { prefix, requestTimeoutMs: config.uploads.timeoutMs, handle };
}

function preflight(response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'GET, HEAD, PUT',
    'access-control-allow-headers': 'content-type, range',
    'access-control-max-age': '86400',
  });
  response.end();
}
