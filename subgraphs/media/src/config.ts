import type { S3Place } from '@ursa/objects';
import type { Environment } from '@ursa/setup';
import { cannotStart, readVariables } from '@ursa/setup';
import { z } from 'zod';

const wholeNumber = z.coerce.number('must be a whole number').int().positive();
const url = z.url({ protocol: /^https?$/, error: 'must be a URL' });
const seconds = 1_000;
const minutes = 60 * seconds;

export const variables = z.object({
  /** Signs URLs. The same in every process; another one makes every URL given out void. */
  MEDIA_URL_SECRET: z.string('is missing').min(32, 'must be 32 characters or longer'),
  MEDIA_PUBLIC_URL: url.optional(),
  MEDIA_DIR: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: url.optional(),
  S3_PUBLIC_ENDPOINT: url.optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  MEDIA_WORKERS: wholeNumber.default(2),
  MEDIA_POLL_MS: wholeNumber.default(1 * seconds),
  MEDIA_PROCESS_TIMEOUT_MS: wholeNumber.default(60 * seconds),
  MEDIA_AVIF: z.enum(['true', 'false'], 'must be true or false').default('false'),
  MEDIA_FFMPEG: z.string().default('ffmpeg'),
  MEDIA_UPLOAD_LIFETIME_MS: wholeNumber.default(60 * minutes),
  MEDIA_UPLOAD_TIMEOUT_MS: wholeNumber.default(5 * minutes),
  MEDIA_MAX_UPLOADS: wholeNumber.default(20),
  MEDIA_HOUSEKEEPING_MS: wholeNumber.default(10 * minutes),
});

/** Everything about media that can be set. Times in milliseconds. */
export type Config = ReturnType<typeof readConfig>;

/** Reads the settings of this subgraph; throws one error that names all that is wrong with them. */
export function readConfig(environment: Environment) {
  const env = readVariables('media', variables, environment);
  return {
    urlSecret: env.MEDIA_URL_SECRET,
    publicUrl: env.MEDIA_PUBLIC_URL,
    store: storeOf(env),
    processing: {
      workers: env.MEDIA_WORKERS,
      pollMs: env.MEDIA_POLL_MS,
      timeoutMs: env.MEDIA_PROCESS_TIMEOUT_MS,
      avif: env.MEDIA_AVIF === 'true',
      ffmpeg: env.MEDIA_FFMPEG,
    },
    uploads: {
      lifetimeMs: env.MEDIA_UPLOAD_LIFETIME_MS,
      timeoutMs: env.MEDIA_UPLOAD_TIMEOUT_MS,
      most: env.MEDIA_MAX_UPLOADS,
    },
    housekeepingMs: env.MEDIA_HOUSEKEEPING_MS,
  };
}

/** A bucket if one is named, else a folder. */
function storeOf(env: z.output<typeof variables>): { dir: string } | S3Place {
  if (!env.S3_BUCKET) {
    if (env.MEDIA_DIR) return { dir: env.MEDIA_DIR };
    throw cannotStart('media', ['it needs MEDIA_DIR, or S3_BUCKET and what belongs to it']);
  }
  const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!endpoint || !accessKeyId || !secretAccessKey) {
    throw cannotStart('media', ['S3_BUCKET needs S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY']);
  }
  const publicEndpoint = env.S3_PUBLIC_ENDPOINT ?? endpoint;
  return {
    endpoint,
    publicEndpoint,
    bucket: env.S3_BUCKET,
    region: env.S3_REGION,
    accessKeyId,
    secretAccessKey,
  };
}
