/** What resolvers get as parents: rows, not GraphQL types. */
export const mappers = {
  SearchConnection: '../domain/found.ts#FoundPage',
  SearchEdge: '../domain/found.ts#FoundEdge',
  Tag: '../domain/found.ts#TagReference',
};
