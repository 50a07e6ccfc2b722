import type { ProfilesRequest } from '../context.ts';
import { blockedUsersLoader } from './blocked-users.ts';
import { followCountsLoader } from './follow-counts.ts';
import { followRequestsLoader } from './follow-requests.ts';
import { followersLoader } from './followers.ts';
import { followingLoader } from './following.ts';
import { mutedUsersLoader } from './muted-users.ts';
import { personLoader } from './person.ts';
import { personByUsernameLoader } from './person-by-username.ts';
import { privacyLoader } from './privacy.ts';
import { profileLoader } from './profile.ts';

/** The questions that one operation asks in batches. */
export function loaders(ctx: ProfilesRequest) {
  const privacy = privacyLoader(ctx);
  const followCounts = followCountsLoader(ctx);
  const profile = profileLoader(ctx, { privacy, followCounts });
  return {
    profile,
    privacy,
    followCounts,
    person: personLoader(ctx, profile),
    personByUsername: personByUsernameLoader(ctx, profile),
    followers: followersLoader(ctx),
    following: followingLoader(ctx),
    followRequests: followRequestsLoader(ctx),
    blockedUsers: blockedUsersLoader(ctx),
    mutedUsers: mutedUsersLoader(ctx),
  };
}

export type Loaders = ReturnType<typeof loaders>;
