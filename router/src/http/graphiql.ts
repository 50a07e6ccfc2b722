import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RouterSettings } from '../settings.ts';

/** Serves GraphiQL with everything inlined: it works offline. Several megabytes, so made at the first request. */
export function graphiqlPage(
  settings: NonNullable<RouterSettings['graphiql']>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  let page: Promise<{ html: string; zipped: Buffer }> | undefined;

  const make = async (): Promise<{ html: string; zipped: Buffer }> => {
    const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
    const html = renderGraphiQL({
      title: settings.title,
      endpoint: '/graphql',
      // Server-sent events carry the headers of GraphiQL's header tab, a WebSocket could not.
      subscriptionsProtocol: 'SSE',
      additionalHeaders: { 'ursa-csrf': '1' },
      ...(settings.tabs.length > 0 && { defaultTabs: settings.tabs }),
    } as object);
    return { html, zipped: await promisify(gzip)(html) };
  };

  return async (request, response) => {
    page ??= make();
    const { html, zipped } = await page;
    const zips = /\bgzip\b/.test(request.headers['accept-encoding']?.toString() ?? '');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-frame-options': 'DENY',
      vary: 'accept-encoding',
      ...(zips && { 'content-encoding': 'gzip' }),
    });
    response.end(zips ? zipped : html);
  };
}
