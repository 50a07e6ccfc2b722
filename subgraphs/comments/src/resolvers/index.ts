import { Comment } from './Comment.ts';
import { DeleteCommentPayload } from './DeleteCommentPayload.ts';
import { addComment } from './Mutation/add-comment.ts';
import { deleteComment } from './Mutation/delete-comment.ts';
import { editComment } from './Mutation/edit-comment.ts';
import { lockThread } from './Mutation/lock-thread.ts';
import { Post } from './Post.ts';
import { comment } from './Query/comment.ts';
import { commentAdded } from './Subscription/comment-added.ts';
import { commentChanged } from './Subscription/comment-changed.ts';

export const resolvers = {
  Query: { comment },
  Mutation: { addComment, editComment, deleteComment, lockThread },
  Subscription: { commentAdded, commentChanged },
  Comment,
  DeleteCommentPayload,
  Post,
};
