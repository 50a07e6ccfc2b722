import type { GroupRow } from '../tables/index.ts';

/** What events tell of a group. */
export function groupState({ id, handle, name, description, privacy, avatarMediaId }: GroupRow) {
  return { groupId: id, handle, name, description, privacy, avatarId: avatarMediaId };
}
