import { createHmac, timingSafeEqual } from 'node:crypto';
import type { MediaId } from '@ursa/ids';

/** What of a media is asked for: a file under its id. */
export interface Served {
  readonly id: string;
  readonly file: string;
}

/** Makes the URLs of uploads and of delivery, and knows its own again. */
export interface Urls {
  /** Where a file can be fetched: for ever the same, so that it can be cached. */
  ofFile(id: MediaId, file: string): string;
  /** Where a client puts the bytes of an upload. */
  ofUpload(id: MediaId, expiresAt: Date): string;
  /** The file that a URL's path and query ask for; undefined: nobody signed that. */
  file(path: string, query: URLSearchParams): Served | undefined;
  /** The upload that they are for; undefined: nobody signed that, or its time is over. */
  upload(path: string, query: URLSearchParams): string | undefined;
}

/** Paths under which media serves. */
export const prefix = '/media/';

const filePath = /^\/media\/(media_[0-9a-z]{26})\/([a-z]+\.[a-z0-9]+)$/;
const uploadPath = /^\/media\/uploads\/(media_[0-9a-z]{26})$/;

/** @param origin where clients reach {@link prefix} */
export function createUrls({ secret, origin }: { secret: string; origin: () => string }): Urls {
  // Half of an HMAC-SHA-256 is as hard to guess as any key, and shorter.
  const sign = (text: string) =>
    createHmac('sha256', secret).update(text).digest().subarray(0, 16).toString('base64url');
  const fits = (text: string, signature: string | null): boolean => {
    const expected = Buffer.from(sign(text));
    const given = Buffer.from(signature ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  const base = () => origin().replace(/\/$/, '');

  return {
    ofFile(id, file) {
      const path = `${prefix}${id}/${file}`;
      return `${base()}${path}?s=${sign(`GET ${path}`)}`;
    },
    ofUpload(id, expiresAt) {
      const path = `${prefix}uploads/${id}`;
      const until = expiresAt.getTime();
      return `${base()}${path}?e=${until}&s=${sign(`PUT ${path} ${until}`)}`;
    },
    file(path, query) {
      const [, id = '', file = ''] = filePath.exec(path) ?? [];
      return id && fits(`GET ${path}`, query.get('s')) ? { id, file } : undefined;
    },
    upload(path, query) {
      const [, id = ''] = uploadPath.exec(path) ?? [];
      const until = Number(query.get('e'));
      if (!id || !fits(`PUT ${path} ${query.get('e')}`, query.get('s'))) return undefined;
      return until > Date.now() ? id : undefined;
    },
  };
}
