import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Db } from '@ursa/database';
import { parseId } from '@ursa/ids';
import { requireWholeIn } from '@ursa/transport';
import { and, eq } from 'drizzle-orm';
import { incomingKey } from '../domain/keys.ts';
import { sniff, sniffBytes } from '../formats/sniff.ts';
import type { MediaServices } from '../services.ts';
import type { MediaRow } from '../tables/index.ts';
import { media } from '../tables/index.ts';
import { say } from './say.ts';

interface ReceiverParts {
  readonly db: Db;
  readonly services: Pick<MediaServices, 'objects' | 'scratch'>;
  readonly timeoutMs: number;
  /** Uploads at the same time. */
  readonly most: number;
}

/** Bytes that are not what was announced, and the status that says so. */
class NotTaken extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Takes the bytes of uploads, checked on their way: what is not whole, or not what was announced, leaves nothing. */
export function createReceiver({ db, services, timeoutMs, most }: ReceiverParts) {
  let running = 0;

  return async (id: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (running >= most) return say(response, 503, 'Too many uploads at once.', { 'retry-after': '5' });
    running += 1;
    requireWholeIn(timeoutMs, request, response);
    const path = join(services.scratch, randomUUID());
    try {
      const upload = await announced(db, id);
      requireFitting(upload, request);
      await pipeline(request, checked(upload), createWriteStream(path, { mode: 0o600 }));
      await services.objects.put(incomingKey(upload.id), { file: path }, upload.contentType);
      response.writeHead(204, { 'cache-control': 'no-store' }).end();
    } catch (error) {
      if (error instanceof NotTaken) say(response, error.status, error.message);
      else if (!request.complete) response.destroy();
      else throw error;
    } finally {
      running -= 1;
      await rm(path, { force: true });
    }
  };
}

async function announced(db: Db, id: string): Promise<MediaRow> {
  const mediaId = parseId('media', id);
  const open = mediaId && and(eq(media.id, mediaId), eq(media.status, 'UPLOADING'));
  const [upload] = open ? await db.select().from(media).where(open) : [];
  if (!upload) throw new NotTaken(409, 'This upload is complete, or gone.');
  return upload;
}

function requireFitting({ contentType, size }: MediaRow, { headers }: IncomingMessage): void {
  if (headers['content-type']?.toLowerCase() !== contentType) {
    throw new NotTaken(415, `The body must be ${contentType}, as was declared.`);
  }
  const length = headers['content-length'];
  if (length !== undefined && Number(length) !== size) {
    throw new NotTaken(
      Number(length) > size ? 413 : 422,
      `The body must have ${size} bytes, as was declared.`,
    );
  }
}

/** Passes bytes on as long as they are what was announced. */
function checked({ contentType, size, sha256 }: MediaRow) {
  return async function* (source: AsyncIterable<Buffer>) {
    const hash = createHash('sha256');
    let taken = 0;
    let head = Buffer.alloc(0);
    for await (const chunk of source) {
      taken += chunk.length;
      if (taken > size) throw new NotTaken(413, `The body must have ${size} bytes, as was declared.`);
      if (head.length < sniffBytes) {
        head = Buffer.concat([head, chunk]).subarray(0, sniffBytes);
        const known = head.length === sniffBytes || taken === size;
        if (known && sniff(head) !== contentType)
          throw new NotTaken(415, `The bytes are not ${contentType}.`);
      }
      hash.update(chunk);
      yield chunk;
    }
    if (taken !== size) throw new NotTaken(422, `The body must have ${size} bytes, as was declared.`);
    if (hash.digest('hex') !== sha256)
      throw new NotTaken(422, 'The bytes do not have the SHA-256 that was declared.');
  };
}
