import { open, readFile } from 'node:fs/promises';
import type { Objects } from '@ursa/objects';
import type { ContentType } from '../formats/content-types.ts';
import { sniff, sniffBytes } from '../formats/sniff.ts';
import type { MediaRow } from '../tables/index.ts';
import { fetchUpload } from './fetch-upload.ts';
import type { ImageChoices } from './image.ts';
import { processImage } from './image.ts';
import type { Made } from './verdict.ts';
import { Refused } from './verdict.ts';
import type { VideoChoices } from './video.ts';
import { processVideo } from './video.ts';

export type ProcessChoices = ImageChoices & VideoChoices;

/** Checks an upload's bytes in `path` and makes of them what is served. Throws {@link Refused}. */
export async function processUpload(
  objects: Objects,
  upload: MediaRow,
  path: string,
  settings: ProcessChoices,
): Promise<Made> {
  await fetchUpload(objects, upload, path);
  try {
    const type = await typeOf(path);
    if (type !== upload.contentType) throw new Refused('UNSUPPORTED');
    if (upload.kind === 'VIDEO') return await processVideo(type, path, settings);
    return await processImage(type, await readFile(path), settings);
  } catch (error) {
    // Whatever bytes make stumble here, they would tomorrow, too; a full disk is not their fault.
    if (error instanceof Refused || isOfTheSystem(error)) throw error;
    throw new Refused('DAMAGED', { cause: error });
  }
}

function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function typeOf(path: string): Promise<ContentType | undefined> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffBytes), 0, sniffBytes, 0);
    return sniff(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}
