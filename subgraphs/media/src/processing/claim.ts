import type { Db } from '@ursa/database';
import type { MediaId } from '@ursa/ids';
import { and, eq, sql } from 'drizzle-orm';
import { failedMs, unusedMs } from '../domain/lifetimes.ts';
import type { FailureReason, MediaRow } from '../tables/index.ts';
import { media } from '../tables/index.ts';
import type { Made } from './verdict.ts';

/** Takes the upload that waits longest, for `leaseMs`: after that another worker may take it, too. */
export async function claimUpload(db: Db, leaseMs: number): Promise<MediaRow | undefined> {
  const next = sql`(
    select id from media where status = 'PROCESSING' and (claimed_until is null or claimed_until < now())
    order by created_at limit 1 for update skip locked
  )`;
  const [row] = await db
    .update(media)
    .set({ claimedUntil: inTime(leaseMs), attempts: sql`${media.attempts} + 1` })
    .where(eq(media.id, next))
    .returning();
  return row;
}

/** Says that its worker still has it, for another `leaseMs`. */
export async function keepClaim(db: Db, id: MediaId, leaseMs: number): Promise<void> {
  await db
    .update(media)
    .set({ claimedUntil: inTime(leaseMs) })
    .where(processing(id));
}

/** Gives an upload back, to be taken again after `pauseMs`: nothing is wrong with it. */
export async function returnUpload(db: Db, id: MediaId, pauseMs: number): Promise<void> {
  await db
    .update(media)
    .set({ claimedUntil: inTime(pauseMs), attempts: sql`${media.attempts} - 1` })
    .where(processing(id));
}

/** Keeps what was made of an upload: now it can be shown. */
export async function keepMade(db: Db, id: MediaId, { variants, ...facts }: Made): Promise<void> {
  const stored = variants.map(({ source: _, ...variant }) => variant);
  await db
    .update(media)
    .set({ ...facts, variants: stored, status: 'READY', removeAfter: inTime(unusedMs), claimedUntil: null })
    .where(processing(id));
}

/** Keeps why an upload was refused. */
export async function keepRefusal(db: Db, id: MediaId, failure: FailureReason): Promise<void> {
  await db
    .update(media)
    .set({ failure, status: 'FAILED', removeAfter: inTime(failedMs), claimedUntil: null })
    .where(processing(id));
}

const processing = (id: MediaId) => and(eq(media.id, id), eq(media.status, 'PROCESSING'));
const inTime = (ms: number) => new Date(Date.now() + ms);
