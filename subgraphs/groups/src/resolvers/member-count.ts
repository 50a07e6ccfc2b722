import type { GroupView } from '../domain/group-view.ts';
import type { Loaders } from '../loaders/index.ts';

/** How many belong to a group, without those hidden from the viewer: the kept count less theirs, which an index finds. */
export async function memberCount(
  { id, memberCount: all }: GroupView,
  { hiddenMembers }: Loaders,
): Promise<number> {
  return all - (await hiddenMembers.load(id));
}
