import { typeId } from '@ursa/database';
import type { PgSchema } from 'drizzle-orm/pg-core';
import { bigint, boolean, index, primaryKey, text } from 'drizzle-orm/pg-core';
import type { GroupPrivacy } from './visibility.ts';

// The sequence of the event that wrote the row, in its aggregate: an older event must not undo a newer one.
const sequence = () => bigint('sequence', { mode: 'number' }).notNull();
// False once the relation has ended. The row stays, so that a late event cannot bring the relation back.
const holds = () => boolean('holds').notNull();

/** The projection's tables in a subgraph's own schema; re-exported from `src/tables/audience.ts` for drizzle-kit. */
export function audienceTables<const Name extends string>(schema: PgSchema<Name>) {
  const people = schema.table(
    'people',
    {
      userId: typeId('user')('user_id').primaryKey(),
      username: text('username').notNull(),
      isPrivate: boolean('is_private').notNull(),
      sequence: sequence(),
    },
    // Not unique: events of two people may arrive in either order while a name changes hands.
    (table) => [index('people_by_username').on(table.username)],
  );

  const follows = schema.table(
    'follows',
    {
      followerId: typeId('user')('follower_id').notNull(),
      followedId: typeId('user')('followed_id').notNull(),
      holds: holds(),
      sequence: sequence(),
    },
    (table) => [primaryKey({ columns: [table.followerId, table.followedId] })],
  );

  const blocks = schema.table(
    'blocks',
    {
      blockerId: typeId('user')('blocker_id').notNull(),
      blockedId: typeId('user')('blocked_id').notNull(),
      holds: holds(),
      sequence: sequence(),
    },
    (table) => [
      primaryKey({ columns: [table.blockerId, table.blockedId] }),
      index('blocks_by_blocked').on(table.blockedId, table.blockerId),
    ],
  );

  const groups = schema.table('groups', {
    groupId: typeId('group')('group_id').primaryKey(),
    privacy: text('privacy').$type<GroupPrivacy>().notNull(),
    sequence: sequence(),
  });

  const groupMembers = schema.table(
    'group_members',
    {
      groupId: typeId('group')('group_id').notNull(),
      userId: typeId('user')('user_id').notNull(),
      holds: holds(),
      sequence: sequence(),
    },
    (table) => [
      primaryKey({ columns: [table.groupId, table.userId] }),
      index('group_members_by_user').on(table.userId, table.groupId),
    ],
  );

  return { people, follows, blocks, groups, groupMembers };
}
