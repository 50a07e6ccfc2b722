import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed, forbidden } from '@ursa/outcome';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { addMember } from './members.ts';
import { requestToJoin } from './request-to-join.ts';

/** Most requests that wait in one group. */
const maxRequests = 10_000;

/** Joins a group that the caller holds, or asks to where it is not open and there is no invitation. */
export async function joinGroup(tx: Tx, viewer: UserId, group: GroupView): Promise<Outcome<null>> {
  if (group.viewerRole !== null) return done(null);
  // Says no, and nothing about why, since when or by whom.
  if (group.viewerIsBanned) return failed(forbidden('You cannot join this group.', groupPath));
  if (group.privacy === 'PUBLIC' || group.viewerIsInvited) {
    await emitAll(tx, await addMember(tx, { groupId: group.id, userId: viewer }));
    return done(null);
  }
  if (group.viewerHasRequestedToJoin) return done(null);
  if (group.requestCount >= maxRequests) {
    return failed(conflict('Too many requests to join wait here. Try again later.', groupPath));
  }
  await requestToJoin(tx, viewer, group);
  return done(null);
}
