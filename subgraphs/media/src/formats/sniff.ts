import type { ContentType } from './content-types.ts';

/** How many bytes from the start {@link sniff} wants to see. */
export const sniffBytes = 64;

const startsWith = (head: Buffer, ...bytes: number[]) =>
  head.length >= bytes.length && bytes.every((byte, at) => head[at] === byte);
const ascii = (head: Buffer, start: number, end: number) => head.toString('latin1', start, end);

/** What the first bytes say that a file is; undefined: nothing that is taken. Names and claims do not matter. */
export function sniff(head: Buffer): ContentType | undefined {
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (/^GIF8[79]a/.test(ascii(head, 0, 6))) return 'image/gif';
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return 'image/webp';
  if (ascii(head, 4, 8) === 'ftyp') return brandOf(head);
  // The document type stands among the first elements of the EBML header (RFC 8794 §11.2).
  if (startsWith(head, 0x1a, 0x45, 0xdf, 0xa3))
    return /B\x82.webm/s.test(ascii(head, 4, 64)) ? 'video/webm' : undefined;
  return undefined;
}

const mp4Brands = /^(isom|iso[2-9a-c]|mp4[12]|avc1|M4V |MSNV|dash|msdh|3gp\d|f4v )$/;

/** The major brand of an ISO base media file, or a compatible one where that is a mere container's. */
function brandOf(head: Buffer): ContentType | undefined {
  const end = Math.min(head.readUInt32BE(0), head.length);
  const brands = [8, ...Array.from({ length: 16 }, (_, n) => 16 + n * 4)]
    .filter((at) => at + 4 <= end)
    .map((at) => ascii(head, at, at + 4));
  const [major = ''] = brands;
  if (major === 'avif' || major === 'avis') return 'image/avif';
  if ((major === 'mif1' || major === 'msf1') && brands.includes('avif')) return 'image/avif';
  return mp4Brands.test(major) ? 'video/mp4' : undefined;
}
