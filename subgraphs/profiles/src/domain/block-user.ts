import type { Tx } from '@ursa/database';
import { UserBlocked } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed } from '@ursa/outcome';
import { sql } from 'drizzle-orm';
import { blocks } from '../tables/index.ts';
import { removeFollows, removeRequests } from './follow-edges.ts';
import { requestsClosed, unfollowed } from './follow-events.ts';
import { noSuchUser, notYourself } from './no-such-user.ts';
import { holdRelation } from './relation.ts';

/** Hides two people from each other; follows and requests between them end. Has no effect where it is so already. */
export async function blockUser(tx: Tx, viewer: UserId, userId: UserId): Promise<Outcome<UserId>> {
  if (userId === viewer) return failed(notYourself);
  const other = await holdRelation(tx, viewer, userId);
  if (other?.viewerIsBlocking) return done(userId);
  if (!other || other.isBlockingViewer) return failed(noSuchUser);

  const bothWays = [
    { followerId: viewer, followedId: userId },
    { followerId: userId, followedId: viewer },
  ];
  const requests = await removeRequests(tx, bothWays);
  const follows = await removeFollows(tx, bothWays);
  const block = { blockerId: viewer, blockedId: userId };
  await tx.insert(blocks).values({ ...block, blockedAt: sql`clock_timestamp()` });
  await emitAll(tx, [
    ...requestsClosed(requests, { accepted: false }),
    ...unfollowed(follows),
    UserBlocked.create(viewer, block),
  ]);
  return done(userId);
}
