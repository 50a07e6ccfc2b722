import type { Tx } from '@ursa/database';
import type { NewEvent } from '@ursa/events';
import type { UserId } from '@ursa/ids';
import { asc, eq } from 'drizzle-orm';
import { followRequests } from '../tables/index.ts';
import type { FollowEdge } from './follow-edges.ts';
import { addFollows, removeRequests } from './follow-edges.ts';
import { followed, requestsClosed } from './follow-events.ts';

/** Most requests that one transaction accepts; it locks the profile of everybody who asked. */
export const acceptBatch = 200;

/** The oldest open requests to follow somebody, one batch. */
export async function openRequests(tx: Tx, userId: UserId): Promise<FollowEdge[]> {
  return tx
    .select({ followerId: followRequests.followerId, followedId: followRequests.followedId })
    .from(followRequests)
    .where(eq(followRequests.followedId, userId))
    .orderBy(asc(followRequests.requestedAt), asc(followRequests.followerId))
    .limit(acceptBatch);
}

/** Accepts those of the requests that are still open. Everybody in them is held. Answers the events to emit. */
export async function acceptRequests(tx: Tx, requests: readonly FollowEdge[]): Promise<NewEvent[]> {
  const accepted = await removeRequests(tx, requests);
  const follows = await addFollows(tx, accepted);
  return [...requestsClosed(accepted, { accepted: true }), ...followed(follows, { approved: true })];
}
