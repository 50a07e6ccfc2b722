import { createPost } from './Mutation/create-post.ts';
import { deletePost } from './Mutation/delete-post.ts';
import { editPost } from './Mutation/edit-post.ts';
import { Post } from './Post.ts';
import { PostRevision } from './PostRevision.ts';
import { post } from './Query/post.ts';
import { User } from './User.ts';

export const resolvers = {
  Query: { post },
  Mutation: { createPost, editPost, deletePost },
  Post,
  PostRevision,
  User,
};
