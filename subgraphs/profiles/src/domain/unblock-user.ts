import type { Tx } from '@ursa/database';
import { UserUnblocked } from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { emit } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed } from '@ursa/outcome';
import { and, eq } from 'drizzle-orm';
import { blocks } from '../tables/index.ts';
import { noSuchUser, notYourself } from './no-such-user.ts';
import { holdRelation } from './relation.ts';

/** Ends the viewer's block; the follows it ended stay ended. Has no effect where there is none. */
export async function unblockUser(tx: Tx, viewer: UserId, userId: UserId): Promise<Outcome<UserId>> {
  if (userId === viewer) return failed(notYourself);
  const other = await holdRelation(tx, viewer, userId);
  if (other?.viewerIsBlocking) {
    await tx.delete(blocks).where(and(eq(blocks.blockerId, viewer), eq(blocks.blockedId, userId)));
    await emit(tx, UserUnblocked.create(viewer, { blockerId: viewer, blockedId: userId }));
    return done(userId);
  }
  return !other || other.isBlockingViewer ? failed(noSuchUser) : done(userId);
}
