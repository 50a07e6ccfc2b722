import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, notFound } from '@ursa/outcome';
import { and, eq } from 'drizzle-orm';
import { joinRequests } from '../tables/index.ts';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { addMember, findMember } from './members.ts';
import { can } from './permissions.ts';
import { closeRequest } from './waiting.ts';

/** Nobody of this id asked to join. */
export const noSuchRequest = notFound('request to join', ['userId']);

/** Accepts or declines a request to join a group that the caller holds. Accepting who is in already has no effect. */
export async function answerJoinRequest(
  tx: Tx,
  viewer: UserId,
  group: GroupView,
  { userId, accept }: { userId: UserId; accept: boolean },
): Promise<Outcome<null>> {
  if (!can(group.viewerRole, 'answerRequests')) {
    return failed(forbidden('Only moderators, admins and owners answer requests to join.', groupPath));
  }
  const who = { groupId: group.id, userId };
  const whose = and(eq(joinRequests.groupId, group.id), eq(joinRequests.userId, userId));
  const [request] = await tx.select().from(joinRequests).where(whose);
  if (!request) return accept && (await findMember(tx, who)) ? done(null) : failed(noSuchRequest);
  const events = accept
    ? await addMember(tx, who, viewer)
    : await closeRequest(tx, who, { accepted: false, answeredById: viewer });
  await emitAll(tx, events);
  return done(null);
}
