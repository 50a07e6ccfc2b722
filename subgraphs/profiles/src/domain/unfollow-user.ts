import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed } from '@ursa/outcome';
import { removeFollows, removeRequests } from './follow-edges.ts';
import { requestsClosed, unfollowed } from './follow-events.ts';
import { noSuchUser, notYourself } from './no-such-user.ts';
import { isHidden } from './profile.ts';
import { holdRelation } from './relation.ts';

/** Follows somebody no longer, or takes the request back. Has no effect where neither is so. */
export async function unfollowUser(tx: Tx, viewer: UserId, userId: UserId): Promise<Outcome<UserId>> {
  if (userId === viewer) return failed(notYourself);
  const other = await holdRelation(tx, viewer, userId);
  if (!other || isHidden(other)) return failed(noSuchUser);
  const edge = { followerId: viewer, followedId: userId };
  const requests = await removeRequests(tx, [edge]);
  const follows = await removeFollows(tx, [edge]);
  await emitAll(tx, [...requestsClosed(requests, { accepted: false }), ...unfollowed(follows)]);
  return done(userId);
}
