import { Group } from './Group.ts';
import { createPost } from './Mutation/create-post.ts';
import { deletePost } from './Mutation/delete-post.ts';
import { editPost } from './Mutation/edit-post.ts';
import { followTag } from './Mutation/follow-tag.ts';
import { unfollowTag } from './Mutation/unfollow-tag.ts';
import { Post } from './Post.ts';
import { PostRevision } from './PostRevision.ts';
import { post } from './Query/post.ts';
import { tag } from './Query/tag.ts';
import { Tag } from './Tag.ts';
import { User } from './User.ts';

export const resolvers = {
  Query: { post, tag },
  Mutation: { createPost, editPost, deletePost, followTag, unfollowTag },
  Group,
  Post,
  PostRevision,
  Tag,
  User,
};
