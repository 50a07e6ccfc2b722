import type { Kind } from '../tables/index.ts';

/** The media types that are taken. */
export const contentTypes = {
  'image/jpeg': 'IMAGE',
  'image/png': 'IMAGE',
  'image/webp': 'IMAGE',
  'image/avif': 'IMAGE',
  'image/gif': 'IMAGE',
  'video/mp4': 'VIDEO',
  'video/webm': 'VIDEO',
} as const satisfies Record<string, Kind>;

export type ContentType = keyof typeof contentTypes;

/** Whether a media type is one of them. */
export function isContentType(text: string): text is ContentType {
  return Object.hasOwn(contentTypes, text);
}

/** Most bytes of a kind. */
export const maxBytes: Readonly<Record<Kind, number>> = { IMAGE: 10_000_000, VIDEO: 50_000_000 };
