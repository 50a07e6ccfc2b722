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

/** By events: an iterator costs more than what it reads. */
function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else {
        // Not destroyed: the socket has still to carry the answer.
        request.pause();
        reject(requestError('PAYLOAD_TOO_LARGE', `The body may have ${maxBytes} bytes.`, 413));
      }
    });
    request.once('end', () => {
      const [only] = chunks;
      resolve((only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks)).toString());
    });
    const breakOff = (): void => {
      // Every request closes: an error, with its stack, is made only where the body is not there.
      if (!request.complete) reject(requestError('BAD_REQUEST', 'The body broke off.', 400));
    };
    request.once('error', breakOff).once('close', breakOff);
  });
}
