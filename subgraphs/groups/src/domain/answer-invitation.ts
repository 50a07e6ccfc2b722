import type { Tx } from '@ursa/database';
import type { UserId } from '@ursa/ids';
import { emitAll } from '@ursa/outbox';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import type { GroupView } from './group-view.ts';
import { groupPath } from './hold-group.ts';
import { addMember } from './members.ts';
import { closeInvitation } from './waiting.ts';

const noSuchInvitation = failed(notFound('invitation', groupPath));

/** Takes up or declines the viewer's invitation to a group that the caller holds. Taken up twice, it has no effect. */
export async function answerInvitation(
  tx: Tx,
  viewer: UserId,
  group: GroupView,
  accept: boolean,
): Promise<Outcome<null>> {
  if (!group.viewerIsInvited) return accept && group.viewerRole ? done(null) : noSuchInvitation;
  const who = { groupId: group.id, userId: viewer };
  await emitAll(tx, accept ? await addMember(tx, who) : await closeInvitation(tx, who, { accepted: false }));
  return done(null);
}
