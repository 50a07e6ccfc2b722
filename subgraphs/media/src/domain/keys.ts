import type { MediaId } from '@ursa/ids';
import type { MediaRow } from '../tables/index.ts';

/** Where a client's bytes stand until they are processed. */
export const incomingKey = (id: MediaId) => `incoming/${id}`;

/** Where something that is served stands. */
export const servedKey = (id: string, file: string) => `media/${id}/${file}`;

/** Every file that processing may have made, whether or not it came to its end. */
const possible = ['thumbnail', 'feed', 'full'].flatMap((name) => [`${name}.webp`, `${name}.avif`]);

/** Every key of a media's objects. */
export function keysOf({ id, kind, contentType }: Pick<MediaRow, 'id' | 'kind' | 'contentType'>): string[] {
  const files = kind === 'VIDEO' ? [...possible, videoFile(contentType)] : possible;
  return [incomingKey(id), ...files.map((file) => servedKey(id, file))];
}

/** The file that a video is served as. */
export const videoFile = (contentType: string) => (contentType === 'video/mp4' ? 'video.mp4' : 'video.webm');
