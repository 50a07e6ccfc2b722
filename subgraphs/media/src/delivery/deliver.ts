import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ByteRange, Objects } from '@ursa/objects';
import { servedKey } from '../domain/keys.ts';
import { rangeOf } from './range.ts';
import { say } from './say.ts';
import type { Served } from './urls.ts';

const types: Readonly<Record<string, string>> = {
  webp: 'image/webp',
  avif: 'image/avif',
  mp4: 'video/mp4',
  webm: 'video/webm',
};

/** Sends a file whose URL was signed: the bytes under it never change, so it may be kept for ever. */
export async function deliver(
  { id, file }: Served,
  objects: Objects,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const key = servedKey(id, file);
  const headers = headersOf(id, file);
  if (request.headers['if-none-match'] === headers.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const wanted = rangeHeader(request, headers.etag);
  if (request.method === 'HEAD' || wanted !== undefined) {
    const size = await objects.size(key);
    if (size === undefined) return say(response, 404, 'There is nothing here.');
    const range = rangeOf(wanted, size);
    if (range === null)
      return say(response, 416, 'There are no such bytes.', { 'content-range': `bytes */${size}` });
    if (request.method === 'HEAD') {
      response.writeHead(200, { ...headers, 'content-length': size }).end();
      return;
    }
    return send(range);
  }
  return send();

  async function send(range?: ByteRange): Promise<void> {
    const object = await objects.get(key, range);
    if (!object) return say(response, 404, 'There is nothing here.');
    const { size, body } = object;
    const length = range ? range.end - range.start + 1 : size;
    const part = range && { 'content-range': `bytes ${range.start}-${range.end}/${size}` };
    response.writeHead(range ? 206 : 200, { ...headers, 'content-length': length, ...part });
    // Who goes away while bytes are sent has had enough.
    await pipeline(body, response).catch(() => response.destroy());
  }
}

/** A range, unless it is one of other bytes than these (RFC 9110 §13.1.5). */
function rangeHeader({ headers }: IncomingMessage, etag: string): string | undefined {
  const condition = headers['if-range'];
  return condition === undefined || condition === etag ? headers.range : undefined;
}

function headersOf(id: string, file: string) {
  return {
    'content-type': types[file.split('.')[1] ?? ''] ?? 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
    etag: `"${id}-${file}"`,
    'accept-ranges': 'bytes',
    // Even opened as a page of its own it runs nothing.
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'cross-origin',
  };
}
