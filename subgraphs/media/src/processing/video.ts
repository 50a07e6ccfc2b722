import { open } from 'node:fs/promises';
import { videoFile } from '../domain/keys.ts';
import type { ContentType } from '../formats/content-types.ts';
import { holdsForeign, tailBytes } from '../formats/foreign.ts';
import { applyPatches, inspectVideo } from '../formats/video.ts';
import { processImage } from './image.ts';
import type { PosterMaker } from './poster.ts';
import type { Made } from './verdict.ts';
import { Refused } from './verdict.ts';

export interface VideoChoices {
  readonly timeoutMs: number;
  /** Takes a still picture; null: this process cannot. */
  readonly poster: PosterMaker | null;
}

/**
 * Makes a video ready: it is served as it came, without what it told of places, times and names, which is overwritten in
 * the file. Throws {@link Refused}.
 */
export async function processVideo(type: ContentType, path: string, settings: VideoChoices): Promise<Made> {
  const { size, width, height } = await cleanse(type, path);
  const still = await settings.poster?.(path);
  // A poster that cannot be made of it is none: the video stands for itself.
  const image =
    still && (await processImage('image/png', still, { ...settings, avif: false }).catch(() => null));
  const video = { name: 'VIDEO', file: videoFile(type), contentType: type, width, height, size } as const;
  return {
    width: width ?? image?.width ?? null,
    height: height ?? image?.height ?? null,
    blurhash: image?.blurhash ?? null,
    variants: [{ ...video, source: { file: path } }, ...(image?.variants ?? [])],
  };
}

async function cleanse(type: ContentType, path: string) {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const ends = [await part(file, 0, 2_048), await part(file, Math.max(0, size - tailBytes), tailBytes)];
    if (ends.some((bytes) => holdsForeign(bytes))) throw new Refused('UNSUPPORTED');
    const facts = await inspectVideo(type, file, size);
    if (!facts) throw new Refused('UNSUPPORTED');
    await applyPatches(file, facts.patches);
    return { size, width: facts.width, height: facts.height };
  } finally {
    await file.close();
  }
}

async function part(file: Awaited<ReturnType<typeof open>>, at: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}
