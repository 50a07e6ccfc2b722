/** What resolvers get as parents: rows, not GraphQL types. */
export const mappers = {
  Group: "@ursa/subgraph-kit#EntityReference<'Group'>",
  Draft: '../tables/index.ts#DraftRow',
  Poll: '../domain/poll.ts#PollState',
  PollChoice: '../domain/poll.ts#ShownChoice',
  Post: '../domain/written-post.ts#WrittenPost',
  PostRevision: '../tables/index.ts#RevisionRow',
  Tag: '../tables/index.ts#TagRow',
};
