/** What resolvers get as parents: rows, not GraphQL types. */
export const mappers = {
  FeedItem: '../domain/feed-entry.ts#FeedEntry',
  FeedConnection: '../resolvers/Viewer.ts#FeedPage',
  Tag: '../resolvers/Tag.ts#TagReference',
};
