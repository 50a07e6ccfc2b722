import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Everything is in the page itself; it speaks to this router alone. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; frame-ancestors 'none'";

/** Serves a page that draws the plan of an operation and the time of its fetches. */
export async function explainPage(_: IncomingMessage, response: ServerResponse): Promise<void> {
  const html = await readFile(new URL('./page.html', import.meta.url));
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': policy,
    })
    .end(html);
}
