import { Draft } from './Draft.ts';
import { Group } from './Group.ts';
import { bookmarkPost } from './Mutation/bookmark-post.ts';
import { createPost } from './Mutation/create-post.ts';
import { deleteDraft } from './Mutation/delete-draft.ts';
import { deletePost } from './Mutation/delete-post.ts';
import { editPost } from './Mutation/edit-post.ts';
import { followTag } from './Mutation/follow-tag.ts';
import { pinPost } from './Mutation/pin-post.ts';
import { publishDraft } from './Mutation/publish-draft.ts';
import { repost } from './Mutation/repost.ts';
import { saveDraft } from './Mutation/save-draft.ts';
import { schedulePost } from './Mutation/schedule-post.ts';
import { unbookmarkPost } from './Mutation/unbookmark-post.ts';
import { undoRepost } from './Mutation/undo-repost.ts';
import { unfollowTag } from './Mutation/unfollow-tag.ts';
import { unpinPost } from './Mutation/unpin-post.ts';
import { votePoll } from './Mutation/vote-poll.ts';
import { Poll } from './Poll.ts';
import { Post } from './Post.ts';
import { PostRevision } from './PostRevision.ts';
import { post } from './Query/post.ts';
import { tag } from './Query/tag.ts';
import { postChanged } from './Subscription/post-changed.ts';
import { Tag } from './Tag.ts';
import { User } from './User.ts';
import { Viewer } from './Viewer.ts';

export const resolvers = {
  Query: { post, tag },
  Mutation: {
    ...{ createPost, editPost, deletePost, repost, undoRepost, votePoll },
    ...{ bookmarkPost, unbookmarkPost, pinPost, unpinPost, followTag, unfollowTag },
    ...{ saveDraft, deleteDraft, publishDraft, schedulePost },
  },
  Subscription: { postChanged },
  Draft,
  Group,
  Poll,
  Post,
  PostRevision,
  Tag,
  User,
  Viewer,
};
