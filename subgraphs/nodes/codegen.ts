/** What resolvers get as parent, as seen from src/generated/. */
export const mappers = {
  Node: '../loaders/node-by-id.ts#Answer',
};
