import type { Tx } from '@ursa/database';
import type { GroupId, MediaId } from '@ursa/ids';
import { eq } from 'drizzle-orm';
import { groupAvatars } from '../tables/index.ts';
import { keepUse } from './use.ts';

/** Keeps which picture a group has since an event, unless something newer is known. */
export async function keepGroupAvatar(
  tx: Tx,
  { groupId, avatarId, sequence }: { groupId: GroupId; avatarId: MediaId | null; sequence: number },
): Promise<void> {
  const ofGroup = eq(groupAvatars.groupId, groupId);
  const [known] = await tx.select().from(groupAvatars).where(ofGroup).for('update');
  if (known && known.sequence >= sequence) return;
  const set = { mediaId: avatarId, sequence };
  await tx
    .insert(groupAvatars)
    .values({ groupId, ...set })
    .onConflictDoUpdate({ target: groupAvatars.groupId, set });
  const touched = [known?.mediaId, avatarId].filter((id) => id !== undefined && id !== null);
  await keepUse(tx, [...new Set(touched)]);
}
