import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { idOf } from './id-of.ts';
import { relationKeepers } from './keepers.ts';

const profile = z.strictObject({
  userId: idOf('user'),
  username: z.string(),
  displayName: z.string(),
  isPrivate: z.boolean(),
  bio: z.string().default(''),
});
// A follow edge's events belong to the follower's aggregate, whoever caused them: so they stay in order.
const follow = z.strictObject({ followerId: idOf('user'), followedId: idOf('user') });
const block = z.strictObject({ blockerId: idOf('user'), blockedId: idOf('user') });
const mute = z.strictObject({ muterId: idOf('user'), mutedId: idOf('user') });

const ofProfiles = { version: 1, owner: 'profiles', aggregate: 'user' } as const;

/** A profile exists from now on. */
export const ProfileCreated = defineEvent({
  ...ofProfiles,
  name: 'ProfileCreated',
  consumers: relationKeepers,
  payload: profile,
});

/** What others know of a profile changed: its names or its privacy. Carries the whole new state. */
export const ProfileChanged = defineEvent({
  ...ofProfiles,
  name: 'ProfileChanged',
  consumers: relationKeepers,
  live: (payload) => payload.userId,
  payload: profile,
});

/** Somebody follows somebody from now on; `approved` when a follow request was accepted. */
export const UserFollowed = defineEvent({
  ...ofProfiles,
  name: 'UserFollowed',
  consumers: relationKeepers,
  payload: z.strictObject({ ...follow.shape, approved: z.boolean() }),
});

/** Somebody follows somebody no longer: by own will, by removal or by a block. */
export const UserUnfollowed = defineEvent({
  ...ofProfiles,
  name: 'UserUnfollowed',
  consumers: relationKeepers,
  payload: follow,
});

/** Somebody asks to follow a private account. */
export const FollowRequested = defineEvent({
  ...ofProfiles,
  name: 'FollowRequested',
  consumers: ['notifications'],
  payload: follow,
});

/** A follow request is open no longer: accepted, declined or withdrawn. */
export const FollowRequestClosed = defineEvent({
  ...ofProfiles,
  name: 'FollowRequestClosed',
  consumers: ['notifications'],
  payload: z.strictObject({ ...follow.shape, accepted: z.boolean() }),
});

/** Two people are hidden from each other from now on. */
export const UserBlocked = defineEvent({
  ...ofProfiles,
  name: 'UserBlocked',
  consumers: relationKeepers,
  payload: block,
});

/** This block is lifted; one the other way may stand. */
export const UserUnblocked = defineEvent({
  ...ofProfiles,
  name: 'UserUnblocked',
  consumers: relationKeepers,
  payload: block,
});

/** Somebody wants no notifications from somebody. */
export const UserMuted = defineEvent({
  ...ofProfiles,
  name: 'UserMuted',
  consumers: ['notifications', 'feed'],
  payload: mute,
});

/** A mute is lifted. */
export const UserUnmuted = defineEvent({
  ...ofProfiles,
  name: 'UserUnmuted',
  consumers: ['notifications', 'feed'],
  payload: mute,
});
