import type { Tx } from '@ursa/database';
import type { NewEvent } from '@ursa/events';
import { FollowRequested } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed } from '@ursa/outcome';
import { sql } from 'drizzle-orm';
import { followRequests } from '../tables/index.ts';
import type { FollowEdge } from './follow-edges.ts';
import { addFollows, removeRequests } from './follow-edges.ts';
import { followed, requestsClosed } from './follow-events.ts';
import { noSuchUser, notYourself } from './no-such-user.ts';
import { isHidden } from './profile.ts';
import type { Held } from './relation.ts';
import { holdRelation } from './relation.ts';

/** Follows somebody, or asks to where the account is private. Has no effect where either is so already. */
export async function followUser(tx: Tx, viewer: UserId, userId: UserId): Promise<Outcome<UserId>> {
  if (userId === viewer) return failed(notYourself);
  const other = await holdRelation(tx, viewer, userId);
  if (!other || isHidden(other)) return failed(noSuchUser);
  const edge = { followerId: viewer, followedId: userId };
  if (other.viewerIsFollowing) return done(userId);
  const events = other.isPrivate ? await request(tx, edge) : await follow(tx, edge, other);
  await emitAll(tx, events);
  return done(userId);
}

async function follow(tx: Tx, edge: FollowEdge, other: Held): Promise<NewEvent[]> {
  // A request may be left from when the account was private: it is public now, so the request is granted.
  const requests = other.viewerHasRequestedFollow ? await removeRequests(tx, [edge]) : [];
  const approved = requests.length > 0;
  return [
    ...requestsClosed(requests, { accepted: true }),
    ...followed(await addFollows(tx, [edge]), { approved }),
  ];
}

async function request(tx: Tx, edge: FollowEdge): Promise<NewEvent[]> {
  const requested = await tx
    .insert(followRequests)
    .values({ ...edge, requestedAt: sql`clock_timestamp()` })
    .onConflictDoNothing()
    .returning();
  return requested.map(() => FollowRequested.create(edge.followerId, edge));
}
