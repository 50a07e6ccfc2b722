import { mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Objects } from '@ursa/objects';
import { filesObjects, s3Objects } from '@ursa/objects';
import { cannotStart } from '@ursa/setup';
import type { ServiceDeps } from '@ursa/subgraph-kit';
import type { Config } from './config.ts';
import type { Urls } from './delivery/urls.ts';
import { createUrls } from './delivery/urls.ts';
import type { Bell } from './processing/bell.ts';
import { createBell } from './processing/bell.ts';

/** What lives as long as the process. */
export interface MediaServices {
  readonly objects: Objects;
  readonly urls: Urls;
  /** How long an announced upload may be completed. */
  readonly uploadMs: number;
  /** Wakes this process's worker. */
  readonly bell: Bell;
  /** A folder for bytes on their way. */
  readonly scratch: string;
}

/** Opens the store. */
export async function services({ config, publicUrl }: ServiceDeps<Config>): Promise<MediaServices> {
  const own = config.publicUrl;
  if (own === undefined && !publicUrl) {
    throw cannotStart('media', ['MEDIA_PUBLIC_URL is missing, where clients reach its /media/']);
  }
  const { store, urlSecret, uploads } = config;
  const scratch = join(tmpdir(), `ursa-media-${userInfo().uid}`);
  await mkdir(scratch, { recursive: true, mode: 0o700 });
  return {
    objects: 'dir' in store ? filesObjects(store) : s3Objects(store),
    urls: createUrls({ secret: urlSecret, origin: () => own ?? publicUrl?.() ?? '' }),
    uploadMs: uploads.lifetimeMs,
    bell: createBell(),
    scratch,
  };
}
