import type { ReadAt } from './video.ts';

const pageBytes = 65_536;

/** Reads through a page kept in memory: for walks of many small steps. */
export function pagedReader(read: ReadAt): ReadAt {
  let start = 0;
  let page: Buffer = Buffer.alloc(0);
  return async (at, length) => {
    if (length > pageBytes) return read(at, length);
    if (at < start || at + length > start + page.length) {
      start = at;
      page = await read(at, pageBytes);
    }
    return page.subarray(at - start, at - start + length);
  };
}
