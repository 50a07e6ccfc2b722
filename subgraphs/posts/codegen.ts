/** What resolvers get as parents: rows, not GraphQL types. */
export const mappers = {
  Group: "@ursa/subgraph-kit#EntityReference<'Group'>",
  Post: '../tables/index.ts#PostRow',
  PostRevision: '../tables/index.ts#RevisionRow',
  Tag: '../tables/index.ts#TagRow',
};
