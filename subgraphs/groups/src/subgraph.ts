import { relationConsumers, relationRebuild } from '@ursa/audience';
import {
  GroupChanged,
  GroupCreated,
  GroupInvitationClosed,
  GroupInvited,
  GroupJoinRequestClosed,
  GroupJoinRequested,
  GroupMemberJoined,
  GroupMemberLeft,
  GroupRoleChanged,
} from '@ursa/events/contracts';
import { defineSubgraph } from '@ursa/subgraph-kit';
import { onPostDeleted } from './consumers/on-post-deleted.ts';
import { loaders } from './loaders/index.ts';
import { resolvers } from './resolvers/index.ts';
import { snapshots } from './snapshots.ts';

/** Groups, who belongs to them, and what each member may do. */
export const groups = defineSubgraph({
  name: 'groups',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations', import.meta.url),
  resolvers,
  loaders,
  publishes: [
    GroupCreated,
    GroupChanged,
    GroupMemberJoined,
    GroupMemberLeft,
    GroupRoleChanged,
    GroupJoinRequested,
    GroupJoinRequestClosed,
    GroupInvited,
    GroupInvitationClosed,
  ],
  consumes: [...relationConsumers, onPostDeleted],
  snapshots,
  rebuild: relationRebuild,
});
