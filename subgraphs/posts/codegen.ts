/** What resolvers get as parents: rows, not GraphQL types. */
export const mappers = {
  Post: '../tables/index.ts#PostRow',
  PostRevision: '../tables/index.ts#RevisionRow',
};
