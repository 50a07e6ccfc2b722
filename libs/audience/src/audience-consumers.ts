import {
  GroupChanged,
  GroupCreated,
  GroupMemberJoined,
  GroupMemberLeft,
  ProfileChanged,
  ProfileCreated,
  UserBlocked,
  UserFollowed,
  UserUnblocked,
  UserUnfollowed,
} from '@ursa/events/contracts';
import type { EventConsumer } from '@ursa/outbox';
import { consumer } from '@ursa/outbox';
import { keepBlock, keepFollow, keepGroup, keepMember, keepPerson } from './projection.ts';

/** What keeps the relations between people: all of the projection that groups needs, which owns the rest. */
export const relationConsumers: readonly EventConsumer[] = [
  consumer(ProfileCreated, ({ payload, sequence }, { tx }) => keepPerson(tx, payload, sequence)),
  consumer(ProfileChanged, ({ payload, sequence }, { tx }) => keepPerson(tx, payload, sequence)),
  consumer(UserFollowed, ({ payload, sequence }, { tx }) =>
    keepFollow(tx, payload, { holds: true, sequence }),
  ),
  consumer(UserUnfollowed, ({ payload, sequence }, { tx }) =>
    keepFollow(tx, payload, { holds: false, sequence }),
  ),
  consumer(UserBlocked, ({ payload, sequence }, { tx }) => keepBlock(tx, payload, { holds: true, sequence })),
  consumer(UserUnblocked, ({ payload, sequence }, { tx }) =>
    keepBlock(tx, payload, { holds: false, sequence }),
  ),
];

/** What keeps the projection; a subgraph with `audienceTables` spreads them into its `consumes`. */
export const audienceConsumers: readonly EventConsumer[] = [
  ...relationConsumers,
  consumer(GroupCreated, ({ payload, sequence }, { tx }) => keepGroup(tx, payload, sequence)),
  consumer(GroupChanged, ({ payload, sequence }, { tx }) => keepGroup(tx, payload, sequence)),
  consumer(GroupMemberJoined, ({ payload, sequence }, { tx }) =>
    keepMember(tx, payload, { holds: true, sequence }),
  ),
  consumer(GroupMemberLeft, ({ payload, sequence }, { tx }) =>
    keepMember(tx, payload, { holds: false, sequence }),
  ),
];
