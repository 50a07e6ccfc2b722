import type { Patch, ReadAt, VideoFacts } from './video.ts';

/** A box of an ISO base media file (ISO/IEC 14496-12 §4.2). */
interface Box {
  readonly type: string;
  readonly start: number;
  /** Where its content begins. */
  readonly content: number;
  readonly end: number;
}

/** A description longer than this is none. */
const maxMoovBytes = 8_000_000;
const maxBoxes = 20_000;

const topLevel = new Set(
  'ftyp styp moov mdat free skip wide uuid meta udta moof mfra sidx ssix prft emsg pdin'.split(' '),
);
/** Boxes that hold boxes of interest. */
const containers = new Set(['moov', 'trak', 'mdia', 'moof', 'traf']);
/** Where places, names and devices are told. */
const telling = new Set(['udta', 'meta', 'uuid']);
/** Headers that begin with moments. */
const dated = new Set(['mvhd', 'tkhd', 'mdhd']);
/** Tracks that a video may have. Timed metadata, such as a camera's positions, is none of them. */
const tracks = new Set(['vide', 'soun', 'text', 'sbtl', 'subt', 'clcp']);

/** Walks an MP4: its boxes must fill it exactly, and what tells more than pictures and sound is overwritten. */
export async function inspectMp4(read: ReadAt, size: number): Promise<VideoFacts | null> {
  const patches: Patch[] = [];
  const facts = { width: 0, height: 0, tracks: [] as string[] };
  let seen = 0;
  for (let at = 0; at < size; ) {
    const box = boxAt(await read(at, 16), at, 0, size);
    if (!box || !topLevel.has(box.type) || ++seen > maxBoxes) return null;
    if (telling.has(box.type)) patches.push(...(await emptied(read, box)));
    if (containers.has(box.type)) {
      if (box.end - box.start > maxMoovBytes) return null;
      const bytes = await read(box.start, box.end - box.start);
      if (
        !inspectInner(
          bytes,
          box.start,
          { content: box.content - box.start, end: bytes.length },
          patches,
          facts,
        )
      )
        return null;
    }
    at = box.end;
  }
  if (!facts.tracks.includes('vide') || facts.tracks.some((track) => !tracks.has(track))) return null;
  return { width: facts.width || null, height: facts.height || null, patches };
}

type Found = { width: number; height: number; tracks: string[] };

/** The boxes within a container whose bytes are there; `offset` is where they stand in the file. */
function inspectInner(
  bytes: Buffer,
  offset: number,
  { content, end }: Pick<Box, 'content' | 'end'>,
  patches: Patch[],
  found: Found,
): boolean {
  for (let at = content; at + 8 <= end; ) {
    const box = boxAt(bytes.subarray(at, at + 16), at, content, end);
    if (!box || patches.length > maxBoxes) return false;
    const inner = bytes.subarray(box.content, box.end);
    if (telling.has(box.type)) patches.push(empty(bytes, box, offset));
    else if (dated.has(box.type)) patches.push(undated(inner, offset + box.content));
    if (box.type === 'tkhd') measure(inner, found);
    if (box.type === 'hdlr') found.tracks.push(inner.toString('latin1', 8, 12));
    if (containers.has(box.type) && !inspectInner(bytes, offset, box, patches, found)) return false;
    at = box.end;
  }
  return true;
}

function boxAt(head: Buffer, start: number, from: number, limit: number): Box | null {
  if (head.length < 8 || start < from) return null;
  const type = head.toString('latin1', 4, 8);
  const short = head.readUInt32BE(0);
  const long = short === 1;
  if (long && head.length < 16) return null;
  const length = short === 0 ? limit - start : long ? Number(head.readBigUInt64BE(8)) : short;
  const content = start + (long ? 16 : 8);
  const end = start + length;
  return end >= content && end <= limit ? { type, start, content, end } : null;
}

/** A box as free space of the same length. */
function empty(bytes: Buffer, { start, content, end }: Box, offset: number): Patch {
  const blank = Buffer.alloc(end - start);
  bytes.copy(blank, 0, start, content);
  blank.write('free', 4, 'latin1');
  return { at: offset + start, bytes: blank };
}

async function emptied(read: ReadAt, { start, content, end }: Box): Promise<Patch[]> {
  const header = await read(start, content - start);
  header.write('free', 4, 'latin1');
  return [
    { at: start, bytes: header },
    { at: content, bytes: Buffer.alloc(end - content) },
  ];
}

/** Zeroes when it was made and changed: two moments of 4 or 8 bytes behind the version and flags. */
function undated(inner: Buffer, at: number): Patch {
  return {
    at: at + 4,
    bytes: Buffer.alloc(Math.min(inner[0] === 1 ? 16 : 8, Math.max(0, inner.length - 4))),
  };
}

/** The size of a picture track, upright: its matrix may turn it by a quarter. */
function measure(tkhd: Buffer, found: Found): void {
  if (tkhd.length < 84) return;
  const width = tkhd.readUInt32BE(tkhd.length - 8) >>> 16;
  const height = tkhd.readUInt32BE(tkhd.length - 4) >>> 16;
  if (width * height <= found.width * found.height) return;
  const turned = tkhd.readInt32BE(tkhd.length - 44) === 0;
  Object.assign(found, turned ? { width: height, height: width } : { width, height });
}
