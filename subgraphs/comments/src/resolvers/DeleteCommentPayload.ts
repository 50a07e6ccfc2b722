import type { CommentId } from '@ursa/ids';
import type { Payload } from '@ursa/subgraph-kit';
import type { DeleteCommentPayloadResolvers } from '../generated/resolvers.ts';

/** What `deleteComment` answers before its hollow, if any, is read. */
export type Deleted = Payload<'deletedCommentId', CommentId>;

export const DeleteCommentPayload: DeleteCommentPayloadResolvers = {
  comment: ({ deletedCommentId }, _, { loaders }) =>
    deletedCommentId ? loaders.commentById.load(deletedCommentId) : null,
};
