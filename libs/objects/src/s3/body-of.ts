import { openAsBlob } from 'node:fs';
import type { ObjectSource } from '../objects.ts';

/** A request body of known length, which S3 wants; a file is not read into memory. */
export async function bodyOf(source: ObjectSource): Promise<BodyInit> {
  return 'file' in source ? openAsBlob(source.file) : (source as Uint8Array<ArrayBuffer>);
}
