import type { IncomingMessage } from 'node:http';
import { requestError } from '../request/errors.ts';

/** A POST request's body, from JSON. Throws a GraphQLError with status 415, 413 or 400. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  checkType(request.headers['content-type'], request.headers['content-encoding']);
  const text = await readText(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch {
    throw requestError('BAD_REQUEST', 'The body is not JSON.', 400);
  }
}

function checkType(type: string | undefined, encoding: string | undefined): void {
  const [media = '', ...parameters] = (type ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const isUtf8 = charset === undefined || /^"?utf-?8"?$/.test(charset);
  const isPlain = encoding === undefined || encoding === 'identity';
  if (media === 'application/json' && isUtf8 && isPlain) return;
  throw requestError(
    'UNSUPPORTED_MEDIA_TYPE',
    'The body must be application/json in UTF-8, not compressed.',
    415,
  );
}

async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Not destroyed when it is too long: the socket has still to carry the answer.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += (chunk as Buffer).length;
      if (length > maxBytes) break;
      chunks.push(chunk as Buffer);
    }
  } catch {
    throw requestError('BAD_REQUEST', 'The body broke off.', 400);
  }
  if (length <= maxBytes) return Buffer.concat(chunks).toString();
  throw requestError('PAYLOAD_TOO_LARGE', `The body may have ${maxBytes} bytes.`, 413);
}
