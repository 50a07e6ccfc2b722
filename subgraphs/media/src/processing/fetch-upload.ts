import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Objects } from '@ursa/objects';
import { incomingKey } from '../domain/keys.ts';
import type { MediaRow } from '../tables/index.ts';
import { Refused } from './verdict.ts';

/** Brings the bytes of an upload into a file, and checks size and SHA-256 on the way. Throws {@link Refused}. */
export async function fetchUpload(objects: Objects, upload: MediaRow, path: string): Promise<void> {
  const object = await objects.get(incomingKey(upload.id));
  if (!object) throw new Refused('MISMATCH');
  const hash = createHash('sha256');
  let size = 0;
  async function* checked(source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > upload.size) throw new Refused('MISMATCH');
      hash.update(chunk);
      yield chunk;
    }
  }
  await pipeline(object.body, checked, createWriteStream(path, { mode: 0o600 }));
  if (size !== upload.size || hash.digest('hex') !== upload.sha256) throw new Refused('MISMATCH');
}
