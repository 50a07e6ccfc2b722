import { ProfileCreated, UserBlocked, UserFollowed, UserMuted } from '@ursa/events/contracts';
import { tableSnapshot } from '@ursa/outbox';
import { profileState } from './domain/profile-state.ts';
import { blocks, follows, mutes, profiles } from './tables/index.ts';

/** What others keep of people: told again to a subgraph that lost it. */
export const snapshots = [
  tableSnapshot({
    tells: ProfileCreated,
    from: profiles,
    key: ['userId'],
    event: (row) => ProfileCreated.create(row.userId, profileState(row)),
  }),
  tableSnapshot({
    tells: UserFollowed,
    from: follows,
    key: ['followerId', 'followedId'],
    event: ({ followerId, followedId }) =>
      UserFollowed.create(followerId, { followerId, followedId, approved: false }),
  }),
  tableSnapshot({
    tells: UserBlocked,
    from: blocks,
    key: ['blockerId', 'blockedId'],
    event: ({ blockerId, blockedId }) => UserBlocked.create(blockerId, { blockerId, blockedId }),
  }),
  tableSnapshot({
    tells: UserMuted,
    from: mutes,
    key: ['muterId', 'mutedId'],
    event: ({ muterId, mutedId }) => UserMuted.create(muterId, { muterId, mutedId }),
  }),
];
