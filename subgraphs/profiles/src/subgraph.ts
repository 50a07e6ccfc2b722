import {
  FollowRequestClosed,
  FollowRequested,
  ProfileChanged,
  ProfileCreated,
  UserBlocked,
  UserFollowed,
  UserMuted,
  UserUnblocked,
  UserUnfollowed,
  UserUnmuted,
} from '@ursa/events/contracts';
import { defineSubgraph } from '@ursa/subgraph-kit';
import { background } from './background.ts';
import { readConfig } from './config.ts';
import { consumers } from './consumers/index.ts';
import { forgetProfiles } from './forget-profiles.ts';
import { loaders } from './loaders/index.ts';
import { resolvers } from './resolvers/index.ts';
import { services } from './services.ts';
import { snapshots } from './snapshots.ts';

/** Who people are to each other: profiles, follows, blocks, mutes. */
export const profiles = defineSubgraph({
  name: 'profiles',
  schema: new URL('./generated/schema.graphql', import.meta.url),
  migrations: new URL('../migrations/', import.meta.url),
  resolvers,
  loaders,
  services,
  publishes: [
    ProfileCreated,
    ProfileChanged,
    UserFollowed,
    UserUnfollowed,
    FollowRequested,
    FollowRequestClosed,
    UserBlocked,
    UserUnblocked,
    UserMuted,
    UserUnmuted,
  ],
  consumes: consumers,
  snapshots,
  config: readConfig,
  announcing: forgetProfiles,
  background,
});
