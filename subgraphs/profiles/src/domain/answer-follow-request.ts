import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import { addFollows, removeRequests } from './follow-edges.ts';
import { followed, requestsClosed } from './follow-events.ts';
import { noSuchUser } from './no-such-user.ts';
import { isHidden } from './profile.ts';
import { holdRelation } from './relation.ts';

const noSuchRequest = notFound('follow request', ['userId']);

/** Accepts or declines a request to follow the viewer. Accepting who follows already has no effect. */
export async function answerFollowRequest(
  tx: Tx,
  viewer: UserId,
  { userId, accept }: { userId: UserId; accept: boolean },
): Promise<Outcome<UserId>> {
  const other = await holdRelation(tx, viewer, userId);
  if (!other || isHidden(other)) return failed(noSuchUser);
  const requests = await removeRequests(tx, [{ followerId: userId, followedId: viewer }]);
  if (requests.length === 0) {
    return accept && other.isFollowingViewer ? done(userId) : failed(noSuchRequest);
  }
  const follows = accept ? await addFollows(tx, requests) : [];
  await emitAll(tx, [
    ...requestsClosed(requests, { accepted: accept }),
    ...followed(follows, { approved: true }),
  ]);
  return done(userId);
}
