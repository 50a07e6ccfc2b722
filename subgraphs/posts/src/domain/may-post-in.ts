import type { AudienceContext } from '@ursa/audience';
import type { GroupId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, forbidden, notFound } from '@ursa/outcome';

/** Whether the viewer may post in a group: groups says so. Throws `PeerUnavailable` while it does not answer. */
export async function mayPostIn(
  { ask, viewer }: Pick<AudienceContext, 'ask' | 'viewer'>,
  groupId: GroupId,
): Promise<Outcome<null>> {
  const question = { typename: 'Group', ids: [groupId], selection: 'viewerCanPost', viewer } as const;
  const [group] = await ask<{ viewerCanPost: boolean }>('groups', question);
  if (!group) return failed(notFound('group', ['groupId']));
  if (group.viewerCanPost === true) return done(null);
  return failed(forbidden('Only members may post in a group.', ['groupId']));
}
