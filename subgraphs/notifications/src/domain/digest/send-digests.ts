import type { Db } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import type { Mail } from '@ursa/mail';
import { MailRefused } from '@ursa/mail';
import type { Log } from '@ursa/telemetry';
import { digestLetter, mostTold } from './digest-letter.ts';
import type { DueDigest } from './due-digests.ts';
import { putOffDigest, settleDigest, takeDueDigests } from './due-digests.ts';
import type { UnreadNews } from './unread-news.ts';
import { unreadNews } from './unread-news.ts';

/** Where people read mail, in their order; null: nobody can say now. */
export type FindAddresses = (userIds: readonly UserId[]) => Promise<readonly (string | null)[] | null>;

export interface Mailer {
  readonly db: Db;
  readonly mail: Mail;
  readonly addresses: FindAddresses;
  readonly log: Log;
}

const atOnce = 20;
const mostAttempts = 5;
const pauseMs = 60_000;

/** Mails the digests that are due, until none is. */
export async function sendDigests(mailer: Mailer, signal: AbortSignal): Promise<void> {
  for (;;) {
    if (signal.aborted) return;
    const due = await takeDueDigests(mailer.db, atOnce);
    await mailAll(mailer, due);
    if (due.length < atOnce) return;
  }
}

async function mailAll(mailer: Mailer, due: readonly DueDigest[]): Promise<void> {
  const { db, log } = mailer;
  const news = new Map<UserId, UnreadNews[]>();
  for (const digest of due) {
    const unread = await unreadNews(db, digest, mostTold + 1);
    if (unread.length > 0) news.set(digest.userId, unread);
    else await settleDigest(db, digest);
  }
  const open = due.filter(({ userId }) => news.has(userId));
  if (open.length === 0) return;
  const addresses = await mailer.addresses(open.map(({ userId }) => userId));
  if (addresses === null) {
    log.warn({ digests: open.length }, 'digests wait for the addresses');
    for (const digest of open) await putOffDigest(db, { ...digest, attempts: digest.attempts - 1 }, pauseMs);
    return;
  }
  await Promise.all(
    open.map((digest, at) => mailOne(mailer, digest, addresses[at] ?? null, news.get(digest.userId) ?? [])),
  );
}

async function mailOne(
  { db, mail, log }: Mailer,
  digest: DueDigest,
  to: string | null,
  news: readonly UnreadNews[],
): Promise<void> {
  const told = { ...digest, toldUpTo: news[0]?.sequence ?? digest.toldUpTo };
  try {
    if (to !== null) await mail.send(digestLetter(digest, to, news));
  } catch (error) {
    log.warn({ err: error, user: digest.userId, attempts: digest.attempts }, 'digest not sent');
    if (!(error instanceof MailRefused) && digest.attempts < mostAttempts) {
      await putOffDigest(db, digest, pauseMs * 3 ** (digest.attempts - 1) * (0.5 + Math.random()));
      return;
    }
    // Tomorrow's tells of it instead.
    await settleDigest(db, digest);
    return;
  }
  await settleDigest(db, told);
}
