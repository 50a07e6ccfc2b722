import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { Objects } from '../objects.ts';
import { requireKey } from '../objects.ts';
import { bodyOf } from './body-of.ts';

/** A bucket of an S3-compatible store. */
export interface S3Place {
  /** For example `https://s3.eu-central-1.amazonaws.com`; the bucket is the path's first part. */
  readonly endpoint: string;
  /** Where clients reach the same store. @default the endpoint */
  readonly publicEndpoint?: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Longest wait for an answer, its body not counted. @default 10_000 */
  readonly timeoutMs?: number;
}

/** Objects in an S3-compatible store. */
export function s3Objects(place: S3Place): Objects {
  const { endpoint, publicEndpoint = endpoint, bucket, region, timeoutMs = 10_000 } = place;
  const { accessKeyId, secretAccessKey } = place;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });

  const urlOf = (key: string, at = endpoint): string => {
    requireKey(key);
    return `${at.replace(/\/$/, '')}/${bucket}/${key}`;
  };
  async function ask(method: string, key: string, init: RequestInit = {}): Promise<Response> {
    const waiting = new AbortController();
    const timer = setTimeout(
      () => waiting.abort(new Error(`S3 gave no answer in ${timeoutMs} ms.`)),
      timeoutMs,
    );
    try {
      return await client.fetch(urlOf(key), { ...init, method, signal: waiting.signal });
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async put(key, source, contentType) {
      const response = await ask('PUT', key, {
        body: await bodyOf(source),
        headers: { 'content-type': contentType },
      });
      await finish(response, key, 200);
    },
    async get(key, range) {
      const headers = range ? { range: `bytes=${range.start}-${range.end}` } : {};
      const response = await ask('GET', key, { headers });
      if (response.status === 404 || !response.body) return finish(response, key, 404);
      if (response.status !== (range ? 206 : 200)) return finish(response, key, 200);
      const total = response.headers.get('content-range')?.split('/')[1];
      const size = Number(total ?? response.headers.get('content-length'));
      return { size, body: Readable.fromWeb(response.body as ReadableStream) };
    },
    async size(key) {
      const response = await ask('HEAD', key);
      if (response.status === 404) return finish(response, key, 404);
      await finish(response, key, 200);
      return Number(response.headers.get('content-length'));
    },
    async remove(keys) {
      for (const key of keys) await finish(await ask('DELETE', key), key, 204, 200, 404);
    },
    async presignPut(key, { contentType, size, sha256, expiresInMs }) {
      const url = new URL(urlOf(key, publicEndpoint));
      url.searchParams.set('X-Amz-Expires', String(Math.max(1, Math.ceil(expiresInMs / 1_000))));
      const headers = {
        'content-type': contentType,
        'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
      };
      const signed = await client.sign(url.href, {
        method: 'PUT',
        headers: { ...headers, 'content-length': String(size) },
        aws: { signQuery: true, allHeaders: true },
      });
      return { url: signed.url, headers };
    },
  };
}

/** Takes the rest of an answer, so that its connection is free again; throws unless it has one of these statuses. */
async function finish(response: Response, key: string, ...expected: readonly number[]): Promise<undefined> {
  const text = await response.text();
  if (expected.includes(response.status)) return undefined;
  const code = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? '';
  throw new Error(`S3 answered ${response.status} ${code} for ${key}.`);
}
