import type { Resolvers } from '../generated/resolvers.ts';
import { answerFollowRequest } from './Mutation/answer-follow-request.ts';
import { blockUser } from './Mutation/block-user.ts';
import { followUser } from './Mutation/follow-user.ts';
import { muteUser } from './Mutation/mute-user.ts';
import { removeFollower } from './Mutation/remove-follower.ts';
import { unblockUser } from './Mutation/unblock-user.ts';
import { unfollowUser } from './Mutation/unfollow-user.ts';
import { unmuteUser } from './Mutation/unmute-user.ts';
import { updateProfile } from './Mutation/update-profile.ts';
import { user } from './Query/user.ts';
import { User } from './User.ts';
import { Viewer } from './Viewer.ts';

export const resolvers: Resolvers = {
  Query: { user },
  Mutation: {
    updateProfile,
    followUser,
    unfollowUser,
    answerFollowRequest,
    removeFollower,
    blockUser,
    unblockUser,
    muteUser,
    unmuteUser,
  },
  User,
  Viewer,
};
