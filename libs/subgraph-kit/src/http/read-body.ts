import type { IncomingMessage } from 'node:http';

/** A body that is not taken, and the HTTP status that says so. */
export class BodyRefused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The JSON value of a request's body; undefined when the body is empty or of another media type. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const body = await readText(request, maxBytes);
  const mediaType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (body === '' || mediaType !== 'application/json') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new BodyRefused(400, 'The body is not valid JSON.');
  }
}

async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const tooLarge = () => new BodyRefused(413, `The body is larger than ${maxBytes} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
