import type { Tx } from '@ursa/database';
import type { GroupId, UserId } from '@ursa/ids';
import type { Outcome } from '@ursa/outcome';
import { done, failed, notFound } from '@ursa/outcome';
import { eq } from 'drizzle-orm';
import { groups } from '../tables/index.ts';
import type { GroupView } from './group-view.ts';
import { isVisible } from './group-view.ts';
import { readGroups } from './read-groups.ts';

/** The path of every mutation's group. */
export const groupPath = ['groupId'];

/** There is no such group, or none that the viewer may know of. */
export const noSuchGroup = failed(notFound('group', groupPath));

/**
 * A group as the viewer may see it, held still: until the transaction ends nobody else changes it, nor who belongs to
 * it. Call it for a group the viewer could see a moment ago, so that nobody else waits for its lock.
 */
export async function holdGroup(tx: Tx, viewer: UserId, id: GroupId): Promise<Outcome<GroupView>> {
  await tx.select({ id: groups.id }).from(groups).where(eq(groups.id, id)).for('no key update');
  // A second statement, because the first one may have waited and would not see what happened meanwhile.
  const [group] = await readGroups(tx, viewer, eq(groups.id, id));
  return group && isVisible(group) ? done(group) : noSuchGroup;
}
