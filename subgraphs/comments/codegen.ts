/** What resolvers get as parents: rows, not GraphQL types. */
export const mappers = {
  Comment: '../tables/index.ts#CommentRow',
  DeleteCommentPayload: '../resolvers/DeleteCommentPayload.ts#Deleted',
};
