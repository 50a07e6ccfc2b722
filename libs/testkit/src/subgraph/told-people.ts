import {
  ProfileCreated,
  UserBlocked,
  UserFollowed,
  UserMuted,
  UserUnblocked,
  UserUnfollowed,
  UserUnmuted,
} from '@ursa/events/contracts';
import type { UserId } from '@ursa/ids';
import { newId } from '@ursa/ids';
import type { TestSubgraph } from './start-test-subgraph.ts';

/** People and what lies between them, told to a subgraph as profiles tells it. */
export function toldPeople({ receive }: Pick<TestSubgraph, 'receive'>) {
  let names = 0;
  /** The profile of somebody becomes known. */
  const introduce = (userId: UserId, { isPrivate = false, username = `person_${++names}` } = {}) =>
    receive(ProfileCreated.create(userId, { userId, username, displayName: username, isPrivate }));

  return {
    introduce,
    async person(profile: { isPrivate?: boolean; username?: string } = {}): Promise<UserId> {
      const userId = newId('user');
      await introduce(userId, profile);
      return userId;
    },
    follow: (followerId: UserId, followedId: UserId, approved = false) =>
      receive(UserFollowed.create(followerId, { followerId, followedId, approved })),
    unfollow: (followerId: UserId, followedId: UserId) =>
      receive(UserUnfollowed.create(followerId, { followerId, followedId })),
    block: (blockerId: UserId, blockedId: UserId) =>
      receive(UserBlocked.create(blockerId, { blockerId, blockedId })),
    unblock: (blockerId: UserId, blockedId: UserId) =>
      receive(UserUnblocked.create(blockerId, { blockerId, blockedId })),
    mute: (muterId: UserId, mutedId: UserId) => receive(UserMuted.create(muterId, { muterId, mutedId })),
    unmute: (muterId: UserId, mutedId: UserId) => receive(UserUnmuted.create(muterId, { muterId, mutedId })),
  };
}
