import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { conflict, done, failed } from '@ursa/outcome';
import { closeGroup } from './close-group.ts';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { dropMember, hasOtherOwner } from './members.ts';
import { closeRequest } from './waiting.ts';

/** Leaves a group that the caller holds, or takes the request to join it back. The last member takes it along. */
export async function leaveGroup(tx: Tx, viewer: UserId, group: GroupView): Promise<Outcome<null>> {
  const who = { groupId: group.id, userId: viewer };
  if (group.viewerRole === null) {
    await emitAll(tx, await closeRequest(tx, who, { accepted: false, answeredById: null }));
    return done(null);
  }
  if (group.memberCount === 1) {
    await closeGroup(tx, viewer, group);
    return done(null);
  }
  if (group.viewerRole === 'OWNER' && !(await hasOtherOwner(tx, who))) {
    return failed(conflict('A group needs an owner: make somebody else one before you leave.', groupPath));
  }
  await emitAll(tx, await dropMember(tx, who, { banned: false }));
  return done(null);
}
