import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed } from '@ursa/outcome';
import { removeFollows } from './follow-edges.ts';
import { unfollowed } from './follow-events.ts';
import { noSuchUser, notYourself } from './no-such-user.ts';
import { isHidden } from './profile.ts';
import { holdRelation } from './relation.ts';

/** Ends that somebody follows the viewer. Has no effect where they do not. */
export async function removeFollower(tx: Tx, viewer: UserId, userId: UserId): Promise<Outcome<UserId>> {
  if (userId === viewer) return failed(notYourself);
  const other = await holdRelation(tx, viewer, userId);
  if (!other || isHidden(other)) return failed(noSuchUser);
  await emitAll(tx, unfollowed(await removeFollows(tx, [{ followerId: userId, followedId: viewer }])));
  return done(userId);
}
