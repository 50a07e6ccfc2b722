import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from '@ursa/database';
import type { Log } from '@ursa/telemetry';
import { incomingKey, keysOf, servedKey } from '../domain/keys.ts';
import type { MediaServices } from '../services.ts';
import type { MediaRow } from '../tables/index.ts';
import { claimUpload, keepClaim, keepMade, keepRefusal, returnUpload } from './claim.ts';
import type { ProcessChoices } from './process-upload.ts';
import { processUpload } from './process-upload.ts';
import { Refused } from './verdict.ts';

/** How often processing may be begun, and end with its process, before the bytes are taken for the cause. */
const maxAttempts = 3;
/** Rest before an upload is tried again whose store was away. */
const pauseMs = 5_000;
/** A worker that has said nothing for so long is gone, and its upload another's. */
const leaseMs = 30_000;

export interface Work {
  readonly db: Db;
  readonly services: Pick<MediaServices, 'objects' | 'scratch'>;
  readonly settings: ProcessChoices;
  readonly log: Log;
}

/** Processes one upload, if one waits. @returns whether one did */
export async function workOnce({ db, services, settings, log }: Work): Promise<boolean> {
  const { objects, scratch } = services;
  const upload = await claimUpload(db, leaseMs);
  if (!upload) return false;
  const renewing = setInterval(() => {
    keepClaim(db, upload.id, leaseMs).catch((error: unknown) =>
      log.warn({ err: error }, 'a claim was not renewed'),
    );
  }, leaseMs / 3);
  const path = join(scratch, randomUUID());
  try {
    if (upload.attempts > maxAttempts) throw new Refused('DAMAGED');
    const made = await processUpload(objects, upload, path, settings);
    for (const { file, source, contentType } of made.variants) {
      await objects.put(servedKey(upload.id, file), source, contentType);
    }
    await keepMade(db, upload.id, made);
    await objects.remove([incomingKey(upload.id)]);
  } catch (error) {
    if (error instanceof Refused) await refuse(upload, error);
    else {
      log.error({ err: error, media: upload.id }, 'processing failed; it is tried again');
      await returnUpload(db, upload.id, pauseMs);
    }
  } finally {
    clearInterval(renewing);
    await rm(path, { force: true });
  }
  return true;

  async function refuse(row: MediaRow, error: Refused): Promise<void> {
    log.info({ err: error, media: row.id }, 'an upload was refused');
    await keepRefusal(db, row.id, error.reason);
    await objects.remove(keysOf(row));
  }
}
