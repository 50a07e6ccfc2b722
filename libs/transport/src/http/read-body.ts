import type { IncomingMessage } from 'node:http';

/** The whole body as text; undefined, and no more is read, when it is longer than `maxBytes`. Rejects when it breaks off. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
