import { pagedReader } from './paged-reader.ts';
import type { Patch, ReadAt, VideoFacts } from './video.ts';

/** Elements of a WebM file by their ids (RFC 9559 §5.1). */
const ids = {
  header: 0x1a45dfa3,
  segment: 0x18538067,
  cluster: 0x1f43b675,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  track: 0xae,
  video: 0xe0,
  width: 0xb0,
  height: 0xba,
  tags: 0x1254c367,
  attachments: 0x1941a469,
  dateUtc: 0x4461,
  title: 0x7ba9,
} as const;

const entered = new Set<number>([ids.segment, ids.info, ids.tracks, ids.track, ids.video]);
const telling = new Set<number>([ids.tags, ids.attachments, ids.dateUtc, ids.title]);
const maxElements = 500_000;

interface Element {
  readonly id: number;
  readonly start: number;
  readonly content: number;
  /** Undefined: it has no length of its own, and ends where something begins that it cannot hold. */
  readonly end: number | undefined;
}

/** Walks a WebM: its elements must fill it exactly, and what tells more than pictures and sound is overwritten. */
export async function inspectWebm(readAt: ReadAt, size: number): Promise<VideoFacts | null> {
  const read = pagedReader(readAt);
  const patches: Patch[] = [];
  const found = { width: 0, height: 0 };
  let seen = 0;
  let segments = 0;
  let segmentEnd = 0;
  for (let at = 0; at < size; ) {
    const element = elementAt(await read(at, 12), at);
    const end = element?.end ?? size;
    if (!element || end > size || ++seen > maxElements) return null;
    const { id, content } = element;
    if (seen === 1 && id !== ids.header) return null;
    if (seen > 1 && at >= segmentEnd && id !== ids.segment) return null;
    if (id === ids.segment) {
      if (++segments > 1) return null;
      segmentEnd = end;
    }
    if (telling.has(id) && element.end === undefined) return null;
    if (telling.has(id)) patches.push({ at, bytes: voided(end - at) });
    if (id === ids.width || id === ids.height) {
      const length = end - content;
      const value = length > 0 && length <= 6 ? (await read(content, length)).readUIntBE(0, length) : 0;
      if (id === ids.width) found.width ||= value;
      else found.height ||= value;
    }
    // What has no length is entered, too: its children follow one another.
    at = entered.has(id) || element.end === undefined ? content : end;
  }
  if (segments !== 1 || !found.width || !found.height) return null;
  return { ...found, patches };
}

/** An element's id and length (RFC 8794 §4 and §5). */
function elementAt(head: Buffer, start: number): Element | null {
  const idLength = Math.clz32(head[0] ?? 0) - 23;
  if (idLength > 4 || head.length < idLength + 1) return null;
  const id = head.readUIntBE(0, idLength);
  const sizeLength = Math.clz32(head[idLength] ?? 0) - 23;
  if (sizeLength > 8 || head.length < idLength + sizeLength) return null;
  let length = (head[idLength] ?? 0) & (0xff >> sizeLength);
  let unknown = length === 0xff >> sizeLength;
  for (let n = 1; n < sizeLength; n += 1) {
    const byte = head[idLength + n] ?? 0;
    unknown &&= byte === 0xff;
    length = length * 256 + byte;
  }
  const content = start + idLength + sizeLength;
  return { id, start, content, end: unknown ? undefined : content + length };
}

/** An element Void of this length in all (RFC 8794 §11.3.2). */
function voided(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes[0] = 0xec;
  if (length < 9) bytes[1] = 0x80 | (length - 2);
  else {
    bytes[1] = 0x01;
    bytes.writeUIntBE(length - 9, 3, 6);
  }
  return bytes;
}
