import type { ContentType } from './content-types.ts';

/**
 * Whether an image's own structure reaches exactly to the end of its bytes: what comes after it would be something
 * else. JPEG has no such structure, and cameras do put more behind it.
 */
export function endsWhereItShould(type: ContentType, bytes: Buffer): boolean {
  if (type === 'image/png') return pngEnd(bytes) === bytes.length;
  if (type === 'image/webp') return [0, 1].includes(bytes.length - 8 - bytes.readUInt32LE(4));
  if (type === 'image/gif') return gifEnd(bytes) === bytes.length;
  if (type === 'image/avif') return boxesEnd(bytes) === bytes.length;
  return true;
}

/** Behind the chunk IEND (PNG §5.3); -1: there is none. */
function pngEnd(bytes: Buffer): number {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return end;
    at = end;
  }
  return -1;
}

/** Behind the last box of an ISO base media file (ISO/IEC 14496-12 §4.2); -1: it does not end within the bytes. */
function boxesEnd(bytes: Buffer): number {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32BE(at);
    if (size === 0) return bytes.length;
    if (size < 8) return -1;
    at += size;
  }
  return at;
}

/** Behind the trailer of a GIF (GIF89a §27); -1: there is none. */
function gifEnd(bytes: Buffer): number {
  const tableOf = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  let at = 13 + tableOf(bytes[10] ?? 0);
  while (at < bytes.length) {
    const block = bytes[at];
    if (block === 0x3b) return at + 1;
    if (block === 0x21) at += 2;
    else if (block === 0x2c) at += 11 + tableOf(bytes[at + 9] ?? 0);
    else return -1;
    // Sub-blocks up to an empty one.
    for (let length = bytes[at]; length !== 0; length = bytes[at]) {
      if (length === undefined) return -1;
      at += 1 + length;
    }
    at += 1;
  }
  return -1;
}
