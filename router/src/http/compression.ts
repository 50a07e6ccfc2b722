import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

type Encoding = 'br' | 'gzip';

/** What a client accepts, and from how many bytes on it is worth it. */
interface Compression {
  readonly encoding: Encoding;
  readonly minBytes: number;
}

// Quick ones: an answer is sent once, and somebody waits for it.
const compress: Record<Encoding, (body: string | Buffer) => Promise<Buffer>> = {
  br: (body) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }) as Promise<Buffer>,
  gzip: (body) => promisify(gzip)(body, { level: 5 }) as Promise<Buffer>,
};

const allowed = new WeakMap<ServerResponse, Compression>();

/**
 * Lets a response be compressed, if the client accepts that (RFC 9110 §12.5.3), from so many bytes on; 0: never. Only
 * what {@link send} sends at once: a stream stays as it is.
 */
export function allowCompression(request: IncomingMessage, response: ServerResponse, minBytes: number): void {
  const encoding = minBytes === 0 ? undefined : accepted(String(request.headers['accept-encoding'] ?? ''));
  if (encoding !== undefined) allowed.set(response, { encoding, minBytes });
}

function accepted(header: string): Encoding | undefined {
  const offers = header
    .toLowerCase()
    .split(',')
    .map((offer) => offer.trim().split(/\s*;\s*q\s*=\s*/));
  const takes = (name: string): boolean =>
    offers.some(([coding, weight = '1']) => coding === name && Number(weight) > 0);
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : undefined;
}

/** Answers once with all of a body. */
export function send(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: string | Buffer,
): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) response.setHeader(name, value);
  const compression = allowed.get(response);
  if (compression === undefined || body.length < compression.minBytes) {
    response.end(body);
    return;
  }
  const { encoding } = compression;
  compress[encoding](body).then(
    (small) => {
      response.setHeader('content-encoding', encoding);
      response.end(small);
    },
    () => response.end(body),
  );
}
