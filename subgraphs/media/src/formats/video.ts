import type { FileHandle } from 'node:fs/promises';
import type { ContentType } from './content-types.ts';
import { inspectMp4 } from './mp4.ts';
import { inspectWebm } from './webm.ts';

/** Bytes to write over a file, so that it keeps its length. */
export interface Patch {
  readonly at: number;
  readonly bytes: Buffer;
}

/** What a video tells of itself, and what to write over it so that it tells no more than it should. */
export interface VideoFacts {
  readonly width: number | null;
  readonly height: number | null;
  readonly patches: readonly Patch[];
}

/** Reads bytes of a file; fewer at its end. */
export type ReadAt = (at: number, length: number) => Promise<Buffer>;

/** What stands in a video; null: it is not whole, not only a video, or carries tracks of something else. */
export async function inspectVideo(
  type: ContentType,
  file: FileHandle,
  size: number,
): Promise<VideoFacts | null> {
  const read: ReadAt = async (at, length) => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  };
  return type === 'video/mp4' ? inspectMp4(read, size) : inspectWebm(read, size);
}

/** Takes out what a video must not tell: places, times, names. */
export async function applyPatches(file: FileHandle, patches: readonly Patch[]): Promise<void> {
  for (const { at, bytes } of patches) await file.write(bytes, 0, bytes.length, at);
}
